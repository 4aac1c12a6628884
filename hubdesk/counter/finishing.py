"""Finishing a visit: stock goes down, the collection stands, the label waits. All or nothing.

Taking it back stands in ``reopening``.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hubdesk import paper
from hubdesk.binding import bound_to
from hubdesk.codes import own
from hubdesk.counter import drafts, plan, stops
from hubdesk.counter.as_packed import asked_otherwise
from hubdesk.counter.collection import COLLECTED, Collected, GivenLine
from hubdesk.counter.draft import Draft
from hubdesk.counter.plan import PlannedRow
from hubdesk.counter.standing import household_of
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households.ages import agreeing
from hubdesk.households.record import Household
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Ref
from hubdesk.labels import queue
from hubdesk.labels.contents import HouseholdCard, ParcelLabel
from hubdesk.labels.queue import Job
from hubdesk.packing import inside
from hubdesk.packing.pack import found_standing
from hubdesk.packing.parcel import Goods
from hubdesk.paper import Told
from hubdesk.settings import read as read_settings
from hubdesk.stock import held_back, windows
from hubdesk.stock.book import Book
from hubdesk.stock.dates import Dated
from hubdesk.stock.windows import State, Verdict
from hubdesk.wording import translate


class Finished(Struct, frozen=True):
    """A parcel that was handed over. ``number`` is what to write on the bag if no label comes.
    ``household`` is its id, new for a first visit.

    ``card`` is the new card's number, for a first visit; ``jobs`` are the labels to print, for
    all who were served together; ``also`` are the others' parcels. ``visit`` is the visit that
    this ended.
    """

    op: Ref
    household: bytes
    number: str
    card: str
    items: int
    jobs: tuple[Job, ...]
    also: tuple[Finished, ...] = ()
    visit: bytes = b""


class NotSettled(Refused):
    """An allergy is not settled, or a pack is not read yet, so nothing may be printed."""


def finish(act: Act, visit_id: bytes, *, label: bool | None = None) -> Finished:
    """Hands the parcel over: one collection, stock down, earliest date first, labels queued.

    A first visit is given a numbered card. Households served together are given a collection
    and a label each, all of them or none. Raises NotSettled while an allergy is open.

    A visit from paper counts at its own time, and no label and no card is printed of it unless
    ``label`` says so.
    """
    draft = drafts.load(act, visit_id)
    if draft.told_ms is not None:
        act = paper.at(act, draft.told_ms)
    drafts.put_away(act, visit_id)
    together = visit_id if draft.also else None
    done = [_finish(act, visit_id, party, together, label) for party in draft.parties]
    jobs = tuple(job for each in done for job in each.jobs)
    return replace(done[0], jobs=jobs, also=tuple(done[1:]), visit=visit_id)


def _finish(
    act: Act, visit_id: bytes, draft: Draft, together: bytes | None, label: bool | None
) -> Finished:
    """One party's collection. Each is planned anew, when those before it have had theirs."""
    household = household_of(act, draft)
    planned = plan.of(act, draft.lines, household)
    _refuse_open_questions(planned)
    given = [row for row in planned if not row.out]
    _refuse_past(act, planned)
    held_back.refuse(act, _moving(act, given))
    _refuse_unready(draft, given, household, alone=together is None)
    _refuse_sheet(act, draft)
    new = household is None
    if household is None:
        household = _opened(act, draft)
    packed = found_standing(act, draft.packed) if draft.packed is not None else None
    if packed is not None and packed.at_ms > act.at_ms:
        raise Refused(
            translate("counter", "That parcel was packed after that time. Type when it was given.")
        )
    parcel = packed.code if packed else _parcel_code(act, draft)
    body = _collected(act, draft, household, parcel, given, together)
    op = act.record(COLLECTED, body, draft.subject or visit_id)
    _note_told(act, draft, household, op.subject)
    # A parcel that was packed ahead bears its label already, as one whose label was scanned.
    live = act.entered_ms is None
    wanted = live if label is None else label
    labelled = packed is not None or bool(draft.label)
    jobs = _labels(act, body, household) if wanted and not labelled else []
    jobs += _card(act, household) if new and not draft.card and (live or wanted) else []
    return Finished(
        op.ref,
        household.id,
        parcel[-4:],
        household.number if new else "",
        body.items,
        tuple(jobs),
    )


def _parcel_code(act: Act, draft: Draft) -> str:
    """The code of the label that was scanned for it, if one was, else a new one."""
    if draft.label and bound_to(act, draft.label):
        raise Refused(
            translate("counter", "Label {number} was used meanwhile. Press Ctrl+Z, take another."),
            number=draft.label[-4:],
        )
    return draft.label or own.draw(own.Kind.PARCEL)


def _refuse_unready(
    draft: Draft, given: list[PlannedRow], household: Household | None, *, alone: bool
) -> None:
    if draft.packed is not None and not draft.people:
        raise Refused(translate("counter", "For how many is it? Type 2+3, or scan their card."))
    if not draft.people:
        raise Refused(translate("counter", "Type how many this visit is for first: 2+3."))
    if given:
        return
    if not alone and household is not None:
        raise Refused(
            translate("counter", "The parcel of {number} is empty. Scan goods, or take it off."),
            number=household.number,
        )
    raise Refused(translate("counter", "This parcel is empty. Scan goods, or put it on hold."))


def _refuse_sheet(act: Act, draft: Draft) -> None:
    """Another laptop may have told of the sheet meanwhile, or another visit here."""
    if draft.sheet and not draft.again and paper.entries(act, draft.sheet):
        raise Refused(
            translate("counter", "Sheet {number} was entered meanwhile. Scan it again to see."),
            number=draft.sheet[-4:],
        )


