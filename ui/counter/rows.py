"""The visit and its rows in the volunteer's words: plain values for the shared widgets."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QCoreApplication

from hubdesk.counter.visit import ShownParty, ShownRow, ShownVisit
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
        much="" if row.measure.in_ones else _many(row, 0 if row.gone else row.quantity),
    )


def _many(row: ShownRow, many: int) -> str:
    """How many, or how much: 2, 1.5 kg."""
    return wording.phrase(row.measure.said(many))


def lines_of(visit: ShownVisit, *, details: bool = True) -> list[Line]:
    """All rows of a visit; where several are served together, each under whose it is.

    ``details``: diets are known on this laptop.
    """
    if len(visit.parties) < 2:
        return [line_of(row) for row in visit.rows]
    lines = []
    for party in visit.parties:
        lines.append(_heading(party, details=details))
        lines += [line_of(row) for row in visit.rows if row.party == party.no]
    return lines


def _heading(party: ShownParty, *, details: bool) -> Line:
    translate = QCoreApplication.translate
    number = party.number or translate("Counter", "No card")
    home = party.household
    allergies = [_allergy(word, False)[0] for word in home.allergies] if home else []
    chips = [translate("diet", FACES[Chip(word)].words) for word in party.chips]
    asks = [] if details else [not_known()]
    facts = [wording.size(party.adults, party.children), *asks, *allergies, *chips]
    flag = translate("Counter", "Scans go here") if party.has_turn else ""
    return Line(
        heading_id(party),
        number,
        "  ·  ".join(facts),
        0,
        Tone.STOP if allergies else Tone.INFO if details else Tone.SOON,
        flag,
        Tone.INFO,
        heading=True,
    )


_HEADING = b"party"


def heading_id(party: ShownParty) -> bytes:
    """The name of a party's heading as the widgets carry it."""
    return _HEADING + party.no.to_bytes(4, "big")


def party_number(id_: bytes) -> int:
    """Which party a heading is of."""
    return int.from_bytes(id_.removeprefix(_HEADING), "big")


def row_id(n: int) -> bytes:
    """A row's name as the widgets carry it."""
    return n.to_bytes(4, "big")


def row_number(id_: bytes | None) -> int | None:
    """A row's name back from a widget."""
    return None if id_ is None else int.from_bytes(id_, "big")


def _flag(row: ShownRow) -> tuple[str, Tone]:
    translate = QCoreApplication.translate
    if row.limit is not None and row.conflict is None and not row.to_read:
        many, limit = _many(row, row.quantity), _many(row, row.limit)
        said = translate("Counter", "{n} of {limit}").format(n=many, limit=limit)
        return wording.placed(said), Tone.OK if row.quantity <= row.limit else Tone.SOON
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
    if row.against is not None:
        return translate("diet", FACES[row.against].words), Tone.SOON
    if row.ticked and not row.in_hand:
        return translate("Counter", "In the bag"), Tone.OK
    if row.ticked:
        return translate("Counter", "Scanned"), Tone.OK
    if not row.quantity and row.as_required:
        return translate("Counter", "As required"), Tone.INFO
    if not row.quantity and row.optional:
        return translate("Counter", "Optional"), Tone.INFO
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
    weight_g = 0 if short else visit.weight_g
    return f"{items}  ·  {weight_g / 1000:.1f} kg" if weight_g else items


Fact = tuple[str, Tone, str, str]
"""A chip: its words, tone and icon, and how it reads aloud."""

FEW, MANY = 3, 8
"""So many allergies stand as whole chips in a short space; so many chips need much of it."""


def not_known() -> str:
    """What stands where a diet would, on a laptop that holds no names: never nothing."""
    return QCoreApplication.translate("Counter", "Diet not known here: ask")


def chips(visit: ShownVisit, short: bool = False, *, details: bool = True) -> list[Fact]:
    """What to know when packing: allergies first, then instructions.

    Without ``details`` this laptop knows no diets, and says so before all else.
    In a ``short`` space many allergies share one word, so that none of them is out of sight.
    """
    translate = QCoreApplication.translate
    household = visit.household
    allergies = household.allergies if household else ()
    crowded = short and len(allergies) > FEW
    found = [_allergy(word, crowded) for word in allergies]
    if not details:
        found.insert(0, (not_known(), Tone.SOON, "circle-question-mark", not_known()))
    if visit.parcel:
        said = translate("Counter", "Packed parcel {number}").format(number=visit.parcel)
        found.append((said, Tone.INFO, "package", said))
    if crowded:
        heading = translate("Counter", "Allergies:")
        found.insert(0, (heading, Tone.STOP, "triangle-alert", heading))
    turn = visit.turn
    for word in turn.chips if turn else ():
        face = FACES[Chip(word)]
        said = translate("diet", face.words)
        found.append((said, Tone.SOON, face.icon, said))
    found += _today(turn) if turn else []
    if visit.last_visit is not None and not crowded:
        day = wording.phrase(date_words.on_paper(visit.last_visit, visit.last_visit))
        said = translate("Counter", "Last visit {day}").format(day=day)
        found.append((said, Tone.INFO, "calendar-check", said))
    return found


def _today(turn: ShownParty) -> list[Fact]:
    """What is otherwise than ever, today."""
    translate = QCoreApplication.translate
    facts = (
        (turn.choosing, translate("Counter", "They choose"), "shopping-basket"),
        (turn.by_other, translate("Counter", "Collected by someone else"), "users"),
        (turn.today_only, translate("Counter", "This size today only"), "calendar"),
    )
    return [(said, Tone.NEW, icon, said) for holds, said, icon in facts if holds]


def _allergy(word: str, crowded: bool) -> Fact:
    translate = QCoreApplication.translate
    name = translate("allergens", ALLERGEN_WORDS[Allergen(word)])
    said = translate("Counter", "{name} allergy").format(name=name)
    return (name if crowded else said, Tone.STOP, "", said)


def repeat_words(visit: ShownVisit) -> str:
    """Repeat visits as small grey text: no dialog, no judging."""
    if visit.visits_this_month < 1:
        return ""
    return counted.earlier_visits(visit.visits_this_month)
