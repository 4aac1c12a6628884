"""Packed parcels in the volunteer's words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from hubdesk.households.diet import FACES, Chip
from hubdesk.packing.inside import Inside
from hubdesk.packing.pack import NOT_KNOWN, Short
from hubdesk.packing.waiting import Kind, Waiting
from hubdesk.stock import date_words
from hubdesk.stock.dates import DateState
from hubdesk.stock.measures import Measure
from ui import counted, wording
from ui.volunteers.words import together
from ui.widgets.record_list import RecordLine

MOST_OF_NAME = 20
ICONS = {
    DateState.PAST_USE_BY: "octagon-x",
    DateState.PAST_BEST_BEFORE: "triangle-alert",
    DateState.SOON: "clock-alert",
}
KNOWN = {chip.value: chip for chip in Chip}


def diet(chips: Sequence[str]) -> str:
    """How a parcel was packed: "No pork, Kettle only"."""
    known = [FACES[KNOWN[each]].words for each in chips if each in KNOWN]
    return ", ".join(wording.translated(each) for each in known)


def kind(each: Kind) -> str:
    """So many of one size and diet: "For 4 people, Vegan: 12"."""
    said = f"{_what(each.people, each.chips)}: {each.number}"
    return said if each.diet_known else f"{said} ({wording.translated(NOT_KNOWN)})"


def line(each: Waiting | None) -> RecordLine:
    """A packed parcel as a row of the list; one that is still being fetched has dots."""
    if each is None:
        return RecordLine("…", "")
    return RecordLine(
        each.parcel.number,
        _what(each.parcel.people, each.parcel.chips, each.diet_known),
        "  ·  ".join((age(each), counted.items(each.items))),
        watch(each),
        ICONS.get(each.watched.state, ""),
    )


def _what(people: int, chips: Sequence[str], known: bool = True) -> str:
    said = diet(chips) if known else wording.translated(NOT_KNOWN)
    return ", ".join(filter(None, (counted.for_people(people), said)))


def age(each: Waiting) -> str:
    """When it was packed, and by whom as far as they said."""
    translate = QCoreApplication.translate
    near = (translate("Packing", "packed today"), translate("Packing", "packed yesterday"))
    said = near[each.age_days] if each.age_days < len(near) else counted.days_ago(each.age_days)
    return ", ".join(filter(None, (said, together(each.who))))


def watch(each: Waiting) -> str:
    """The date that needs somebody's eye, and whose it is: "Take out: Milk, 1 day past"."""
    watched, translate = each.watched, QCoreApplication.translate
    leads = {
        DateState.PAST_USE_BY: translate("Packing", "Take out: {goods}, {date}"),
        DateState.PAST_BEST_BEFORE: translate("Packing", "Check: {goods}, {date}"),
        DateState.SOON: translate("Packing", "{goods}, {date}"),
    }
    if each.to_take_out:
        leads[DateState.PAST_BEST_BEFORE] = leads[DateState.PAST_USE_BY]
    if each.held and watched.state is not DateState.PAST_USE_BY:
        goods = wording.inside(each.held, MOST_OF_NAME)
        return translate("Packing", "Take out: {goods}, held back").format(goods=goods)
    if watched.dated is None or watched.state not in leads:
        return ""
    goods = wording.inside(watched.name, MOST_OF_NAME)
    date = wording.phrase(date_words.short(watched.dated.day, each.today))
    return leads[watched.state].format(goods=goods, date=date)


def inside(there: Sequence[Inside]) -> str:
    """What is in a parcel, line by line: "2 × Baked beans, 1 × Milk"."""
    sums: dict[tuple[str, Measure], int] = {}
    for each in there:
        which = (each.name, each.measure)
        sums[which] = sums.get(which, 0) + each.quantity
    return ", ".join(
        wording.phrase(measure.with_name(many, wording.inside(name, 30)))
        for (name, measure), many in sums.items()
    )


def short(each: Short) -> str:
    """What the book has too few of, and how many: "Rice (500 g)"."""
    return f"{each.name} ({wording.phrase(each.measure.said(each.missing))})"