def _opened(act: Act, draft: Draft) -> Household:
    """The household of a first visit, with what it told."""
    made = households.open_household(act, draft.adults, draft.children, card=draft.card)
    if draft.chips:
        households.note_chips(act, made.id, draft.chips)
    if draft.ages:
        households.note_ages(act, made.id, tuple(draft.ages))
    return replace(made, diet=tuple(draft.chips), ages=tuple(draft.ages))


def _refuse_open_questions(planned: list[PlannedRow]) -> None:
    if any(row.verdict.conflict for row in planned):
        raise NotSettled(translate("counter", "Settle the allergy first: see the red lines."))
    if any(row.verdict.to_read for row in planned):
        raise NotSettled(translate("counter", "Read the packs first, then press Space."))


def _refuse_past(act: Act, planned: list[PlannedRow]) -> None:
    """A visit may have waited over midnight with a pack whose last day was that day."""
    for row in planned:
        book = Book(act)
        for product_id, dated in [*_dates(row), *_booked_dates(book, row)]:
            if dated is None or dated.day >= act.today:
                continue
            found = windows.verdict(act, book.product(product_id), dated, act.today)
            if not found.may_go:
                raise Refused(_past_words(found), name=row.name)


def _past_words(found: Verdict) -> str:
    if found.state is State.PAST_USE_BY:
        return translate("counter", "{name}: its use by has passed. Take it off this parcel.")
    return translate("counter", "{name}: its best before is too long ago. Take it off this parcel.")


def _dates(row: PlannedRow) -> list[tuple[bytes, Dated | None]]:
    return [(each.product, each.batch.dated) for each in row.given]


def _moving(act: Act, given: list[PlannedRow]) -> Iterator[tuple[bytes, bytes | None]]:
    """What leaves, by product and batch; a pack of no known batch may be of any that is here."""
    book = Book(act)
    for row in given:
        for each in row.given:
            yield each.product, each.batch.id
            if book.held and each.scanned and each.batch.id is None:
                there = book.batches(each.product)
                if there and all(one.id in book.held for one in there):
                    yield each.product, there[0].id


def _booked_dates(book: Book, row: PlannedRow) -> list[tuple[bytes, Dated | None]]:
    """What the book says of packs that were scanned without a date, as a scan of them now would.

    The plan chooses no batch that is past, so nothing else would say that every one of them is.
    """
    undated = [] if row.out else [each.product for each in row.row.in_hand if each.day is None]
    return [(each, stops.latest_booked(book, book.product(each))) for each in undated]


def _collected(
    act: Act,
    draft: Draft,
    household: Household,
    parcel: str,
    given: list[PlannedRow],
    together: bytes | None,
) -> Collected:
    lines = [
        GivenLine(
            row.row.line,
            each.product,
            each.batch.id,
            each.quantity,
            each.scanned,
            *_named(each),
            held_by=draft.packed if each.in_bag else None,
            checked=each.told is not None and each.told.checked,
            pack=row.measure.one,
        )
        for row in given
        for each in row.given
    ]
    return Collected(
        household.id,
        draft.adults,
        draft.children,
        household.district,
        act.here,
        parcel,
        lines,
        sum(row.items for row in given),
        sum(row.weight_g for row in given),
        draft.version,
        draft.replaces,
        by_other=draft.by_other,
        chosen=draft.choosing,
        together=together,
        packed=draft.packed,
        put_back=_put_back(act, draft.packed, lines) if draft.packed is not None else [],
        told=None if act.entered_ms is None else Told(act.entered_ms, draft.sheet, draft.again),
    )


def _note_told(act: Act, draft: Draft, household: Household, visit: bytes) -> None:
    """What else was known of them at this visit is sealed with their other details."""
    told = agreeing(household.ages, draft.children)
    asked = _otherwise(act, draft, household)
    households.note_at_visit(act, household.id, visit, told, asked)


def _otherwise(act: Act, draft: Draft, household: Household) -> dict[bytes, int]:
    if draft.version is None or draft.choosing:
        return {}
    return asked_otherwise(act, Ref(*draft.version), draft.people, household.diet)


def _put_back(act: Act, parcel: bytes, given: list[GivenLine]) -> list[Goods]:
    """What is in a packed parcel and was not given: it goes back to the shelf."""
    handed: dict[tuple[bytes, bytes | None], int] = {}
    for each in given:
        if each.held_by is not None:
            which = (each.product, each.batch)
            handed[which] = handed.get(which, 0) + each.quantity
    left = []
    for goods in inside.goods(act, parcel):
        many = goods.quantity - handed.get((goods.product, goods.batch), 0)
        if many > 0:
            left.append(msgspec.structs.replace(goods, quantity=many))
    return left


def _named(each: plan.Given) -> tuple[str | None, str | None, str | None]:
    """What names the batch of a pack that was scanned with its date."""
    told = each.told
    return (None, None, None) if told is None else (told.day, told.kind, told.lot)


def _labels(act: Act, body: Collected, household: Household) -> list[Job]:
    label = ParcelLabel(
        body.parcel,
        household.number,
        body.adults,
        body.children,
        act.today,
        body.items,
        body.weight_g,
    )
    return [queue.queue(act, label)]


def _card(act: Act, household: Household) -> list[Job]:
    hub_name = read_settings(act.connection).hub_name
    return [queue.queue(act, HouseholdCard(hub_name, household.number, household.card))]
