"""Serving: opening a visit, and every change a volunteer makes to it."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from hubdesk.counter import allergies, drafts, for_others, plan, planning, standing
from hubdesk.counter.allergies import Settled
from hubdesk.counter.draft import Bagged, Draft, DraftLine, InHand, joined
from hubdesk.counter.standing import Standing, household_of
from hubdesk.counter.visit import ShownRow, one_row
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households.record import Household
from hubdesk.journal.act import Act
from hubdesk.stock import measures, none_left, products, windows
from hubdesk.stock.allergens import Meeting, meets
from hubdesk.stock.batch import day_text
from hubdesk.stock.book import Book
from hubdesk.stock.dates import Dated
from hubdesk.stock.measures import Measure, Much
from hubdesk.wording import translate

MOST_OF_ONE = 999
G = TypeVar("G", InHand, Bagged)


def first_visit(act: Act, adults: int, children: int) -> bytes:
    """Opens a visit for people who give no name; returns its id."""
    households.check_size(adults, children)
    return drafts.begin(act, planning.standard(act, None, adults, children, ()))


def returning_visit(act: Act, household_id: bytes) -> bytes:
    """Opens the visit of a household that has a card, or brings its unfinished one back."""
    waiting = drafts.of_household(act, household_id)
    if waiting is not None:
        drafts.resume(act, waiting)
        for_others.turn_to(act, waiting, household_id)
        return waiting
    found = households.by_id(act, household_id)
    if found is None:
        raise Refused(translate("counter", "This household is not known here. Find it by name."))
    draft = planning.standard(act, found.id, found.adults, found.children, found.diet)
    return drafts.begin(act, draft)


def set_quantity(act: Act, visit_id: bytes, n: int, quantity: int) -> ShownRow:
    """Gives so many of a row, in its measure; nought takes it off this parcel."""
    before = drafts.load(act, visit_id)
    row = before.row(n)
    if not 0 <= quantity <= MOST_OF_ONE:
        _measure(act, row).up_to(quantity, MOST_OF_ONE, 0)
    bagged = _at_most(row.bagged, quantity)
    in_bag = sum(each.quantity for each in bagged)
    in_hand = _at_most(row.in_hand, quantity - in_bag)
    if in_hand and row.line is None:
        grown = quantity - in_bag - sum(each.quantity for each in in_hand)
        in_hand[-1] = msgspec.structs.replace(in_hand[-1], quantity=in_hand[-1].quantity + grown)
    gone = "" if quantity else row.gone
    now = msgspec.structs.replace(
        row, quantity=quantity, in_hand=in_hand, bagged=bagged, gone=gone, by_hand=True
    )
    return _keep(act, visit_id, before, now)


def set_much(act: Act, visit_id: bytes, n: int, much: Much) -> ShownRow:
    """Gives as much of a row as was typed: packs, or grams or millilitres of what is measured.

    Packs are those that were scanned for it last, else the usual ones of its line.
    """
    row = drafts.load(act, visit_id).row(n)
    measure = _measure(act, row)
    if row.in_hand and not measure.in_ones:
        measure = measures.of_product(act, row.in_hand[-1].product)
    return set_quantity(act, visit_id, n, measure.meant(much))


def _measure(act: Act, row: DraftLine) -> Measure:
    """How the goods of a row are counted."""
    return measures.of_line(None if row.line is None else products.line_by_id(act, row.line))


def _at_most(goods: list[G], quantity: int) -> list[G]:
    """The scanned or packed goods that still fit, the first first."""
    kept: list[G] = []
    for each in goods:
        room = quantity - sum(one.quantity for one in kept)
        if room > 0:
            kept.append(msgspec.structs.replace(each, quantity=min(each.quantity, room)))
    return kept


def change_quantity(act: Act, visit_id: bytes, n: int, by: int) -> ShownRow:
    """One more or one less of a row: a pack, of what is measured."""
    row = drafts.load(act, visit_id).row(n)
    step = _measure(act, row).step
    changed = _one_more(row, step) if by == 1 else max(0, row.quantity + by * step)
    return set_quantity(act, visit_id, n, changed)


def _one_more(row: DraftLine, step: int) -> int:
    """One more, or as many as the list offers of what nobody has added yet.

    As required is one pack: the list names no number.
    """
    if row.quantity or row.as_required:
        return row.quantity + step
    return row.offered or step


def add_line(act: Act, visit_id: bytes, line_id: bytes) -> ShownRow:
    """A tile was tapped: one more of goods that have no barcode."""
    before = drafts.load(act, visit_id)
    row = next((each for each in before.lines if each.line == line_id), None)
    if row is None:
        row = DraftLine(before.next_n(), line_id, 0)
    step = _measure(act, row).step
    quantity = step if row.gone else _one_more(row, step)
    changed = {"quantity": quantity, "gone": "", "by_hand": True}
    return _keep(act, visit_id, before, msgspec.structs.replace(row, **changed))


def put_in(
    act: Act,
    found: Standing,
    product: products.Product,
    in_hand: InHand,
    book: Book | None = None,
) -> ShownRow:
    """Goods that were scanned: ticks what the list asks for, else adds one more.

    ``book`` is what the command has looked up already.
    """
    row = _row_for(found.draft, product)
    scanned = row.in_bag + row.scanned + in_hand.quantity
    changed = msgspec.structs.replace(
        row,
        quantity=scanned if row.gone else max(row.quantity, scanned),
        in_hand=joined(row.in_hand, in_hand),
        gone="",
    )
    now = msgspec.structs.replace(found.draft.with_row(changed), scanned=changed.n)
    drafts.save(act, found.id, found.draft, now)
    return one_row(act, changed, found, book)


def _row_for(draft: Draft, product: products.Product) -> DraftLine:
    """The row that a product belongs to: its line's, else its own, else a new one."""
    for row in draft.lines:
        if product.line is not None and row.line == product.line:
            return row
        if row.line is None and row.holds(product.id):
            return row
    return DraftLine(draft.next_n(), product.line, 0)


