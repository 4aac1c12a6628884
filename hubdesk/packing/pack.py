"""Packing parcels before the doors open, and unpacking those that nobody came for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import select

from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.households.diet import FACES, Chip
from hubdesk.journal import details, identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.labels import queue
from hubdesk.labels.contents import PackedLabel
from hubdesk.packing import diet, inside
from hubdesk.packing.parcel import (
    COLUMNS,
    PACKED,
    PARCELS,
    STANDS,
    TAKEN_OUT,
    UNPACKED,
    Goods,
    Packed,
    Standing,
    TakenOut,
    Unpacked,
    as_standing,
    standing,
)
from hubdesk.packing.tables import packed_parcel
from hubdesk.parcels import lists
from hubdesk.parcels.lists import Listed
from hubdesk.parcels.packing import Wanted
from hubdesk.stock import held_back, measures, none_left, products, shelf, weighed
from hubdesk.stock.book import Book
from hubdesk.stock.measures import ONES, Measure
from hubdesk.wording import translate

MOST_PEOPLE = 30
MOST_AT_ONCE = 60
"""More parcels than this in one go is a slip of the keyboard."""
MOST_CHIPS = 3
"""What a label has room for, in letters that can be read."""
NOT_KNOWN = translate("packing", "Diet not known here: ask")
"""What a second label says on a laptop that holds no names."""
_newest = select(*COLUMNS).select_from(PARCELS).where(STANDS).order_by(packed_parcel.c.at_ms.desc())


class Short(Struct, frozen=True):
    """Goods that the book has too few of: ``missing`` were packed all the same, count me."""

    name: str
    missing: int
    measure: Measure = ONES


class Run(Struct, frozen=True):
    """Parcels that were packed in one go, ``items`` in each.

    ``short`` is to be counted; ``left_out`` ran out here today and is in none of them.
    """

    made: tuple[Standing, ...]
    items: int
    short: tuple[Short, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def parcels(self) -> tuple[bytes, ...]:
        """Their ids."""
        return tuple(each.id for each in self.made)


def pack(
    act: Act,
    people: int,
    chips: Sequence[Chip] = (),
    count: int = 1,
    *,
    at_ms: int | None = None,
) -> Run:
    """Packs so many parcels for households of a size, and lets their labels wait to print.

    ``at_ms`` is for what is told later.

    Goods are assumed, the earliest date first and never past it. Raises Refused for a number
    that cannot be meant, and while there is no parcel list for that size.
    """
    _check(people, count, chips)
    ordered = tuple(chip for chip in FACES if chip in chips)
    listed = lists.for_people(act, people, ordered)
    if listed is None or not any(wanted.asked for wanted in listed.wanted):
        raise Refused(
            translate("packing", "There is no parcel list for this size yet. Choose another size.")
        )
    out = none_left.out_today(act)
    missing: dict[bytes, int] = {}
    when = act.at_ms if at_ms is None else at_ms
    made = [_one(act, people, ordered, listed, out, missing, when) for _ in range(count)]
    return Run(
        tuple(parcel for parcel, _ in made),
        made[0][1],
        tuple(_short(act, line, many) for line, many in missing.items()),
        tuple(_name(act, each) for each in listed.wanted if each.asked and each.line in out),
    )


def _check(people: int, count: int, chips: Sequence[Chip]) -> None:
    if not 1 <= people <= MOST_PEOPLE:
        raise Refused(translate("packing", "A parcel is for 1 to {most} people."), most=MOST_PEOPLE)
    if not 1 <= count <= MOST_AT_ONCE:
        raise Refused(
            translate("packing", "Type how many to pack: 1 to {most} at a time."), most=MOST_AT_ONCE
        )
    if len(set(chips)) > MOST_CHIPS:
        raise Refused(
            translate("packing", "A label has room for {most} of these. Choose fewer."),
            most=MOST_CHIPS,
        )


def _one(
    act: Act,
    people: int,
    chips: Sequence[Chip],
    listed: Listed,
    out: frozenset[bytes],
    missing: dict[bytes, int],
    at_ms: int,
) -> tuple[Standing, int]:
    """Packs one parcel; adds what the book does not have to ``missing``."""
    goods: list[Goods] = []
    book, weight_g = Book(act), 0
    for wanted in listed.wanted:
        if not wanted.asked or wanted.line in out:
            continue
        chosen, line_g, short = _chosen(book, wanted, act.today)
        held_back.refuse(act, ((each.product, each.batch) for each in chosen))
        goods += chosen
        weight_g += line_g
        if short:
            missing[wanted.line] = missing.get(wanted.line, 0) + short
    if not goods:
        raise Refused(
            translate("packing", "Everything on this list ran out today. Take goods in first.")
        )
    code = own.draw(own.Kind.PARCEL)
    version = (listed.version.stream, listed.version.seq)
    body = Packed(code, people, [], act.here, goods, version)
    op = act.record(PACKED, body, identity.new_id(), at_ms=at_ms)
    diet.note(act, op.subject, chips)
    made = Standing(op.subject, op.ref, code, people, tuple(chips), op.at_ms, op.actor)
    items = measures.items(act, ((each.product, each.quantity) for each in goods))
    queue.queue(act, _label(act, made, items, weight_g))
    return made, items


def _short(act: Act, line_id: bytes, many: int) -> Short:
    line = products.line_by_id(act, line_id)
    return Short(line.name if line else "", many, measures.of_line(line))


def _name(act: Act, wanted: Wanted) -> str:
    line = products.line_by_id(act, wanted.line)
    return line.name if line else ""


def _chosen(book: Book, wanted: Wanted, today: date) -> tuple[list[Goods], int, int]:
    """Goods of a line for one parcel, what they weigh in g, and how many the book has not."""
    line, stocked = book.line(wanted.line), book.shelf(wanted.line)
    weights = {each.product: each.weight_g for each in stocked}
    usual_g = line.weight_g if line else None
    goods: dict[tuple[bytes, bytes | None], int] = {}
    left = wanted.asked
    for pick in shelf.pick(stocked, left, today):
        goods[pick.product, pick.batch] = pick.quantity
        left -= pick.quantity
    if left:
        unspecified = (identity.unspecified_product(wanted.line), None)
        goods[unspecified] = goods.get(unspecified, 0) + left
    weight_g = sum(
        many * (weights.get(product) or usual_g or 0) for (product, _), many in goods.items()
    )
    if line is not None and line.measure != products.EACH:
        weight_g = wanted.asked
    pack = measures.of_line(line).one
    chosen = [Goods(wanted.line, *which, many, pack=pack) for which, many in goods.items()]
    return chosen, weight_g, left


def _label(view: View, parcel: Standing, items: int, weight_g: int) -> PackedLabel:
    instruction = ", ".join(FACES[Chip(each)].words for each in parcel.chips)
    packed_on = view.day_of(parcel.at_ms)
    return PackedLabel(parcel.code, parcel.people, packed_on, items, weight_g, instruction)


def reprint(act: Act, parcel: bytes) -> None:
    """The label of a packed parcel is printed once more, as it is filled now."""
    found = found_standing(act, parcel)
    queue.kill(act, found.code)
    queue.queue(act, _again(act, found))


def labels(view: View, most: int) -> list[tuple[int, PackedLabel]]:
    """The labels of parcels that are packed, as they print again, and when each was packed."""
    rows = view.connection.execute(_newest.limit(most))
    return [(each.at_ms, _again(view, each)) for each in map(as_standing, rows)]


def label_of(view: View, parcel: bytes) -> tuple[int, PackedLabel] | None:
    """The label of one parcel and when it was packed; None when it is not packed any more."""
    found = standing(view, parcel)
    return None if found is None else (found.at_ms, _again(view, found))


def _again(view: View, found: Standing) -> PackedLabel:
    there = inside.contents(view, found.id)
    label = _label(view, found, inside.items(there), inside.weight_g(there))
    if not found.chips and not details.are_known(view.connection):
        label = replace(label, instruction=NOT_KNOWN)
    return replace(label, reprint=True)


def unpack(act: Act, parcel: bytes) -> Operation:
    """What is in a parcel goes back to the shelf here, to the same batches; its label is dead."""
    found = found_standing(act, parcel)
    queue.kill(act, found.code)
    return act.record(UNPACKED, Unpacked(act.here, inside.goods(act, parcel)), parcel)


def take_out_past(act: Act, parcel: bytes) -> Operation:
    """What is too old to be given is taken out of a parcel, to waste; the rest stays packed.

    With none of that, what is held back goes to the shelf here, where it stays held.
    """
    found_standing(act, parcel)
    there = inside.contents(act, parcel)
    past, held = inside.too_old(act, there), [each for each in there if each.held]
    if not past and not held:
        raise Refused(translate("packing", "The goods in this parcel are all in date."))
    body = TakenOut(None if past else act.here, [each.goods for each in past or held])
    return act.record(TAKEN_OUT, body, parcel)


def can_undo(view: View, op: Operation) -> bool:
    """False when something happened to the parcel since: that is undone first."""
    return op.type not in (PACKED.name, TAKEN_OUT.name) or standing(view, op.subject) is not None


def undo(act: Act, op: Operation) -> None:
    """It did not happen: the goods are where they were. A parcel never packed has no label.

    Raises Refused when something happened to the parcel since; that is undone first.
    """
    if not can_undo(act, op):
        raise Refused(
            translate("packing", "This parcel was handed over or unpacked. Undo that first.")
        )
    if op.type == PACKED.name:
        _not_packed(act, op.ref)
    else:
        act.undo(op.ref)


def _not_packed(act: Act, ref: Ref) -> None:
    found = act.journal.read(act.connection, ref)
    assert found is not None
    parcel = found_standing(act, found[0].subject)
    body = act.journal.body_of(act.connection, *found)
    packed = weighed.known(act.connection, body.goods) if isinstance(body, Packed) else None
    if packed is not None and _sums(packed) != _sums(inside.goods(act, parcel.id)):
        raise Refused(translate("packing", "Something was taken out of it. Unpack it instead."))
    act.undo(ref)
    queue.kill(act, parcel.code)


def _sums(goods: Sequence[Goods]) -> dict[tuple[bytes, bytes | None], int]:
    sums: dict[tuple[bytes, bytes | None], int] = {}
    for each in goods:
        which = (each.product, each.batch)
        sums[which] = sums.get(which, 0) + each.quantity
    return sums


def found_standing(act: Act, parcel: bytes) -> Standing:
    """A parcel that is packed; refuses when it is not any more."""
    found = standing(act, parcel)
    if found is None:
        raise Refused(translate("packing", "This parcel is not packed any more. Scan another."))
    return found
