"""Packed parcels in the volunteer's words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from hubdesk.households.diet import FACES, Chip
from hubdesk.packing.inside import Inside
from hubdesk.packing.waiting import Kind, Waiting
from hubdesk.stock import date_words
from hubdesk.stock.dates import DateState
from ui import counted, wording
from ui.volunteers.words import together

KNOWN = {chip.value: chip for chip in Chip}


def diet(chips: Sequence[str]) -> str:
    """How a parcel was packed: "No pork, Kettle only"."""
    known = [FACES[KNOWN[each]].words for each in chips if each in KNOWN]
    return ", ".join(wording.translated(each) for each in known)


def kind(each: Kind) -> str:
    """So many of one size and diet: "12 × For 4 people, Vegan"."""
    size = f"{each.number} × {counted.for_people(each.people)}"
    return ", ".join(filter(None, (size, diet(each.chips))))


def number(each: Waiting) -> str:
    """The last four, as people say it."""
    return each.parcel.number


def people(each: Waiting) -> str:
    """For how many."""
    return str(each.parcel.people)


def how(each: Waiting) -> str:
    """How it was packed."""
    return diet(each.parcel.chips)


def items(each: Waiting) -> str:
    """How many things are in it."""
    return str(each.items)


def age(each: Waiting) -> str:
    """When it was packed, and by whom as far as they said."""
    translate = QCoreApplication.translate
    near = (translate("Packing", "Today"), translate("Packing", "Yesterday"))
    said = near[each.age_days] if each.age_days < len(near) else counted.days_ago(each.age_days)
    return ", ".join(filter(None, (said, together(each.who))))


def watch(each: Waiting) -> str:
    """The date that matters most, and whose it is: "Take out: Milk, use by 20 November"."""
    watched, translate = each.watched, QCoreApplication.translate
    dated = watched.dated
    if dated is None:
        return ""
    words = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=each.today)
    leads = {
        DateState.PAST_USE_BY: translate("Packing", "Take out"),
        DateState.PAST_BEST_BEFORE: translate("Packing", "Check"),
        DateState.SOON: translate("Packing", "Soon"),
    }
    said = f"{wording.inside(watched.name, 30)}: {wording.phrase(words)}"
    lead = leads.get(watched.state)
    return f"{lead} · {said}" if lead else said


def inside(there: Sequence[Inside]) -> str:
    """What is in a parcel, line by line: "2 × Baked beans, 1 × Milk"."""
    sums: dict[str, int] = {}
    for each in there:
        sums[each.name] = sums.get(each.name, 0) + each.quantity
    return ", ".join(f"{many} × {wording.inside(name, 30)}" for name, many in sums.items())
