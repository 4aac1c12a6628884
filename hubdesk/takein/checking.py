"""The three looks at a tin: a deep dent, rust or a bulge, and it is binned with one key.

Source: the Food Standards Agency's page for charities (15 November 2022): a shallow dent is
fine; a deep dent, rust or a bulge is not.
"""

from __future__ import annotations

from enum import StrEnum

from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.stock import intake, measures, products
from hubdesk.takein import drafts, entries
from hubdesk.takein.came import Came, Offer, Sign
from hubdesk.wording import Phrase, translate


class Fault(StrEnum):
    """What is wrong with a tin, in the word that is kept as the reason."""

    DENT = "deep dent"
    RUST = "rust"
    BULGE = "bulge"
    UNSOUND = "not sound"


def bin_one(act: Act, fault: Fault) -> Came:
    """One of what was scanned last goes to waste; Ctrl+Z takes that back first."""
    draft = drafts.current(act)
    last = entries.last(act, draft.drop_off)
    if last is None:
        raise Refused(translate("takein", "Scan the tin first, then press the key."))
    # Of what is weighed, one is a pack, or as much as came in when that is less.
    measure = measures.of_product(act, last.product)
    one = min(measure.step, last.quantity)
    op = intake.discard(act, last.product, one, last.batch, fault.value)
    now = drafts.change(draft, binned=(op.ref.stream, op.ref.seq))
    drafts.keep(act, now)
    name = products.product_by_id(act, last.product).name or last.code
    why = {
        Fault.DENT: translate("takein", "Deep dent"),
        Fault.RUST: translate("takein", "Rust"),
        Fault.BULGE: translate("takein", "Bulge"),
        Fault.UNSOUND: translate("takein", "Not sound"),
    }
    said = translate("takein", "Binned: {why}")
    title = Phrase(said, {"why": Phrase(why[fault])})
    gone = measure.with_name(one, name)
    return Came(Sign.NOTED, title, (gone,), (Offer.UNDO,), last.product)
