"""A visit as the counter shows it. No name is in here; it is asked for by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from hubdesk import paper
from hubdesk.counter import plan, standing
from hubdesk.counter.allergies import Conflict, Pack
from hubdesk.counter.collection import seen
from hubdesk.counter.draft import DraftLine
from hubdesk.counter.plan import PlannedRow
from hubdesk.counter.standing import Standing
from hubdesk.households.diet import Chip
from hubdesk.households.record import Household
from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.packing import parcel as packed_parcel
from hubdesk.parcels import lists
from hubdesk.stock.book import Book
from hubdesk.stock.dates import Dated, DateState, state_of
from hubdesk.stock.measures import ONES, Measure


class ShownRow(Struct, frozen=True):
    """One row of the parcel. ``n`` names it in commands.

    ``dated`` is the earliest date among the goods chosen; ``gone`` is why nothing is given
    ("" when it is); ``count_me`` says that the book has too few, ``in_hand`` that some were
    scanned; ``ticked`` that every one was scanned, or is in the packed parcel. ``optional`` and
    ``as_required`` say why a row has no number yet; ``against`` is the chip of this household
    for which the list leaves the line out. ``limit`` is how many the list would pack, shown
    while they choose; ``party`` says whose row it is (see ``ShownParty``). ``quantity`` and
    ``limit`` are in the row's ``measure``.
    """

    n: int
    line: bytes | None
    name: str
    quantity: int
    ticked: bool
    unit: str
    note: str
    dated: Dated | None
    state: DateState
    days_left: int | None
    weight_g: int
    gone: str
    count_me: bool
    in_hand: bool
    conflict: Conflict | None
    to_read: tuple[Pack, ...]
    optional: bool = False
    as_required: bool = False
    against: Chip | None = None
    limit: int | None = None
    party: int = 1
    measure: Measure = ONES


class ShownParty(Struct, frozen=True):
    """One household of a visit, None for people with no card. ``has_turn``: scans go to it.

    ``chips`` are what to know when packing; ``ages`` how many children of which age, if told.
    ``today_only`` says that the household's own size is another one.
    """

    no: int
    household: Household | None
    adults: int
    children: int
    chips: tuple[str, ...] = ()
    ages: tuple[int, ...] = ()
    by_other: bool = False
    choosing: bool = False
    has_turn: bool = True

    @property
    def number(self) -> str:
        """The household's number; "" for people with no card."""
        return self.household.number if self.household else ""

    @property
    def today_only(self) -> bool:
        """True when the household keeps another size than it has today."""
        home = self.household
        return home is not None and (home.adults, home.children) != (self.adults, self.children)


class ShownVisit(Struct, frozen=True):
    """The visit on the counter, ready to be painted.

    ``household``, ``adults`` and ``children`` are of the party whose turn it is; the rows are
    everybody's, party after party. ``parcel`` is the number of the parcel packed ahead that it
    hands over; while that waits for a card or a size, the visit is for nobody (0+0). ``told_ms``
    is when a visit from paper was, ``sheets`` the codes of its sheets.
    """

    id: bytes
    household: Household | None
    adults: int
    children: int
    rows: tuple[ShownRow, ...]
    last_visit: date | None = None
    visits_this_month: int = 0
    replaces: str = ""
    parties: tuple[ShownParty, ...] = ()
    parcel: str = ""
    told_ms: int | None = None
    sheets: tuple[str, ...] = ()

    @property
    def turn(self) -> ShownParty | None:
        """Whose turn it is."""
        return next((party for party in self.parties if party.has_turn), None)

    @property
    def items(self) -> int:
        """How many things are in the parcel."""
        return sum(row.measure.packs(row.quantity) for row in self.rows if not row.gone)

    @property
    def weight_g(self) -> int:
        """What the parcel weighs, as far as weights are known."""
        return sum(row.weight_g for row in self.rows)

    @property
    def conflicts(self) -> tuple[ShownRow, ...]:
        """The rows that must be settled before anything is printed."""
        return tuple(row for row in self.rows if row.conflict is not None)

    @property
    def to_read(self) -> tuple[Pack, ...]:
        """The packs to read for this household, all confirmed with one key."""
        packs = {pack.product: pack for row in self.rows for pack in row.to_read}
        return tuple(packs.values())

    def with_row(self, row: ShownRow) -> ShownVisit:
        """The same visit with one row changed, or added at the end."""
        rows = list(self.rows)
        numbers = [each.n for each in rows]
        if row.n in numbers:
            rows[numbers.index(row.n)] = row
        else:
            after = [i for i, each in enumerate(rows, 1) if each.party == row.party]
            rows.insert(after[-1] if after else len(rows), row)
        return replace(self, rows=tuple(rows))


