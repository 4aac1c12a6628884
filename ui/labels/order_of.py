"""What the form on the Labels screen asks for, as an order to print."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import msgspec

from hubdesk.codes.own import Kind
from hubdesk.errors import Refused
from hubdesk.labels.contents import (
    BatchLabel,
    CrateLabel,
    DeliveryLabel,
    FoodLabel,
    FrozenLabel,
    HouseholdCard,
    OpenedLabel,
    ProductLabel,
    ShelfLabel,
    UnusedLabel,
)
from hubdesk.labels.orders import Order
from hubdesk.stock.dates import DateKind
from hubdesk.wording import translate
from ui.labels.what import ALL, FRESH, NEW, UNUSED, Stands, What, labelled
from ui.wording import translated

if TYPE_CHECKING:
    from ui.labels.what_form import WhatForm

FREEZER_DAYS: Final = 30
"""Food that is frozen on the day is kept for a month (see hubdesk.labels.food)."""


def _again(form: WhatForm, stands: Stands, count: int) -> Order:
    found = [each.label for each in labelled(stands) if each.label.code == form.which.value()]
    if not found:
        raise Refused(
            translate(
                "labels",
                "No parcel is packed or was given out today. Scan a label, or find an older parcel "
                "in Today (F9).",
            )
        )
    return Order(found[0], count)


def _delivery(form: WhatForm, stands: Stands, count: int) -> Order:
    like = DeliveryLabel("", form.told_address(), note=form.note.text().strip())
    which = form.which.value()
    if which in ("", FRESH):
        return Order(like, count, fresh=Kind.PARCEL.value, parts=True)
    return Order(msgspec.structs.replace(like, code=which), count, parts=True)


def _shelf(form: WhatForm, stands: Stands, count: int) -> Order:
    which = form.which.value()
    if which == NEW or not which:
        like = ShelfLabel("", "", stands.place_name)
        return Order(like, count, fresh=Kind.SHELF.value)
    wanted = [shelf for shelf in stands.shelves if which in (ALL, shelf.id.hex())]
    if not wanted:
        raise Refused(translate("labels", "This shelf is not there any more. Choose another."))
    first, is_second = wanted[0], wanted[0].code in stands.shelves_out
    like = ShelfLabel(first.code, first.name, stands.place_name, is_second)
    return Order(like, count, shelves=tuple(shelf.id for shelf in wanted))


def _product(form: WhatForm, stands: Stands, count: int) -> Order:
    which = form.which.value()
    name = next((name for line, name in stands.lines if line.hex() == which), "")
    if not name:
        raise Refused(translate("labels", "Add a line to the parcel list first."))
    return Order(ProductLabel("", name), count, line=bytes.fromhex(which))


def _crate(form: WhatForm, stands: Stands, count: int) -> Order:
    like = CrateLabel("", form.name.text().strip(), stands.today)
    return Order(like, count, fresh=Kind.CRATE.value)


def _batch(form: WhatForm, stands: Stands, count: int) -> Order:
    name, told = form.told_name(), form.told_date(stands.today)
    if told is None:
        return Order(BatchLabel("", name), count, fresh=Kind.BATCH.value)
    kind = (told.kind or DateKind(form.kind.value())).value
    like = BatchLabel("", name, told.day, kind, told.month_only)
    return Order(like, count, fresh=Kind.BATCH.value)


def _opened(form: WhatForm, stands: Stands, count: int) -> Order:
    name, day = form.told_name(), form.told_day(stands.today)
    like = OpenedLabel(
        name,
        form.told_allergens(),
        stands.today,
        day,
        form.kind.value(),
        keep=form.keep.text().strip(),
    )
    return Order(like, count)


def _frozen(form: WhatForm, stands: Stands, count: int) -> Order:
    last = stands.today + timedelta(days=FREEZER_DAYS)
    like = FrozenLabel(form.told_name(), stands.today, last, form.told_allergens())
    return Order(like, count)


def _food(form: WhatForm, stands: Stands, count: int) -> Order:
    like = FoodLabel(
        form.told_name(),
        form.told_ingredients(),
        (),
        form.told_day(stands.today),
        form.by.text().strip(),
        form.kind.value(),
        form.keep.text().strip(),
    )
    return Order(like, count)


def _card(form: WhatForm, stands: Stands, count: int) -> Order:
    return Order(HouseholdCard(stands.hub_name, "", ""), count, fresh=Kind.HOUSEHOLD.value)


def _unused(form: WhatForm, stands: Stands, count: int) -> Order:
    kind = Kind(form.which.value() or Kind.CRATE.value)
    return Order(UnusedLabel("", translated(UNUSED[kind])), count, fresh=kind.value)


ORDERS: dict[What, Callable[[WhatForm, Stands, int], Order]] = {
    What.AGAIN: _again,
    What.DELIVERY: _delivery,
    What.SHELF: _shelf,
    What.PRODUCT: _product,
    What.CRATE: _crate,
    What.BATCH: _batch,
    What.OPENED: _opened,
    What.FROZEN: _frozen,
    What.FOOD: _food,
    What.CARD: _card,
    What.UNUSED: _unused,
}
