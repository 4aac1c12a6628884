"""What the columns of somebody's spreadsheet are about, guessed from their headings.

Headings may stand under a title, take two rows, or be drawn as one cell over several. What a
hub does not need to know is left out, and the reason is said: nobody has to wonder where the
notes went.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec.structs import replace

from hubdesk.sheets import headings
from hubdesk.sheets.headings import Headings
from hubdesk.sheets.sheet import Cells, Sheet
from hubdesk.sheets.vocabulary import TWICE, Column, Vocabulary
from hubdesk.wording import translate


class About(StrEnum):
    """What a column tells; ``LEFT_OUT`` is not taken in."""

    LEFT_OUT = "left out"
    NAME = "name"
    FIRST_NAME = "first name"
    SURNAME = "surname"
    PEOPLE = "people"
    ADULTS = "adults"
    CHILDREN = "children"
    STREET = "street"
    POSTCODE = "postcode"
    PHONE = "phone"
    DIET = "diet"
    ALLERGIES = "allergies"


WORDS: dict[StrEnum, str] = {
    About.LEFT_OUT: translate("sheet", "Leave out"),
    About.NAME: translate("sheet", "Full name"),
    About.FIRST_NAME: translate("sheet", "First name"),
    About.SURNAME: translate("sheet", "Surname"),
    About.PEOPLE: translate("sheet", "People in all"),
    About.ADULTS: translate("sheet", "Adults"),
    About.CHILDREN: translate("sheet", "Children"),
    About.STREET: translate("sheet", "Street"),
    About.POSTCODE: translate("sheet", "Postcode"),
    About.PHONE: translate("sheet", "Phone"),
    About.DIET: translate("sheet", "Diet and kitchen"),
    About.ALLERGIES: translate("sheet", "Allergies"),
}
"""What a volunteer calls each."""

MANY: frozenset[StrEnum] = frozenset(
    {About.ADULTS, About.CHILDREN, About.STREET, About.DIET, About.ALLERGIES}
)
"""What several columns may tell together: ages in bands, an address in parts."""

NOTES = translate("sheet", "Free words may tell why somebody came. They are not kept.")
BORN = translate("sheet", "How many people is enough. Birth dates and ages are not kept.")
NUMBER = translate("sheet", "Hubdesk gives each household its own number.")
VISITS = translate("sheet", "Past visits are not taken in.")
WHO = translate("sheet", "Not needed to pack food, so it is not kept.")

_LEFT_OUT: tuple[tuple[str, str], ...] = (
    (
        r"notes?\b|comments?\b|remarks?\b|reasons?\b|why\b|crisis|circumstances|situation"
        r"|safeguard|risk|concern|background|history\b|further info|other info|story",
        NOTES,
    ),
    (r"\bdobs?\b|birth|\bborn\b|\bages?$|\bages? of\b|\baged?\s*$", BORN),
    (
        r"e ?mail|gender|\bsex\b|ethnic|religio|faith|nationalit|immigra|visa\b|asylum|benefits?\b"
        r"|income|employ|\bjob\b|refer|agency|worker|health|medical|disabil|marital|language"
        r"|next of kin|emergency contact|consent|signature|housing|tenure|ward\b|council\b"
        r"|(child|kid|partner|spouse|dependant)\w*( s)? (names?|dob|school)|names? of",
        WHO,
    ),
    (r"visit|date|registered|joined|since\b|last (seen|came|collected)|collected|voucher", VISITS),
    (
        r"^(id|ref\w*|no|nr|number|card|#|row|record|code)\b( no| number| id)?$"
        r"|\b(client|customer|household|family|card|member\w*|record|voucher)s? "
        r"(id|no|number|ref\w*|code)$",
        NUMBER,
    ),
)

_GUESSES: tuple[tuple[str, StrEnum], ...] = (
    (r"post ?code|post cd|\bzip\b|\bpcode\b|^pc$", About.POSTCODE),
    (r"allerg|intoleran|avoid|cannot eat|can t eat|must not eat", About.ALLERGIES),
    (
        r"diet|dietary|food (needs|requirements?|preferences?|type)|special requirements?"
        r"|halal|vegetarian|vegan|kosher|cook(er|ing)|kitchen|pets?\b",
        About.DIET,
    ),
    (
        r"\b(tel|phone|telephone|mobile|mob|landline|cell|whatsapp)\b|contact (no|number)",
        About.PHONE,
    ),
    (
        r"child|\bkids?\b|under ?(16|17|18|5)|dependants?|dependents?|toddler|infant|bab(y|ies)\b"
        r"|teen|school age"
        r"|^(?:ages?|aged)? ?(0|1|2|3|4|5|11|12|13) ?(to)? ?(2|4|5|10|11|12|15|16|17)$",
        About.CHILDREN,
    ),
    (
        r"adults?\b|grown ?ups?|over ?(16|17|18|60|65)|pensioners?|elderly|seniors?|oaps?\b|^18",
        About.ADULTS,
    ),
    (
        r"(no|nr|number|size|total|how many|count) ?(of|in)?( the| people in)? ?"
        r"(household|house|family|home|people|persons|occupants|mouths|members)"
        r"|(household|family|house) ?size|people|persons|occupants|mouths|^(size|total|fam)$",
        About.PEOPLE,
    ),
    (r"first ?name|fore ?names?|given|christian name|^(name )?first$", About.FIRST_NAME),
    (r"sur ?name|last ?name|family ?name|second name|^(name )?(last|family)$", About.SURNAME),
    (
        r"address|street|road\b|house|flat\b|town|city|village|county|building|^line ?\d$|estate",
        About.STREET,
    ),
    (r"names?\b|client|customer|contact|household$|family$|lead\b|head\b|who\b", About.NAME),
)


def _one_name(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """First name and surname, joined, tell the whole name; a third column is left out."""
    told = {column.about for column in columns}
    if About.NAME not in told or not {About.FIRST_NAME, About.SURNAME} & told:
        return columns
    return tuple(
        replace(c, about=About.LEFT_OUT, why=TWICE) if c.about is About.NAME else c for c in columns
    )


VOCABULARY = Vocabulary(WORDS, About.LEFT_OUT, _LEFT_OUT, _GUESSES, MANY, _one_name)
"""What the columns of a list of households may tell."""


def found(sheet: Sheet) -> Headings:
    """The headings of a sheet, over one row or two; letters of columns where it has none."""
    return headings.found(sheet, VOCABULARY)


def promise(rows: Sequence[Cells]) -> tuple[int, int]:
    """How much a sheet looks like a list of households: known headings, then rows."""
    return headings.promise(rows, VOCABULARY)
