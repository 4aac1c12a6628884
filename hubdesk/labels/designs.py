"""What stands on a label: its contents in, one laid-out label out.

Sizes are for a label with 59.5 by 34.1 mm inside its edge (L7160) and grow or shrink with the
room.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.labels.contents import (
    HouseholdCard,
    PackedLabel,
    ParcelLabel,
    ThankYou,
    VolunteerCard,
)
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.frame import is_narrow, spaced, unit, with_code
from hubdesk.labels.layout import Align, Area, Face, Label
from hubdesk.labels.stack import Block, stack
from hubdesk.wording import translate

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class _Fact(Struct, frozen=True):
    """A line beside the large number."""

    text: str
    face: Face = Face.BOLD


def parcel_label(parcel: ParcelLabel, room: Room) -> Label:
    """The label on a bag: its last four large, to be read across the hall.

    Raises Refused when the instruction is too long: it is never cut.
    """
    sizes = [_Fact(size) for size in _household_size(parcel.adults, parcel.children)]
    return _bag(parcel, (_whose(parcel), _on(parcel.packed_on, parcel.reprint)), sizes, room)


def packed_label(parcel: PackedLabel, room: Room) -> Label:
    """The label on a bag that waits for somebody: for how many it is, and how it was packed.

    Raises Refused when the instruction is too long: it is never cut.
    """
    one, more = translate("hub", "For 1 person"), translate("hub", "For {number} people")
    size = one if parcel.people == 1 else more.format(number=parcel.people)
    packed = translate("hub", "Packed {day}").format(day=day(parcel.packed_on))
    again = translate("hub", "again") if parcel.reprint else ""
    return _bag(parcel, (packed, again), [_Fact(size)], room)


def thank_you(slip: ThankYou, room: Room) -> Label:
    """The slip for whoever brought goods: thanks, how much it was, and nobody's name."""
    inside, size = room.inside, unit(room)
    if inside.height_mm > inside.width_mm:
        return _tall_thank_you(slip, room)
    draft = Draft(room)
    top_mm = _heading(draft, slip.hub_name, _on(slip.given_on, slip.reprint)) + 2 * size
    thanks = Area(inside.x_mm, top_mm, inside.width_mm, 12 * size)
    big = Style(26 * size, 12 * size, Face.BOLD)
    draft.words(translate("hub", "Thank you"), thanks, big, Align.CENTRE, middle=True)
    rest_mm = inside.bottom_mm - thanks.bottom_mm
    amount = Area(inside.x_mm, thanks.bottom_mm, inside.width_mm, rest_mm * 0.4)
    said = "".join(fact.text for fact in _holds(slip.items, slip.weight_g))
    style = Style(12 * size, 7 * size, Face.BOLD)
    draft.words(said, amount, style, Align.CENTRE, middle=True)
    below = Area(inside.x_mm, amount.bottom_mm, inside.width_mm, rest_mm * 0.6)
    draft.words(_why(), below, Style(10 * size, 6 * size, lines=2), Align.CENTRE, middle=True)
    return draft.finished()


def _tall_thank_you(slip: ThankYou, room: Room) -> Label:
    """The same, with every fact on a line of its own."""
    draft, size = Draft(room), unit(room)
    said = "".join(fact.text for fact in _holds(slip.items, slip.weight_g))
    blocks = [
        Block(slip.hub_name, Style(12 * size, 6.5, Face.BOLD, lines=2)),
        Block(_on(slip.given_on, slip.reprint), Style(10 * size, 6)),
        Block(translate("hub", "Thank you"), Style(26 * size, 12, Face.BOLD)),
        Block(said, Style(12 * size, 7, Face.BOLD, lines=2)),
        Block(_why(), Style(10 * size, 6, lines=3)),
    ]
    stack(draft, room.inside, blocks)
    return draft.finished()


def _why() -> str:
    return str(translate("hub", "What you gave goes to people near here."))


