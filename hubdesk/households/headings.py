"""What the columns of somebody's spreadsheet are about, guessed from their headings.

Headings may stand under a title, take two rows, or be drawn as one cell over several. What a
hub does not need to know is left out, and the reason is said: nobody has to wonder where the
notes went.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hubdesk.households.names import folded
from hubdesk.households.sheet import Cells, Sheet
from hubdesk.wording import translate

LOOKED_AT: Final = 25
"""Rows among which the headings are sought."""


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


WORDS: dict[About, str] = {
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

MANY = frozenset({About.ADULTS, About.CHILDREN, About.STREET, About.DIET, About.ALLERGIES})
"""What several columns may tell together: ages in bands, an address in parts."""

NOTES = translate("sheet", "Free words may tell why somebody came. They are not kept.")
BORN = translate("sheet", "How many people is enough. Birth dates and ages are not kept.")
NUMBER = translate("sheet", "Hubdesk gives each household its own number.")
VISITS = translate("sheet", "Past visits are not taken in.")
WHO = translate("sheet", "Not needed to pack food, so it is not kept.")
TWICE = translate("sheet", "Another column tells this already.")
UNKNOWN = translate("sheet", "Not known. Choose what it tells, or leave it out.")


@dataclass(frozen=True)
class Column:
    """One column: its heading, a guess, and why it is left out when it is."""

    heading: str
    about: About
    why: str = ""


@dataclass(frozen=True)
class Headings:
    """The columns, and the first row that tells of a household (counted from 0)."""

    columns: tuple[Column, ...]
    first: int


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

_GUESSES: tuple[tuple[str, About], ...] = (
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


def found(sheet: Sheet) -> Headings:
    """The headings of a sheet, over one row or two; letters of columns where it has none."""
    best, best_score = Headings(_lettered(sheet.columns), 0), 0
    for at in range(min(LOOKED_AT, len(sheet.rows))):
        for said, first in _read_at(sheet, at):
            score = _score(said)
            if score > best_score:
                best, best_score = Headings(guessed(said), first), score
    return best


def promise(rows: Sequence[Cells]) -> tuple[int, int]:
    """How much a sheet looks like a list of households: known headings, then rows."""
    heads = found(Sheet(tuple(rows[: LOOKED_AT + 2])))
    known = len({c.about for c in heads.columns} - {About.LEFT_OUT})
    return known, len(rows)


def guessed(said: Sequence[str]) -> tuple[Column, ...]:
    """Columns by their headings; what another column tells already is left out."""
    seen: set[About] = set()
    columns = []
    for heading in said:
        about, why = guess(heading)
        if about in seen and about not in MANY:
            about, why = About.LEFT_OUT, TWICE
        seen.add(about)
        columns.append(Column(heading, about, why))
    whole = About.NAME in seen and {About.FIRST_NAME, About.SURNAME} & seen
    return tuple(map(_without_whole_name, columns)) if whole else tuple(columns)


def guess(heading: str) -> tuple[About, str]:
    """What one heading is about; what is left out comes with the reason."""
    words = _plain(heading)
    if not words:
        return About.LEFT_OUT, UNKNOWN
    for pattern, why in _LEFT_OUT:
        if re.search(pattern, words):
            return About.LEFT_OUT, why
    for pattern, about in _GUESSES:
        if re.search(pattern, words):
            return about, ""
    return About.LEFT_OUT, UNKNOWN


def letters(at: int) -> str:
    """The name of a column in a spreadsheet program: A, B, AA."""
    said = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        said = chr(65 + rest) + said
    return said


def _without_whole_name(column: Column) -> Column:
    """First name and surname, joined, tell the whole name; a third column is left out."""
    if column.about is not About.NAME:
        return column
    return Column(column.heading, About.LEFT_OUT, TWICE)


def _plain(heading: str) -> str:
    spaced = re.sub(r"[\W_]+", " ", folded(re.sub(r"([a-z])([A-Z])", r"\1 \2", heading)))
    return " ".join(spaced.split())


def _read_at(sheet: Sheet, at: int) -> list[tuple[list[str], int]]:
    """The headings in a row, and those of this row and the next together."""
    upper = _spread(sheet, at)
    one = ([" ".join(each.split()) for each in upper], at + 1)
    if at + 1 >= len(sheet.rows) or not any(sheet.rows[at + 1]):
        return [one]
    return [one, ([*map(_joined, upper, sheet.rows[at + 1])], at + 2)]


def _joined(upper: str, lower: str) -> str:
    """Two rows of headings as one: the lower alone where it says enough by itself."""
    if not lower or not upper:
        return upper or lower
    return lower if guess(lower)[0] is not About.LEFT_OUT else f"{upper} {lower}"


def _spread(sheet: Sheet, at: int) -> list[str]:
    """A row with what is drawn across several columns said for each of them.

    A CSV file does not say what was drawn as one: there a gap in a row of headings belongs to
    the heading before it, when the next row says something below the gap.
    """
    row = list(sheet.rows[at])
    row += [""] * (sheet.columns - len(row))
    for top, left, bottom, right in sheet.joined:
        if top <= at <= bottom and 0 <= left < len(row):
            row[left : right + 1] = [sheet.rows[max(top, 0)][left]] * (
                min(right, len(row) - 1) + 1 - left
            )
    below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else ()
    if sheet.joined or guess_count(below) == 0:
        return row
    for place in range(1, len(row)):
        if (
            not row[place]
            and below[place]
            and guess(f"{row[place - 1]} {below[place]}")[0] is not (About.LEFT_OUT)
        ):
            row[place] = row[place - 1]
    return row


def guess_count(row: Sequence[str]) -> int:
    """How many cells of a row read like headings of something that is taken in."""
    return sum(guess(each)[0] is not About.LEFT_OUT for each in row if _is_words(each))


def _score(said: Sequence[str]) -> int:
    """Known headings count, figures and long texts speak against a row of headings."""
    taken = {guess(each)[0] for each in said if _is_words(each)} - {About.LEFT_OUT}
    known = sum(guess(each)[1] not in ("", UNKNOWN) for each in said if _is_words(each))
    figures = sum(bool(each) and not _is_words(each) for each in said)
    return 3 * len(taken) + known - 3 * figures if taken else 0


def _is_words(text: str) -> bool:
    return (
        bool(re.search(r"[^\W\d_]", text))
        and len(text) <= 80
        and not re.search(r"\d{5}|@|^\d+$|^[A-Za-z]{1,2}\d\w? ?\d[A-Za-z]{2}$", text)
    )


def _lettered(columns: int) -> tuple[Column, ...]:
    return tuple(Column("", About.LEFT_OUT, UNKNOWN) for _ in range(columns))
