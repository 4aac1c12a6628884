"""The card for a barcode that nobody here has named."""

from __future__ import annotations

from hubdesk.catalogue import naming
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.journal.act import View
from hubdesk.wording import Phrase, translate


def outcome(view: View, code: str) -> Outcome:
    """Asks what it is; where a list of products knows it, one key keeps that name."""
    title = Phrase(translate("counter", "New barcode"))
    shown = Phrase("{code}", {"code": code})
    offer = naming.offered(view, code)
    if offer.entry is None:
        what = Phrase(translate("counter", "Nothing was added. What is it?"))
        return Outcome(Result.NEW, title, (shown, what), (Answer.NAME_IT, Answer.SKIP), code=code)
    name = Phrase("{name}", {"name": offer.entry.name})
    if offer.line is not None:
        name = Phrase("{name}  ·  {line}", {"name": name, "line": offer.line.name})
    asked = Phrase(translate("counter", "So a list of products says. Is it right?"))
    answers = (Answer.KEEP_NAME, Answer.NAME_IT, Answer.SKIP)
    return Outcome(Result.NEW, title, (name, shown, asked), answers, code=code)
