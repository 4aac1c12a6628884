"""What stands on a parcel, a card and the papers, and that nothing leaves its label."""

from __future__ import annotations

from datetime import date

import pytest
import zxingcpp
from msgspec.structs import fields

from hubdesk.errors import Refused
from hubdesk.labels import sheet_text as formats
from hubdesk.labels.contents import HouseholdCard, ParcelLabel
from hubdesk.labels.designs import household_card, parcel_label
from hubdesk.labels.draft import Room
from hubdesk.labels.format import Format
from hubdesk.labels.frame import spaced
from hubdesk.labels.layout import Bars, Face, Label, Squares, Words
from hubdesk.labels.papers import (
    SHEET_LINES,
    PracticeCode,
    RecoverySheet,
    ScannerSetupSheet,
    practice_barcodes,
    recovery_sheet,
    scanner_setup_sheet,
    visit_sheet,
)
from hubdesk.labels.pdf import pdf_of
from hubdesk.scanner.learn import SETUP_CODE
from tests.hub.labels.paper import DPI, HOSTILE, dots, eans, ink, own_codes, scanned, texts

SATURDAY = date(2026, 11, 21)
PARCEL = ParcelLabel("P123456789012", "0417", 2, 3, SATURDAY, 18, 7420)
CARD = HouseholdCard("St Mary's Community Hub", "4821", "H123456784821")
SMALL = [formats.named("l7160"), formats.named("roll-62x40")]
A4 = formats.named("a4")


def said(label: Label) -> list[str]:
    """Every line of words on a label, from the top."""
    words = [mark for mark in label.marks if isinstance(mark, Words)]
    return [mark.text for mark in sorted(words, key=lambda mark: mark.baseline_mm)]


def parcel(**changes: object) -> ParcelLabel:
    return ParcelLabel(**{**_values(PARCEL), **changes})  # type: ignore[arg-type]


def _values(of: ParcelLabel) -> dict[str, object]:
    return {field.name: getattr(of, field.name) for field in fields(of)}


def test_a_parcel_says_number_size_day_and_weight_and_nothing_else() -> None:
    assert sorted(said(parcel_label(PARCEL, Room.on(SMALL[0])))) == sorted(
        [
            "Household 0417",
            "Sat 21 Nov",
            "9012",
            "2 adults",
            "3 children",
            "18 items · 7.4 kg",
            "P 1234 5678 9012",
        ]
    )


def test_a_visit_without_a_number_is_a_visit() -> None:
    visit = parcel_label(parcel(household="", adults=1, children=0), Room.on(SMALL[0]))
    assert "Visit" in said(visit)
    assert "1 adult" in said(visit)
    assert not any("child" in line for line in said(visit))


def test_the_last_four_are_read_from_two_metres() -> None:
    """Capitals 9.5 mm tall: about a 200th of the distance, as on door signs."""
    label = parcel_label(PARCEL, Room.on(SMALL[0]))
    number = next(mark for mark in label.marks if isinstance(mark, Words) and mark.text == "9012")
    assert number.face is Face.CODE
    assert number.size_pt * 25.4 / 72 * 0.727 >= 9.5


def test_an_instruction_stands_in_the_words_that_were_chosen() -> None:
    assert "No pork" in said(parcel_label(parcel(instruction="No pork"), Room.on(SMALL[0])))


def test_an_instruction_is_refused_rather_than_cut() -> None:
    with pytest.raises(Refused, match="too long"):
        parcel_label(parcel(instruction="No nuts at all, please; " * 20), Room.on(SMALL[0]))


def test_a_reprint_says_so() -> None:
    assert "Sat 21 Nov, again" in said(parcel_label(parcel(reprint=True), Room.on(SMALL[0])))
    card = HouseholdCard("Hub", "4821", "H123456784821", reprint=True)
    assert "Printed again" in said(household_card(card, Room.on(SMALL[0])))


def test_a_card_says_hub_number_and_code() -> None:
    assert said(household_card(CARD, Room.on(SMALL[0]))) == [
        "St Mary's Community Hub",
        "Bring this card",
        "each time",
        "4821",
        "H 1234 5678 4821",
    ]


