"""A pack is opened, and what is in it is given in pieces: exactly counted.

The ledger counts a pack as one, as the counter and the parcel lists do. Single pieces are goods
of their own, on a line of their own; to open a pack moves one of it over, batch by batch. So a
pack of 48 of which 24 were given is 0 packs and 24 pieces.
"""

from __future__ import annotations

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.stock import batch, held_back, ledger, measures, products, windows
from hubdesk.stock.book import Book
from hubdesk.stock.ledger import Moved
from hubdesk.stock.records import PRODUCT
from hubdesk.takein.came import Came, Sign, plain
from hubdesk.wording import Phrase, translate

FEWEST, MOST = 2, 999
"""Pieces in one pack."""


class Opened(Body, frozen=True, array_like=True):
    """Packs of a product, the operation's subject, were opened: ``pieces`` in all.

    ``day``, ``kind`` and ``lot`` are those of the packs, and of the pieces from then on.
    """

    place: bytes
    packs: int
    pieces: int
    day: str | None = None
    kind: str | None = None
    lot: str | None = None
    pack: int = 0


def _moved(applying: Applying, op: Operation, body: Opened) -> list[Moved]:
    single = identity.pieces_of(op.subject)
    dated = (body.day, body.kind, body.lot)
    packs = batch.keep(applying, op.subject, *dated)
    pieces = batch.keep(applying, single, *dated)
    return [
        Moved(op.subject, body.place, -body.packs, packs, body.pack),
        Moved(single, body.place, body.pieces, pieces),
    ]


def _opened(applying: Applying, op: Operation, body: Opened) -> None:
    ledger.post(applying, op, _moved(applying, op, body))


def _not_opened(applying: Applying, op: Operation, body: Opened) -> None:
    ledger.withdraw(applying, op, _moved(applying, op, body))


OPENED = OperationKind("pack.opened", 1, Klass.STOCK, Opened, _opened, _not_opened)


def say_pieces(act: Act, product_id: bytes, pieces: int) -> None:
    """How many are in one pack of a product. Raises Refused for a number that is none."""
    if not FEWEST <= pieces <= MOST:
        raise Refused(
            translate("takein", "Type how many are in one pack: {fewest} to {most}."),
            fewest=FEWEST,
            most=MOST,
        )
    act.note(PRODUCT, product_id, {"pieces": pieces})


def open_pack(act: Act, product_id: bytes) -> Came:
    """One pack is opened, the earliest that may be given first.

    Its pieces then have a tile at the counter, because nothing on them can be scanned.
    """
    product = products.product_by_id(act, product_id)
    if product.pieces is None:
        raise Refused(
            translate("takein", "First say how many are in one pack. Press {key} to type it."),
            key="Ctrl+N",
        )
    _open(act, product, act.here, _earliest(act, product))
    said = translate("takein", "{number} single ones are on the shelf, and one pack fewer.")
    return Came(
        Sign.NOTED,
        Phrase(translate("takein", "Pack opened")),
        (
            plain("{name}", name=product.name),
            plain(said, number=product.pieces),
        ),
        product=product_id,
    )


def open_one(
    act: Act, product_id: bytes, place: bytes, chosen: batch.Batch, pieces: int | None = None
) -> Operation:
    """One pack of a batch at a place is opened. ``pieces`` says how many are in one, from now on.

    Raises Refused when nobody has said how many, and for goods that may not be given out.
    """
    if pieces is not None:
        say_pieces(act, product_id, pieces)
    product = products.product_by_id(act, product_id)
    if product.pieces is None:
        raise Refused(
            translate("takein", "Type how many are in one pack: {fewest} to {most}."),
            fewest=FEWEST,
            most=MOST,
        )
    held_back.refuse_pack(act, product_id, None, [chosen.id])
    if not windows.verdict(act, product, chosen.dated, act.today).may_go:
        raise Refused(translate("takein", "This pack is too old. Throw it away instead."))
    return _open(act, product, place, chosen)


def _open(
    act: Act, product: products.Product, place: bytes, chosen: batch.Batch | None
) -> Operation:
    assert product.pieces is not None
    _name_pieces(act, product.id)
    dated = chosen.dated if chosen else None
    kind = dated.kind if dated else None
    lot = batch.lot_of(act, chosen.id) if chosen else None
    by = measures.of_product(act, product.id)
    day = batch.day_text(dated)
    body = Opened(place, by.step, product.pieces, day, kind, lot, by.one)
    return act.record(OPENED, body, product.id)


def _earliest(act: Act, product: products.Product) -> batch.Batch | None:
    book = Book(act)
    there = [each.id for each in book.batches(product.id)]
    held_back.refuse_pack(act, product.id, None, there)
    for each in book.sound(product.id):
        if windows.verdict(act, product, each.dated, act.today).may_go:
            return each
    if there:
        raise Refused(
            translate("takein", "Every pack of it in the book is too old. Take them out first.")
        )
    return None


def _name_pieces(act: Act, product_id: bytes) -> None:
    """The single pieces have a name, and a line with a tile, made once."""
    product = products.product_by_id(act, product_id)
    line = None if product.line is None else products.line_by_id(act, product.line)
    single_line = _line_of_pieces(product)
    weight_g = None
    if product.weight_g is not None and product.pieces:
        weight_g = product.weight_g // product.pieces or None
    said = translate("takein", "{name}, single")
    kind = product.date_kind.value if product.date_kind else None
    if products.line_by_id(act, single_line) is None:
        name = said.format(name=line.name if line else product.name)
        products.note_line(act, single_line, name=name, tile=True, date_kind=kind)
    values: dict[str, object] = {"name": said.format(name=product.name), "line": single_line}
    act.note(PRODUCT, identity.pieces_of(product_id), values | {"weight_g": weight_g})


def _line_of_pieces(product: products.Product) -> bytes:
    """The id of the line of the pieces: one for all packs of a line, never that of a product.

    A record whose fields are noted as a line's and as a product's would mix up their names.
    """
    if product.line is not None:
        return identity.pieces_of(product.line)
    return identity.named("line of pieces", product.id.hex())
