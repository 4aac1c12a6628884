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
    """Who goods came from. Of SOME_SHOP nobody knows the name, of NOT_KNOWN nothing: they were
    asked, and are not asked again."""

    GIFT = "gift"
    SUPERMARKET = "supermarket"
    BOUGHT = "bought"
    SOME_SHOP = "some supermarket"
    NOT_KNOWN = "not known"


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


def is_said(told: From) -> bool:
    """True once nothing is to be asked: a supermarket has its name, or nobody knows it."""
    return told.source is not None and (told.source is not Source.SUPERMARKET or bool(told.giver))


def givers(view: View) -> list[str]:
    """The supermarkets that gave most often, for one key each."""
    return [str(name) for name in view.connection.execute(_often).scalars()]


def say(act: Act, source: Source, giver: str = "") -> Came:
    """Where this drop-off came from. Of a supermarket its name is asked, for tracing food back."""
    draft = drafts.current(act)
    drop_off_id = draft.asks_of or draft.drop_off
    if source is Source.NOT_KNOWN and of(act, drop_off_id).source is Source.SUPERMARKET:
        source = Source.SOME_SHOP
    tidy = one_line(giver)
    if len(tidy) > LONGEST:
        raise Refused(translate("takein", "Type a shorter name for the supermarket."))
    act.note(DROP_OFF, drop_off_id, {"source": source.value, "giver": tidy})
    asks = source is Source.SUPERMARKET and not tidy
    asks_of = draft.asks_of if asks else None
    drafts.keep(act, drafts.change(draft, asks_giver=asks, asks_of=asks_of))
    if asks:
        known = givers(act)
        said = translate("takein", "Choose it, or type its name and press Enter.")
        unknown = translate("takein", "Nobody knows: Alt+N.")
        choices = tuple((name.encode(), name) for name in known)
        title = Phrase(translate("takein", "Which supermarket?"))
        lines = (Phrase(said), Phrase(unknown))
        return Came(Sign.NOTED, title, lines, (Offer.GIVER,), choices=choices, lists=True)
    words = {
        Source.GIFT: translate("takein", "A gift"),
        Source.SUPERMARKET: translate("takein", "From {name}"),
        Source.BOUGHT: translate("takein", "Bought"),
        Source.SOME_SHOP: translate("takein", "From a supermarket, not known which"),
        Source.NOT_KNOWN: translate("takein", "Not known where it is from"),
    }
    return Came(Sign.NOTED, plain(words[source], name=tidy), lists=True)
