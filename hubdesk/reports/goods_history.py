"""The history of a product, or of one batch of it: from the donor to the hands it went to.

Parcels are told by their number and never by whose they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import Struct
from sqlalchemy import Select, bindparam, select

from hubdesk.binding import CODE_BOUND
from hubdesk.counter.collection import CAME_BACK, COLLECTED, Collected
from hubdesk.journal.act import View
from hubdesk.journal.operations import Body, Operation, Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.reports.tellers import TELLERS
from hubdesk.stock import measures, places, products
from hubdesk.stock.batch import Batch, by_id
from hubdesk.stock.intake import TAKEN_IN, TakenIn
from hubdesk.stock.measures import ONES, Measure
from hubdesk.stock.products import Product
from hubdesk.stock.tables import count_entry, count_share, movement
from hubdesk.volunteers import serving
from hubdesk.wording import Phrase, translate

MOST = 500
"""So many events are told, the newest of them."""


class Step(Struct, frozen=True):
    """One thing that happened to goods. ``change`` is how many more or fewer are in the hub.

    A move changes nothing, and says in its detail how many went. ``who`` did it.
    """

    at_ms: int
    title: Phrase
    detail: Phrase
    change: int
    who: tuple[str, ...] = ()


class Story(Struct, frozen=True):
    """What happened to a product, or to one batch of it, the newest first."""

    product: Product
    batch: Batch | None
    steps: tuple[Step, ...]
    measure: Measure = ONES


class _Moved(Struct):
    """The movements of one operation: by place, how many came or went."""

    op: Operation
    raw: bytes
    at_place: dict[bytes, int]


_columns = (*operation.c, stream.c.id.label("stream_id"))
_joined = operation.join(stream, stream.c.no == operation.c.stream_no)
_movements = (
    select(*_columns, movement.c.place, movement.c.quantity, movement.c.batch)
    .select_from(_joined.join(movement, movement.c.op == operation.c.position))
    .where(movement.c.product == bindparam("product"))
    .order_by(operation.c.at_ms.desc(), operation.c.position.desc())
)
_counts = (
    select(count_entry.c.at_ms, count_entry.c.actor, count_entry.c.place, count_share.c.quantity)
    .join(
        count_share,
        (count_share.c.stream == count_entry.c.stream) & (count_share.c.seq == count_entry.c.seq),
    )
    .where(count_share.c.product == bindparam("product"))
    .order_by(count_entry.c.at_ms.desc())
)
_about = (
    select(*_columns)
    .select_from(_joined)
    .where(operation.c.subject.in_([bindparam("product"), bindparam("batch")]))
    .where(operation.c.type.in_(list(TELLERS)))
)
_ops = select(movement.c.op).where(movement.c.product == bindparam("product"))


def story(view: View, product: bytes, batch: bytes | None = None) -> Story:
    """All that happened to a product; with a batch, to the goods of that date alone.

    A count is of all dates, so it is told of each.
    """
    moved = list(_moves(view, product, batch))
    of, line = products.with_line(view, product)
    measure = measures.of(line, of)
    found = [(each.op, _step(view, each, measure)) for each in moved]
    found += _said_of(view, product, batch)
    names = serving.names(view, [op.actor for op, _ in found])
    steps = [_with_who(step, names.get(op.actor or b"", ())) for op, step in found]
    steps += _counted(view, product, measure)
    steps.sort(key=_newest)
    named = by_id(view, batch) if batch is not None else None
    return Story(of, named, tuple(steps[:MOST]), measure)


def _newest_ops(batch: bytes | None) -> Select[tuple[int]]:
    """Which operations are told: chosen by their place alone, before any is read whole."""
    moved = _ops if batch is None else _ops.where(movement.c.batch == batch)
    newest = (operation.c.at_ms.desc(), operation.c.position.desc())
    chosen = select(operation.c.position).where(operation.c.position.in_(moved))
    return chosen.order_by(*newest).limit(MOST)


def _moves(view: View, product: bytes, batch: bytes | None) -> Iterator[_Moved]:
    query = _movements.where(operation.c.position.in_(_newest_ops(batch)))
    if batch is not None:
        query = query.where(movement.c.batch == batch)
    now: _Moved | None = None
    for row in view.connection.execute(query, {"product": product}):
        if now is None or now.op.position != row.position:
            if now is not None:
                yield now
            now = _Moved(_operation(row), row.body, {})
        now.at_place[row.place] = now.at_place.get(row.place, 0) + row.quantity
    if now is not None:
        yield now


def _step(view: View, moved: _Moved, measure: Measure) -> Step:
    op = moved.op
    body = view.journal.body_of(view.connection, op, moved.raw)
    change = sum(moved.at_place.values())
    where = _where(view, moved, body, measure)
    return Step(op.at_ms, _title(view, op, body), where, change)


def _title(view: View, op: Operation, body: Body | None) -> Phrase:
    """What was done, in the words of Today; a parcel is told by its number alone."""
    if op.type == COLLECTED.name and isinstance(body, Collected):
        return Phrase(translate("today", "Handed out: parcel {number}"), _last_four(body.parcel))
    if op.type == CAME_BACK.name:
        return Phrase(translate("today", "A parcel came back"))
    if op.type not in TELLERS or body is None:
        return Phrase(translate("today", "Something that a newer Hubdesk did"))
    return TELLERS[op.type](view, op, body)[0]


def _where(view: View, moved: _Moved, body: Body | None, measure: Measure) -> Phrase:
    """How many at which place, and from whom they came."""
    named = [
        (found.name, many)
        for where, many in moved.at_place.items()
        if many and (found := places.named(view, where)) is not None
    ]
    parts = [
        Phrase("{many} {name}", {"many": measure.signed(many), "name": name})
        for name, many in sorted(named)
    ] or [measure.signed(sum(moved.at_place.values()))]
    said = {f"part{n}": each for n, each in enumerate(parts)}
    detail = Phrase(", ".join(f"{{{part}}}" for part in said), said)
    source = body.source if moved.op.type == TAKEN_IN.name and isinstance(body, TakenIn) else None
    if source:
        told = {"where": detail, "source": source}
        return Phrase(translate("today", "{where}, from {source}"), told)
    return detail


def _said_of(view: View, product: bytes, batch: bytes | None) -> Iterable[tuple[Operation, Step]]:
    """What was said of the goods and moved nothing: named, held back, released."""
    which = {"product": product, "batch": batch or product}
    unmoved = _about.where(operation.c.position.not_in(_ops))
    for row in view.connection.execute(unmoved, which).all():
        if batch is not None and row.type == CODE_BOUND.name:
            continue
        op = _operation(row)
        body = view.journal.body_of(view.connection, op, row.body)
        if body is not None and not view.journal.is_undone(view.connection, op.ref):
            title, detail = TELLERS[op.type](view, op, body)
            yield op, Step(op.at_ms, title, detail, 0)


def _counted(view: View, product: bytes, measure: Measure) -> list[Step]:
    rows = view.connection.execute(_counts, {"product": product}).all()
    names = serving.names(view, [row.actor for row in rows])
    title = Phrase(translate("today", "Counted"))
    steps = []
    for row in rows:
        place = places.named(view, row.place)
        many = measure.said(row.quantity)
        said = {"quantity": many, "place": place.name if place else ""}
        detail = Phrase(translate("today", "{quantity} at {place}"), said)
        steps.append(Step(row.at_ms, title, detail, 0, names.get(row.actor, ())))
    return steps


def _with_who(step: Step, who: tuple[str, ...]) -> Step:
    return Step(step.at_ms, step.title, step.detail, step.change, who)


def _last_four(code: str) -> dict[str, object]:
    return {"number": code[-4:]}


def _newest(step: Step) -> int:
    return -step.at_ms


def _operation(row: Any) -> Operation:
    ref = Ref(row.stream_id, row.seq)
    return Operation(
        row.position, ref, row.type, row.version, row.actor, row.at_ms, row.stamp, row.subject
    )
