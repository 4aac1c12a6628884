"""What a scan does at the counter: opens a visit, puts goods in, or asks, and never guesses."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from hubdesk import binding, paper
from hubdesk.binding import Bound, BoundKind
from hubdesk.codes.own import Kind
from hubdesk.counter import code_outcomes as codes
from hubdesk.counter import (
    collection,
    drafts,
    from_paper,
    hold,
    new_code,
    packed,
    serving,
    standing,
    stops,
    unused,
)
from hubdesk.counter.draft import InHand
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.standing import Standing
from hubdesk.counter.visit import ShownRow
from hubdesk.households import cards, groups
from hubdesk.households import household as households
from hubdesk.households.record import number_of
from hubdesk.journal.act import Act
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import (
    AmbiguousGs1,
    InStoreCode,
    Own,
    ProductCode,
    UnknownCode,
    WrongCheckDigit,
)
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import batch, intake, measures, products
from hubdesk.stock.batch import dated_of, day_text
from hubdesk.stock.book import Book
from hubdesk.stock.dates import Dated, DateKind, DateState, state_of
from hubdesk.stock.measures import Measure
from hubdesk.stock.products import Product
from hubdesk.takein import packs
from hubdesk.wording import Phrase, translate


class Scanned(Struct, frozen=True):
    """The card to show, and the row that changed, if one did."""

    outcome: Outcome
    row: ShownRow | None = None


def scanned(act: Act, text: str, sender: ScannerSetup | None = None) -> Scanned:
    """A code came from the scanner, or was typed; raises Refused for what is no code."""
    found = reading.read(text, sender or reading.TYPED, today=act.today)
    match found:
        case Own(code):
            return _own(act, code.kind, code.text)
        case ProductCode():
            return _goods(act, found.gtin, found)
        case InStoreCode(code_text) | UnknownCode(code_text):
            return _goods(act, code_text, None)
        case _:
            return Scanned(codes.unsure(found))


def use_code(act: Act, text: str) -> Scanned:
    """Somebody looked at the pack and says that the code is right as it was read."""
    found = reading.read(text, today=act.today)
    if isinstance(found, AmbiguousGs1):
        return _goods(act, found.candidates[0].gtin, _agreed(act, found))
    return _goods(act, found.text if isinstance(found, WrongCheckDigit) else text, None)


def _agreed(act: Act, found: AmbiguousGs1) -> ProductCode | None:
    """What an unclear code is taken for: its date only if every reading has the same.

    When every reading is past its use by, one of them stands for all: it is refused.
    """
    readings = list(found.candidates)
    dates = [_printed_date(each)[0] for each in readings]
    past = [d for d in dates if d and state_of(d.day, d.kind, act.today) is DateState.PAST_USE_BY]
    if len(past) == len(dates) or len(set(dates)) == 1:
        return replace(readings[0], lot=None)
    return None


def give(
    act: Act, visit_id: bytes, product_id: bytes, dated: Dated | None, quantity: int | None = None
) -> Scanned:
    """Goods that were asked about are given: with the date on the pack, if it is known.

    ``quantity`` is in the measure of their line; without it, they are one pack.

    What was asked about is a best before inside its window, which somebody looked at;
    nothing else is given for having been asked.
    """
    book, found = Book(act), standing.of(act, visit_id)
    product = book.product(product_id)
    if dated is not None:
        dated = replace(dated, kind=dated.kind or product.date_kind)
    holding = dated if dated is not None else stops.latest_booked(book, product)
    stop = stops.allergy_stop(found, product, "")
    if stop is None and book.held:
        stop = stops.held_stop(act, product, dated, "", book)
    if stop is None and holding is not None:
        stop = stops.refused_date(act, product, holding, "", book)
    if stop is not None:
        return Scanned(stop)
    checked = holding is not None and holding.day < act.today
    many = book.measure(product).step if quantity is None else quantity
    in_hand = InHand(product_id, many, day_text(dated), _kind(dated), checked=checked)
    return _put_in(act, found, product, in_hand, book)


def give_dated(
    act: Act, visit_id: bytes, product_id: bytes, dated: Dated, quantity: int | None = None
) -> Scanned:
    """Goods that were stopped for the book's date, with the date on the pack in the hand.

    That date is looked at like any other: too old stops, past its best before asks.
    """
    product = products.product_by_id(act, product_id)
    dated = replace(dated, kind=dated.kind or product.date_kind)
    found = standing.of(act, visit_id)
    asked = stops.stop_of(act, found, product, dated, "", Book(act))
    if asked is not None and asked.result is Result.ASK:
        return Scanned(replace(asked, visit=visit_id, quantity=quantity or asked.quantity))
    return give(act, visit_id, product_id, dated, quantity)


def date_typed(act: Act, visit_id: bytes, dated: Dated | None) -> Scanned:
    """The date on the pack that was scanned last, None for none: stops and asks as a scan does.

    Goods that are stopped or asked about come out of the parcel again.
    """
    last = serving.last_in_hand(act, visit_id)
    product = products.product_by_id(act, last.product)
    if dated is not None:
        dated = replace(dated, kind=dated.kind or product.date_kind)
        book = Book(act)
        asked = stops.held_stop(act, product, dated, "", book, last.lot) if book.held else None
        asked = asked or stops.past_date(act, product, dated, "", book)
        if asked is not None:
            measure = book.measure(product)
            asked = replace(_about(asked, product, last.quantity, measure), visit=visit_id)
            return Scanned(asked, serving.put_back_last(act, visit_id))
    row = serving.date_last(act, visit_id, dated)
    lines = [Phrase("{name}", {"name": product.name})]
    if dated is not None:
        lines.append(Phrase("{date}", stops.date_said(act, dated)))
    title = Phrase(translate("counter", "Date noted"))
    outcome = Outcome(
        Result.NOTED, title, tuple(lines), (Answer.UNDO,), product=product.id, visit=visit_id
    )
    return Scanned(outcome, row)


def _about(asked: Outcome, product: Product, quantity: int, measure: Measure) -> Outcome:
    """The card about so many packs of a product, which were scanned one after the other."""
    if quantity == measure.step:
        return replace(asked, quantity=quantity)
    named = measure.with_name(quantity, product.name)
    return replace(asked, lines=(named, *asked.lines[1:]), quantity=quantity)


def discard(act: Act, product_id: bytes, batch_id: bytes | None = None) -> None:
    """One of the goods that were stopped goes to waste; Ctrl+Z takes it back.

    ``batch_id`` is the batch the card named; without it, the earliest that is past its date.
    """
    if batch_id is None:
        past = [
            each.id
            for each in Book(act).batches(product_id)
            if each.dated is not None and each.dated.day < act.today
        ]
        batch_id = past[0] if past else None
    one = measures.of_product(act, product_id).step
    op = intake.discard(paper.now(act), product_id, one, batch_id, "past its date")
    visit_id = drafts.open_visit(act)
    if visit_id is not None:
        draft = drafts.load(act, visit_id)
        drafts.save(act, visit_id, draft, draft, op)


def _own(act: Act, kind: Kind, text: str) -> Scanned:
    bound = binding.bound_to(act, text)
    if kind is Kind.HOUSEHOLD and cards.is_dead(act, text):
        return Scanned(codes.card_replaced(text))
    if kind is Kind.HOUSEHOLD and cards.is_nobodys(act, text):
        return Scanned(codes.nobodys_card(text))
    if len(bound) > 1 and not _are_one_household(act, bound):
        return Scanned(codes.two_things(text))
    if kind is Kind.HOUSEHOLD and bound:
        joined = packed.with_card(act, bound[0].id)
        if joined is not None:
            return Scanned(joined)
        visit_id = serving.returning_visit(act, bound[0].id)
        home = households.by_id(act, bound[0].id)
        number = home.number if home is not None else number_of(text)
        return Scanned(
            Outcome(
                Result.NOTED,
                Phrase(translate("counter", "Household {number}"), {"number": number}),
                visit=visit_id,
            )
        )
    if kind is Kind.PARCEL and bound:
        if bound[0].kind is BoundKind.PACKED:
            return Scanned(packed.label_scanned(act, bound[0], text))
        return Scanned(codes.parcel_label(act, collection.of_label(act, bound[0], text), text))
    if kind is Kind.TICKET:
        return Scanned(hold.ticket_scanned(act, text))
    if kind is Kind.SHEET:
        return Scanned(from_paper.sheet_scanned(act, text))
    if bound and bound[0].kind is BoundKind.PRODUCT:
        return _goods(act, text, None)
    if bound and bound[0].kind is BoundKind.BATCH:
        return _labelled(act, bound[0].id, text)
    new = None if bound else unused.scanned(act, kind, text)
    return Scanned(new or codes.not_known(text))


def _labelled(act: Act, batch_id: bytes, code: str) -> Scanned:
    """A pack with a label of ours, which tells its batch: it was frozen here."""
    known, book = batch.known(act, batch_id), Book(act)
    if known is None:
        return Scanned(codes.not_known(code))
    return _product(act, book.product(known.product), known.dated, known.lot, code, book)


def _are_one_household(act: Act, bound: Sequence[Bound]) -> bool:
    """True when one code is on cards of two households that were merged since."""
    ids = {groups.one_of(act, each.id) for each in bound}
    return len(ids) == 1 and all(each.kind is BoundKind.HOUSEHOLD for each in bound)


def _goods(act: Act, code: str, found: ProductCode | None) -> Scanned:
    book = Book(act)
    product = book.carrying(code)
    if product is None:
        return Scanned(new_code.outcome(act, code))
    held_g = None if found is None else found.weight_g
    return _product(act, product, *_printed_date(found), code, book, held_g)


def _product(
    act: Act,
    product: Product,
    dated: Dated | None,
    lot: str | None,
    code: str,
    book: Book,
    held_g: int | None = None,
) -> Scanned:
    """A pack of a known product goes into the visit on the counter, or is stopped."""
    open_ = standing.on_counter(act)
    if open_ is None:
        return Scanned(_on_shelf(product, book))
    stop = stops.stop_of(act, open_, product, dated, code, book, lot)
    measure = book.measure(product)
    many = measure.step if measure.in_ones else held_g or measure.step
    if stop is not None:
        return Scanned(stop if many == 1 else replace(stop, quantity=many))
    in_hand = InHand(product.id, many, day_text(dated), _kind(dated), lot)
    return _put_in(act, open_, product, in_hand, book)


def _printed_date(found: ProductCode | None) -> tuple[Dated | None, str | None]:
    """The date that the code itself holds: use by goes before best before."""
    if found is None:
        return None, None
    if found.use_by is not None:
        return Dated(found.use_by, DateKind.USE_BY), found.lot
    if found.best_before is not None:
        return Dated(found.best_before, DateKind.BEST_BEFORE), found.lot
    return None, found.lot


def _put_in(act: Act, found: Standing, product: Product, in_hand: InHand, book: Book) -> Scanned:
    row = serving.put_in(act, found, product, in_hand, book)
    dated = _date_of(act, in_hand, book)
    measure = book.measure(product)
    lines = [_named(product, in_hand, measure)]
    soon = dated is not None and state_of(dated.day, dated.kind, act.today) is DateState.SOON
    result = Result.SOON if soon else Result.ADDED
    left = book.quantity(product.id) - found.in_hand(product.id) - in_hand.quantity
    if dated is not None:
        lines.append(Phrase("{date}", stops.date_said(act, dated)))
    if any(pack.product == product.id for pack in row.to_read):
        result = Result.SOON
        lines.append(Phrase(translate("counter", "Allergens not known. Read the pack.")))
    if left < 0:
        lines.append(Phrase(translate("counter", "The book says there is none: count me.")))
    else:
        lines.append(_left(left, measure))
    title = (
        Phrase(translate("counter", "Added, use soon"))
        if soon
        else Phrase(translate("counter", "Added"))
    )
    outcome = Outcome(
        result, title, tuple(lines), (Answer.UNDO,), product=product.id, visit=found.id
    )
    return Scanned(outcome, row)


def _named(product: Product, in_hand: InHand, measure: Measure) -> Phrase:
    """What was scanned; of what is measured, how much it is taken to be."""
    if measure.in_ones:
        return Phrase("{name}", {"name": product.name})
    return measure.with_name(in_hand.quantity, product.name)


def _left(left: int, measure: Measure) -> Phrase:
    return Phrase(translate("counter", "{left} left on the shelf"), {"left": measure.said(left)})


def _date_of(act: Act, in_hand: InHand, book: Book) -> Dated | None:
    """The date of the pack that was scanned, as its code or else the book has it."""
    if in_hand.day is not None:
        return dated_of(in_hand.day, in_hand.kind)
    in_date = (
        each.dated
        for each in book.sound(in_hand.product)
        if each.dated is None or each.dated.day >= act.today
    )
    return next(in_date, None)


def _on_shelf(product: Product, book: Book) -> Outcome:
    left = book.quantity(product.id)
    return Outcome(
        Result.NOTED,
        Phrase("{name}", {"name": product.name}),
        (
            _left(left, book.measure(product)),
            Phrase(translate("counter", "Scan a card or type 2+3 to start a visit.")),
        ),
        (Answer.OPEN_PACK,) if product.pieces is not None and left > 0 else (),
        product=product.id,
    )


def open_pack(act: Act, product_id: bytes) -> Outcome:
    """One pack from the shelf is opened: its pieces have a tile of their own; Ctrl+Z undoes it."""
    came = packs.open_pack(act, product_id)
    return Outcome(Result.NOTED, came.title, came.lines, (Answer.UNDO,), product=product_id)


def _kind(dated: Dated | None) -> DateKind | None:
    return None if dated is None else dated.kind
