"""A household: its number, how many it feeds, and what it chose to tell.

By default a household is a number, adults, children and a postcode district. A name, an
address, a diet are each optional. Size and district are of the stock class; everything a
person told is of the people class and sealed under the household's own key.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import bindparam, select

from hubdesk.errors import Refused
from hubdesk.households import ages, cards, groups, postcodes, record
from hubdesk.households.ages import Ages
from hubdesk.households.allergens import Allergen
from hubdesk.households.kinds import AT_VISIT, NOTED, OPENED, SETTLED_KIND, SIZED, Opened
from hubdesk.households.matters import AGES_AT, ASKED_AT, SETTLED
from hubdesk.households.record import Details, Household, number_of
from hubdesk.households.tables import household, settled
from hubdesk.journal import fields, identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation
from hubdesk.storage.prepared import Prepared
from hubdesk.told import one_line
from hubdesk.wording import translate

MOST_PEOPLE = 30

_find = select(household).where(household.c.id == bindparam("id"))
_shown = Prepared(
    select(
        household.c.merged_into,
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
    select(settled.c.about, settled.c.choice)
    .where(settled.c.household.in_(groups.ids_of("household")))
    # What was settled with the household that stands for the others is read last, and holds.
    .order_by(settled.c.household == bindparam("household"), settled.c.household)
)


def check_size(adults: int, children: int) -> None:
    """Refuses a household of nobody, or one that is surely a slip of the finger."""
    if adults < 0 or children < 0 or not 1 <= adults + children <= MOST_PEOPLE:
        raise Refused(
            translate(
                "hub", "A household has 1 to {most} people. Type 2+3 for 2 adults, 3 children."
            ),
            most=MOST_PEOPLE,
        )


def open_household(
    act: Act, adults: int, children: int, district: str | None = None, *, card: str = ""
) -> Household:
    """Gives a household a number and a card; nothing personal is stored.

    ``card`` is one that was printed ahead. Raises Refused when somebody else has it by now.
    """
    check_size(adults, children)
    subject = identity.new_id()
    card = cards.unused(act, card) if card else cards.free(act)
    act.record(OPENED, Opened(card), subject)
    size = {"adults": adults, "children": children}
    act.note(SIZED, subject, size | ({"district": district} if district else {}))
    return Household(subject, number_of(card), card, adults, children, district, (), (), False)


def note_details(act: Act, subject: bytes, details: Details) -> None:
    """Keeps what a household chose to tell, sealed under its own key.

    The district of its postcode is kept with its size: totals by district outlive the rest.
    Raises Refused for an allergy that is none of the fourteen.
    """
    _refuse_unknown_allergies(details)
    first, *others = groups.parts(act, groups.one_of(act, subject))
    told = {
        "name": one_line(details.name) or None,
        "street": one_line(details.street) or None,
        "postcode": postcodes.tidy(one_line(details.postcode)) or None,
        "phone": one_line(details.phone) or None,
        "ages": ages.kept(ages.checked(details.ages)),
    }
    words = {"diet": details.diet, "allergies": details.allergies}
    needs = {name: _needs(act, [first, *others], name, chosen) for name, chosen in words.items()}
    for each in others:
        cleared = {name: None for name, value in told.items() if value is None}
        act.note(NOTED, each, cleared | {name: of[each] for name, of in needs.items()})
    district = postcodes.district(details.postcode)
    if district is not None:
        act.note(SIZED, first, {"district": district})
    act.note(NOTED, first, told | {name: of[first] for name, of in needs.items()})


def _needs(
    act: Act, parts: Sequence[bytes], name: str, chosen: Sequence[str]
) -> dict[bytes, str | None]:
    """What each part of a household says of its diet or allergies when these are chosen.

    A word that goes, goes from all; one that comes, comes to all; the rest stay where they
    were said, so that two who are separated again each have their own.
    """
    said = {each: set(record.words(fields.shown(act.connection, each, name))) for each in parts}
    new = set(chosen) - set().union(*said.values())
    return {each: ",".join(sorted((had & set(chosen)) | new)) or None for each, had in said.items()}


def note_chips(act: Act, subject: bytes, chips: Sequence[str]) -> list[Operation]:
    """Keeps a household's chips and nothing else; sealed as all that it told.

    A chip that comes is told of the one that stands for all; one that goes, goes from all that
    were merged into it. Returns one operation for each of them that says something else now.
    """
    members = groups.parts(act, groups.one_of(act, subject))
    said = {each: set(record.words(fields.shown(act.connection, each, "diet"))) for each in members}
    new = set(chips) - set().union(*said.values())
    done = []
    for each, had in said.items():
        kept = (had & set(chips)) | (new if each == members[0] else set())
        if kept != had:
            done.append(act.note(NOTED, each, {"diet": ",".join(sorted(kept)) or None}))
    return [each for each in done if each is not None]


def note_ages(act: Act, subject: bytes, told: Ages) -> Operation | None:
    """Keeps how many children of which age; sealed as all that a household told."""
    values = {"ages": ages.kept(ages.checked(told))}
    return act.note(NOTED, groups.one_of(act, subject), values)


def resize(act: Act, subject: bytes, adults: int, children: int) -> Operation | None:
    """The household has another size from now on."""
    check_size(adults, children)
    size = {"adults": adults, "children": children}
    return act.note(SIZED, groups.one_of(act, subject), size)


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


def note_at_visit(
    act: Act, subject: bytes, visit: bytes, told: Ages, asked: Mapping[bytes, int]
) -> Operation | None:
    """Keeps the ages that were known at a visit, and what the diet changed, sealed by matter."""
    values = {AGES_AT + visit.hex(): ages.kept(told), ASKED_AT + visit.hex(): dict(asked) or None}
    return act.note(AT_VISIT, subject, values)


def by_id(view: View, subject: bytes) -> Household | None:
    """A household as the counter shows it, without its name; the one that stands for it."""
    row = _shown.one(view.connection, id=subject)
    if row is not None and row[0] is not None:
        row = _shown.one(view.connection, id=row[0])
    return None if row is None else record.from_columns(*row[1:])


def details_of(view: View, subject: bytes) -> Details:
    """What a household told: asked for only when somebody wants to see it."""
    first = groups.one_of(view, subject)
    return record.told(view.connection.execute(_find, {"id": first}).one())


def settled_with(view: View, subject: bytes) -> dict[str, bytes]:
    """What was settled with a household, and all merged with it, at earlier visits."""
    return dict(_settled_with.all(view.connection, household=subject))