@pytest.mark.parametrize("sheet", SMALL, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("dpi", DPI)
def test_a_full_page_of_labels_reads_back(sheet: Format, dpi: int) -> None:
    room = Room.on(sheet, dpi)
    codes = own_codes(21, dpi)
    labels = [parcel_label(parcel(code=code, instruction="No pork"), room) for code in codes]
    pdf = pdf_of(labels, sheet)
    for look_dpi in DPI:
        found = [text for page in dots(pdf, look_dpi) for text in scanned(page)]
        assert sorted(found) == sorted(codes)


@pytest.mark.parametrize("sheet", SMALL, ids=lambda sheet: sheet.name)
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_inside_their_label(sheet: Format, text: str) -> None:
    room = Room.on(sheet)
    labels = [household_card(HouseholdCard(text, text, "H123456784821"), room)]
    labels.append(parcel_label(parcel(household=text), room))
    if len(text) < 50:
        labels.append(parcel_label(parcel(instruction=text), room))
    for label in labels:
        page = next(dots(pdf_of([label], sheet), 200))
        place = sheet.place(1)
        assert place.holds(ink(page, 200))
        assert len(scanned(page)) == 1


@pytest.mark.parametrize("text", ["O<Brien", "</para>", "Zażółć gęślą jaźń", "A & <b>B</b>"])
def test_words_are_printed_as_they_are_not_as_markup(text: str) -> None:
    card = household_card(HouseholdCard(text, "4821", "H123456784821"), Room.on(SMALL[0]))
    assert text in texts(pdf_of([card], SMALL[0]))[0]


@pytest.mark.parametrize(
    ("code", "read"),
    [("P123456789012", "P 1234 5678 9012"), ("H12345", "H 1 2345"), ("ABC", "ABC"), ("", "")],
)
def test_a_code_is_spaced_so_that_its_last_four_stand_alone(code: str, read: str) -> None:
    assert spaced(code) == read


def test_a_label_that_is_far_too_small_is_refused() -> None:
    with pytest.raises(Refused, match="too long for this label"):
        parcel_label(PARCEL, Room(20, 12))


def test_practice_codes_fill_pages_and_read_back() -> None:
    codes = [*eans(20, 7), *eans(5, 8, 8), *own_codes(15, 9)]
    pages = practice_barcodes(
        [PracticeCode(f"Tin {code[-3:]}", code) for code in codes], Room.on(A4)
    )
    assert len(pages) == 2
    found = [text for page in dots(pdf_of(pages, A4), 300) for text in scanned(page)]
    assert sorted(found) == sorted(codes)


def test_the_recovery_sheet_holds_every_group_and_no_bar_code() -> None:
    groups = [f"{at}KQ2" for at in range(10)]
    sheet = RecoverySheet("St Mary's Community Hub", "-".join(groups), SATURDAY)
    label = recovery_sheet(sheet, Room.on(A4))
    words = " ".join(said(label))
    assert all(group in words for group in groups)
    assert "Sat 21 Nov 2026" in words
    assert not any(isinstance(mark, Bars | Squares) for mark in label.marks)


def test_the_scanner_sheet_has_the_code_to_learn_from_and_codes_to_try() -> None:
    tries = tuple(PracticeCode("Beans", code) for code in eans(6, 3))
    label = scanner_setup_sheet(ScannerSetupSheet("H123456784821", tries), Room.on(A4))
    found = scanned(next(dots(pdf_of([label], A4), 300)))
    assert found[0] == "H123456784821"
    assert sorted(found[1:]) == sorted(practice.code for practice in tries)


def test_every_line_of_a_visit_sheet_has_a_code_and_asks_for_no_name() -> None:
    codes = own_codes(SHEET_LINES, 4)
    label = visit_sheet("St Mary's Community Hub", codes, Room.on(A4))
    assert sorted(scanned(next(dots(pdf_of([label], A4), 300)))) == sorted(codes)
    assert sum("Day and time" in words for words in said(label)) == SHEET_LINES
    assert not any("name" in words.casefold().replace("no names", "") for words in said(label))


def test_the_real_set_up_code_scans_with_the_separator_that_it_asks_about() -> None:
    label = scanner_setup_sheet(ScannerSetupSheet(SETUP_CODE), Room.on(A4))
    page = next(dots(pdf_of([label], A4), 300))
    assert [found.bytes.decode() for found in zxingcpp.read_barcodes(page)] == [SETUP_CODE]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_on_the_papers(text: str) -> None:
    room = Room.on(A4)
    labels = [
        *practice_barcodes([PracticeCode(text, "96385074")] * 3, room),
        recovery_sheet(RecoverySheet(text, text, SATURDAY), room),
        visit_sheet(text, own_codes(SHEET_LINES, 4), room),
    ]
    for page in dots(pdf_of(labels, A4), 100):
        assert A4.place(1).holds(ink(page, 100))
