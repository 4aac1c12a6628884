"""Loading out and in: goods go to the stall's place and come back, by scan, by count, by weight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

from msgspec.structs import replace

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import InStoreCode, Own, ProductCode, UnknownCode
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import lines, packs, tins
from hubdesk.stall.outcome import Outcome, Result
from hubdesk.stall.session import Session, at_its_time
from hubdesk.stock import (
    batch,
    held_back,
    intake,
    ledger,
    moving,
    near_dated,
    places,
    products,
    shelf,
    windows,
)
from hubdesk.stock.batch import Batch, batch_id_of, day_text
from hubdesk.stock.dates import Dated
from hubdesk.stock.intake import MOST_AT_ONCE
from hubdesk.stock.moving import Goods
from hubdesk.stock.near_dated import NearDated
from hubdesk.stock.places import Use
from hubdesk.stock.products import Line, Product
from hubdesk.stock.quantity import Weight
from hubdesk.stock.shelf import Stocked
from hubdesk.stock.windows import State
from hubdesk.takein import measures
from hubdesk.wording import Phrase, translate


class Way(StrEnum):
    """Out to the stall, or in from it again."""

    OUT = "out"
    IN = "in"


def home(view: View) -> bytes:
    """Where goods are loaded from: the place this laptop serves from when it is at no stall.

    Raises Refused while the hub has no such place.
    """
    here = settings.read(view.connection).here
    if here != places.STALL:
        return here
    for use in (Use.STORE, Use.COUNTER):
        for each in places.of_use(view, use):
            return each.id
    raise Refused(translate("stall", "Choose in Set-up where this laptop serves, then load out."))


def scanned(
    act: Act,
    session: Session,
    way: Way,
    text: str,
    quantity: int = 1,
    sender: ScannerSetup | None = None,
) -> Outcome:
    """A crate's tin was scanned: so many of it go out to the stall or in again."""
    found = reading.read(text, sender or reading.TYPED, today=act.today)
    match found:
        case Own(code) if code.kind in tins.FOR_COUNTER:
            return Outcome(Result.DONE, Phrase("{code}", {"code": code.last_four}), own=code.text)
        case ProductCode():
            dated, lot = tins.printed(found)
            return _scanned(act, session, way, found.gtin, quantity, dated, lot)
        case InStoreCode(code_text) | UnknownCode(code_text):
            return _scanned(act, session, way, code_text, quantity, None, None)
        case Own(code):
            return _scanned(act, session, way, code.text, quantity, None, None)
        case _:
            return tins.unread()


def _scanned(
    act: Act,
    session: Session,
    way: Way,
    code: str,
    quantity: int,
    dated: Dated | None,
    lot: str | None,
) -> Outcome:
    carried = products.carrying(act, code)
    if carried is None:
        product = products.product_by_id(act, identity.product_of_code(code))
    else:
        product = carried.product
    return load(act, session, way, product.id, quantity, dated, lot=lot)


def load(
    act: Act,
    session: Session,
    way: Way,
    product_id: bytes,
    quantity: int,
    dated: Dated | None = None,
    *,
    lot: str | None = None,
    looked: bool = False,
) -> Outcome:
    """So many of a product go out or in; ``looked``: somebody saw that they are still good.

    Food past its use by, and what is too long past its best before, goes neither way.
    """
    _most(quantity)
    act = at_its_time(act, session)
    product = products.product_by_id(act, product_id)
    from_place, to_place = _ends(act, session, way)
    there = _batches(act, from_place, product_id)
    line = products.line_by_id(act, product.line) if product.line else None
    dated = dated if dated is None else replace(dated, kind=dated.kind or product.date_kind)
    counted = measures.of_packs(line, product, quantity)
    chosen = _chosen(act, product, there, counted, dated, lot, way)
    shown = dated if dated is not None else chosen[0][1]
    verdict = windows.verdict(act, product, shown, act.today)
    if shown is not None and not verdict.may_go:
        return tins.past_stop(act, product, shown, verdict.state)
    if way is Way.OUT:
        _refuse_held(act, from_place, product_id, dated, lot)
    if verdict.state is State.CHECK and way is Way.OUT and not looked:
        return _ask(product, dated, quantity, verdict.check)
    goods = [Goods(product_id, each, many) for each, _, many in chosen]
    if way is Way.OUT:
        held_back.refuse(act, [(product_id, each.batch) for each in goods])
    checked = verdict.state is State.CHECK
    op = moving.move(act, from_place, to_place, _in_lots(goods), at_ms=act.at_ms, checked=checked)
    told = [Phrase("{quantity} × {name}", {"quantity": quantity, "name": tins.named(product)})]
    if lines.is_never_swapped(act, product) and way is Way.OUT:
        told.append(Phrase(translate("stall", "Formula goes with you for the counter alone.")))
    soon = verdict.state in (State.SOON, State.CHECK)
    return Outcome(
        Result.SOON if soon else Result.DONE,
        _title(way),
        tuple(told),
        op.ref,
        product=product_id,
        quantity=quantity,
    )


