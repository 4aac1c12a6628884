"""Goods at the stall that are thrown away: by scan, or so many of a line."""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stall import choosing, scan, tins
from hubdesk.stall.outcome import Outcome, Result
from hubdesk.stall.session import Session, at_its_time
from hubdesk.stock import intake, ledger, measures, products, shelf
from hubdesk.stock.batch import batch_id_of
from hubdesk.stock.intake import Thrown
from hubdesk.stock.measures import Much
from hubdesk.takein import looking
from hubdesk.takein.goods import Goods
from hubdesk.wording import Phrase, translate


def waste_scanned(
    act: Act,
    session: Session,
    text: str,
    quantity: int | Much,
    reason: str,
    sender: ScannerSetup | None = None,
) -> Outcome:
    """What was scanned at the stall is thrown away, for a reason in one word."""
    meant = scan.meant(act, text, sender)
    if isinstance(meant, Outcome):
        return meant
    op = waste(act, session, meant.product.id, quantity, reason, _batch_of(meant))
    counted = meant.measure.meant(measures.much(quantity))
    return _wasted(meant.measure.with_name(counted, tins.named(meant.product)), quantity, op)


def _batch_of(meant: Goods) -> bytes | None:
    """The batch that a code tells; None when it tells none."""
    dated = looking.of_kind(meant.product, meant.dated)
    return batch_id_of(meant.product.id, dated, meant.lot)


def waste(
    act: Act,
    session: Session,
    product_id: bytes,
    quantity: int | Much,
    reason: str,
    batch_id: bytes | None = None,
) -> Operation:
    """Some of a product at the stall is thrown away: of a batch, else of the earliest date."""
    act = at_its_time(act, session)
    on_hand = ledger.on_hand(act.connection, product_id, session.place)
    there = shelf.batches_at(act, session.place, product_id, on_hand)
    ids = [each.id for each in there]
    which = batch_id if batch_id in ids else next(iter(ids), None)
    product = products.product_by_id(act, product_id)
    line = products.line_by_id(act, product.line) if product.line else None
    counted = measures.of(line, product).meant(measures.much(quantity))
    return intake.discard(act, product_id, counted, which, reason, place=session.place)


def waste_line(
    act: Act, session: Session, line_id: bytes, quantity: int | Much, reason: str
) -> Outcome:
    """So many of a line at the stall are thrown away: those of the earliest date."""
    act = replace(at_its_time(act, session), here=session.place)
    line = products.line_by_id(act, line_id)
    there = [(b, each.product) for each in shelf.of_line(act, line_id, line) for b in each.batches]
    by = measures.of_line(line)
    left = counted = by.meant(measures.much(quantity))
    thrown = []
    for each, product in sorted(there, key=choosing.by_date):
        take = min(left, each.quantity)
        if take > 0:
            thrown.append(Thrown(product, each.id, take))
            left -= take
    if left > 0:
        thrown.append(Thrown(identity.unspecified_product(line_id), None, left))
    op = intake.discard_all(act, thrown, reason)
    return _wasted(by.with_name(counted, line.name if line else ""), quantity, op)


def _wasted(said: Phrase, quantity: int | Much, op: Operation) -> Outcome:
    return Outcome(
        Result.DONE, Phrase(translate("stall", "To waste")), (said,), op.ref, quantity=quantity
    )
