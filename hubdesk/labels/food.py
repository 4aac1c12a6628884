"""Labels for food that is opened, decanted, frozen or packed here.

Letters that the law asks for are at least 1.2 mm high from foot to top of an "x" (retained
Regulation 1169/2011, article 13 and annex IV): ``SMALLEST_PT``.
"""

from __future__ import annotations

from datetime import date

from hubdesk.errors import Refused
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.labels import emphasis
from hubdesk.labels.contents import FoodLabel, FrozenLabel, OpenedLabel
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.emphasis import Piece
from hubdesk.labels.fitting import Style
from hubdesk.labels.frame import unit, with_code
from hubdesk.labels.goods import again, dated, full_day
from hubdesk.labels.layout import Face, Label
from hubdesk.labels.stack import Block, stack
from hubdesk.wording import translate

SMALLEST_PT = 6.3
"""Inter's "x" is 0.546 of its size: 1.2 mm at 6.3 pt."""
_MOST_LINES = 60


def opened_label(opened: OpenedLabel, room: Room) -> Label:
    """An opened pack or decanted food. Raises Refused until its allergens were copied."""
    if opened.allergens is None:
        raise Refused(
            translate(
                "hub",
                "Copy the allergens from the pack first. When it states none of the 14, say so.",
            )
        )
    draft = Draft(room)
    area, size = with_code(draft, opened.code), unit(room)
    decanted, begun = translate("hub", "Decanted {date}"), translate("hub", "Opened {date}")
    said = decanted if opened.decanted else begun
    blocks = [
        Block(opened.name, Style(15 * size, 7, Face.BOLD, lines=2)),
        _allergens(opened.allergens, size),
        _date(opened.day, opened.kind, size),
        Block(said.format(date=full_day(opened.opened_on)), Style(9 * size, 6, lines=2)),
        Block(opened.keep, Style(9 * size, 6, lines=3), keep=True),
    ]
    stack(draft, area, blocks)
    return draft.finished()


def frozen_label(frozen: FrozenLabel, room: Room) -> Label:
    """Food that was frozen before its use-by date ended.

    Frozen at home or in a hub it is kept a month at most, thawed in a fridge, and eaten within
    24 hours of that (WRAP's guidance on surplus food, see the design notes).
    """
    draft = Draft(room)
    area, size = with_code(draft, frozen.code), unit(room)
    frozen_on = translate("hub", "Frozen on {date}").format(date=full_day(frozen.frozen_on))
    eat_by = translate("hub", "Defrost by {date}").format(date=full_day(frozen.eat_by))
    within = translate("hub", "Use within 24 hours of defrosting. Defrost in a fridge.")
    blocks = [
        Block(frozen_on, Style(11 * size, 6.5, Face.BOLD, lines=2), keep=True, band=True),
        Block(frozen.name, Style(13 * size, 7, Face.BOLD, lines=2)),
        Block(within, Style(10.5 * size, SMALLEST_PT, Face.BOLD, lines=4), keep=True),
        Block(eat_by, Style(10 * size, SMALLEST_PT, lines=2), keep=True),
    ]
    if frozen.allergens is not None:
        blocks.append(_allergens(frozen.allergens, size))
    blocks.append(Block(again("", frozen.reprint), Style(9 * size, SMALLEST_PT)))
    stack(draft, area, blocks)
    return draft.finished()


def food_label(food: FoodLabel, room: Room) -> Label:
    """Food that was packed here: its name, all ingredients with allergens in bold, its date."""
    emphasis.check(food.ingredients, _read(food.allergens))
    if not (food.name.strip() and food.ingredients.strip() and food.packed_by.strip()):
        raise Refused(
            translate(
                "hub",
                "Something is missing. Packed food needs its name, all its ingredients, and who "
                "packed it.",
            )
        )
    draft = Draft(room)
    area, size = with_code(draft, food.code), unit(room)
    lead = Piece(translate("hub", "Ingredients:") + " ", Face.REGULAR)
    packed = translate("hub", "Packed by {name}").format(name=food.packed_by)
    blocks = [
        Block(food.name, Style(14 * size, 7, Face.BOLD, lines=3), keep=True),
        Block(
            "",
            Style(10 * size, SMALLEST_PT, lines=_MOST_LINES),
            keep=True,
            pieces=(lead, *emphasis.pieces(food.ingredients)),
        ),
        _date(food.day, food.kind, size),
        Block(food.keep, Style(9.5 * size, SMALLEST_PT, lines=4), keep=True),
        Block(packed, Style(9 * size, SMALLEST_PT, lines=3), keep=True),
    ]
    stack(draft, area, blocks)
    return draft.finished()


def _date(day: date, kind: str, size: float) -> Block:
    """The date with its kind: never cut."""
    said = dated(day, kind)
    return Block(said, Style(12 * size, SMALLEST_PT, Face.BOLD, lines=2), keep=True)


def _allergens(names: tuple[str, ...], size: float) -> Block:
    """What the pack states of the fourteen, in bold: never cut."""
    known = _read(names)
    words = ", ".join(ALLERGEN_WORDS[each] for each in Allergen if each in known)
    contains = translate("hub", "Contains: {allergens}").format(allergens=words)
    none = translate("hub", "The pack states none of the 14 allergens")
    style = Style(11 * size, SMALLEST_PT, Face.BOLD, lines=12)
    return Block(contains if known else none, style, keep=True)


def _read(names: tuple[str, ...]) -> frozenset[Allergen]:
    """Allergens by the names that are kept. Raises Refused for a name that is none."""
    try:
        return frozenset(Allergen(name) for name in names)
    except ValueError as wrong:
        raise Refused(
            translate("hub", "One of these is none of the 14 allergens. Choose them again.")
        ) from wrong
