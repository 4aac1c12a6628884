"""Dates that were left for later: which goods they are of, and how they are filled in."""

from __future__ import annotations

from datetime import time, timedelta

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import bindparam, func, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.scanner import reading
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import measures, products
from hubdesk.stock.dates import Dated
from hubdesk.stock.tables import balance, product, taken_in
from hubdesk.stock.windows import State
from hubdesk.takein import entries, goods, looking, typed
from hubdesk.takein.came import Came, Sign, plain
from hubdesk.wording import Phrase, translate

LOOK_BACK = timedelta(days=31)
"""What came longer ago has mostly been given out, and its packs cannot be looked at."""
MOST_LISTED = 200
_MIDNIGHT = time(0, 0)


class Undated(Struct, frozen=True):
    """Goods of which nobody has typed the date: how many, and under which name or code."""

    product: bytes
    name: str
    quantity: int
    many: Phrase


_undated = (
    select(
        taken_in.c.product,
        func.coalesce(func.nullif(product.c.name, ""), func.max(taken_in.c.code)).label("name"),
        func.sum(taken_in.c.quantity).label("quantity"),
    )
    .select_from(
        taken_in.outerjoin(product, product.c.id == taken_in.c.product).join(
            balance,
            (balance.c.place == taken_in.c.place) & (balance.c.product == taken_in.c.product),
        )
    )
    .where(
        taken_in.c.day.is_(None),
        taken_in.c.no_date == 0,
        taken_in.c.at_ms >= bindparam("from_ms"),
        balance.c.quantity > 0,
    )
    .group_by(taken_in.c.product)
    .order_by(func.max(taken_in.c.at_ms).desc())
    .limit(MOST_LISTED)
)


def _from_ms(view: View) -> int:
    first = view.today - LOOK_BACK
    midnight = view.clock.moment_of(first, _MIDNIGHT)
    return 0 if midnight is None else midnight


def undated(view: View) -> list[Undated]:
    """What still has no date and is still here, the last come first."""
    rows = view.connection.execute(_undated, {"from_ms": _from_ms(view)})
    found = []
    for row in rows:
        name = row.name or products.product_by_id(view, row.product).name
        many = measures.of_product(view, row.product).said(row.quantity)
        found.append(Undated(row.product, name, row.quantity, many))
    return found


def found(view: View, text: str, sender: ScannerSetup | None = None) -> bytes:
    """The product of a scan while dates are filled in; nothing is taken in by it."""
    meant = goods.of(view, reading.read(text, sender or reading.TYPED, today=view.today))
    if meant is None:
        raise Refused(translate("takein", "This is a label, and no goods. Scan the pack."))
    if not entries.undated(view, meant.product.id, _from_ms(view)):
        raise Refused(translate("takein", "None of these waits for a date. Scan another pack."))
    return meant.product.id


def date_them(act: Act, product_id: bytes, dated: Dated | None) -> Came:
    """The date of all packs of a product that had none; None: they bear none.

    What is past its use by does not stay: it is taken back, and put aside.
    """
    waiting = entries.undated(act, product_id, _from_ms(act))
    if not waiting:
        raise Refused(translate("takein", "None of these waits for a date. Scan another pack."))
    found_product = products.product_by_id(act, product_id)
    whole = looking.of_kind(found_product, dated)
    name = found_product.name or waiting[0].code
    many = sum(each.quantity for each in waiting)
    what = measures.of_product(act, product_id).with_name(many, name)
    verdict = looking.at(act, found_product, whole)
    if whole is not None and not verdict.may_go:
        entries.take_back(act, waiting)
        title = Phrase(translate("takein", "Do not take in"))
        lines = (what, looking.why_not(act, whole, verdict))
        return Came(Sign.STOP, title, lines, product=product_id, lists=True)
    entries.amend(act, waiting, dated=whole, no_date=whole is None)
    date = (
        Phrase(translate("takein", "They bear no date"))
        if whole is None
        else plain("{date}", date=looking.said(act, whole))
    )
    title = Phrase(translate("takein", "Date kept"))
    came = Came(Sign.TAKEN, title, (what, date), product=product_id, lists=True)
    if verdict.state is State.CHECK:
        said = translate("takein", "Past its best before. Look at each: {check}.")
        asked = Phrase(said, {"check": Phrase(verdict.check)})
        return replace(came, sign=Sign.ASK, lines=(*came.lines, asked))
    return came


def date_typed(view: View, text: str) -> Dated | None:
    """The date that was typed while dates are filled in; None for "no date"."""
    match typed.read(text, view.today):
        case typed.OnDate(dated):
            return dated
        case typed.NoDate():
            return None
    raise Refused(translate("takein", "Type a date, as 2711 or 0627, or x for no date."))
