"""One old parcel: what was given, beside what the list of that day asked for."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.counter.collection import Collected
from hubdesk.errors import Refused
from hubdesk.households import visits
from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.parcels import lists
from hubdesk.stock import measures, products, weighed
from hubdesk.stock.measures import ONES, Measure
from hubdesk.volunteers import serving
from hubdesk.wording import translate


class PackedRow(Struct, frozen=True):
    """A line of an old parcel: how many the list asked for, and how many were given.

    ``checked`` of them were past their best before, and ``AsPacked.who`` looked at them.
    """

    name: str
    asked: int
    given: int
    unit: str
    note: str
    checked: int = 0
    measure: Measure = ONES


class AsPacked(Struct, frozen=True):
    """An old parcel (when, for how many) and the list it was made with (its name and when it
    was kept; None when the parcel was made with none). ``who`` served, as far as they said."""

    at_ms: int
    adults: int
    children: int
    rows: tuple[PackedRow, ...]
    list_name: str = ""
    list_at_ms: int | None = None
    who: tuple[str, ...] = ()


def asked_otherwise(
    view: View, version: Ref, people: int, chips: tuple[str, ...]
) -> dict[bytes, int]:
    """What a household's chips changed: lines that the list asks of it otherwise than of all."""
    if not chips:
        return {}
    all_ = _asked(lists.of_version(view, version, people))
    own = _asked(lists.of_version(view, version, people, chips))
    lines = all_.keys() | own.keys()
    return {n: own.get(n, 0) for n in sorted(lines) if own.get(n, 0) != all_.get(n, 0)}


def as_packed(view: View, ref: Ref) -> AsPacked:
    """A parcel as it was. Raises Refused when the journal here does not hold it."""
    found = view.journal.read(view.connection, ref)
    body = view.journal.body_of(view.connection, *found) if found else None
    if found is None or not isinstance(body, Collected):
        raise Refused(translate("counter", "This parcel is not known here. Choose another."))
    version = Ref(*body.version) if body.version else None
    kept = lists.version(view, version) if version else None
    listed = lists.of_version(view, version, body.adults + body.children) if version else None
    return AsPacked(
        found[0].at_ms,
        body.adults,
        body.children,
        _rows(view, found[0].subject, body, listed),
        kept.contents.name if kept else "",
        kept.at_ms if kept else None,
        serving.names(view, [found[0].actor]).get(found[0].actor or b"", ()),
    )


def _rows(
    view: View, visit: bytes, body: Collected, listed: lists.Listed | None
) -> tuple[PackedRow, ...]:
    """What the list asked for in its order, then what was given besides."""
    wanted = {each.line: each for each in listed.wanted} if listed else {}
    asked = {} if body.chosen else _asked(listed) | visits.asked_at(view, body.household, visit)
    given: dict[bytes, int] = {}
    checked: dict[bytes, int] = {}
    for each in weighed.known(view.connection, body.given):
        about = each.line if each.line is not None else each.product
        given[about] = given.get(about, 0) + each.quantity
        if each.checked:
            checked[about] = checked.get(about, 0) + each.quantity
    names = {line.id: line for line in products.lines_named(view, {*asked, *given})}
    rows = []
    for about in dict.fromkeys([*wanted, *asked, *given]):
        if not asked.get(about) and not given.get(about):
            continue
        line, note = names.get(about), wanted[about].note if about in wanted else ""
        name = line.name if line else products.product_by_id(view, about).name
        unit = wanted[about].unit if about in wanted else line.unit if line else ""
        many = (asked.get(about, 0), given.get(about, 0))
        by = measures.of_line(line)
        rows.append(PackedRow(name, *many, unit, note, checked.get(about, 0), by))
    return tuple(rows)


def _asked(listed: lists.Listed | None) -> dict[bytes, int]:
    return {each.line: each.asked for each in listed.wanted} if listed else {}
