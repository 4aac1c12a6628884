"""Labels out of a table: each row a label, each column what it says by its name.

Columns are the fields of the kind of label (``hubdesk.labels.contents``), in any order; ``copies``
says how many of a row. A row without a ``code`` gets a new one. Allergens, and the lines of an
address, are parted by semicolons; "none" are no allergens. Dates as packs print them.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import FieldInfo, fields

from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.labels.contents import Content, HouseholdCard
from hubdesk.labels.kinds import KINDS, unpacked
from hubdesk.stock import dates
from hubdesk.wording import translate

MOST = 1000
COPIES = "copies"
_LETTERS = {
    "parcel": own.Kind.PARCEL,
    "packed": own.Kind.PARCEL,
    "card": own.Kind.HOUSEHOLD,
    "volunteer": own.Kind.VOLUNTEER,
    "shelf": own.Kind.SHELF,
    "product": own.Kind.PRODUCT,
    "crate": own.Kind.CRATE,
    "batch": own.Kind.BATCH,
    "delivery": own.Kind.PARCEL,
    "unused": own.Kind.CRATE,
}
"""Kinds that always bear a code; the others only when a row has one."""
_TRUE = {"1", "y", "yes", "true", "x"}


def read(file: Path, kind: str, today: date) -> list[Content]:
    """The labels of a CSV file. Raises Refused, with the number of the row that is wrong."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as wrong:
        raise Refused(
            translate("hub", "The table {name} cannot be read. Save it as CSV in UTF-8."),
            name=file.name,
        ) from wrong
    return list(_labels(text, kind, today))


def made(kind: str, told: dict[str, str], today: date) -> Content:
    """One label from words by field. Raises Refused for what is missing or wrong."""
    known = {each.name: each for each in fields(KINDS[kind])}
    values = {name: _value(known[name], text, today) for name, text in told.items() if text}
    if not values.get("code") and "code" in known:
        letter = _LETTERS.get(kind)
        values["code"] = own.draw(letter) if letter else ""
    if KINDS[kind] is HouseholdCard and not values.get("number"):
        values["number"] = str(values["code"])[-4:]
    missing = [name for name, each in known.items() if name not in values and each.required]
    if missing:
        raise Refused(
            translate("hub", "There is no {field}. Add a column of that name, or fill it."),
            field=missing[0],
        )
    try:
        return unpacked(kind, values)
    except msgspec.ValidationError as wrong:
        raise Refused(
            translate("hub", "One value cannot be used: {why}. Correct it."), why=str(wrong)
        ) from wrong


def _labels(text: str, kind: str, today: date) -> Iterator[Content]:
    """Label after label; refuses unknown columns, and more than a thousand labels."""
    rows = csv.DictReader(io.StringIO(text))
    known = {each.name for each in fields(KINDS[kind])} | {COPIES}
    columns = [(name or "").strip().casefold() for name in rows.fieldnames or ()]
    unknown = [name for name in columns if name not in known]
    if unknown or not columns:
        raise Refused(
            translate("hub", "Column {name} has no meaning here. Columns are: {known}."),
            name=unknown[0] if unknown else "-",
            known=", ".join(sorted(known)),
        )
    count = 0
    for number, row in enumerate(rows, start=2):
        told = dict(zip(columns, ((text or "").strip() for text in row.values()), strict=False))
        copies = told.pop(COPIES, "") or "1"
        try:
            label = made(kind, told, today)
            times = _number(copies)
        except Refused as wrong:
            raise _in_row(number, wrong) from wrong
        count += times
        if count > MOST:
            raise Refused(
                translate("hub", "There are more than 1,000 labels. Make two tables of it.")
            )
        yield from [label] * times


def _in_row(number: int, wrong: Refused) -> Refused:
    return Refused(translate("hub", "Row {row} is not right: {said}"), row=number, said=str(wrong))


def _value(field: FieldInfo, text: str, today: date) -> object:
    """A cell as its field wants it."""
    reader = _READERS.get(field.type)
    return text if reader is None else reader(text, today)


def _day(text: str, today: date) -> date | None:
    found = dates.read(text, today)
    return None if found is None else found.day


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise Refused(translate("hub", "{words} is no number. Type digits only."), words=text)
    return int(text)


def _several(text: str, today: date) -> tuple[str, ...]:
    if text.casefold() == "none":
        return ()
    return tuple(part.strip() for part in text.split(";") if part.strip())


_READERS: dict[Any, Callable[[str, date], object]] = {
    date: _day,
    date | None: _day,
    int: lambda text, today: _number(text),
    int | None: lambda text, today: _number(text),
    bool: lambda text, today: text.casefold() in _TRUE,
    tuple[str, ...]: _several,
    tuple[str, ...] | None: _several,
}
