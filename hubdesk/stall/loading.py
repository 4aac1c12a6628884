"""Loading out and in: goods go to the stall's place and come back, by scan, by count, by weight."""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import choosing, lines, scan, tins
from hubdesk.stall.outcome import Outcome, Result, Way
from hubdesk.stall.session import Session, at_its_time
from hubdesk.stock import held_back, measures, moving, near_dated, places, products, shelf, windows
from hubdesk.stock.dates import Dated
from hubdesk.stock.intake import MOST_AT_ONCE
from hubdesk.stock.measures import Measure, Much
from hubdesk.stock.moving import Goods
from hubdesk.stock.near_dated import NearDated
from hubdesk.stock.places import Use
from hubdesk.stock.products import GRAMS, Line, Product
from hubdesk.stock.windows import State
from hubdesk.wording import Phrase, translate


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
    quantity: int | Much = 1,
    sender: ScannerSetup | None = None,
) -> Outcome:
    """A crate's tin was scanned: so many of it go out to the stall or in again."""
    meant = scan.meant(act, text, sender)
    if isinstance(meant, Outcome):
        return meant
    return load(act, session, way, meant.product.id, quantity, meant.dated, lot=meant.lot)


def load(
    act: Act,
    session: Session,
    way: Way,
    product_id: bytes,
    quantity: int | Much,
    dated: Dated | None = None,
    *,
    lot: str | None = None,
    looked: bool = False,
) -> Outcome:
    """So many of a product go out or in; ``looked``: somebody saw that they are still good.

    ``quantity`` is as it was typed: packs, or a weight or volume of what is measured. Food past
    its use by, and what is too long past its best before, goes neither way.
    """
    act = at_its_time(act, session)
    product = products.product_by_id(act, product_id)
    from_place, to_place = _ends(act, session, way)
    there = choosing.batches(act, from_place, product_id)
    line = products.line_by_id(act, product.line) if product.line else None
    dated = dated if dated is None else replace(dated, kind=dated.kind or product.date_kind)
    by = measures.of(line, product)
    counted = _counted(by, quantity)
    chosen = choosing.chosen(act, product, there, counted, dated, lot, way)
    shown = dated if dated is not None else chosen[0][1]
    verdict = windows.verdict(act, product, shown, act.today)
    if shown is not None and not verdict.may_go:
        return tins.past_stop(act, product, shown, verdict.state)
    if way is Way.OUT:
        choosing.refuse_held(act, from_place, product_id, dated, lot)
    scanned = Outcome(
        Result.DONE, _title(way), product=product_id, dated=dated, lot=lot, quantity=quantity
    )
    is_old = verdict.state is State.CHECK
    if is_old and way is Way.OUT and not looked:
        return _ask(scanned, product, verdict.check)
    goods = choosing.in_lots([Goods(product_id, each, many) for each, _, many in chosen])
    if way is Way.OUT:
        held_back.refuse(act, [(product_id, each.batch) for each in goods])
    op = moving.move(act, from_place, to_place, goods, at_ms=act.at_ms, checked=is_old)
    soon = is_old or verdict.state is State.SOON
    return replace(
        scanned,
        result=Result.SOON if soon else Result.DONE,
        lines=_loaded(act, product, by.with_name(counted, tins.named(product)), way),
        op=op.ref,
    )


def _loaded(act: Act, product: Product, told: Phrase, way: Way) -> tuple[Phrase, ...]:
    """What was loaded; formula is told apart, for it is in no swap."""
    if way is Way.OUT and lines.is_never_swapped(act, product):
        return told, Phrase(translate("stall", "Formula goes with you for the counter alone."))
    return (told,)


