"""A visit in progress: whose it is, and what is in its parcel so far.

It holds no name: a household is its id. Where it is kept stands in ``drafts``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import msgspec

from hubdesk.errors import Refused
from hubdesk.wording import translate


class InHand(msgspec.Struct, frozen=True, array_like=True):
    """Goods that were scanned for this visit: a product, its date if known, how many.

    ``checked``: they are past their best before, and somebody looked at them.
    """

    product: bytes
    quantity: int
    day: str | None = None
    kind: str | None = None
    lot: str | None = None
    checked: bool = False


class Bagged(msgspec.Struct, frozen=True, array_like=True):
    """Goods of a parcel that was packed ahead: some of one batch, with its date if it has one."""

    product: bytes
    quantity: int
    batch: bytes | None
    day: str | None = None
    kind: str | None = None


class DraftLine(msgspec.Struct, frozen=True, array_like=True):
    """One row of a visit. ``n`` names it for as long as the visit lasts.

    ``gone`` is why the row is not given: "" (it is), "none left", "left out" (allergy) or
    "taken off". ``wanted`` is how many the parcel list asks for, 0 for what was added.
    ``offered`` is how many one key adds of a line that is not packed until somebody does;
    ``as_required`` that the list names no number. ``by_hand`` says that somebody typed or
    tapped the quantity: it stays when the parcel is planned anew. ``bagged`` are goods of a
    packed parcel.
    """

    n: int
    line: bytes | None
    quantity: int
    in_hand: list[InHand] = []
    unit: str = ""
    note: str = ""
    gone: str = ""
    wanted: int = 0
    offered: int = 0
    as_required: bool = False
    by_hand: bool = False
    bagged: list[Bagged] = []

    @property
    def goods(self) -> list[InHand | Bagged]:
        """Its packs that somebody scanned or that are in the packed parcel."""
        return [*self.in_hand, *self.bagged]

    def holds(self, product: bytes) -> bool:
        """True when a pack of that product was scanned for it or is in the packed parcel."""
        return any(each.product == product for each in self.goods)

    @property
    def in_bag(self) -> int:
        """How many of them are in the packed parcel already."""
        return sum([each.quantity for each in self.bagged]) if self.bagged else 0

    @property
    def scanned(self) -> int:
        """How many of them were scanned."""
        return sum([each.quantity for each in self.in_hand]) if self.in_hand else 0

    def without(self, each: InHand | Bagged) -> DraftLine:
        """The row with some goods put back; what the list asks for stays asked for."""
        left = max(min(self.wanted, self.quantity), self.quantity - each.quantity)
        kept = [other for other in self.in_hand if other != each]
        bagged = [other for other in self.bagged if other != each]
        return msgspec.structs.replace(self, quantity=left, in_hand=kept, bagged=bagged)


class Draft(msgspec.Struct, frozen=True, array_like=True):
    """A visit in progress. ``last`` is the row that was changed last, ``scanned`` the one that
    goods were scanned for last: a typed date is for those.

    ``only`` is for a step, which keeps what a change replaced: the rows it speaks of, by name.
    A row that it names and does not hold was not there before. ``undoes``, for a step as well,
    is what the change recorded besides the operation that the step itself names.
    ``packed`` is the parcel packed ahead that it hands over; it is for nobody (0+0) while that
    parcel waits for a size or card.

    ``chips`` and ``ages`` are what a first visit told, until it has a household to keep them.
    ``choosing``: nothing is packed for them, they choose; ``limits`` is what the list would
    pack of each line. ``sized`` is the operation that changed the household's size here.

    Several households may be served together. ``also`` are the others; this one is the one
    whose *turn* it is: what is scanned goes to it. Each is a *party*: ``no`` is its place among
    them, ``subject`` the visit its collection is of (None: the visit's own id), and ``waited``
    says that it was on hold by itself before. Rows are named once for all parties.

    ``held_as`` is the ticket or the one word under which it waits; it stands nowhere else.
    ``asked_on`` is the day on which somebody last said that it still waits. ``at_ms`` is when a
    visit from paper was, ``sheet`` the code of its sheet, and ``again`` that the sheet was known
    to be entered before; None for a visit that is happening now. ``label`` and ``card`` were
    printed ahead and scanned for it: its parcel bears the one, a first visit is given the other.
    """

    household: bytes | None
    adults: int
    children: int
    lines: list[DraftLine]
    last: int | None = None
    version: tuple[bytes, int] | None = None
    replaces: str = ""
    scanned: int | None = None
    only: list[int] | None = None
    chips: list[str] = []
    ages: list[int] = []
    by_other: bool = False
    choosing: bool = False
    limits: dict[bytes, int] = {}
    sized: tuple[bytes, int] | None = None
    no: int = 1
    subject: bytes | None = None
    waited: bool = False
    also: list[Draft] = []
    packed: bytes | None = None
    undoes: list[tuple[bytes, int]] = []
    held_as: str = ""
    asked_on: str = ""
    at_ms: int | None = None
    sheet: str = ""
    again: bool = False
    label: str = ""
    card: str = ""

    @property
    def people(self) -> int:
        """How many the parcel is for."""
        return self.adults + self.children

    @property
    def parties(self) -> list[Draft]:
        """All who are served together, in the order in which they came."""
        if not self.also:
            return [self]
        alone = msgspec.structs.replace(self, also=[])
        return sorted([alone, *self.also], key=lambda party: party.no)

    @property
    def told_ms(self) -> int | None:
        """When a visit from paper was; None for one that is happening now."""
        return next((party.at_ms for party in (self, *self.also) if party.at_ms is not None), None)

    def each(self, changed: Callable[[Draft], Draft]) -> Draft:
        """The same visit with every party changed."""
        also = [changed(party) for party in self.also]
        return msgspec.structs.replace(changed(self), also=also)

    def told_at(self, at_ms: int | None) -> Draft:
        """The same visit at a time that was told afterwards; None: it is happening now."""
        if at_ms is None:
            return self.each(partial(_of_paper, at_ms=None, sheet="", again=False))
        return self.each(partial(_of_paper, at_ms=at_ms))

    def turned(self, no: int) -> Draft:
        """The same visit with the turn at another party."""
        if no == self.no:
            return self
        (top,) = (party for party in self.also if party.no == no)
        others = [party for party in self.parties if party.no != no]
        return msgspec.structs.replace(top, also=others)

    def party_of(self, n: int) -> Draft:
        """The party that a row is for; the one whose turn it is for a row that is new."""
        for party in self.also:
            if any(each.n == n for each in party.lines):
                return party
        return self

    def row(self, n: int) -> DraftLine:
        """The row of that name; refuses when it is not there any more."""
        for each in self.party_of(n).lines:
            if each.n == n:
                return each
        raise Refused(translate("counter", "That line is not in this parcel any more."))

    def with_row(self, row: DraftLine) -> Draft:
        """The same visit with one row changed, or added at the end."""
        party = self.party_of(row.n)
        if party is not self:
            also = [each.with_row(row) if each is party else each for each in self.also]
            return msgspec.structs.replace(self, also=also)
        lines = list(self.lines)
        for at, each in enumerate(lines):
            if each.n == row.n:
                lines[at] = row
                break
        else:
            lines.append(row)
        return msgspec.structs.replace(self, lines=lines, last=row.n)

    def way_back(self, now: Draft) -> Draft:
        """The step from ``now`` back to this: the one row of thirty that a scan changed."""
        pairs = zip(self.lines, now.lines, strict=False)
        changed = [(old, new) for old, new in pairs if old is not new]
        if len(now.lines) < len(self.lines) or any(old.n != new.n for old, new in changed):
            return self
        kept = [old for old, _ in changed]
        names = [row.n for row in (*kept, *now.lines[len(self.lines) :])]
        return msgspec.structs.replace(self, lines=kept, only=names)

    def before(self, step: Draft) -> Draft:
        """How this visit stood before its last step; an older Hubdesk kept all of it."""
        if step.only is None:
            return msgspec.structs.replace(step, undoes=[]) if step.undoes else step
        old = {row.n: row for row in step.lines}
        lines = [
            old.get(row.n, row) for row in self.lines if row.n in old or row.n not in step.only
        ]
        return msgspec.structs.replace(step, lines=lines, only=None, undoes=[])

    def next_n(self) -> int:
        """A name for a new row."""
        parties = (self, *self.also)
        return 1 + max((each.n for party in parties for each in party.lines), default=0)


def _of_paper(party: Draft, **changed: object) -> Draft:
    return msgspec.structs.replace(party, **changed)


def joined(in_hand: list[InHand], more: InHand) -> list[InHand]:
    """The scanned goods with some more, the same batch counted together, the newest last."""
    same = [e for e in in_hand if _batch(e) == _batch(more)]
    others = [e for e in in_hand if _batch(e) != _batch(more)]
    quantity = more.quantity + sum(e.quantity for e in same)
    return [*others, msgspec.structs.replace(more, quantity=quantity)]


def _batch(each: InHand) -> tuple[object, ...]:
    return (each.product, each.day, each.kind, each.lot, each.checked)