def on_counter(view: View) -> ShownVisit | None:
    """The visit that is on the counter now."""
    found = standing.on_counter(view)
    return None if found is None else _shown(view, found)


def shown(view: View, visit_id: bytes) -> ShownVisit:
    """A visit with its whole plan."""
    return _shown(view, standing.of(view, visit_id))


def _shown(view: View, found: Standing) -> ShownVisit:
    draft, household = found.draft, found.household
    if draft.told_ms is not None:
        view = paper.seen_at(view, draft.told_ms)
    rows: list[ShownRow] = []
    taken: plan.Taken = {}
    parties = []
    for each in draft.parties:
        party = found if each.no == draft.no else standing.of_party(view, found.id, each)
        rows += _rows(view, party, taken)
        parties.append(_party(party, has_turn=each.no == draft.no))
    visit = ShownVisit(
        found.id,
        household,
        draft.adults,
        draft.children,
        tuple(rows),
        replaces=draft.replaces,
        parties=tuple(parties),
        told_ms=draft.told_ms,
        sheets=tuple(party.sheet for party in draft.parties if party.sheet),
    )
    if draft.packed is not None:
        parcel = packed_parcel.standing(view, draft.packed)
        visit = replace(visit, parcel=parcel.number if parcel else "")
    if household is None:
        return visit
    before = seen(view, household.id)
    return replace(visit, last_visit=before.last, visits_this_month=before.this_month)


def _rows(view: View, found: Standing, taken: plan.Taken) -> list[ShownRow]:
    """The rows of one party, planned after those before it."""
    against = _against(view, found)
    planned = plan.of(view, found.draft.lines, found.household, taken=taken)
    return [_of_party(found, shown_row(each, view.today, against)) for each in planned]


def _party(found: Standing, *, has_turn: bool) -> ShownParty:
    draft, household = found.draft, found.household
    return ShownParty(
        draft.no,
        household,
        draft.adults,
        draft.children,
        found.chips,
        household.ages if household else tuple(draft.ages),
        draft.by_other,
        draft.choosing,
        has_turn,
    )


def one_row(view: View, row: DraftLine, found: Standing, book: Book | None = None) -> ShownRow:
    """One row with its plan: what a scan changed, without planning the rest again."""
    (planned,) = plan.of(view, [row], found.household, book)
    return _of_party(found, shown_row(planned, view.today, _against(view, found)))


def _of_party(found: Standing, row: ShownRow) -> ShownRow:
    """A row with whose it is, and how many the list would pack when they choose."""
    draft = found.draft
    if draft.no == 1 and not draft.choosing:
        return row
    limit = draft.limits.get(row.line) if row.line is not None else None
    return replace(row, limit=limit, party=draft.no)


def _against(view: View, found: Standing) -> Mapping[bytes, Chip]:
    """The lines that are not for these people, by the list that the visit was opened with."""
    draft, chips = found.draft, found.chips
    if not chips or draft.version is None:
        return {}
    return lists.left_out(view, Ref(*draft.version), chips)


def shown_row(planned: PlannedRow, today: date, against: Mapping[bytes, Chip]) -> ShownRow:
    """A row as it is painted."""
    row = planned.row
    dates = [g.batch.dated for g in planned.given if g.batch.dated is not None]
    earliest = min(dates, key=_day) if dates else None
    return ShownRow(
        row.n,
        row.line,
        planned.name,
        row.quantity,
        row.quantity > 0 and row.scanned + row.in_bag >= row.quantity,
        row.unit,
        row.note,
        earliest,
        state_of(earliest.day, earliest.kind, today) if earliest else DateState.FINE,
        (earliest.day - today).days if earliest else None,
        planned.weight_g,
        row.gone or (plan.LEFT_OUT if planned.verdict.left_out else ""),
        planned.short > 0,
        row.scanned > 0,
        planned.verdict.conflict,
        planned.verdict.to_read,
        row.offered > 0 and not row.as_required,
        row.as_required,
        against.get(row.line) if row.line is not None and not planned.out else None,
        measure=planned.measure,
    )


def _day(dated: Dated) -> date:
    return dated.day