def load_line(act: Act, session: Session, way: Way, line_id: bytes, many: int | Much) -> Outcome:
    """A crate by line and count, or by weight or volume: nobody scans each tin.

    Out goes the earliest date that has not passed; in comes the latest, for what was taken went
    by its date as well. What the book has too few of is of no product in particular: count me.
    """
    act = at_its_time(act, session)
    line = products.line_by_id(act, line_id)
    if line is None:
        raise Refused(translate("stall", "This line is not known here. Choose another."))
    by = measures.of_line(line)
    counted = _counted(by, _items(line, by, many))
    from_place, to_place = _ends(act, session, way)
    stocked = shelf.of_line(replace(act, here=from_place), line_id, line)
    goods = choosing.of_line(act, stocked, line_id, counted, way)
    choosing.refuse_past(act, goods)
    short = sum(g.quantity for g in goods if choosing.is_unspecified(g, line_id))
    if short and way is Way.OUT:
        choosing.refuse_short(act, stocked, line)
    op = moving.move(act, from_place, to_place, choosing.in_lots(goods), at_ms=act.at_ms)
    told = [by.with_name(counted, line.name)]
    if isinstance(many, Much) and many.measure == GRAMS and by.in_ones:
        kilos = f"{many.number / 1000:g}"
        told.append(Phrase(translate("stall", "{kilos} kg of them"), {"kilos": kilos}))
    if short and way is Way.OUT:
        said = translate("stall", "The book has {missing} too few: count me.")
        told.append(Phrase(said, {"missing": by.said(short)}))
    return Outcome(Result.DONE, _title(way), tuple(told), op.ref, quantity=by.packs(counted))


def near(view: View) -> list[NearDated]:
    """What is near its date where goods are loaded from, in shelf order."""
    store = home(view)
    return [each for each in near_dated.for_stall(view) if each.place.id == store]


def load_near(act: Act, session: Session, each: NearDated, quantity: int | Much) -> Outcome:
    """Some of a batch from the near-dated list go out; its row said what to look for."""
    act = at_its_time(act, session)
    product = products.product_by_id(act, each.product)
    line = products.line_by_id(act, product.line) if product.line else None
    verdict = windows.verdict(act, product, each.dated, act.today)
    if not verdict.may_go:
        return tins.past_stop(act, product, each.dated, verdict.state)
    held_back.refuse(act, [(each.product, each.batch)])
    by = measures.of(line, product)
    counted = _counted(by, quantity)
    goods = choosing.in_lots([Goods(each.product, each.batch, counted)])
    op = moving.move(act, *_ends(act, session, Way.OUT), goods, at_ms=act.at_ms)
    told = by.with_name(counted, tins.named(product))
    return Outcome(Result.DONE, _title(Way.OUT), (told,), op.ref, quantity=quantity)


def _counted(by: Measure, many: int | Much) -> int:
    """What was typed as the ledger counts it. Raises Refused for what cannot be meant."""
    counted = by.meant(measures.much(many))
    by.up_to(counted, MOST_AT_ONCE)
    return counted


def again(act: Act, session: Session, way: Way, last: Outcome, quantity: int | Much) -> Outcome:
    """How many of what was scanned last: it was one, and is so many."""
    if last.product is None:
        raise Refused(translate("stall", "Scan it first, or choose a line."))
    if last.op is not None and not act.journal.is_undone(act.connection, last.op):
        act.undo(last.op)
    return load(act, session, way, last.product, quantity, last.dated, lot=last.lot, looked=True)


def _title(way: Way) -> Phrase:
    if way is Way.OUT:
        return Phrase(translate("stall", "Loaded out"))
    return Phrase(translate("stall", "Loaded in"))


def _ask(scanned: Outcome, product: Product, check: str) -> Outcome:
    """Nothing is loaded before somebody looked."""
    look = Phrase(translate("stall", "Look: {check}"), {"check": Phrase(check)})
    title = Phrase(translate("stall", "Past its best before: look first"))
    return replace(scanned, result=Result.ASK, title=title, lines=(tins.named(product), look))


def _ends(act: Act, session: Session, way: Way) -> tuple[bytes, bytes]:
    """From where to where goods go."""
    places.stall(act)
    store = home(act)
    return (store, session.place) if way is Way.OUT else (session.place, store)


def _items(line: Line, by: Measure, many: int | Much) -> int | Much:
    """A crate of what is counted in ones may be weighed all the same."""
    if isinstance(many, int) or many.measure != GRAMS or not by.in_ones:
        return many
    if not line.weight_g:
        raise Refused(
            translate("stall", "Nobody has said what one of {name} weighs. Type how many."),
            name=line.name,
        )
    return max(1, round(many.number / line.weight_g))