def load_line(act: Act, session: Session, way: Way, line_id: bytes, many: int | Weight) -> Outcome:
    """A crate by line and count, or by weight: nobody scans each tin.

    Out goes the earliest date that has not passed; in comes the latest, for what was taken went
    by its date as well. What the book has too few of is of no product in particular: count me.
    """
    act = at_its_time(act, session)
    line = products.line_by_id(act, line_id)
    if line is None:
        raise Refused(translate("stall", "This line is not known here. Choose another."))
    quantity = _items(line, many)
    _most(quantity)
    counted = packs.in_ledger(line.measure, line.weight_g, quantity)
    from_place, to_place = _ends(act, session, way)
    stocked = shelf.of_line(replace(act, here=from_place), line_id, line)
    goods = _of_line(act, stocked, line_id, counted, way)
    _refuse_past(act, goods)
    op = moving.move(act, from_place, to_place, _in_lots(goods), at_ms=act.at_ms)
    told = [Phrase("{quantity} × {name}", {"quantity": quantity, "name": line.name})]
    if isinstance(many, Weight):
        kilos = f"{many.weight_g / 1000:g}"
        told.append(Phrase(translate("stall", "{kilos} kg of them"), {"kilos": kilos}))
    short = sum(g.quantity for g in goods if g.batch is None and _is_unspecified(g, line_id))
    missing = packs.of_ledger(line.measure, line.weight_g, short)
    if missing and way is Way.OUT:
        told.append(
            Phrase(
                translate("stall", "The book has {missing} too few: count me."),
                {"missing": missing},
            )
        )
    return Outcome(Result.DONE, _title(way), tuple(told), op.ref, quantity=quantity)


def near(view: View) -> list[NearDated]:
    """What is near its date where goods are loaded from, in shelf order."""
    store = home(view)
    return [each for each in near_dated.for_stall(view) if each.place.id == store]


def load_near(act: Act, session: Session, each: NearDated, quantity: int) -> Outcome:
    """Some of a batch from the near-dated list go out; its row said what to look for."""
    _most(quantity)
    act = at_its_time(act, session)
    product = products.product_by_id(act, each.product)
    line = products.line_by_id(act, product.line) if product.line else None
    verdict = windows.verdict(act, product, each.dated, act.today)
    if not verdict.may_go:
        return tins.past_stop(act, product, each.dated, verdict.state)
    held_back.refuse(act, [(each.product, each.batch)])
    counted = measures.of_packs(line, product, quantity)
    goods = _in_lots([Goods(each.product, each.batch, counted)])
    op = moving.move(act, *_ends(act, session, Way.OUT), goods, at_ms=act.at_ms)
    told = Phrase("{quantity} × {name}", {"quantity": quantity, "name": tins.named(product)})
    return Outcome(Result.DONE, _title(Way.OUT), (told,), op.ref, quantity=quantity)


def _most(quantity: int) -> None:
    if not 1 <= quantity <= MOST_AT_ONCE:
        raise Refused(translate("hub", "Type a number from 1 to {most}."), most=MOST_AT_ONCE)


