"""What somebody asked for on the Labels screen, made into labels with codes."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, select

from hubdesk import binding
from hubdesk.binding import BoundKind
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.labels import runs, second
from hubdesk.labels.contents import Content, DeliveryLabel, HouseholdCard, ShelfLabel
from hubdesk.labels.runs import Run
from hubdesk.stock import places, shelves
from hubdesk.wording import translate


class Order(Struct, frozen=True):
    """So many labels like ``like``.

    ``fresh``: each gets a new code with this letter. ``line``: all bear the code of goods of
    this line, which is drawn once. ``shelves``: one for each of these, so many times over.
    ``parts``: they are the parcels of one delivery, counted "2 of 3", all with its code.
    """

    like: Content
    count: int
    fresh: str = ""
    line: bytes | None = None
    shelves: tuple[bytes, ...] = ()
    parts: bool = False


def begin(act: Act, order: Order, format_name: str, start_at: int) -> Run:
    """Draws the codes and keeps the labels as a run to print. Raises Refused."""
    if not 1 <= order.count <= runs.MOST:
        raise Refused(translate("hub", "That is not 1 to 1,000 labels. Type another number."))
    return runs.begin(act, contents(act, order), format_name, start_at)


def contents(act: Act, order: Order) -> list[Content]:
    """The labels of an order, each with its code."""
    if order.shelves:
        named = [_of_shelf(act, shelf) for shelf in order.shelves]
        return [each for each in named for _ in range(order.count)]
    if order.line is not None:
        return [replace(order.like, code=code_of_line(act, order.line))] * order.count
    if order.parts:
        return _parts(act, order)
    if not order.fresh:
        return [order.like] * order.count
    codes = fresh_codes(act, own.Kind(order.fresh), order.count)
    return [with_code(order.like, code) for code in codes]


def _parts(act: Act, order: Order) -> list[Content]:
    """The labels of one delivery, one for each parcel of it."""
    like = order.like
    if order.fresh:
        like = with_code(like, fresh_codes(act, own.Kind(order.fresh), 1)[0])
    if not isinstance(like, DeliveryLabel):
        raise TypeError("only deliveries are counted in parts")
    return [replace(like, part=at, parts=order.count) for at in range(1, order.count + 1)]


def fresh_codes(view: View, kind: own.Kind, count: int) -> list[str]:
    """Codes that stand for nothing here, and by chance for nothing on any other laptop."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        code = own.draw(kind)
        if not binding.bound_to(view, code):
            codes[code] = None
    return list(codes)


_LETTER = own.Kind.PRODUCT.value
_code_of = (
    select(binding.bound_code.c.text)
    .where(
        binding.bound_code.c.id == bindparam("id"),
        binding.bound_code.c.text.startswith(_LETTER, autoescape=True),
    )
    .order_by(binding.bound_code.c.text)
)


def code_of_line(act: Act, line: bytes) -> str:
    """The code that stands for goods of a line without a bar code; drawn when there is none."""
    product = identity.unspecified_product(line)
    for code in act.connection.execute(_code_of, {"id": product}).scalars():
        if own.read(code) is not None:
            return str(code)
    code = fresh_codes(act, own.Kind.PRODUCT, 1)[0]
    binding.bind(act, code, BoundKind.PRODUCT, product)
    return code


def with_code(like: Content, code: str) -> Content:
    """The label with another code; a card's number is the end of its code."""
    if isinstance(like, HouseholdCard):
        return replace(like, code=code, number=code[-4:])
    return replace(like, code=code)


def _of_shelf(view: View, shelf: bytes) -> ShelfLabel:
    found = shelves.by_id(view, shelf)
    if found is None:
        raise Refused(translate("hub", "This shelf is not there any more. Choose another."))
    place = places.named(view, found.place)
    is_second = found.code in second.shelves(view)
    return ShelfLabel(found.code, found.name, place.name if place else "", is_second)
