"""What laptops that had not heard of each other wrote differently, for a person to decide.

Nothing waits for it: the latest holds meanwhile, and of allergies all. What is decided is one
more version that has seen both, so it can be taken back, and both stand there again.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import select

from hubdesk.errors import Refused
from hubdesk.households import household, merging
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.households.merging import APART, MERGED
from hubdesk.journal import fields
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import ALL_HEADS, Head, together
from hubdesk.journal.operations import Operation, Ref
from hubdesk.journal.tables import stream
from hubdesk.parcels import apart
from hubdesk.parcels.lists import ISSUED, STANDARD
from hubdesk.security.roles import Role, require
from hubdesk.stock import chosen as decided
from hubdesk.stock import records
from hubdesk.stock.foods import BY_FOOD
from hubdesk.stock.shelves import SHELF
from hubdesk.stock.tables import line, place, product, spot
from hubdesk.stock.windows import WINDOW, food_of
from hubdesk.stocktake import clashes as counts
from hubdesk.sync import alike_apart, cards, compared, lists_apart
from hubdesk.sync.asked_about import ASKED, LISTED, is_asked
from hubdesk.volunteers import serving
from hubdesk.volunteers.tables import volunteer
from hubdesk.volunteers.volunteer import NOTED as VOLUNTEER
from hubdesk.volunteers.volunteer import TRUSTED
from hubdesk.wording import translate

MOST: Final = 200
"""More than anybody decides in one sitting."""


class Version(Struct, frozen=True):
    """What one laptop wrote: by field, when, who as far as they said, and on which laptop.

    Lines of goods stand in ``values`` by their names.
    """

    ref: Ref
    values: dict[str, Any]
    at_ms: int
    who: tuple[str, ...]
    laptop: str


class Clash(Struct, frozen=True):
    """One thing that was written differently; the first version shows meanwhile.

    ``kind`` is the kind of operation, ``name`` what people call the thing. ``adds_up`` is said
    of diets and allergies, of which all versions hold until somebody decides.
    """

    subject: bytes
    kind: str
    name: str
    versions: tuple[Version, ...]
    adds_up: bool

    @property
    def names(self) -> tuple[str, ...]:
        """The fields."""
        return tuple(self.versions[0].values)


class Waiting(Struct, frozen=True):
    """How much waits for a person: clashing edits, counts, journals that differ, and households
    that look like one."""

    edits: int
    counts: int
    journals: int = 0
    doubles: int = 0

    @property
    def all(self) -> int:
        """All of it."""
        return self.edits + self.counts + self.journals + self.doubles


def all_(view: View) -> list[Clash]:
    """What is to be decided, the newest first."""
    found: dict[tuple[bytes, frozenset[Ref]], dict[str, list[Head]]] = {}
    for subject, name in fields.clashes(view.connection, 4 * MOST):
        heads = fields.heads(view.connection, subject, name)
        if len({_plain(head.value) for head in heads}) > 1:
            refs = frozenset(head.ref for head in heads)
            found.setdefault((subject, refs), {})[name] = heads
    made = [_clash(view, subject, named) for (subject, _), named in found.items()]
    clashes = [each for each in (*made, _lists(view)) if each is not None]
    return sorted(clashes, key=lambda each: -max(v.at_ms for v in each.versions))[:MOST]


def waiting(view: View) -> Waiting:
    """How much is to be decided."""
    edits, differing = len(all_(view)), len(compared.differences(view))
    return Waiting(edits, len(counts.all_(view)), differing, alike_apart.waiting(view))


def choose(act: Act, clash: Clash, keep: Ref | None) -> Operation:
    """One version holds, or (None, of diets and allergies) all of them together.

    Returns the decision, which Today tells. Raises Refused when somebody decided or wrote
    meanwhile, and NotTrusted where the record itself needs more than this role.
    """
    require(act, ASKED[clash.kind].role)
    seen = {version.ref for version in clash.versions}
    if clash.kind == ISSUED.name:
        assert keep is not None, "a list is packed one way"
        op = apart.decide(act, keep, seen, clash.subject)
        return decided.record(act, op, all_hold=False)
    values = {name: _kept(act, clash, name, keep, seen) for name in clash.names}
    noted = act.note(ASKED[clash.kind].kind, clash.subject, values)
    assert noted is not None, "fields with several heads always change"
    return decided.record(act, noted, all_hold=keep is None)


def _kept(view: View, clash: Clash, name: str, keep: Ref | None, seen: set[Ref]) -> Any:
    """What a field says from now on. Raises Refused when other versions stand than were seen."""
    heads = fields.heads(view.connection, clash.subject, name)
    if {head.ref for head in heads} != seen:
        raise Refused(translate("hub", "This was decided or changed meanwhile. Look at it anew."))
    chosen = [head.value for head in heads if keep is None or head.ref == keep]
    return together(chosen) if name in ALL_HEADS else chosen[0]


def take_back(act: Act, ref: Ref) -> None:
    """A decision did not happen: all versions stand there again, or both households."""
    found = act.journal.read(act.connection, ref)
    kind = None if found is None else found[0].type
    if kind == MERGED.name:
        require(act, Role.LEAD)
        merging.separate(act, ref)
    elif kind == APART.name:
        act.undo(ref)
    else:
        decided.take_back(act, ref)


def _clash(view: View, subject: bytes, named: dict[str, list[Head]]) -> Clash | None:
    refs = [head.ref for head in next(iter(named.values()))]
    kind = _kind(view, refs[0])
    asked = {name: heads for name, heads in named.items() if is_asked(kind, name)}
    written = [_written(view, ref, asked) for ref in refs]
    versions = tuple(each for each in written if each is not None)
    if not asked or len(versions) < len(refs):
        return None
    adds_up = bool(asked.keys() & ALL_HEADS)
    return Clash(subject, kind, _name(view, kind, subject), versions, adds_up)


def _kind(view: View, ref: Ref) -> str:
    found = view.journal.read(view.connection, ref)
    return "" if found is None else found[0].type


def _written(view: View, ref: Ref, named: dict[str, list[Head]]) -> Version | None:
    values = {n: head.value for n, heads in named.items() for head in heads if head.ref == ref}
    return _version(view, ref, {n: _readable(view, n, value) for n, value in values.items()})


def _readable(view: View, name: str, value: Any) -> Any:
    """A value as people know it: lines of goods by their names."""
    if name == "line" and value is not None:
        return _name(view, records.LINE.name, value)
    if name == "substitutes" and value is not None:
        return tuple(_name(view, records.LINE.name, each) for each in value)
    return value


def _version(view: View, ref: Ref, values: dict[str, Any]) -> Version | None:
    found = view.journal.read(view.connection, ref)
    if found is None:
        return None
    op = found[0]
    who = serving.names(view, [op.actor]).get(op.actor, ()) if op.actor else ()
    return Version(ref, values, op.at_ms, who, _laptop(view, ref))


def _lists(view: View) -> Clash | None:
    """The parcel list, where laptops that had not heard of each other changed it."""
    heads = apart.heads(view)
    if len({repr(each.contents) for each in heads}) < 2:
        return None
    told = lists_apart.told(view, [each.contents for each in heads])
    written = [_version(view, e.ref, {LISTED: t}) for e, t in zip(heads, told, strict=True)]
    versions = tuple(each for each in written if each is not None)
    return Clash(STANDARD, ISSUED.name, heads[0].contents.name, versions, adds_up=False)


def _laptop(view: View, ref: Ref) -> str:
    """The name of the laptop that wrote it; "" where it is not known."""
    of = select(stream.c.device).where(stream.c.id == ref.stream)
    device = view.connection.execute(of).scalar()
    card = cards.of(view.connection, device) if device else None
    return card.name if card else ""


def _name(view: View, kind: str, subject: bytes) -> str:
    if kind in (SIZED.name, NOTED.name):
        home = household.by_id(view, subject)
        return home.number if home else ""
    if kind == WINDOW.name:
        food = food_of(subject)
        return BY_FOOD[food].name if food is not None else ""
    table = _NAMED.get(kind)
    if table is None:
        return ""
    return view.connection.execute(select(table.c.name).where(table.c.id == subject)).scalar() or ""


_NAMED: Final = {
    records.PLACE.name: place,
    records.PRODUCT.name: product,
    records.LINE.name: line,
    SHELF.name: spot,
    VOLUNTEER.name: volunteer,
    TRUSTED.name: volunteer,
}
"""Where the names stand of what is called by one."""


def _plain(value: Any) -> str:
    """A value as something that can stand in a set."""
    return repr(value)