def again(act: Act, session: Session, way: Way, last: Outcome, quantity: int) -> Outcome:
    """How many of what was scanned last: it was one, and is so many."""
    if last.product is None:
        raise Refused(translate("stall", "Scan it first, or choose a line."))
    if last.op is not None and not act.journal.is_undone(act.connection, last.op):
        act.undo(last.op)
    return load(act, session, way, last.product, quantity, last.dated, looked=True)


def waste_scanned(
    act: Act,
    session: Session,
    text: str,
    quantity: int,
    reason: str,
    sender: ScannerSetup | None = None,
) -> Outcome:
    """What was scanned at the stall is thrown away, for a reason in one word."""
    found = reading.read(text, sender or reading.TYPED, today=act.today)
    match found:
        case Own(code) if code.kind in tins.FOR_COUNTER:
            return Outcome(Result.DONE, Phrase("{code}", {"code": code.last_four}), own=code.text)
        case ProductCode():
            code_text = found.gtin
        case InStoreCode(text_) | UnknownCode(text_):
            code_text = text_
        case Own(code):
            code_text = code.text
        case _:
            return tins.unread()
    product_id = identity.product_of_code(code_text)
    op = waste(act, session, product_id, quantity, reason)
    return _wasted(tins.named(products.product_by_id(act, product_id)), quantity, op)


def waste(act: Act, session: Session, product_id: bytes, quantity: int, reason: str) -> Operation:
    """Some of a product at the stall is thrown away: what is past its date, else the earliest."""
    act = at_its_time(act, session)
    on_hand = ledger.on_hand(act.connection, product_id, session.place)
    there = shelf.batches_at(act, session.place, product_id, on_hand)
    which = there[0].id if there else None
    product = products.product_by_id(act, product_id)
    line = products.line_by_id(act, product.line) if product.line else None
    counted = measures.of_packs(line, product, quantity)
    return intake.discard(act, product_id, counted, which, reason, place=session.place)


def waste_line(act: Act, session: Session, line_id: bytes, quantity: int, reason: str) -> Outcome:
    """So many of a line at the stall are thrown away: those of the earliest date."""
    act = replace(at_its_time(act, session), here=session.place)
    line = products.line_by_id(act, line_id)
    there = [(b, each.product) for each in shelf.of_line(act, line_id, line) for b in each.batches]
    left = quantity if line is None else packs.in_ledger(line.measure, line.weight_g, quantity)
    done = []
    for each, product in sorted(there, key=_by_date):
        take = min(left, each.quantity)
        if take > 0:
            done.append(intake.discard(act, product, take, each.id, reason))
            left -= take
    if left > 0 or not done:
        rest = identity.unspecified_product(line_id)
        done.append(intake.discard(act, rest, left, None, reason))
    return _wasted(Phrase("{name}", {"name": line.name if line else ""}), quantity, done[0])


def _wasted(name: Phrase, quantity: int, op: Operation) -> Outcome:
    said = Phrase("{quantity} × {name}", {"quantity": quantity, "name": name})
    return Outcome(Result.DONE, Phrase(translate("stall", "To waste")), (said,), op.ref)


def _title(way: Way) -> Phrase:
    if way is Way.OUT:
        return Phrase(translate("stall", "Loaded out"))
    return Phrase(translate("stall", "Loaded in"))


def _ask(product: Product, dated: Dated | None, quantity: int, check: str) -> Outcome:
    return Outcome(
        Result.ASK,
        Phrase(translate("stall", "Past its best before: look first")),
        (
            tins.named(product),
            Phrase(translate("stall", "Look: {check}"), {"check": Phrase(check)}),
        ),
        product=product.id,
        dated=dated,
        quantity=quantity,
    )


def _ends(act: Act, session: Session, way: Way) -> tuple[bytes, bytes]:
    """From where to where goods go."""
    places.stall(act)
    store = home(act)
    return (store, session.place) if way is Way.OUT else (session.place, store)


def _items(line: Line, many: int | Weight) -> int:
    if isinstance(many, int):
        return many
    if not line.weight_g:
        raise Refused(
            translate("stall", "Nobody has said what one of {name} weighs. Type how many."),
            name=line.name,
        )
    return max(1, round(many.weight_g / line.weight_g))


