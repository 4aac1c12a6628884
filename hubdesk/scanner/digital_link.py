"""GS1 Digital Link: the web address in a QR code on a pack, which holds the same fields.

``https://tesco.com/01/05051277937280/10/101150200?17=260505`` is a product, its lot in the
path and its use-by date in the query. Any host may serve it. Source: GS1 Digital Link
Standard: URI Syntax, 1.4. Compressed addresses are not read; they are codes like any other.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from hubdesk.codes import check_digit
from hubdesk.scanner import gs1_fields
from hubdesk.scanner.gs1_fields import Field
from hubdesk.scanner.meanings import InStoreCode, ProductCode, WrongCheckDigit


def may_be(text: str) -> bool:
    """Whether a text is a web address, in capitals or not."""
    return text[:8].lower().startswith(("http://", "https://"))


def read(text: str, today: date) -> ProductCode | InStoreCode | WrongCheckDigit | None:
    """The product in an address; None when the address holds none."""
    try:
        address = urlsplit(text)
    except ValueError:
        return None
    path = _path_fields(address)
    if not path:
        return None
    said = [*_query_fields(address), *path]
    right = [(ai, value) for ai, value in said if ai == "01" or gs1_fields.takes(ai, value)]
    return gs1_fields.meaning(right, today)


def _path_fields(address: SplitResult) -> list[Field]:
    """The pairs from the product number on: whatever stands before it belongs to the host."""
    parts = [unquote(part) for part in address.path.split("/")]
    for place, (name, value) in enumerate(pairwise(parts)):
        if name.lower() in {"01", "gtin"} and _is_gtin_shaped(value):
            rest = parts[place + 2 :]
            return [("01", value.zfill(14)), *zip(rest[::2], rest[1::2], strict=False)]
    return []


def _query_fields(address: SplitResult) -> list[Field]:
    return parse_qsl(address.query.replace(";", "&"))


def _is_gtin_shaped(value: str) -> bool:
    return len(value) in check_digit.LENGTHS and check_digit.is_digits(value)
