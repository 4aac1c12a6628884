"""What stands on the Labels screen to be printed, and what the hub has that it can be for."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from hubdesk import settings
from hubdesk.codes import own
from hubdesk.counter import label_again, reprinting
from hubdesk.counter.reprinting import Labelled
from hubdesk.journal.act import View
from hubdesk.labels import orders, queue, runs, second, sheets
from hubdesk.labels.contents import Content, DeliveryLabel
from hubdesk.labels.format import Format
from hubdesk.labels.layout import Label
from hubdesk.labels.orders import Order
from hubdesk.labels.runs import Run
from hubdesk.settings import Settings
from hubdesk.stock import places, products, shelves
from ui.labels.how_many import HowMany
from ui.labels.printing import PrintSettings, chosen_settings
from ui.labels.what import Stands
from ui.labels.what_form import WhatForm

_SAMPLE_DIGITS = "123456784821"


class Told(Struct, frozen=True):
    """All that the screen shows of the hub.

    ``others`` are labels that wait beside the run, and print by themselves.
    """

    settings: Settings
    stands: Stands
    papers: list[Format]
    run: Run | None
    others: int = 0


class Meant(Struct, frozen=True):
    """What a scan stands for here: an unused shelf's code ("" if not), or a thing with a label."""

    unused: str
    labelled: Labelled | None


class Wanted:
    """The form and how many, read together; ``told`` is what the hub said last, None at first.

    ``folder`` is where PDFs go when no printer is set.
    """

    def __init__(self, form: WhatForm, how_many: HowMany, folder: Path) -> None:
        self.form, self.how_many = form, how_many
        self.told: Told | None = None
        self._folder = folder

    def paper(self) -> Format | None:
        """The sheet in use; None before any was offered."""
        return self.how_many.sheet()

    def printing_on(self, format_name: str, place: int, *, alone: bool = False) -> PrintSettings:
        """How labels go on a sheet from a place of it; ``alone``: the printer had them before."""
        assert self.told is not None
        told = chosen_settings(self._folder, self.told.settings, format_name)
        return replace(told, start_at=place, alone=alone)

    def order(self) -> Order:
        """So many of what stands in the form. Raises Refused, with what is missing."""
        return self.form.order(self.how_many.labels())

    def sample(self, order: Order, place: int) -> Label:
        """The first label as it would come out; its code is drawn when it is printed."""
        from hubdesk.labels.designed import designed  # noqa: PLC0415 - loaded with press
        from ui.labels import press  # noqa: PLC0415 - loaded with the first label

        paper = self.paper()
        assert paper is not None
        return designed(_sample(order), press.room_on(self.printing_on(paper.name, place)))

    def paper_of(self, run: Run | None) -> Format | None:
        """The sheet of a run; None when there is no such sheet any more."""
        papers = self.told.papers if self.told else []
        return next((p for p in papers if run is not None and p.name == run.format_name), None)


def asked(view: View) -> Told:
    """Asks the hub for all of it."""
    told = settings.asked(view)
    place = places.named(view, view.here)
    lines = tuple((each.id, each.name) for each in products.lines(view))
    stands = Stands(
        reprinting.of_today(view),
        None,
        tuple(shelves.of_place(view, view.here)),
        second.shelves(view),
        lines,
        told.hub_name,
        place.name if place else "",
        view.today,
    )
    others = len(queue.waiting(view))
    return Told(told, stands, sheets.choices(view), runs.unsettled(view), others)


def meant(view: View, text: str) -> Meant:
    """What a scan stands for."""
    return Meant(shelves.is_unused(view, text), label_again.by_code(view, text))


def _sample(order: Order) -> Content:
    letter = order.fresh or (own.Kind.PRODUCT.value if order.line is not None else "")
    like = order.like
    if order.parts and isinstance(like, DeliveryLabel):
        like = replace(like, parts=order.count)
    return orders.with_code(like, letter + _SAMPLE_DIGITS) if letter else like
