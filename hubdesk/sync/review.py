"""What laptops that had not heard of each other wrote differently, for a person to decide.

Nothing waits for it: the latest holds meanwhile, and of allergies all. What is decided is one
more version that has seen both, so it can be taken back, and both stand there again.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import select

from hubdesk.errors import Refused
from hubdesk.households import household
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.journal import fields
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import ALL_HEADS, Head, together
from hubdesk.journal.operations import Operation, OperationKind, Ref
from hubdesk.journal.tables import stream
from hubdesk.stock import chosen as decided
from hubdesk.stock import places, records
from hubdesk.stock.tables import line, product
from hubdesk.stocktake import clashes as counts
from hubdesk.sync import cards, compared
from hubdesk.volunteers import serving
from hubdesk.wording import translate

MOST: Final = 200
"""More than anybody decides in one sitting."""
KINDS: Final[dict[str, OperationKind[Any]]] = {
    each.name: each for each in (SIZED, NOTED, records.PRODUCT, records.LINE, records.PLACE)
}
"""The records that people edit. Of all others the latest holds, and nobody is asked."""
UNSEEN: Final = frozenset({"position", "icon", "tile"})
"""How a screen is laid out is not worth a question."""


class Version(Struct, frozen=True):
    """What one laptop wrote: by field, when, who as far as they said, and on which laptop."""

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
    """How much waits for a person: clashing edits, counts, and journals that differ."""

    edits: int
    counts: int
    journals: int = 0

    @property
    def all(self) -> int:
        """All of it."""
        return self.edits + self.counts + self.journals


def all_(view: View) -> list[Clash]:
    """What is to be decided, the newest first."""
    found: dict[tuple[bytes, frozenset[Ref]], dict[str, list[Head]]] = {}
    for subject, name in fields.clashes(view.connection, 4 * MOST):
        heads = fields.heads(view.connection, subject, name)
        values = {_plain(head.value) for head in heads}
        if name not in UNSEEN and len(values) > 1:
            refs = frozenset(head.ref for head in heads)
            found.setdefault((subject, refs), {})[name] = heads
    made = [_clash(view, subject, named) for (subject, _), named in found.items()]
    clashes = [each for each in made if each is not None]
    return sorted(clashes, key=lambda each: -max(v.at_ms for v in each.versions))[:MOST]


def waiting(view: View) -> Waiting:
    """How much is to be decided."""
    return Waiting(len(all_(view)), len(counts.all_(view)), len(compared.differences(view)))


def choose(act: Act, clash: Clash, keep: Ref | None) -> Operation:
    """One version holds, or (None, of diets and allergies) all of them together.

    Returns the decision, which Today tells. Raises Refused when somebody decided or wrote
    meanwhile.
    """
    seen = {version.ref for version in clash.versions}
    values = {}
    for name in clash.names:
        heads = fields.heads(act.connection, clash.subject, name)
        if {head.ref for head in heads} != seen:
            raise Refused(
                translate("hub", "This was decided or changed meanwhile. Look at it anew.")
            )
        chosen = [head.value for head in heads if keep is None or head.ref == keep]
        values[name] = together(chosen) if name in ALL_HEADS else chosen[0]
    op = act.note(KINDS[clash.kind], clash.subject, values)
    assert op is not None, "fields with several heads always change"
    return decided.record(act, op, all_hold=keep is None)


def take_back(act: Act, ref: Ref) -> None:
    """A decision did not happen: all versions stand there again."""
    decided.take_back(act, ref)


def _clash(view: View, subject: bytes, named: dict[str, list[Head]]) -> Clash | None:
    refs = [head.ref for head in next(iter(named.values()))]
    written = [_written(view, ref, named) for ref in refs]
    if None in written:
        return None
    versions = tuple(each[1] for each in written if each is not None)
    kind = written[0][0] if written[0] is not None else ""
    if kind not in KINDS:
        return None
    adds_up = bool(named.keys() & ALL_HEADS)
    return Clash(subject, kind, _name(view, kind, subject), versions, adds_up)


def _written(view: View, ref: Ref, named: dict[str, list[Head]]) -> tuple[str, Version] | None:
    found = view.journal.read(view.connection, ref)
    if found is None:
        return None
    op = found[0]
    values = {n: head.value for n, heads in named.items() for head in heads if head.ref == ref}
    who = serving.names(view, [op.actor]).get(op.actor, ()) if op.actor else ()
    return op.type, Version(ref, values, op.at_ms, who, _laptop(view, ref))


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
    if kind == records.PLACE.name:
        place = places.named(view, subject)
        return place.name if place else ""
    table = product if kind == records.PRODUCT.name else line
    return view.connection.execute(select(table.c.name).where(table.c.id == subject)).scalar() or ""


def _plain(value: Any) -> str:
    """A value as something that can stand in a set."""
    return repr(value)