def _refuse_held(
    act: Act, place: bytes, product_id: bytes, dated: Dated | None, lot: str | None
) -> None:
    """What is held back goes to no stall, whether the pack tells its batch or not."""
    on_hand = ledger.on_hand(act.connection, product_id, place)
    there = [each.id for each in shelf.batches_at(act, place, product_id, on_hand)]
    held_back.refuse_pack(act, product_id, batch_id_of(product_id, dated, lot), there)


def _batches(act: Act, place: bytes, product_id: bytes) -> tuple[Batch, ...]:
    """What the book says of a product at a place, without batches that are held back."""
    held = held_back.held(act)
    on_hand = ledger.on_hand(act.connection, product_id, place)
    found = shelf.batches_at(act, place, product_id, on_hand)
    return tuple(each for each in found if each.id not in held)


Chosen = tuple[bytes | None, Dated | None, int]


def _chosen(
    act: Act,
    product: Product,
    there: Sequence[Batch],
    quantity: int,
    dated: Dated | None,
    lot: str | None,
    way: Way,
) -> list[Chosen]:
    """Which batches of a product go: the one in the hand, else by date; the rest unknown."""
    if dated is not None or lot is not None:
        kind = None if dated is None else dated.kind
        id_ = identity.batch_of(product.id, day_text(dated), kind, lot)
        known = next((each for each in there if each.id == id_), None)
        return [(None if known is None else id_, dated, quantity)]
    may_go = [b for b in there if windows.verdict(act, product, b.dated, act.today).may_go]
    if there and not may_go:
        # All that the book has is past: that is what was scanned.
        return [(there[0].id, there[0].dated, quantity)]
    chosen: list[Chosen] = []
    for each in may_go if way is Way.OUT else reversed(may_go):
        take = min(quantity, each.quantity)
        if take > 0:
            chosen.append((each.id, each.dated, take))
            quantity -= take
    return [*chosen, (None, None, quantity)] if quantity > 0 or not chosen else chosen


def _of_line(
    act: Act, stocked: Iterable[Stocked], line_id: bytes, quantity: int, way: Way
) -> list[Goods]:
    """Goods of a line by date, and what the book does not have as unspecified ones."""
    if way is Way.OUT:
        picks = [(p.product, p.batch, p.quantity) for p in shelf.pick(stocked, quantity, act.today)]
    else:
        known = [(b, each.product) for each in stocked for b in each.batches]
        known.sort(key=_by_date, reverse=True)
        picks = [(product, b.id, b.quantity) for b, product in known]
    goods: dict[tuple[bytes, bytes | None], int] = {}
    for product, which, many in picks:
        take = min(quantity, many)
        if take > 0:
            goods[product, which] = goods.get((product, which), 0) + take
            quantity -= take
    if quantity > 0:
        rest = (identity.unspecified_product(line_id), None)
        goods[rest] = goods.get(rest, 0) + quantity
    return [Goods(*which, many) for which, many in goods.items()]


def _refuse_past(act: Act, goods: Iterable[Goods]) -> None:
    """A line's goods are past their use by: they go neither out nor back on the shelf."""
    for each in goods:
        dated = batch.by_id(act, each.batch).dated
        product = products.product_by_id(act, each.product)
        if windows.verdict(act, product, dated, act.today).state is State.PAST_USE_BY:
            raise Refused(
                translate("stall", "{name} is past its use by. Put it to waste first: Ctrl+W."),
                name=product.name,
            )


def _in_lots(goods: Iterable[Goods]) -> list[Goods]:
    """The same goods, no entry larger than a move takes: a crate of rice is 12,000 grams."""
    lots = []
    for each in goods:
        for begun in range(0, each.quantity, MOST_AT_ONCE):
            many = min(MOST_AT_ONCE, each.quantity - begun)
            lots.append(Goods(each.product, each.batch, many))
    return lots


def _by_date(entry: tuple[Batch, bytes]) -> tuple[date, bytes, bytes]:
    """Earliest first; goods without a date keep longest."""
    of, product = entry
    return (of.dated.day if of.dated else shelf.LAST_DAY, product, of.id or b"")


def _is_unspecified(goods: Goods, line_id: bytes) -> bool:
    return goods.product == identity.unspecified_product(line_id)