def _bag(
    parcel: ParcelLabel | PackedLabel, heading: tuple[str, str], sizes: list[_Fact], room: Room
) -> Label:
    """The number large, for how many and what it holds beside it, what to watch for below."""
    facts = [*sizes, *_holds(parcel.items, parcel.weight_g)]
    if _stands(room, parcel.code):
        words = [
            *(Block(fact.text, Style(13 * unit(room), 5.5, fact.face, lines=2)) for fact in facts),
            Block(
                parcel.instruction,
                Style(13 * unit(room), 6, Face.BOLD, lines=4),
                keep=True,
                band=True,
            ),
        ]
        return _standing(room, heading, parcel.code[-4:], words, parcel.code)
    draft = Draft(room)
    below_mm, beside = _large_number(draft, parcel.code[-4:], _heading(draft, *heading))
    _facts_beside(draft, facts, beside)
    if parcel.instruction.strip():
        below_mm = _instruction(draft, parcel.instruction, below_mm)
    _code_below(draft, parcel.code, below_mm)
    return draft.finished()


def household_card(card: HouseholdCard, room: Room) -> Label:
    """The card a household brings: hub, number and code, and no name."""
    again = translate("hub", "Printed again") if card.reprint else ""
    if card.replaces:
        again = translate("hub", "Replacement")
    bring = translate("hub", "Bring this card each time")
    return _card(room, (card.hub_name, again), card.number, card.code, bring)


def volunteer_card(card: VolunteerCard, room: Room) -> Label:
    """The card with which a volunteer says that they are serving: no name, and no PIN."""
    whose = translate("hub", "Volunteer")
    scan = translate("hub", "Scan it when you start serving")
    if card.replaces:
        whose = translate("hub", "Replacement")
        scan = translate("hub", "Volunteer: scan it to start")
    elif card.reprint:
        whose = translate("hub", "Volunteer, again")
    return _card(room, (card.hub_name, whose), card.number, card.code, scan)


def _card(room: Room, heading: tuple[str, str], number: str, code: str, advice: str) -> Label:
    """A card to keep: whose it is above, its number large beside some advice, the code below."""
    if _stands(room, code):
        words = [Block(advice, Style(10 * unit(room), 5, lines=3))]
        return _standing(room, heading, number, words, code)
    draft = Draft(room)
    below_mm, beside = _large_number(draft, number, _heading(draft, *heading))
    style = Style(10 * unit(room), 6 * unit(room), Face.BOLD, lines=2)
    draft.words(advice, beside, style, Align.RIGHT, middle=True)
    _code_below(draft, code, below_mm)
    return draft.finished()


def _stands(room: Room, code: str) -> bool:
    """True when everything goes under one another: a tall label, or bars too fine for it."""
    inside = room.inside
    return inside.height_mm > inside.width_mm or is_narrow(room, code)


def _standing(
    room: Room, heading: tuple[str, str], number: str, words: Sequence[Block], code: str
) -> Label:
    """The number as wide as the label lets it be, and every fact on a line of its own."""
    draft = Draft(room)
    area, size = with_code(draft, code), unit(room)
    best_pt = 39.5 * size
    if area.height_mm > area.width_mm:
        best_pt = area.width_mm / max(room.measure.width_mm(number, 1.0, Face.CODE), 1e-3)
    blocks = [
        Block(heading[0], Style(12 * size, 5.5, Face.BOLD, lines=2)),
        Block(heading[1], Style(10 * size, 5.5)),
        Block(number, Style(best_pt, 12, Face.CODE)),
        *words,
    ]
    stack(draft, area, blocks)
    return draft.finished()


def day(on: date) -> str:
    """A day as a label says it: Sat 21 Nov."""
    return f"{_DAYS[on.weekday()]} {on.day} {_MONTHS[on.month - 1]}"


def _household_size(adults: int, children: int) -> list[str]:
    """How many a parcel is for: 2 adults, 3 children."""
    told = []
    if adults or not children:
        one, more = translate("hub", "1 adult"), translate("hub", "{number} adults")
        told.append(one if adults == 1 else more.format(number=adults))
    if children:
        one, more = translate("hub", "1 child"), translate("hub", "{number} children")
        told.append(one if children == 1 else more.format(number=children))
    return told


def _whose(parcel: ParcelLabel) -> str:
    """The household's number, or that this was a visit."""
    if not parcel.household:
        return translate("hub", "Visit")
    return translate("hub", "Household {number}").format(number=parcel.household)


def _on(when: date, reprint: bool) -> str:
    """The day, and whether this label is a second one."""
    told = day(when)
    return translate("hub", "{day}, again").format(day=told) if reprint else told


