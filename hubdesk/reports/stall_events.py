"""How Today tells what happened at the stall."""

from __future__ import annotations

from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation
from hubdesk.stall.closing import Closed
from hubdesk.stall.swap import Clicked, Swapped
from hubdesk.stock import measures, weighed
from hubdesk.wording import Phrase, translate


def swapped(view: View, op: Operation, body: Swapped) -> tuple[Phrase, Phrase]:
    """A swap, or an hour of a tally sheet."""
    said = {"people": body.people, "out": body.out, "tins": body.tins + body.scanned}
    if body.people > 1:
        return (
            Phrase(translate("today", "Tally of the stall")),
            Phrase(translate("today", "People {people}, out {out}, in {tins}"), said),
        )
    return (
        Phrase(translate("today", "Swap at the stall")),
        Phrase(translate("today", "{out} out, {tins} in"), said),
    )


def clicked(view: View, op: Operation, body: Clicked) -> tuple[Phrase, Phrase]:
    """What somebody's clicker said."""
    return (
        Phrase(translate("today", "Clicker of the stall")),
        Phrase(translate("today", "People in all: {people}"), {"people": body.people}),
    )


def closed(view: View, op: Operation, body: Closed) -> tuple[Phrase, Phrase]:
    """The stall's day was over."""
    known = weighed.known(view.connection, body.taken)
    items = measures.items(view, ((each.product, each.quantity) for each in known))
    return (
        Phrase(translate("today", "The stall was closed")),
        Phrase(translate("today", "Items taken: {items}"), {"items": items}),
    )
