"""A household: its number, how many it feeds, and what it chose to tell.

By default a household is a number, adults, children and a postcode district. A name, an
address, a diet are each optional. Size and district are of the stock class; everything a
person told is of the people class and sealed under the household's own key.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update
from sqlalchemy.dialects.sqlite import insert as upsert

from hubdesk.binding import BoundKind, bound_to, keep
from hubdesk.changes import Touched
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.households import ages, postcodes
from hubdesk.households.ages import Ages
from hubdesk.households.allergens import Allergen
from hubdesk.households.names import indexed
from hubdesk.households.tables import household, settled, withdrawn
from hubdesk.journal import fields, identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind
from hubdesk.storage.prepared import Prepared
from hubdesk.told import one_line
from hubdesk.wording import translate

MOST_PEOPLE = 30
TOLD = ("name", "street", "postcode", "phone", "diet", "allergies", "ages")
SETTLED = "settled:"


class Opened(Body, frozen=True, array_like=True):
    """A household came for the first time and was given this card."""

    card: str


@dataclass(frozen=True)
class Household:
    """What the counter may always show: a number and how many. No name is in here."""

    id: bytes
    number: str
    card: str
    adults: int
    children: int
    district: str | None
    diet: tuple[str, ...]
    allergies: tuple[str, ...]
    has_name: bool
    ages: Ages = ()

    @property
    def people(self) -> int:
        """How many the parcel is for."""
        return self.adults + self.children


@dataclass(frozen=True)
class Details:
    """What a household chose to tell; every field may be empty."""

    name: str = ""
    street: str = ""
    postcode: str = ""
    phone: str = ""
    diet: tuple[str, ...] = ()
    allergies: tuple[str, ...] = ()
    ages: Ages = ()


_find = select(household).where(household.c.id == bindparam("id"))
_begin = Prepared(upsert(household).on_conflict_do_nothing(), "id", "card", "adults", "children")
_to_index = Prepared(
    select(household.c.no, household.c.name, household.c.street, household.c.postcode).where(
        household.c.id == bindparam("id")
    )
)
_put = {
    name: Prepared(
        update(household).where(household.c.id == bindparam("of")).values({name: bindparam("put")})
    )
    for name in household.c.keys()  # noqa: SIM118 - a collection of columns, not a mapping
}
"""One statement for each column, for a household is changed a field at a time."""
_shown = Prepared(
    select(
        household.c.id,
        household.c.card,
        household.c.adults,
        household.c.children,
        household.c.district,
        household.c.diet,
        household.c.allergies,
        household.c.name,
        household.c.ages,
    ).where(household.c.id == bindparam("id"))
)
_settled_with = Prepared(
    select(settled.c.about, settled.c.choice).where(settled.c.household == bindparam("household"))
)
_is_withdrawn = Prepared(
    select(withdrawn.c.household).where(withdrawn.c.household == bindparam("id"))
)
_drop_words = text("DELETE FROM household_words WHERE rowid = :no")
_add_words = text("INSERT INTO household_words (rowid, words) VALUES (:no, :words)")


def _row(applying: Applying, subject: bytes) -> None:
    """The row of a household, made when an operation about it is the first to arrive."""
    _begin.run(applying.connection, id=subject, card="", adults=0, children=0)


def forget_words(connection: Connection, no: int) -> None:
    """Takes a household's row out of the search by words."""
    connection.execute(_drop_words, {"no": no})


def _is_gone(applying: Applying, subject: bytes) -> bool:
    """True for a household of an import that was undone: it must not come back in part."""
    return _is_withdrawn.one(applying.connection, id=subject) is not None


def _opened(applying: Applying, op: Operation, body: Opened) -> None:
    if _is_gone(applying, op.subject):
        return
    _row(applying, op.subject)
    _put["card"].run(applying.connection, of=op.subject, put=body.card)
    keep(applying, op, body.card, BoundKind.HOUSEHOLD, op.subject)
    applying.touch(Touched.HOUSEHOLD, op.subject)


def _show(applying: Applying, op: Operation, shown: dict[str, Any]) -> None:
    _row(applying, op.subject)
    values = {name: value for name, value in shown.items() if name in household.c}
    counts = {n: v or 0 for n, v in values.items() if n in ("adults", "children")}
    for name, value in (values | counts).items():
        _put[name].run(applying.connection, of=op.subject, put=value)
    for name in shown.keys() - values.keys():
        _show_settled(applying, op.subject, name, shown[name])
    if values.keys() & {"name", "street", "postcode"}:
        _index(applying, op.subject)
    applying.touch(Touched.HOUSEHOLD, op.subject)


def _show_settled(applying: Applying, subject: bytes, name: str, choice: Any) -> None:
    about = name.removeprefix(SETTLED)
    applying.connection.execute(
        delete(settled).where(settled.c.household == subject, settled.c.about == about)
    )
    if choice is not None:
        row = {"household": subject, "about": about, "choice": choice}
        applying.connection.execute(insert(settled), row)


def _index(applying: Applying, subject: bytes) -> None:
    no, *told = _to_index.all(applying.connection, id=subject)[0]
    applying.connection.execute(_drop_words, {"no": no})
    words = " ".join(filter(None, (indexed(each or "") for each in told)))
    if words:
        applying.connection.execute(_add_words, {"no": no, "words": words})


def _noted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    if not _is_gone(applying, op.subject):
        _show(applying, op, fields.apply(applying, op, body))


