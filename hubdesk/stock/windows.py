"""How long food may be given after its best before, and what must be looked at first.

What is shipped (``hubdesk.stock.foods``) holds until the hub says otherwise; each kind of food
is a record whose every version the journal keeps, with who changed it and when. A use by is
outside of all this: nobody can set a window after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, select

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Operation, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.stock import foods
from hubdesk.stock.dates import Dated, DateKind, DateState, state_of
from hubdesk.stock.foods import SHIPPED, Figure, Food, Shipped
from hubdesk.stock.products import Line, Product, lines
from hubdesk.stock.records import LINE, record_kind
from hubdesk.stock.tables import date_rule, date_window
from hubdesk.storage import remembered
from hubdesk.told import one_line
from hubdesk.wording import translate

WINDOW = record_kind(
    "date.window", date_window, Touched.PRODUCT, {"figure": msgspec.msgpack.Encoder().encode}
)
RULE = record_kind("date.rule", date_rule, Touched.PRODUCT, {})

MOST_DAYS: Final = 365
LONGEST_SOURCE: Final = 80
PACK_SOUND: Final = translate("dates", "the pack is sound")
_RULE_ID: Final = identity.named("date rule", "the hub's")
_WINDOWS = "windows after best before"
_SOURCE_DATE = re.compile(r"(?:[0-9]{4}(?:-[0-9]{2}){0,2})?")


class State(StrEnum):
    """What may happen with dated goods today."""

    FINE = "fine"
    SOON = "soon"
    CHECK = "check"
    """Past its best before and inside its window: given once somebody has looked."""
    TOO_OLD = "too old"
    """Outside its window, or against the hub's own rule: given to nobody."""
    PAST_USE_BY = "past use by"


class Verdict(Struct, frozen=True):
    """What may happen with goods of a date today.

    ``check`` are the words to tick ("no deep dent, rust or bulge") when the state is CHECK.
    ``until`` is the last day of the window of goods with a best before. ``own_rule`` is True
    when a rule of the hub's own refuses them, and not the window.
    """

    state: State
    check: str = ""
    until: date | None = None
    own_rule: bool = False

    @property
    def may_go(self) -> bool:
        """True for goods that somebody may be given, perhaps once they are looked at."""
        return self.state in (State.FINE, State.SOON, State.CHECK)


FINE: Final = Verdict(State.FINE)
PAST_USE_BY: Final = Verdict(State.PAST_USE_BY)


class Window(Struct, frozen=True):
    """The window of one kind of food as it holds here. ``own`` when the hub set it."""

    shipped: Shipped
    figure: Figure
    own: bool = False


class Windows(Struct, frozen=True):
    """All windows that hold here, and the hub's own rules.

    ``refuse_past``: nothing is given past its best before. ``take_in_days``: nothing is taken
    in that is within so many days of its date; 0 for no such rule.
    """

    by_food: Mapping[Food, Window]
    refuse_past: bool = False
    take_in_days: int = 0

    def of(self, food: Food | None) -> Window | None:
        """The window of a kind of food; None when nobody has said which it is."""
        return None if food is None else self.by_food[food]

    @property
    def shortest(self) -> Window:
        """The window of goods of which nobody has said how they keep."""
        return min(self.by_food.values(), key=lambda each: each.figure.span.about_days)


def verdict(
    view: View, product: Product, dated: Dated | None, today: date, *, taking_in: bool = False
) -> Verdict:
    """What may happen with goods of a product and date today; no date is fine.

    A kind of date that nobody knows is the line's, else use by. A line whose kind of food
    nobody has said has the shortest window. ``taking_in`` asks for goods that come in.
    """
    if dated is None:
        return FINE
    kind = dated.kind or product.date_kind
    state = state_of(dated.day, kind, today)
    if state is DateState.PAST_USE_BY:
        return PAST_USE_BY
    if not taking_in and state is DateState.FINE:
        return FINE
    return judge(shown(view), product.food, Dated(dated.day, kind), today, taking_in=taking_in)


def judge(
    windows: Windows, food: Food | None, dated: Dated, today: date, *, taking_in: bool = False
) -> Verdict:
    """As ``verdict``, for lists: with the windows already at hand and the date's kind known."""
    state = state_of(dated.day, dated.kind, today)
    if state is DateState.PAST_USE_BY:
        return PAST_USE_BY
    until = last_day(windows, food, dated)
    if taking_in and windows.take_in_days and (dated.day - today).days < windows.take_in_days:
        return Verdict(State.TOO_OLD, until=until, own_rule=True)
    if state is not DateState.PAST_BEST_BEFORE:
        return Verdict(State.SOON if state is DateState.SOON else State.FINE, until=until)
    if windows.refuse_past:
        return Verdict(State.TOO_OLD, until=dated.day, own_rule=True)
    if until is None or today > until:
        return Verdict(State.TOO_OLD, until=until)
    window = windows.of(food)
    return Verdict(State.CHECK, window.shipped.check if window else PACK_SOUND, until)


