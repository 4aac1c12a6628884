"""Labels that were printed ahead: a scan after a pack or before a weight says whose they are."""

from __future__ import annotations

from hubdesk import binding
from hubdesk.binding import BoundKind
from hubdesk.codes.own import Kind, OwnCode
from hubdesk.journal.act import Act
from hubdesk.takein import drafts, entries, looking
from hubdesk.takein.came import Came, Offer, Sign
from hubdesk.wording import Phrase, translate


def scanned(act: Act, code: OwnCode) -> Came | None:
    """What a label that stands for nothing yet becomes; None for kinds that are not of goods."""
    if code.kind is Kind.BATCH:
        return _on_last(act, code)
    if code.kind is Kind.CRATE:
        return _next_crate(act, code)
    return None


def _on_last(act: Act, code: OwnCode) -> Came:
    """The goods of the last scan, with their date, bear this label from now on."""
    draft = drafts.current(act)
    last = entries.last(act, draft.drop_off)
    if last is None:
        return _asks(code, translate("takein", "Scan the goods first, then the label for them."))
    if last.batch is None:
        return _asks(code, translate("takein", "Type the date of the goods, then scan it again."))
    bound = binding.bind(act, code.text, BoundKind.BATCH, last.batch)
    if bound is not None:
        named = (bound.ref.stream, bound.ref.seq)
        drafts.keep(act, drafts.change(draft, after=False, labelled=named))
    title = Phrase(translate("takein", "Label {number} is theirs"), {"number": code.last_four})
    told = Phrase(translate("takein", "Its scan tells the goods and their date."))
    dated = () if last.dated is None else (looking.day_said(act, last.dated),)
    return Came(Sign.NOTED, title, (*dated, told), (Offer.UNDO,), product=last.product)


def _next_crate(act: Act, code: OwnCode) -> Came:
    """The next weight is that of a crate with this label."""
    drafts.keep(act, drafts.change(drafts.current(act), after=False, crate_label=code.text))
    title = Phrase(translate("takein", "A label for a crate"))
    advice = Phrase(translate("takein", "Type what it weighs, as 12kg. No other label prints."))
    known = Phrase(translate("takein", "It may be of another laptop: then weigh it again."))
    return Came(Sign.NOTED, title, (advice, known), code=code.text)


def _asks(code: OwnCode, words: str) -> Came:
    title = Phrase(translate("takein", "This label is not used yet"))
    return Came(Sign.ASK, title, (Phrase(words),), code=code.text)
