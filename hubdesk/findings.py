"""What a check found wrong, in sentences that whoever keeps the hub's books can act on.

Each says what is wrong and what to do; beside it stand a name and ids for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import func, select

from hubdesk.journal.act import View
from hubdesk.journal.marks import Broken
from hubdesk.journal.tables import operation, stream
from hubdesk.stock import date_words, measures, products, records
from hubdesk.storage import failures
from hubdesk.wording import Phrase, translate

MOST_TOLD: Final = 20
"""Sentences of one finding that are printed; JSON has all."""


class Wrong(Struct, frozen=True):
    """One thing that is wrong: its sentence; for programs what sort it is, and its ids."""

    sort: str
    words: Phrase
    about: dict[str, Any] = {}

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        return {"sort": self.sort, "words": str(self.words), **self.about}


class Finding(Struct, frozen=True):
    """One thing that was looked at, and all that is wrong with it."""

    what: str
    wrongs: tuple[Wrong, ...] = ()

    @property
    def wrong(self) -> str:
        """What is wrong in English, "" when nothing is."""
        return " ".join(map(str, self.told()))

    def told(self) -> list[Phrase]:
        """A sentence for each thing that is wrong, or for the first few of very many."""
        said = [each.words for each in self.wrongs[:MOST_TOLD]]
        more = len(self.wrongs) - MOST_TOLD
        if more > 0:
            said.append(Phrase(translate("hub", "There are {number} more."), {"number": more}))
        return said

    def plain(self) -> dict[str, Any]:
        """The same for JSON."""
        each = [wrong.plain() for wrong in self.wrongs]
        return {"what": self.what, "wrong": self.wrong, "each": each}


def damaged(said: Sequence[str]) -> tuple[Wrong, ...]:
    """The file itself is damaged; ``said`` is that in SQLite's words."""
    if not said:
        return ()
    return (Wrong("damaged", Phrase(failures.DAMAGED), {"details": list(said)}),)


def broken(view: View, found: Broken) -> Wrong:
    """Entries of this laptop are missing, or not as they were written; among those of which days.

    The days are of what is left of the stream: one run of the desk.
    """
    about: dict[str, Any] = {"stream": found.stream.hex(), "missing": found.lost}
    said = _missing(found.lost) if found.lost else _altered()
    days = _days(view, found.stream)
    if days:
        about |= {"first": days[0].isoformat(), "last": days[-1].isoformat()}
        words = translate("hub", "{said} Look among the entries of {days}.")
        said = Phrase(words, {"said": said, "days": _in_words(view, days)})
    return Wrong("missing" if found.lost else "altered", said, about)


def _altered() -> Phrase:
    words = translate(
        "hub",
        "An entry that was made on this laptop was changed behind Hubdesk's back. Keep a copy of "
        "the hub's folder, ask who was at the laptop, and bring back the newest backup from "
        "before.",
    )
    return Phrase(words)


def _missing(lost: int) -> Phrase:
    if lost == 1:
        one = translate(
            "hub",
            "1 entry that was made on this laptop is missing. Keep a copy of the hub's folder, "
            "and bring back the newest backup that still holds it.",
        )
        return Phrase(one)
    many = translate(
        "hub",
        "{number} entries that were made on this laptop are missing. Keep a copy of the hub's "
        "folder, and bring back the newest backup that still holds them.",
    )
    return Phrase(many, {"number": lost})


def _days(view: View, of: bytes) -> list[date]:
    """The first and the last day of what is left of a stream; none when nothing is."""
    ends = select(func.min(operation.c.at_ms), func.max(operation.c.at_ms))
    first, last = view.connection.execute(
        ends.join(stream, operation.c.stream_no == stream.c.no).where(stream.c.id == of)
    ).one()
    return [] if first is None else [view.day_of(first), view.day_of(last)]


def _in_words(view: View, days: Sequence[date]) -> Phrase:
    # The hub's date may be in doubt; a year too many does no harm here.
    today = view.day_of(view.clock.now_ms())
    first, last = (date_words.on_paper(each, today) for each in (days[0], days[-1]))
    if days[0] == days[-1]:
        return first
    return Phrase(translate("hub", "{first} to {last}"), {"first": first, "last": last})