def date_last(act: Act, visit_id: bytes, dated: Dated | None) -> ShownRow:
    """The date on the pack that was scanned last; refused when it is too old to be given.

    The counter types through ``scanning.date_typed``, which asks and stops as a scan does.
    """
    before, row, last = _scanned_last(act, visit_id)
    product = products.product_by_id(act, last.product)
    kind = (dated.kind or product.date_kind) if dated else None
    if not windows.verdict(act, product, dated, act.today).may_go:
        raise Refused(translate("counter", "That date has passed. Take one off and put it aside."))
    changed = msgspec.structs.replace(last, day=day_text(dated), kind=kind, checked=False)
    now = msgspec.structs.replace(row, in_hand=joined(row.in_hand[:-1], changed))
    return _keep(act, visit_id, before, now)


def last_in_hand(act: Act, visit_id: bytes) -> InHand:
    """The goods that were scanned last, which a typed date is for."""
    return _scanned_last(act, visit_id)[2]


def put_back_last(act: Act, visit_id: bytes) -> ShownRow:
    """Takes the goods that were scanned last out of the parcel again."""
    before, row, last = _scanned_last(act, visit_id)
    return _keep(act, visit_id, before, row.without(last))


def _scanned_last(act: Act, visit_id: bytes) -> tuple[Draft, DraftLine, InHand]:
    draft = drafts.load(act, visit_id)
    n = draft.last if draft.scanned is None else draft.scanned
    row = draft.row(n) if n is not None else None
    if row is None or not row.in_hand:
        raise Refused(translate("counter", "Scan the pack first, then type its date."))
    return draft, row, row.in_hand[-1]


def say_none_left(act: Act, visit_id: bytes, n: int) -> tuple[products.Line, ...]:
    """There is none of a row: it is dropped here and from today's later parcels here.

    Others who are served in this visit are given none either, but what they have already.
    Nothing is recorded as given. Returns the lines that may be offered instead.
    """
    before = drafts.load(act, visit_id)
    row = before.row(n)
    now = before
    for party in before.parties:
        for each in party.lines:
            if each.line is not None and each.line == row.line and each is not row:
                now = now.with_row(_none_left_of(each))
    now = now.with_row(_none_left_of(row))
    op = none_left.say_none_left(act, row.line) if row.line is not None else None
    drafts.save(act, visit_id, before, now, op)
    return _instead(act, row)


