"""How Today tells what happened to parcels that are packed ahead."""

from __future__ import annotations

from collections.abc import Sequence

from hubdesk.households.diet import FACES, held
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation
from hubdesk.packing import diet, parcel
from hubdesk.packing.parcel import Goods, Packed, TakenOut, Unpacked
from hubdesk.stock import measures, products, weighed
from hubdesk.wording import Phrase, items, on_shelf_again, translate


def packed(view: View, op: Operation, body: Packed) -> tuple[Phrase, Phrase]:
    """A parcel was packed: for how many, and how."""
    said = {"items": items(_items(view, body.goods)), "people": body.people}
    detail = Phrase(translate("today", "{items} for {people}"), said)
    chips = diet.of(view, op.subject)
    told = [chip for chip in held(chips) if chip in chips]
    for chip in told:
        detail = Phrase("{before}, {diet}", {"before": detail, "diet": Phrase(FACES[chip].words)})
    title = translate("today", "Packed ahead: parcel {number}")
    return Phrase(title, {"number": body.code[-4:]}), detail


def unpacked(view: View, op: Operation, body: Unpacked) -> tuple[Phrase, Phrase]:
    """A parcel was unpacked."""
    number = {"number": parcel.number_of(view, op.subject)}
    return (
        Phrase(translate("today", "Unpacked: parcel {number}"), number),
        on_shelf_again(_items(view, body.goods)),
    )


def taken_out(view: View, op: Operation, body: TakenOut) -> tuple[Phrase, Phrase]:
    """Something past its use by was taken out of a parcel."""
    number = {"number": parcel.number_of(view, op.subject)}
    names = dict.fromkeys(products.product_by_id(view, g.product).name for g in body.goods)
    return (
        Phrase(translate("today", "Taken out of parcel {number}"), number),
        Phrase("{names}", {"names": ", ".join(names)}),
    )


def _items(view: View, goods: Sequence[Goods]) -> int:
    known = weighed.known(view.connection, goods)
    return measures.items(view, ((each.product, each.quantity) for each in known))
