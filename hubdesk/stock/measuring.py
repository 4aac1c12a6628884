"""Saying how a line is counted: in ones, by weight or by volume, and what one pack holds.

What the book says of a line was counted as the line was counted then, so that the way is
changed only while nothing of it has ever moved. What one pack holds may be said at any time.
"""

from __future__ import annotations

from sqlalchemy import bindparam, exists, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.stock import measures, products
from hubdesk.stock.measures import Measure
from hubdesk.stock.products import EACH, GRAMS, MILLILITRES
from hubdesk.stock.records import LINE
from hubdesk.stock.tables import balance, count, line_count, product
from hubdesk.wording import translate

MOST_IN_A_PACK = 50_000
"""50 kg or 50 litres: a sack. More is a slip of the decimal point."""

_of_line = select(product.c.id).where(product.c.line == bindparam("line"))
_moved = select(
    exists().where(balance.c.product.in_(_of_line))
    | exists().where(count.c.product.in_(_of_line))
    | exists().where(line_count.c.line == bindparam("line"))
)


def is_in_the_book(view: View, line_id: bytes) -> bool:
    """True once goods of a line came in, went out or were counted, wherever that was."""
    return bool(view.connection.execute(_moved, {"line": line_id}).scalar())


def say(act: Act, line_id: bytes, now: Measure) -> None:
    """A line is counted so from now on, and one pack of it holds so much.

    Raises Refused once it is in the book in another measure, and without what a pack holds.
    """
    if now.of not in (EACH, GRAMS, MILLILITRES):
        raise ValueError("a measure that is none")
    before = products.line_by_id(act, line_id)
    if measures.of_line(before) == now:
        return
    if not now.in_ones and not 1 <= (now.pack or 0) <= MOST_IN_A_PACK:
        raise Refused(translate("hub", "Type what one pack holds, such as 500g, 1.5kg or 2l."))
    was = EACH if before is None else before.measure
    if was != now.of and is_in_the_book(act, line_id):
        raise Refused(
            translate(
                "hub",
                "{name} is in the book already, counted another way. Add a new line for it.",
            ),
            name=before.name if before else "",
        )
    act.note(LINE, line_id, {"measure": now.of, "weight_g": now.pack})
