"""What the catalogue knows of a barcode that nobody here has named."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Final

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk.catalogue import bits
from hubdesk.catalogue.tables import entry, part
from hubdesk.codes import check_digit
from hubdesk.journal.act import View
from hubdesk.stock.allergens import Stated
from hubdesk.storage.prepared import Prepared

_SHORT: Final = 10**8
_USUAL: Final = 10**13


class Entry(Struct, frozen=True):
    """One code of the catalogue: its name on the pack, weight, and stated allergens.

    ``sort`` is what kind of goods it is in the list's own words ("Baked beans"), perhaps empty.
    """

    code: str
    name: str
    weight_g: int | None
    stated: Stated
    sort: str


_of_code = Prepared(
    select(entry.c.name, entry.c.weight_g, entry.c.allergens, entry.c.sort)
    .join(part, part.c.op == entry.c.op)
    .where(entry.c.code == bindparam("code"))
    .order_by(part.c.at_ms.desc(), entry.c.name, entry.c.allergens, entry.c.sort)
)


def known(view: View, code: str) -> Entry | None:
    """What the catalogue says of a barcode as it was read; None when it says nothing.

    Of several imports the newest names it. Allergens that any of them states are all stated,
    and the pack counts as read to its end only if the newest says so.
    """
    if not check_digit.valid(code):
        return None
    rows = _of_code.all(view.connection, code=int(code))
    if not rows:
        return None
    name, weight_g, allergens, sort = rows[0]
    together = reduce(or_, (row[2] & ~bits.KNOWN for row in rows), allergens)
    return Entry(check_digit.shortest(code), name, weight_g, bits.stated(together), sort)


def how_many(view: View) -> int:
    """How many entries the lists hold together; a code that two lists name counts twice."""
    return int(view.connection.execute(_count).scalar_one())


_count = select(func.coalesce(func.sum(part.c.entries), 0))


def code_text(number: int) -> str:
    """A code as it is read from the pack, from the number that it is kept as."""
    if _SHORT <= number < _USUAL:
        return f"{number:013}"
    return f"{number:08}" if number < _SHORT else f"{number:014}"
