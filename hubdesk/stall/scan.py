"""What was scanned at the stall while goods go out, come in or are thrown away."""

from __future__ import annotations

from hubdesk.errors import Refused
from hubdesk.journal.act import View
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import Own
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import tins
from hubdesk.stall.outcome import Outcome, Result
from hubdesk.takein import goods
from hubdesk.takein.goods import Goods
from hubdesk.wording import Phrase, translate


def meant(view: View, text: str, sender: ScannerSetup | None) -> Goods | Outcome:
    """The goods of a code; or what to say of one that is not goods, or did not come whole.

    A label of ours tells its batch: goods that were frozen here. Raises Refused for labels
    that are on no goods, such as a shelf's.
    """
    found = reading.read(text, sender or reading.TYPED, today=view.today)
    if not isinstance(found, Own):
        whole = goods.of(view, found)
        return tins.unread() if whole is None or whole.doubt is not None else whole
    code = found.code
    if code.kind in tins.FOR_COUNTER:
        return Outcome(Result.DONE, Phrase("{code}", {"code": code.last_four}), own=code.text)
    labelled = goods.labelled(view, code.text)
    if labelled is None:
        raise Refused(translate("takein", "This is a label, and no goods. Scan the pack."))
    return labelled
