"""Shelves: spots inside a place, each with a name, its turn on the way round, and a code.

A line stands on at most one shelf of a place. Stock takes, pick sheets and parcels go round
in shelf order.
"""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, bindparam, func, select

from hubdesk.binding import BoundKind, bound_to, forget, keep
from hubdesk.changes import Touched
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Klass, Operation, OperationKind
from hubdesk.stock.records import record_kind
from hubdesk.stock.tables import line, line_spot, product, spot
from hubdesk.told import can_be_seen, one_line
from hubdesk.wording import translate

LONGEST_NAME = 40


class Shelf(Struct, frozen=True):
    """A spot inside a place; ``position`` is its turn on the way round, from 1."""

    id: bytes
    place: bytes
    name: str
    position: int
    code: str


_noted = record_kind("shelf.noted", spot, Touched.PRODUCT, {})
LINE_SHELVED = record_kind("line.shelved", line_spot, Touched.PRODUCT, {})


def _named(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    _noted.apply(applying, op, body)
    for code in _codes(body):
        keep(applying, op, code, BoundKind.SHELF, op.subject)


def _not_named(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    assert _noted.undo is not None
    _noted.undo(applying, op, body)
    for code in _codes(body):
        forget(applying, op, code)


def _codes(body: FieldsNoted) -> list[str]:
    values = [msgspec.msgpack.decode(s.value) for s in body.settings if s.field == "code"]
    return [each for each in values if isinstance(each, str)]


SHELF = OperationKind(_noted.name, 1, Klass.STOCK, FieldsNoted, _named, _not_named)

_columns = select(spot.c.id, spot.c.place, spot.c.name, spot.c.position, spot.c.code)
_one = _columns.where(spot.c.id == bindparam("id"), spot.c.name != "")
_of_place = _columns.where(spot.c.place == bindparam("place"), spot.c.name != "").order_by(
    spot.c.position, spot.c.name, spot.c.id
)
_lines_on = (
    select(line_spot.c.line)
    .join(line, line.c.id == line_spot.c.line)
    .where(line_spot.c.spot == bindparam("shelf"))
    .order_by(line.c.position, line.c.name, line.c.id)
)
_shelf_of = (
    _columns.select_from(spot.join(line_spot, line_spot.c.spot == spot.c.id))
    .where(line_spot.c.line == bindparam("line"), line_spot.c.place == bindparam("place"))
    .where(spot.c.name != "")
)


def make(act: Act, name: str, place: bytes | None = None, printed: str = "") -> Shelf:
    """A new shelf at the end of the way round, here unless a place is named.

    ``printed`` is the code of a label that hangs there already and stands for nothing yet.
    Raises Refused for an empty, long or doubled name, or for such a label that is taken.
    """
    where = place or act.here
    told = _fresh(act, name, where, None)
    turn = max((each.position for each in of_place(act, where)), default=0) + 1
    code = printed or own.draw(own.Kind.SHELF)
    if printed and bound_to(act, printed):
        raise Refused(
            translate("hub", "This label is another shelf's already. Take a label that is new.")
        )
    while bound_to(act, code):
        code = own.draw(own.Kind.SHELF)
    made = Shelf(identity.new_id(), where, told, turn, code)
    values = {"place": where, "name": told, "position": turn, "code": code}
    act.note(SHELF, made.id, values)
    return made


def rename(act: Act, shelf: bytes, name: str) -> None:
    """Another name; its code and its lines stay. Raises Refused as ``make`` does."""
    found = _known(act, shelf)
    act.note(SHELF, shelf, {"name": _fresh(act, name, found.place, shelf)})


def remove(act: Act, shelf: bytes) -> None:
    """The shelf is there no more; its lines stand on none. Its label is not known any more."""
    found = _known(act, shelf)
    for each in lines_on(act, shelf):
        take_off(act, each, found.place)
    act.note(SHELF, shelf, {"name": None})


def put_at(act: Act, shelf: bytes, position: int) -> None:
    """Puts a shelf at a turn of the way round, from 1; the others close up."""
    found = _known(act, shelf)
    others = [each for each in of_place(act, found.place) if each.id != shelf]
    others.insert(max(0, min(position - 1, len(others))), found)
    for turn, each in enumerate(others, start=1):
        act.note(SHELF, each.id, {"position": turn})


def of_place(view: View, place: bytes) -> list[Shelf]:
    """The shelves of a place, on the way round."""
    return [_shelf(*row) for row in view.connection.execute(_of_place, {"place": place})]


def by_id(view: View, shelf: bytes) -> Shelf | None:
    """A shelf; None when it is not there any more."""
    row = view.connection.execute(_one, {"id": shelf}).first()
    return None if row is None else _shelf(*row)


def by_code(view: View, text: str) -> Shelf | None:
    """The shelf whose label was scanned; None when it is no shelf's, or of two."""
    code = own.read(text)
    bound = bound_to(view, code.text) if code else []
    found = [by_id(view, each.id) for each in bound if each.kind is BoundKind.SHELF]
    return found[0] if len(found) == 1 else None


def is_unused(view: View, text: str) -> str:
    """The code of a shelf's label that stands for nothing yet; "" when it is none."""
    code = own.read(text)
    new = code is not None and code.kind is own.Kind.SHELF and not bound_to(view, code.text)
    return code.text if code is not None and new else ""


def put_line(act: Act, line: bytes, shelf: bytes) -> None:
    """A line stands on this shelf from now on, and on no other of its place."""
    found = _known(act, shelf)
    values = {"line": line, "place": found.place, "spot": shelf}
    act.note(LINE_SHELVED, _standing(line, found.place), values)


def take_off(act: Act, line: bytes, place: bytes) -> None:
    """A line stands on no shelf of a place."""
    act.note(LINE_SHELVED, _standing(line, place), {"spot": None})


def lines_on(view: View, shelf: bytes) -> list[bytes]:
    """The lines on a shelf, in their order."""
    return list(view.connection.execute(_lines_on, {"shelf": shelf}).scalars())


def of_line(view: View, line: bytes, place: bytes) -> Shelf | None:
    """The shelf of a place on which a line stands."""
    row = view.connection.execute(_shelf_of, {"line": line, "place": place}).first()
    return None if row is None else _shelf(*row)


def order(place: bytes) -> tuple[ColumnElement[Any], ...]:
    """The way round a place, for the ORDER BY of a query over ``line`` and ``product``.

    Shelf position, shelf name, line position, line name, product name. A line that stands on
    no shelf there comes last.
    """
    turn = (
        select(func.printf("%08d %s", spot.c.position, spot.c.name))
        .select_from(line_spot.join(spot, spot.c.id == line_spot.c.spot))
        .where(line_spot.c.line == line.c.id, line_spot.c.place == place, spot.c.name != "")
        .correlate(line)
        .scalar_subquery()
    )
    return (func.coalesce(turn, "~"), line.c.position, line.c.name, product.c.name)


def _standing(line: bytes, place: bytes) -> bytes:
    """The id of where a line stands in a place, the same on every laptop."""
    return identity.named("line at", f"{line.hex()} {place.hex()}")


def _known(view: View, shelf: bytes) -> Shelf:
    found = by_id(view, shelf)
    if found is None:
        raise Refused(translate("hub", "This shelf is not there any more. Choose another."))
    return found


def _shelf(id_: bytes, place: bytes | None, name: str, position: int, code: str | None) -> Shelf:
    return Shelf(id_, place or b"", name, position, code or "")


def _fresh(view: View, name: str, place: bytes, shelf: bytes | None) -> str:
    told = one_line(name)
    if not told or not can_be_seen(told) or len(told) > LONGEST_NAME:
        raise Refused(translate("hub", "Type a short name, such as A1 or Fridge."))
    for each in of_place(view, place):
        if each.id != shelf and each.name.casefold() == told.casefold():
            raise Refused(
                translate("hub", "There is a shelf called {name} already. Choose another name."),
                name=each.name,
            )
    return told
