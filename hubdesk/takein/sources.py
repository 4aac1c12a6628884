"""Where a drop-off came from: a gift, a supermarket or bought. No person is ever recorded."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from sqlalchemy import bindparam, func, select

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.stock.records import DROP_OFF
from hubdesk.stock.tables import drop_off
from hubdesk.takein import drafts
from hubdesk.takein.came import Came, Offer, Sign, plain
from hubdesk.told import one_line
from hubdesk.wording import Phrase, translate

MOST_OFFERED = 3
LONGEST = 60


class Source(StrEnum):
    """Who goods came from."""

    GIFT = "gift"
    SUPERMARKET = "supermarket"
    BOUGHT = "bought"


class From(Struct, frozen=True):
    """The source of a drop-off; ``giver`` is the name of a supermarket."""

    source: Source | None = None
    giver: str = ""


_one = select(drop_off.c.source, drop_off.c.giver).where(drop_off.c.id == bindparam("id"))
_often = (
    select(drop_off.c.giver)
    .where(drop_off.c.source == Source.SUPERMARKET.value, drop_off.c.giver != "")
    .group_by(drop_off.c.giver)
    .order_by(func.count().desc(), drop_off.c.giver)
    .limit(MOST_OFFERED)
)


def of(view: View, drop_off_id: bytes) -> From:
    """What is known of where a drop-off came from."""
    row = view.connection.execute(_one, {"id": drop_off_id}).first()
    if row is None or row.source not in {each.value for each in Source}:
        return From()
    return From(Source(row.source), row.giver)


def givers(view: View) -> list[str]:
    """The supermarkets that gave most often, for one key each."""
    return [str(name) for name in view.connection.execute(_often).scalars()]


def say(act: Act, source: Source, giver: str = "") -> Came:
    """Where this drop-off came from. Of a supermarket its name is asked, for tracing food back."""
    draft = drafts.current(act)
    tidy = one_line(giver)
    if len(tidy) > LONGEST:
        raise Refused(translate("takein", "Type a shorter name for the supermarket."))
    act.note(DROP_OFF, draft.drop_off, {"source": source.value, "giver": tidy})
    asks = source is Source.SUPERMARKET and not tidy
    drafts.keep(act, drafts.change(draft, asks_giver=asks))
    if asks:
        known = givers(act)
        said = translate("takein", "Choose it, or type its name and press Enter.")
        choices = tuple((name.encode(), name) for name in known)
        title = Phrase(translate("takein", "Which supermarket?"))
        return Came(Sign.NOTED, title, (Phrase(said),), (Offer.GIVER,), choices=choices)
    words = {
        Source.GIFT: translate("takein", "A gift"),
        Source.SUPERMARKET: translate("takein", "From {name}"),
        Source.BOUGHT: translate("takein", "Bought"),
    }
    return Came(Sign.NOTED, plain(words[source], name=tidy))
