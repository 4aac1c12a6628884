"""Whose goods nobody has said: crates with no source, and those of a supermarket with no name.

Food is traced back by whom it came from. It is asked, and goes on being asked, until somebody
says it or says that nobody knows; nothing ever waits for it.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.stock import date_words
from hubdesk.stock.tables import drop_off, taken_in
from hubdesk.takein import drafts, sources
from hubdesk.takein.came import Came, Offer, Sign, plain
from hubdesk.takein.sources import Source
from hubdesk.takein.tables import crate
from hubdesk.wording import Phrase, translate

MOST_LISTED = 50


class Unsaid(Struct, frozen=True):
    """Goods that came together, of which nobody has said whose they were.

    ``number`` is the last four of the newest crate, "" where nothing was weighed; ``crates`` how
    many there are; ``of_shop``: a supermarket's, and its name is wanted.
    """

    drop_off: bytes
    number: str
    crates: int
    weight_g: int
    at_ms: int
    of_shop: bool


def _nameless() -> ColumnElement[bool]:
    return and_(drop_off.c.source == Source.SUPERMARKET.value, drop_off.c.giver == "")


_crates = (
    select(
        crate.c.drop_off,
        func.max(crate.c.op),
        crate.c.code,
        func.count().label("crates"),
        func.sum(crate.c.weight_g).label("weight_g"),
        func.max(crate.c.at_ms).label("at_ms"),
        func.coalesce(drop_off.c.source, "").label("source"),
    )
    .select_from(crate.outerjoin(drop_off, drop_off.c.id == crate.c.drop_off))
    .where(or_(func.coalesce(drop_off.c.source, "") == "", _nameless()))
    .group_by(crate.c.drop_off)
)
_scanned = (
    select(taken_in.c.drop_off, func.max(taken_in.c.at_ms).label("at_ms"))
    .join(drop_off, drop_off.c.id == taken_in.c.drop_off)
    .where(_nameless())
    .group_by(taken_in.c.drop_off)
)


_crates_of = _crates.where(crate.c.drop_off == bindparam("drop_off"))
_scanned_of = _scanned.where(taken_in.c.drop_off == bindparam("drop_off"))


def waiting(view: View) -> list[Unsaid]:
    """What is still to be said, the last come first."""
    found = {row.drop_off: _weighed(row) for row in view.connection.execute(_crates)}
    for row in view.connection.execute(_scanned):
        found.setdefault(row.drop_off, _of_shop(row))
    return sorted(found.values(), key=_newest_first)[:MOST_LISTED]


def of(view: View, drop_off_id: bytes) -> Unsaid | None:
    """What is to be said of one drop-off; None when all is."""
    which = {"drop_off": drop_off_id}
    row = view.connection.execute(_crates_of, which).first()
    if row is not None:
        return _weighed(row)
    row = view.connection.execute(_scanned_of, which).first()
    return None if row is None else _of_shop(row)


def _weighed(row: Row[Any, Any]) -> Unsaid:
    of_shop = row.source == Source.SUPERMARKET.value
    return Unsaid(row.drop_off, row.code[-4:], row.crates, row.weight_g, row.at_ms, of_shop)


def _of_shop(row: Row[Any, Any]) -> Unsaid:
    return Unsaid(row.drop_off, "", 0, 0, row.at_ms, True)


def _newest_first(each: Unsaid) -> tuple[int, bytes]:
    return -each.at_ms, each.drop_off


def ask(act: Act, drop_off_id: bytes) -> Came:
    """Asks for one: the next source that is said is of this one. Raises Refused when it is said."""
    found = of(act, drop_off_id)
    if found is None:
        raise Refused(translate("takein", "Somebody has said it meanwhile. Choose another."))
    draft = drafts.current(act)
    drafts.keep(act, drafts.change(draft, asks_of=drop_off_id, asks_giver=True, after=False))
    day = date_words.day_words(act.day_of(found.at_ms), act.today)
    number = {"number": found.number}
    title = Phrase(translate("takein", "Where is crate {number} from?"), number)
    if not found.number:
        title = Phrase(translate("takein", "Which supermarket are these from?"))
    known = tuple((name.encode(), name) for name in sources.givers(act))
    return Came(
        Sign.NOTED,
        title,
        (
            plain(translate("takein", "It came {day}"), day=day),
            Phrase(translate("takein", "Choose it, or type its name and press Enter.")),
            Phrase(translate("takein", "A gift: Alt+G. Bought: Alt+P. Nobody knows: Alt+N.")),
        ),
        (Offer.GIVER,),
        choices=known,
    )
