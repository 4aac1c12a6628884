"""All that is held about one household, for that household: to read, and for another program.

UK GDPR, Article 15. Volunteers are named by their initials, for they are others; so is whoever
only looks alike. The facts of those who were merged with the household are among it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, select

from hubdesk.counter import history
from hubdesk.counter.tables import collection
from hubdesk.errors import Refused
from hubdesk.forgetting import consent, limits
from hubdesk.forgetting.told_all import TOLD_ALL, ToldAll
from hubdesk.households import cards, groups, visits
from hubdesk.households import household as households
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.households.diet import FACES, Chip
from hubdesk.households.matters import FIELDS
from hubdesk.households.record import Details, number_of
from hubdesk.households.tables import settled
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import ALL_HEADS
from hubdesk.journal.tables import field_value, operation, stream
from hubdesk.labels import row_pages
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.layout import Area, Face, Label
from hubdesk.labels.row_pages import Heading
from hubdesk.packing import diet
from hubdesk.security.roles import Role, require
from hubdesk.settings import read as settings_of
from hubdesk.storage.prepared import Prepared
from hubdesk.wording import translate

_NAME = Style(11, 7, Face.BOLD, lines=2)
_VALUE = Style(11, 6, lines=2)
_ROW_MM: Final = 9.0
_settled = select(settled.c.about).where(settled.c.household == bindparam("id"))
_values = select(field_value.c.field, field_value.c.value).where(
    field_value.c.subject == bindparam("id"),
    field_value.c.field.in_(sorted(set(FIELDS) - {"ages", "consent"})),
)

_collected = Prepared(
    select(collection.c.visit, collection.c.household, collection.c.packed)
    .join(operation, operation.c.position == collection.c.op)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(stream.c.id == bindparam("stream"), operation.c.seq == bindparam("seq"))
)


class Visit(Struct, frozen=True):
    """One collection, in plain values; the last three as far as they are still held."""

    day: str
    adults: int
    children: int
    items: int
    weight_g: int
    collected_by_someone_else: bool
    ages_of_children: list[int]
    lines_changed_for_diet: int
    parcel_packed_for: list[str]


class Held(Struct, frozen=True):
    """Everything that is held, in plain values: days as 2026-11-21, weights in grams."""

    hub: str
    written_on: str
    number: str
    cards: list[str]
    adults: int
    children: int
    district: str
    name: str
    street: str
    postcode: str
    phone: str
    ages_of_children: list[int]
    allergies: list[str]
    diet: list[str]
    consent_recorded_on: str
    consent_recorded_by: str
    consent_wording: str
    allergies_settled_for_lines: int
    kept_for: dict[str, str]
    merged_numbers: list[str]
    told_earlier: dict[str, list[str]]
    visits: list[Visit]


def give(act: Act, subject: bytes) -> Held:
    """All that is held about a household; that it was given is recorded."""
    require(act, Role.LEAD)
    about = history.about(act, subject)
    if about is None:
        raise Refused(translate("hub", "This household is not known here. Find it by name."))
    held = _held(act, about)
    act.record(TOLD_ALL, ToldAll(), about.household.id)
    return held


def _held(view: View, about: history.About) -> Held:
    home = about.household
    told = households.details_of(view, home.id)
    parts = groups.parts(view, home.id)
    agreed = consent.of(view, home.id)
    lines = [view.connection.execute(_settled, {"id": each}).scalars().all() for each in parts]
    codes = [card.code for each in parts for card in cards.of(view, each)]
    return Held(
        settings_of(view.connection).hub_name,
        view.today.isoformat(),
        home.number,
        codes,
        home.adults,
        home.children,
        home.district or "",
        told.name,
        told.street,
        told.postcode,
        told.phone,
        list(told.ages),
        [ALLERGEN_WORDS[Allergen(each)] for each in told.allergies],
        [FACES[Chip(each)].words for each in told.diet],
        "" if agreed is None else view.day_of(agreed.at_ms).isoformat(),
        "" if agreed is None else ", ".join(map(initials, agreed.by)),
        "" if agreed is None else agreed.wording,
        sum(len(each) for each in lines),
        {each.matter.value: _span(each) for each in limits.limits(view)},
        sorted({number_of(code) for code in codes} - {home.number}),
        _earlier(view, parts, told),
        [_visit(view, each) for each in about.collections],
    )


def _earlier(view: View, parts: list[bytes], told: Details) -> dict[str, list[str]]:
    """What was told before, or under another number, and does not show any more."""
    now = {told.name, told.street, told.postcode, told.phone, *told.diet, *told.allergies}
    found: dict[str, set[str]] = {}
    for each in parts:
        for name, raw in view.connection.execute(_values, {"id": each}):
            value = msgspec.msgpack.decode(raw)
            for word in value.split(",") if name in ALL_HEADS and value else [value]:
                if isinstance(word, str) and word and word not in now:
                    found.setdefault(name, set()).add(word)
    return {name: sorted(words) for name, words in sorted(found.items())}


def _visit(view: View, each: history.Collected) -> Visit:
    day = view.day_of(each.at_ms).isoformat()
    of = {"stream": each.ref.stream, "seq": each.ref.seq}
    ((visit, home, parcel),) = _collected.all(view.connection, **of)
    return Visit(
        day,
        each.adults,
        each.children,
        each.items,
        each.weight_g,
        each.by_other,
        list(visits.ages_at(view, home, visit)),
        len(visits.asked_at(view, home, visit)),
        [] if parcel is None else _chip_words(diet.of(view, parcel)),
    )


def _chip_words(chips: Sequence[str]) -> list[str]:
    known = {chip.value: face.words for chip, face in FACES.items()}
    return [known.get(each, each) for each in chips]


def _of_visit(each: Visit) -> str:
    """A visit on the page."""
    ages = ", ".join(map(str, each.ages_of_children))
    told = (
        f"{each.adults} + {each.children}",
        f"({ages})" if ages else "",
        str(each.items),
        f"{each.weight_g} g",
        ", ".join(each.parcel_packed_for),
    )
    return "  ·  ".join(filter(None, told))


def _span(limit: limits.Limit) -> str:
    unit = "months" if limit.in_months else "days"
    return f"{limit.number} {unit} after the last contact"


def initials(name: str) -> str:
    """A volunteer by initials: whoever reads it need not learn a name."""
    return "".join(word[0].upper() + "." for word in name.split())


def as_json(held: Held) -> bytes:
    """For another program: UTF-8, one line for each value."""
    return msgspec.json.format(msgspec.json.encode(held), indent=2)


def pages(held: Held, room: Room) -> tuple[Label, ...]:
    """To read: page after page of A4."""
    title = translate("hub", "What we hold about household {number}")
    under = translate("hub", "{hub}, {day}. This page is for the household alone.")
    heading = Heading(
        title.format(number=held.number), under.format(hub=held.hub, day=held.written_on)
    )
    return row_pages.pages(heading, _rows(held), _write, room, None, _ROW_MM)


def _rows(held: Held) -> list[tuple[str, str]]:
    kept = "; ".join(f"{what}: {span}" for what, span in held.kept_for.items())
    earlier = held.told_earlier.values()
    agreed = (held.consent_recorded_on, held.consent_recorded_by, held.consent_wording)
    rows = [
        (translate("hub", "Cards"), ", ".join(held.cards)),
        (translate("hub", "Adults and children"), f"{held.adults} + {held.children}"),
        (translate("hub", "District"), held.district),
        (translate("hub", "Name"), held.name),
        (translate("hub", "Street"), held.street),
        (translate("hub", "Postcode"), held.postcode),
        (translate("hub", "Phone"), held.phone),
        (translate("hub", "Children by age"), ", ".join(map(str, held.ages_of_children))),
        (translate("hub", "Allergies"), ", ".join(held.allergies)),
        (translate("hub", "Diet, kitchen, baby, pets"), ", ".join(held.diet)),
        (translate("hub", "Consent"), "  ·  ".join(filter(None, agreed))),
        (translate("hub", "Lines settled"), str(held.allergies_settled_for_lines)),
        (translate("hub", "Merged with"), ", ".join(held.merged_numbers)),
        (translate("hub", "Told earlier"), "; ".join(", ".join(e) for e in earlier)),
        (translate("hub", "Kept for"), kept),
    ]
    rows += [(each.day, _of_visit(each)) for each in held.visits]
    return [(name, value or "–") for name, value in rows]


def _write(draft: Draft, row: tuple[str, str], area: Area) -> None:
    name_mm = 52.0
    draft.words(row[0], Area(area.x_mm, area.y_mm, name_mm, area.height_mm), _NAME, middle=True)
    value = Area(area.x_mm + name_mm, area.y_mm, area.width_mm - name_mm, area.height_mm)
    draft.words(row[1], value, _VALUE, middle=True)
