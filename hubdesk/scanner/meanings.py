"""What a code can turn out to be. Each is a plain value that screens and commands can match."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hubdesk.codes.own import OwnCode


class ProductCode(Struct, frozen=True):
    """A maker's product, and what its code says about this very batch.

    ``gtin`` is the shortest form (EAN-8, EAN-13, GTIN-14; a UPC-A has a leading 0). ``lot`` is
    in capitals, because Caps Lock must not make two lots of one.
    """

    gtin: str
    lot: str | None = None
    best_before: date | None = None
    use_by: date | None = None
    weight_g: int | None = None
    count: int | None = None


class Own(Struct, frozen=True):
    """One of our own codes: a card, a parcel, a shelf."""

    code: OwnCode


class WrongCheckDigit(Struct, frozen=True):
    """Almost a code: its last digit should be ``expected``. To be asked about, never changed.

    ``text`` is the code as it came, or the product number inside a longer code.
    """

    text: str
    expected: str


class InStoreCode(Struct, frozen=True):
    """A shop's own code (02, 20 to 29): a price or weight, and no product known elsewhere."""

    text: str


class AmbiguousGs1(Struct, frozen=True):
    """A code that reads in more than one way, likeliest first. To be asked about."""

    text: str
    candidates: tuple[ProductCode, ...]


class UnclearCode(Struct, frozen=True):
    """A code with a sign that this scanner sends for two. ``candidates`` are the ways to spell it.

    To be asked about.
    """

    text: str
    candidates: tuple[str, ...]


class UnknownCode(Struct, frozen=True):
    """Any other code of at most 80 printable characters: it can be bound to a product."""

    text: str


Reading = (
    ProductCode | Own | WrongCheckDigit | InStoreCode | AmbiguousGs1 | UnclearCode | UnknownCode
)