def told_otherwise(laptop: str) -> Wrong:
    """A laptop told the others of entries that are not those which stand here."""
    words = translate(
        "hub",
        "The entries here are not those that {laptop} told of: one was changed or taken away on "
        "one of the two. Keep a copy of both hubs' folders, check the other laptop too, and bring "
        "back the newest backup where it is wrong.",
    )
    another = Phrase(translate("hub", "another laptop"))
    return Wrong("told otherwise", Phrase(words, {"laptop": laptop or another}), {"laptop": laptop})


def off_balance(view: View, product: bytes, place: bytes, kept: int, summed: int) -> Wrong:
    """The stock of some goods is not what its counts and movements come to."""
    known, line = products.with_line(view, product)
    measure = measures.of_line(line).of
    words = translate(
        "hub",
        "The stock of {goods} at {place} says {kept}, and the entries add up to {summed}. Count "
        "it there once more: that puts it right.",
    )
    values = {
        "goods": known.name or Phrase(translate("hub", "goods with no name")),
        "place": records.place_name(view, place)
        or Phrase(translate("hub", "a place with no name")),
        "kept": measures.in_words(measure, kept),
        "summed": measures.in_words(measure, summed),
    }
    about = {"product": product.hex(), "place": place.hex(), "kept": kept, "summed": summed}
    return Wrong("off balance", Phrase(words, values), about)


def not_following(tables: Iterable[str]) -> tuple[Wrong, ...]:
    """Tables that are not what the entries make of them, one sentence for each matter."""
    by_matter: dict[str, list[str]] = {}
    for name in sorted(tables):
        by_matter.setdefault(MATTERS.get(name, OTHER), []).append(name)
    words = translate(
        "hub",
        "What Hubdesk shows of {matter} does not follow from the entries. Keep a copy of the "
        "hub's folder, and bring back the newest backup; check that one too.",
    )
    return tuple(
        Wrong("not following", Phrase(words, {"matter": Phrase(matter)}), {"tables": names})
        for matter, names in by_matter.items()
    )


STOCK: Final = translate("hub", "the stock")
DATES: Final = translate("hub", "dates and what is held back")
COUNTS: Final = translate("hub", "stock counts")
GOODS: Final = translate("hub", "goods and their barcodes")
PLACES: Final = translate("hub", "places and shelves")
HOUSEHOLDS: Final = translate("hub", "households")
VISITS: Final = translate("hub", "visits and parcels handed over")
PACKED: Final = translate("hub", "parcels packed ahead")
LISTS: Final = translate("hub", "the parcel lists")
STALL: Final = translate("hub", "the stall")
CRATES: Final = translate("hub", "crates and who brought goods")
VOLUNTEERS: Final = translate("hub", "volunteers")
TAKEN_BACK: Final = translate("hub", "what was changed, undone or forgotten")
OTHER: Final = translate("hub", "other things")

_TABLES: Final = {
    STOCK: "movement balance batch batch_sum on_the_way none_left taken_in weighed",
    DATES: "held hold_ended date_window date_rule",
    COUNTS: "count line_count count_entry count_share count_instead count_knew sheet_agreed "
    "take_settled take_reason",
    GOODS: "product line bound_code catalogue_entry catalogue_part stock_listed",
    PLACES: "place spot line_spot",
    HOUSEHOLDS: "household household_words merged apart dead_card settled at_visit imported "
    "withdrawn look age_sum",
    VISITS: "collection came_back turned_away sheet_entry",
    PACKED: "packed_parcel packed_for parcel_left",
    LISTS: "parcel_list",
    STALL: "stall_swap stall_clicker stall_close",
    CRATES: "crate crate_sorted drop_off",
    VOLUNTEERS: "volunteer",
    TAKEN_BACK: "undone forgotten field_base field_clash field_head field_value",
}
MATTERS: Final = {name: matter for matter, names in _TABLES.items() for name in names.split()}
"""What a person calls the matter that a derived table is about."""
