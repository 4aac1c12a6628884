"""The visit and its rows in the volunteer's words: plain values for the shared widgets."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from hubdesk.counter.visit import ShownRow, ShownVisit
from hubdesk.households.allergens import ALLERGEN_WORDS, Allergen
from hubdesk.households.diet import FACES, Chip
from hubdesk.stock import date_words
from hubdesk.stock.dates import DateState
from hubdesk.wording import Phrase
from ui import counted, wording
from ui.theme.tokens import Tone
from ui.widgets.line_model import Line


def line_of(row: ShownRow) -> Line:
    """A row of the visit as its widget shows it."""
    flag, tone = _flag(row)
    return Line(
        row_id(row.n),
        row.name,
        _detail(row),
        0 if row.gone else row.quantity,
        Tone.SOON if row.state is not DateState.FINE and not row.gone else Tone.INFO,
        flag,
        tone,
    )


def row_id(n: int) -> bytes:
    """A row's name as the widgets carry it."""
    return n.to_bytes(4, "big")


def row_number(id_: bytes | None) -> int | None:
    """A row's name back from a widget."""
    return None if id_ is None else int.from_bytes(id_, "big")


def _flag(row: ShownRow) -> tuple[str, Tone]:
    translate = QCoreApplication.translate
    if row.gone:
        gone = {
            "none left": translate("Counter", "None left"),
            "left out": translate("Counter", "Left out"),
            "taken off": translate("Counter", "Taken off"),
        }
        return gone.get(row.gone, row.gone), Tone.INFO
    if row.conflict is not None:
        return translate("Counter", "Allergy: settle"), Tone.STOP
    if row.to_read:
        return translate("Counter", "Read the pack"), Tone.SOON
    if row.count_me and row.in_hand:
        return translate("Counter", "Count me"), Tone.NEW
    if row.ticked and not row.in_hand:
        return translate("Counter", "In the bag"), Tone.OK
    if row.ticked:
        return translate("Counter", "Scanned"), Tone.OK
    return "", Tone.INFO


def _detail(row: ShownRow) -> str:
    parts = [row.unit, row.note]
    if row.dated is not None and not row.gone:
        parts.append(wording.phrase(_date(row)))
        if row.days_left is not None and row.state is DateState.SOON:
            parts.append(_days_left(row.days_left))
    elif row.count_me and not row.gone:
        parts.append(QCoreApplication.translate("Counter", "book says none: count me"))
    return "  ·  ".join(part for part in parts if part)


def _date(row: ShownRow) -> Phrase:
    dated, left = row.dated, row.days_left
    assert dated is not None and left is not None
    today = dated.day - timedelta(days=left)
    return date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=today)


def _days_left(days: int) -> str:
    translate = QCoreApplication.translate
    if days == 0:
        return translate("Counter", "last day")
    return counted.days_left(days)


def totals(visit: ShownVisit, short: bool) -> str:
    """How much is in the parcel: "9 items · 6.2 kg"."""
    items = counted.items(visit.items)
    if short or not visit.weight_g:
        return items
    return f"{items}  ·  {visit.weight_g / 1000:.1f} kg"


def chips(visit: ShownVisit) -> list[tuple[str, Tone, str]]:
    """What to know when packing: allergies first, then instructions."""
    translate = QCoreApplication.translate
    found = []
    if visit.parcel:
        said = translate("Counter", "Packed parcel {number}").format(number=visit.parcel)
        found.append((said, Tone.INFO, "package"))
    household = visit.household
    for word in household.allergies if household else ():
        name = translate("allergens", ALLERGEN_WORDS[Allergen(word)])
        found.append((translate("Counter", "{name} allergy").format(name=name), Tone.STOP, ""))
    for word in household.diet if household else ():
        face = FACES[Chip(word)]
        found.append((translate("diet", face.words), Tone.SOON, face.icon))
    if visit.last_visit is not None:
        said = wording.phrase(date_words.on_paper(visit.last_visit, visit.last_visit))
        found.append(
            (translate("Counter", "Last visit {day}").format(day=said), Tone.INFO, "calendar-check")
        )
    return found


def repeat_words(visit: ShownVisit) -> str:
    """Repeat visits as small grey text: no dialog, no judging."""
    if visit.visits_this_month < 1:
        return ""
    return counted.earlier_visits(visit.visits_this_month)