def _unnoted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    if not _is_gone(applying, op.subject):
        _show(applying, op, fields.undo(applying, op, body))


OPENED = OperationKind("household.opened", 1, Klass.STOCK, Opened, _opened)
SIZED = OperationKind("household.sized", 1, Klass.STOCK, FieldsNoted, _noted, _unnoted)
NOTED = OperationKind("household.noted", 1, Klass.PEOPLE, FieldsNoted, _noted, _unnoted)
SETTLED_KIND = OperationKind("household.settled", 1, Klass.PEOPLE, FieldsNoted, _noted, _unnoted)


def check_size(adults: int, children: int) -> None:
    """Refuses a household of nobody, or one that is surely a slip of the finger."""
    if adults < 0 or children < 0 or not 1 <= adults + children <= MOST_PEOPLE:
        raise Refused(
            translate(
                "hub", "A household has 1 to {most} people. Type 2+3 for 2 adults, 3 children."
            ),
            most=MOST_PEOPLE,
        )


def open_household(act: Act, adults: int, children: int, district: str | None = None) -> Household:
    """Gives a household a number and a card; nothing personal is stored."""
    check_size(adults, children)
    subject = identity.new_id()
    card = _free_card(act)
    act.record(OPENED, Opened(card), subject)
    size = {"adults": adults, "children": children}
    act.note(SIZED, subject, size | ({"district": district} if district else {}))
    return Household(subject, number_of(card), card, adults, children, district, (), (), False)


def _free_card(act: Act) -> str:
    """A card that no household here carries yet."""
    card = own.draw(own.Kind.HOUSEHOLD)
    while bound_to(act, card):
        card = own.draw(own.Kind.HOUSEHOLD)
    return card


def note_details(act: Act, subject: bytes, details: Details) -> None:
    """Keeps what a household chose to tell, sealed under its own key.

    The district of its postcode is kept with its size: totals by district outlive the rest.
    Raises Refused for an allergy that is none of the fourteen.
    """
    _refuse_unknown_allergies(details)
    district = postcodes.district(details.postcode)
    if district is not None:
        act.note(SIZED, subject, {"district": district})
    act.note(
        NOTED,
        subject,
        {
            "name": one_line(details.name) or None,
            "street": one_line(details.street) or None,
            "postcode": postcodes.tidy(one_line(details.postcode)) or None,
            "phone": one_line(details.phone) or None,
            "diet": ",".join(sorted(details.diet)) or None,
            "allergies": ",".join(sorted(details.allergies)) or None,
            "ages": ages.kept(ages.checked(details.ages)),
        },
    )


def note_chips(act: Act, subject: bytes, chips: Iterable[str]) -> Operation | None:
    """Keeps a household's chips and nothing else; sealed as all that it told."""
    return act.note(NOTED, subject, {"diet": ",".join(sorted(chips)) or None})


def note_ages(act: Act, subject: bytes, told: Ages) -> Operation | None:
    """Keeps how many children of which age; sealed as all that a household told."""
    return act.note(NOTED, subject, {"ages": ages.kept(ages.checked(told))})


def resize(act: Act, subject: bytes, adults: int, children: int) -> Operation | None:
    """The household has another size from now on."""
    check_size(adults, children)
    return act.note(SIZED, subject, {"adults": adults, "children": children})


def _refuse_unknown_allergies(details: Details) -> None:
    known = {allergen.value for allergen in Allergen}
    for word in details.allergies:
        if word not in known:
            raise Refused(
                translate("hub", "{word} is none of the 14 allergens. Choose one from the list."),
                word=word,
            )


def remember_settled(
    act: Act, subject: bytes, choices: Mapping[str, bytes | None]
) -> Operation | None:
    """Remembers what was settled with a household, so that it is not asked again."""
    values = {SETTLED + about: choice for about, choice in choices.items()}
    return act.note(SETTLED_KIND, subject, values)


def number_of(card: str) -> str:
    """The number people see and say: the letter and the last four of the card."""
    return card[:1] + card[-4:]


def by_id(view: View, subject: bytes) -> Household | None:
    """A household as the counter shows it, without its name."""
    row = _shown.one(view.connection, id=subject)
    return None if row is None else _household(*row)


def shown(row: Any) -> Household:
    """A household from its row."""
    size = (row.adults, row.children, row.district)
    return _household(row.id, row.card, *size, row.diet, row.allergies, row.name, row.ages)


def _household(
    id_: bytes,
    card: str,
    adults: int,
    children: int,
    district: str | None,
    diet: str | None,
    allergies: str | None,
    name: str | None,
    told_ages: str | None,
) -> Household:
    told = (_words(diet), _words(allergies), bool(name), ages.recalled(told_ages))
    return Household(id_, number_of(card), card, adults, children, district, *told)


def details_of(view: View, subject: bytes) -> Details:
    """What a household told: asked for only when somebody wants to see it."""
    row = view.connection.execute(_find, {"id": subject}).one()
    return Details(
        row.name or "",
        row.street or "",
        row.postcode or "",
        row.phone or "",
        _words(row.diet),
        _words(row.allergies),
        ages.recalled(row.ages),
    )


def settled_with(view: View, subject: bytes) -> dict[str, bytes]:
    """What was settled with a household at earlier visits."""
    return dict(_settled_with.all(view.connection, household=subject))


def _words(listed: str | None) -> tuple[str, ...]:
    return tuple(filter(None, (listed or "").split(",")))
