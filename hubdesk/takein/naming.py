"""What a bare code is: its name and line, given once, for all that came and all that will."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import func, or_, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.stock import products
from hubdesk.stock.keyed import plain as keyed
from hubdesk.stock.products import Line
from hubdesk.stock.records import PRODUCT
from hubdesk.stock.tables import product, taken_in
from hubdesk.takein import entries, looking, packs
from hubdesk.takein.came import Came, Offer, Sign, plain
from hubdesk.wording import Phrase, translate

MOST_LISTED = 200
SHARED = 4
"""Letters that two words share when they mean the same goods: bean, beans."""


class Nameless(Struct, frozen=True):
    """Goods under a bare code: how many came, and when the last of them did."""

    product: bytes
    code: str
    quantity: int
    at_ms: int


NAMELESS = (
    select(
        taken_in.c.product,
        func.min(taken_in.c.code).label("code"),
        func.sum(taken_in.c.quantity).label("quantity"),
        func.max(taken_in.c.at_ms).label("at_ms"),
    )
    .select_from(taken_in.outerjoin(product, product.c.id == taken_in.c.product))
    .where(taken_in.c.code != "", or_(product.c.name.is_(None), product.c.name == ""))
    .group_by(taken_in.c.product)
    .order_by(func.max(taken_in.c.at_ms).desc())
    .limit(MOST_LISTED)
)


def nameless(view: View) -> list[Nameless]:
    """What waits for a name, the last come first."""
    return [Nameless(*row) for row in view.connection.execute(NAMELESS)]


def name_it(
    act: Act,
    code: str,
    name: str,
    line_id: bytes | None,
    pieces: int | None = None,
) -> Came:
    """Names a bare code. What came under it before gets the usual kind of date of its line."""
    product_id = products.name_product(act, code, name, line_id)
    if pieces is not None:
        packs.say_pieces(act, product_id, pieces)
    named = products.product_by_id(act, product_id)
    if named.date_kind is not None:
        for each in entries.kindless(act, product_id):
            entries.amend(act, [each], dated=looking.of_kind(named, each.dated))
    line = None if line_id is None else products.line_by_id(act, line_id)
    lines = [plain("{name}", name=named.name)]
    if line is not None:
        lines.append(plain(translate("takein", "Line: {line}"), line=line.name))
    else:
        lines.append(Phrase(translate("takein", "On no line yet. Press Ctrl+N to choose one.")))
    title = Phrase(translate("takein", "Named, for every scan"))
    return Came(Sign.NOTED, title, tuple(lines), product=product_id, lists=True)


def name_quickly(act: Act, code: str, words: str) -> Came:
    """Letters that were typed after a new barcode: its name; the line is found by its words."""
    line = likely_line(products.lines(act), words)
    return name_it(act, code, words, line.id if line else None)


def change(
    act: Act, product_id: bytes, name: str, line_id: bytes | None, pieces: int | None = None
) -> Came:
    """Another name or line for goods that have one."""
    if not name.strip():
        raise Refused(translate("hub", "Type a short name, as it stands on the pack."))
    act.note(PRODUCT, product_id, {"name": " ".join(name.split()), "line": line_id})
    if pieces is not None:
        packs.say_pieces(act, product_id, pieces)
    title = Phrase(translate("takein", "Named, for every scan"))
    return Came(Sign.NOTED, title, (plain("{name}", name=name),), (), product_id, lists=True)


def likely_line(lines: Sequence[Line], words: str) -> Line | None:
    """The line whose words are all in a name; of several the one with most, else none."""
    typed = keyed(words).split()
    scored = [(_shared(keyed(line.name).split(), typed), line) for line in lines]
    best = max((score for score, _ in scored), default=0.0)
    found = [line for score, line in scored if score == best]
    return found[0] if best > 0 and len(found) == 1 else None


def lines_called(lines: Sequence[Line], words: str) -> list[Line]:
    """The lines that have every typed word in their name."""
    typed = keyed(words).split()
    return [line for line in lines if _shared(typed, keyed(line.name).split()) > 0]


def _shared(wanted: Sequence[str], there: Sequence[str]) -> float:
    """How many words of one are all in the other; 0 when one is missing."""
    hits = sum(any(_same(word, other) for other in there) for word in wanted)
    return float(hits) if wanted and hits == len(wanted) else 0.0


def _same(word: str, other: str) -> bool:
    """True for words that begin alike: beans and bean, tom and tomatoes."""
    short, long = sorted((word, other), key=len)
    if long.startswith(short) and len(short) >= 3:
        return True
    return len(short) > SHARED and short[:-1] == long[: len(short) - 1]


def offered(lines: Sequence[Line]) -> Came:
    """A name that several lines have, or none."""
    if not lines:
        title = Phrase(translate("takein", "Nothing on the list is called that"))
        said = Phrase(translate("takein", "Type another name, or scan the pack."))
        return Came(Sign.NOTED, title, (said,))
    title = Phrase(translate("takein", "Which of these?"))
    choices = tuple((line.id, line.name) for line in lines[:3])
    return Came(Sign.NOTED, title, (), (Offer.LINE,), choices=choices)