def _holds(items: int, weight_g: int) -> list[_Fact]:
    """What a parcel holds, as far as it is known."""
    holds = []
    if items:
        one, more = translate("hub", "1 item"), translate("hub", "{number} items")
        holds.append(one if items == 1 else more.format(number=items))
    if weight_g:
        holds.append(f"{weight_g / 1000:.1f} kg")
    return [_Fact(" · ".join(holds), Face.REGULAR)] if holds else []


def _heading(draft: Draft, left: str, right: str) -> float:
    """The first row: what it is, and when; returns where it ends, in mm."""
    inside, size = draft.room.inside, unit(draft.room)
    row = Area(inside.x_mm, inside.y_mm, inside.width_mm, 4.0 * size)
    share_mm = row.width_mm * (0.64 if right else 1.0)
    heading = Area(row.x_mm, row.y_mm, share_mm, row.height_mm)
    draft.words(left, heading, Style(11 * size, 6.5 * size, Face.BOLD), middle=True)
    beside = Area(heading.right_mm, row.y_mm, row.width_mm - share_mm, row.height_mm)
    draft.words(right, beside, Style(9.5 * size, 6 * size), Align.RIGHT, middle=True)
    return row.bottom_mm


def _large_number(draft: Draft, number: str, above_mm: float) -> tuple[float, Area]:
    """The number to read from two metres; returns where it ends, and the room beside it."""
    inside, size = draft.room.inside, unit(draft.room)
    top_mm, height_mm = above_mm + 1.3 * size, 10.4 * size
    area = Area(inside.x_mm, top_mm, inside.width_mm * 0.605, height_mm)
    draft.words(number, area, Style(39.5 * size, 14 * size, Face.CODE), middle=True)
    beside_mm = area.right_mm + 1.5 * size
    return area.bottom_mm, Area(beside_mm, top_mm, inside.right_mm - beside_mm, height_mm)


def _facts_beside(draft: Draft, facts: list[_Fact], beside: Area) -> None:
    """Short lines to the right of the large number, from its middle outwards."""
    size = unit(draft.room)
    line_mm = beside.height_mm / max(2.6, len(facts))
    y_mm = beside.y_mm + (beside.height_mm - line_mm * len(facts)) / 2
    for fact in facts:
        line = Area(beside.x_mm, y_mm, beside.width_mm, line_mm)
        best_pt = (10.5 if fact.face is Face.BOLD else 9.0) * size
        draft.words(fact.text, line, Style(best_pt, 5 * size, fact.face), Align.RIGHT, middle=True)
        y_mm = line.bottom_mm


def _instruction(draft: Draft, text: str, above_mm: float) -> float:
    """What nobody may overlook: white on black, two lines high if need be; returns its end."""
    inside, size = draft.room.inside, unit(draft.room)
    for height_mm, style in (
        (4.8 * size, Style(11 * size, 9 * size, Face.BOLD)),
        (7.0 * size, Style(8 * size, 6 * size, Face.BOLD, lines=2)),
    ):
        band = Area(inside.x_mm, above_mm + 1.2 * size, inside.width_mm, height_mm)
        words = Area(band.x_mm + 1.5 * size, band.y_mm, band.width_mm - 3 * size, height_mm)
        trial = Draft(draft.room)
        trial.box(band, corner_mm=0.8 * size)
        if not trial.words(text, words, style, middle=True, white=True).cut:
            draft.take(trial.marks)
            return band.bottom_mm
    raise Refused(
        translate(
            "hub", "The words for the label are too long. Use fewer words, or a larger label."
        )
    )


def _code_below(draft: Draft, code: str, above_mm: float) -> None:
    """The bar code down to the edge, its text under it."""
    inside, size = draft.room.inside, unit(draft.room)
    text_mm = 2.2 * size
    top_mm = above_mm + 1.4 * size
    height_mm = inside.bottom_mm - top_mm - text_mm - 0.7 * size
    draft.code(code, Area(inside.x_mm, top_mm, inside.width_mm, height_mm))
    under = Area(inside.x_mm, inside.bottom_mm - text_mm, inside.width_mm, text_mm)
    draft.words(
        spaced(code), under, Style(7.5 * size, 5 * size, Face.CODE), Align.CENTRE, middle=True
    )