def last_day(windows: Windows, food: Food | None, dated: Dated) -> date | None:
    """The last day of the window after a best before; None for a use by, which has none."""
    if dated.kind is not DateKind.BEST_BEFORE:
        return None
    window = windows.of(food) or windows.shortest
    return window.figure.span.after(dated.day)


def shown(view: View) -> Windows:
    """The windows that hold here and the hub's rules; remembered while nothing changes."""
    known = remembered.of(view.connection)
    found: Windows | None = known.get(_WINDOWS)
    if found is None:
        found = _read(view)
        known.put(_WINDOWS, found)
    return found


def _read(view: View) -> Windows:
    rows = view.connection.execute(select(date_window.c.id, date_window.c.figure))
    own = tuple((row.id, row.figure) for row in rows if row.figure)
    rule = view.connection.execute(select(date_rule).where(date_rule.c.id == _RULE_ID)).first()
    if rule is None:
        return _together(own, False, 0)
    return _together(own, bool(rule.refuse_past), rule.take_in_days or 0)


@lru_cache(maxsize=16)
def _together(own: tuple[tuple[bytes, bytes], ...], refuse_past: bool, days: int) -> Windows:
    by_food = {each.food: Window(each, each.figure) for each in SHIPPED}
    for id_, said in own:
        food = _FOODS.get(id_)
        if food is not None:
            span, source, source_date = msgspec.msgpack.decode(said)
            figure = Figure(foods.kept_span(span), source, source_date)
            by_food[food] = Window(foods.BY_FOOD[food], figure, own=True)
    return Windows(by_food, refuse_past, days)


def record_of(food: Food) -> bytes:
    """The record of a kind of food's window, the same on every laptop."""
    return identity.named("date window", food.value)


_FOODS: Final = {record_of(food): food for food in Food}


def food_of(record: bytes) -> Food | None:
    """Whose window a record is; None for a kind of food that a newer version knows."""
    return _FOODS.get(record)


def figure_said(body: FieldsNoted) -> Figure | None:
    """The figure that a change of a window set; None when it went back to what is shipped."""
    for each in body.settings:
        said = msgspec.msgpack.decode(each.value)
        if each.field == "figure" and said:
            return Figure(foods.kept_span(said[0]), said[1], said[2])
    return None


def change(act: Act, food: Food, typed: str, source: str, source_date: str) -> Operation | None:
    """The hub's own figure for a kind of food, where it is from and of when (``2024-11``).

    Raises Refused for no length of time, and for a figure that names no source.
    """
    span, told, day = foods.typed_span(typed), one_line(source), one_line(source_date)
    if not told or len(told) > LONGEST_SOURCE:
        raise Refused(translate("dates", "Type where the figure is from, in a few words."))
    if not _SOURCE_DATE.fullmatch(day):
        raise Refused(translate("dates", "Type when the source said so: 2024, or 2024-11."))
    return act.note(WINDOW, record_of(food), {"figure": [span.kept, told, day]})


def as_shipped(act: Act, food: Food) -> Operation | None:
    """What came with Hubdesk holds again for a kind of food."""
    return act.note(WINDOW, record_of(food), {"figure": None})


def set_rule(act: Act, *, refuse_past: bool, take_in_days: int) -> Operation | None:
    """The hub's own rules: nothing past its best before; nothing in so near its date.

    Raises Refused for days that cannot be meant.
    """
    if not 0 <= take_in_days <= MOST_DAYS:
        raise Refused(translate("dates", "Type 0 to {most} days."), most=MOST_DAYS)
    values = {"refuse_past": int(refuse_past), "take_in_days": take_in_days}
    return act.note(RULE, _RULE_ID, values)


class Version(Struct, frozen=True):
    """One change of a window: when, by whom, and to what; None: to what is shipped."""

    at_ms: int
    actor: bytes | None
    figure: Figure | None


_changes = (
    select(operation, stream.c.id)
    .join(stream, operation.c.stream_no == stream.c.no)
    .where(operation.c.type == WINDOW.name, operation.c.subject == bindparam("record"))
    .order_by(operation.c.at_ms.desc(), operation.c.position.desc())
)


def versions(view: View, food: Food) -> list[Version]:
    """How a window was changed here, the newest first; what was undone is left out."""
    found = []
    for row in view.connection.execute(_changes, {"record": record_of(food)}).all():
        ref = Ref(row.id, row.seq)
        read = None if view.journal.is_undone(view.connection, ref) else row.body
        body = None if read is None else msgspec.msgpack.decode(read, type=FieldsNoted)
        if body is not None:
            found.append(Version(row.at_ms, row.actor, figure_said(body)))
    return found


def unsaid(view: View) -> list[Line]:
    """The lines with dates of which nobody has said how they keep: the shortest window holds."""
    return [each for each in lines(view) if each.food is None and each.date_kind is not None]


def say_food(act: Act, line_id: bytes, food: Food | None) -> Operation | None:
    """How a line of goods keeps, or that nobody knows."""
    return act.note(LINE, line_id, {"food": None if food is None else food.value})