def _none_left_of(row: DraftLine) -> DraftLine:
    """The row with what was scanned for it, or is in the packed parcel, and no more."""
    there = row.in_bag + row.scanned
    gone = row.gone if row.gone or there else plan.NONE_LEFT
    return msgspec.structs.replace(row, quantity=there, gone=gone)


def _instead(act: Act, row: DraftLine) -> tuple[products.Line, ...]:
    """What may be given instead of a row, as its line says, unless it ran out too."""
    known = products.lines_named(act, [row.line]) if row.line is not None else []
    out = none_left.out_today(act)
    offered = [swap for line in known for swap in line.substitutes if swap not in out]
    found = {each.id: each for each in products.lines_named(act, offered)}
    return tuple(found[swap] for swap in offered if swap in found)


def settle(act: Act, visit_id: bytes, n: int, action: str) -> None:
    """Settles a conflict for one row, now and for this household's coming visits."""
    if action not in (allergies.LEAVE_OUT, allergies.OTHERS):
        raise Refused(translate("counter", "Choose: leave it out, or give another."))
    before = drafts.load(act, visit_id)
    row = before.row(n)
    found = _household(act, before.party_of(n))
    choice = msgspec.structs.replace(_settled(act, found, plan.about(row)), action=action)
    op = households.remember_settled(act, found.id, {plan.about(row): allergies.kept(choice)})
    kept = _without_stating(act, found, row)
    if action == allergies.LEAVE_OUT and kept.in_bag < row.in_bag:
        left = kept.in_bag + kept.scanned
        kept = msgspec.structs.replace(kept, quantity=left, gone="" if left else plan.LEFT_OUT)
    drafts.save(act, visit_id, before, before if kept == row else before.with_row(kept), op)


def _without_stating(act: Act, found: Household, row: DraftLine) -> DraftLine:
    """The row without packs, in the hand or the bag, that state what the household avoids."""
    avoiding, book = plan.avoided(found), Book(act)
    line = book.line(row.line) if row.line is not None else None
    for each in row.goods:
        stated = plan.pack_of(book, each.product, line).stated
        if meets(stated, avoiding) is Meeting.CONFLICT:
            row = row.without(each)
    return row


def packs_read(act: Act, visit_id: bytes) -> None:
    """Somebody read every pack that states nothing: it is not asked again for this household."""
    for party in drafts.load(act, visit_id).parties:
        if party.household is not None:
            _packs_read(act, visit_id, party)


def _packs_read(act: Act, visit_id: bytes, party: Draft) -> None:
    found = _household(act, party)
    read: dict[str, set[bytes]] = {}
    for planned in plan.of(act, party.lines, found):
        packs = {pack.product for pack in planned.verdict.to_read}
        if packs:
            read.setdefault(plan.about(planned.row), set()).update(packs)
    if not read:
        return
    choices: dict[str, bytes | None] = {}
    for about, packs in read.items():
        settled = _settled(act, found, about)
        choice = msgspec.structs.replace(settled, read=sorted({*settled.read, *packs}))
        choices[about] = allergies.kept(choice)
    op = households.remember_settled(act, found.id, choices)
    draft = drafts.load(act, visit_id)
    drafts.save(act, visit_id, draft, draft, op)


def _settled(act: Act, found: Household, about: str) -> Settled:
    """What was settled before, unless it was for fewer allergies than there are now."""
    avoided = sorted(found.allergies)
    settled = allergies.recalled(households.settled_with(act, found.id).get(about))
    if not set(avoided) <= set(settled.avoided):
        return Settled(avoided=avoided)
    return settled


def _household(act: Act, draft: Draft) -> Household:
    found = household_of(act, draft)
    if found is None:
        raise Refused(translate("counter", "Only a household with a card has allergies to settle."))
    return found


def _keep(act: Act, visit_id: bytes, before: Draft, row: DraftLine) -> ShownRow:
    drafts.save(act, visit_id, before, before.with_row(row))
    return one_row(act, row, standing.of_row(act, visit_id, before, row.n))
