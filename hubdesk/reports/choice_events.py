"""How Today tells what was decided between two entries: whose, and nothing of what they say."""

from __future__ import annotations

from hubdesk.households import merging
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation
from hubdesk.stock import products, records
from hubdesk.stock.chosen import Chosen
from hubdesk.wording import Phrase, translate


def chosen(view: View, op: Operation, body: Chosen) -> tuple[Phrase, Phrase]:
    """Somebody decided which of two entries holds, or that all do."""
    title = translate("today", "Written differently: one entry holds")
    if body.all_hold:
        title = translate("today", "Written differently: all entries hold")
    return Phrase(title), _whose(view, op, body)


def _whose(view: View, op: Operation, body: Chosen) -> Phrase:
    if body.kind == SIZED.name:
        said = translate("today", "Household {name}: how many they are")
    elif body.kind == NOTED.name:
        said = translate("today", "Household {name}: what they told")
    elif body.kind == records.PLACE.name:
        return Phrase(
            translate("today", "Place {name}"), {"name": records.place_name(view, op.subject)}
        )
    elif body.kind == records.PRODUCT.name:
        return Phrase("{name}", {"name": products.product_by_id(view, op.subject).name})
    else:
        found = products.lines_named(view, [op.subject])
        return Phrase("{name}", {"name": found[0].name if found else ""})
    return Phrase(said, {"name": merging.number_as_given(view, op.subject)})
