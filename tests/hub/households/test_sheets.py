"""Spreadsheets as hubs bring them: taken in, or refused in a sentence that says what to do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused, Trouble
from hubdesk.households import dry_run, headings, said_diet
from hubdesk.households.dry_run import DryRun
from hubdesk.households.headings import About
from hubdesk.households.sheet_row import Outcome
from hubdesk.sheets import file as sheet_file
from hubdesk.sheets import sheet, written
from hubdesk.sheets import text as sheet_text
from tests.hub.households.sheets import (
    AMINA,
    BEN,
    HEAD,
    MARCH,
    PLAIN,
    SHEET,
    book,
    called,
    lying,
    packed_as,
    rewritten,
    text,
)

Make = Callable[[Path], Path]
BLOCK = 'Name;No. in household;Address\nAmina;"2+3";"12 Mill Lane\nBirmingham"\nBen;1;\n'


def _zipped(folder: Path) -> Path:
    path = folder / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("word/document.xml", "<x/>")
    return path


def _half(path: Path) -> Path:
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def _far(folder: Path) -> Path:
    made = book(folder, HEAD, AMINA)
    with zipfile.ZipFile(made) as packed:
        content = packed.read(SHEET)
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return rewritten(made, SHEET, content.replace(b"</sheetData>", far))


TAKEN: dict[str, Make] = {
    "utf-8": lambda f: text(f, PLAIN),
    "utf-8 with a mark": lambda f: text(f, PLAIN, coded="utf-8-sig"),
    "windows-1252": lambda f: text(f, PLAIN.replace("Ben", "Zoë"), coded="cp1252"),
    "utf-16": lambda f: text(f, PLAIN, coded="utf-16"),
    "utf-16 without a mark": lambda f: text(f, PLAIN, coded="utf-16-le"),
    "utf-16 the other way": lambda f: text(f, PLAIN, coded="utf-16-be"),
    "semicolons": lambda f: text(f, PLAIN.replace(",", ";")),
    "tabs, named .xls": lambda f: text(f, PLAIN.replace(",", "\t"), "list.xls"),
    "sep= of Excel": lambda f: text(f, "sep=;\r\n" + PLAIN.replace(",", ";")),
    "old Mac lines": lambda f: text(f, PLAIN.replace("\n", "\r")),
    "NULs": lambda f: text(f, PLAIN.replace("Ben", "B\0en")),
    "a line within quotes": lambda f: text(f, BLOCK),
    "empty rows between": lambda f: text(f, PLAIN.replace("\nBen", "\n,,,\n\n,,\nBen")),
    "a title above": lambda f: text(f, "Our families,,,\nupdated May,,,\n" + PLAIN),
    "headings twice": lambda f: text(f, PLAIN + PLAIN.split("\n", maxsplit=1)[0]),
    "duplicate headings": lambda f: text(f, "Name,Adults,Name,Children\nAmina,2,x,3\nBen,1,x,0\n"),
    "ages in bands": lambda f: text(f, "Name,Adults,Under 5,Age 5-11\nAmina,2,1,2\nBen,1,0,0\n"),
    "only a size": lambda f: text(f, "People\n5\n1\n"),
    "a workbook": lambda f: book(f, HEAD, AMINA, BEN),
    "a workbook named .csv": lambda f: book(f, HEAD, AMINA, BEN, name="list.csv"),
    "merged headings": lambda f: book(
        f,
        ("Client", None, "Household", None),
        ("First name", "Surname", "Adults", "Children"),
        ("Amina", "O'Brien", 2, 3),
        ("Ben", "Carter", 1, 0),
        joined=["A1:B1", "C1:D1"],
    ),
    "dates and ids beside": lambda f: book(
        f, ("ID", *HEAD, "DOB", "Last visit"), (1, *AMINA, MARCH, 46083), (2, *BEN, "02/03/26", "")
    ),
    "a list that starts far in": lambda f: book(
        f, (), (), (None, None, *HEAD), (None, None, *AMINA), (None, None, *BEN)
    ),
    "dates as text": lambda f: text(
        f, "Joined,Name,Adults,Children\n2nd March 2026,Amina,2,3\n02.03.26,Ben,1,0\n"
    ),
    "a formula in a name": lambda f: text(
        f, PLAIN.replace("Ben Carter", '"=HYPERLINK(""http://x"")"')
    ),
    "a formula for a name, in a workbook": lambda f: book(
        f, HEAD, AMINA, ('=CONCATENATE("Ben"," Carter")', 1, 0, "CV1 2AB")
    ),
    "windows-1252 with semicolons and a title": lambda f: text(
        f, "Familles aidées;;;\n" + PLAIN.replace(",", ";"), coded="cp1252"
    ),
    "numbers as words": lambda f: text(f, "Name,Adults,Kids\nAmina,two,three\nBen,1.0,none\n"),
}

REFUSED: dict[str, tuple[Make, str]] = {
    "empty": (lambda f: text(f, ""), "is empty"),
    "nothing but commas": (lambda f: text(f, ",,,\n,,,\n\n"), "is empty"),
    "an empty workbook": (book, "is empty"),
    "a PDF named .xlsx": (lambda f: text(f, b"%PDF-1.7\n%\xe2", "list.xlsx"), "is a PDF"),
    "a photo": (lambda f: text(f, b"\x89PNG\r\n\x1a\n\0\0", "list.csv"), "not a spreadsheet"),
    "a program": (lambda f: text(f, bytes(range(256)) * 40), "not a spreadsheet"),
    "a web page": (lambda f: text(f, "<html><table></table>", "list.xls"), "web page"),
    "an old workbook": (
        lambda f: text(f, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "list.xls"),
        "old Excel file",
    ),
    "another zip": (_zipped, "not a spreadsheet"),
    "half a workbook": (lambda f: _half(book(f, HEAD, AMINA)), "damaged"),
    "a bomb": (lambda f: rewritten(book(f, HEAD), SHEET, b" " * 200_000_000), "unpacks"),
    "a lying bomb": (
        lambda f: lying(rewritten(book(f, HEAD), SHEET, b"<" * 999_983), SHEET, 999),
        "damaged",
    ),
    "packed as no program does": (
        lambda f: packed_as(book(f, HEAD, AMINA), zipfile.ZIP_BZIP2),
        "damaged",
    ),
    "hidden in a comment": (
        lambda f: rewritten(book(f, HEAD), SHEET, b"<worksheet><!-- --></worksheet>"),
        "damaged",
    ),
    "a cell very far away": (_far, "very far"),
    "a line of 10 MB": (lambda f: text(f, 'Name,Adults\n"' + "x" * 10_000_000), "far too long"),
    "a quote never closed": (
        lambda f: text(f, 'Name,Adults\n"Amina,2\n' + "Ben,1\n" * 30_000),
        "far too long",
    ),
    "a thousand columns": (lambda f: text(f, "Name" + ",x" * 999 + "\n"), "columns"),
    "a folder": (lambda f: f, "no such file"),
    "nothing there": (lambda f: f / "gone.csv", "no such file"),
}


def sizes(run: DryRun) -> list[tuple[int, int]]:
    return [(row.adults, row.children) for row in run.rows if row.outcome is not Outcome.REFUSED]


@pytest.mark.parametrize("make", TAKEN.values(), ids=TAKEN)
def test_a_list_comes_in_however_it_was_saved(make: Make, tmp_path: Path) -> None:
    run = dry_run.read(make(tmp_path))
    people = [sum(size) for size in sizes(run)]
    assert people == [5, 1]
    if About.CHILDREN in {column.about for column in run.headings.columns}:
        assert sizes(run) == [(2, 3), (1, 0)]


@pytest.mark.parametrize(("make", "says"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    make: Make, says: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match=says):
        sheet_file.read(make(tmp_path))


def test_there_are_at_least_thirty_of_them() -> None:
    assert len(TAKEN) + len(REFUSED) >= 30


@pytest.mark.slow
def test_a_workbook_of_fifty_thousand_rows_is_read(tmp_path: Path) -> None:
    drawn = Random(3)
    names = (f"{called(drawn)} {called(drawn)}" for _ in range(50_000))
    rows = ((name, 1 + n % 2, n % 4, f"B{n % 30 + 1} 1AA") for n, name in enumerate(names))
    path = book(tmp_path, HEAD, *rows)
    run = dry_run.read(path)
    assert len(run.rows) == 50_000
    assert not [row for row in run.rows if row.outcome is Outcome.REFUSED]


def test_a_formula_in_a_name_is_a_name(tmp_path: Path) -> None:
    path = text(tmp_path, 'Name,Adults\n"=HYPERLINK(""http://x"",1)",2\n\'=1+1,1\n')
    assert [row.details.name for row in dry_run.read(path).rows] == [
        '=HYPERLINK("http://x",1)',
        "=1+1",
    ]


def test_names_come_through_every_coding(tmp_path: Path) -> None:
    for coded in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        path = text(tmp_path, "Name,Adults\nZoë Núñez,2\n", coded=coded)
        assert dry_run.read(path).rows[0].details.name == "Zoë Núñez", coded
    path = text(tmp_path, "Name,Adults\nŁukasz أمينة 王,2\n", coded="utf-16")
    assert dry_run.read(path).rows[0].details.name == "Łukasz أمينة 王"


def test_notes_and_reasons_reach_no_household(tmp_path: Path) -> None:
    head = (*HEAD, "Notes", "Reason for visit", "DOB", "Safeguarding", "Religion")
    run = dry_run.read(book(tmp_path, head, (*AMINA, "ill", "lost job", MARCH, "police", "none")))
    why = {column.heading: column.why for column in run.headings.columns[4:]}
    assert all(why.values())
    assert [column.about for column in run.headings.columns[4:]] == [About.LEFT_OUT] * 5
    held = str(run.rows)
    assert not [word for word in ("ill ", "lost job", "2026", "police") if word in held]


@pytest.mark.parametrize(
    ("heading", "about"),
    [
        ("No. in household", About.PEOPLE),
        ("Household No.", About.LEFT_OUT),
        ("Family Size", About.PEOPLE),
        ("forename", About.FIRST_NAME),
        ("LastName", About.SURNAME),
        ("Client", About.NAME),
        ("Children's names", About.LEFT_OUT),
        ("No of Adults", About.ADULTS),
        ("Kids (0-17)", About.CHILDREN),
        ("Post Code", About.POSTCODE),
        ("House name/number", About.STREET),
        ("Contact No", About.PHONE),
        ("Dietary requirements", About.DIET),
        ("Any allergies?", About.ALLERGIES),
        ("Email address", About.LEFT_OUT),
        ("Date of last visit", About.LEFT_OUT),
    ],
)
def test_headings_are_known_by_many_spellings(heading: str, about: About) -> None:
    assert headings.VOCABULARY.guess(heading)[0] is about


@pytest.mark.parametrize(
    ("cells", "outcome", "why"),
    [
        (("Amina", 0, 0, ""), Outcome.REFUSED, "0 people"),
        (("Amina", 99, 0, ""), Outcome.REFUSED, "99 people"),
        (("Amina", "", "", ""), Outcome.REFUSED, "does not say"),
        (("Amina", MARCH, 0, ""), Outcome.REFUSED, "A date stands"),
        (("Amina", "2-Mar", 0, ""), Outcome.REFUSED, "A date stands"),
        (("Amina", "lots", 0, ""), Outcome.REFUSED, "not a number"),
        (("Amina", 46083, 0, ""), Outcome.REFUSED, "46083 people"),
        (("Amina", -2, 0, ""), Outcome.REFUSED, "not a number"),
        (("A" * 400, 2, 0, ""), Outcome.REFUSED, "too long"),
        (("Amina", 9, 6, ""), Outcome.DOUBTFUL, "15 people"),
        (("Amina", 0, 2, ""), Outcome.DOUBTFUL, "no adult"),
        (("Amina", 2, 3, "by the bridge"), Outcome.DOUBTFUL, "postcode"),
        (("", 2, 3, ""), Outcome.READY, ""),
    ],
)
def test_a_row_says_why_it_is_doubtful_or_refused(
    tmp_path: Path, cells: tuple[object, ...], outcome: Outcome, why: str
) -> None:
    row = dry_run.read(book(tmp_path, HEAD, cells)).rows[0]
    assert row.outcome is outcome
    assert why in " ".join(map(str, row.why))


@pytest.mark.parametrize(
    ("said", "diet", "allergies", "unknown"),
    [
        ("Halal, nut allergy", ("halal",), ("nuts", "peanuts"), ()),
        ("gluten free & dairy-free", (), ("gluten", "milk"), ()),
        ("coeliac; NO PORK", ("no pork",), ("gluten",), ()),
        ("tree nuts", (), ("nuts",), ()),
        ("can't eat shellfish", (), ("crustaceans", "molluscs"), ()),
        ("N/A", (), (), ()),
        ("no known allergies", (), (), ()),
        ("not allergic to nuts", (), (), ("not allergic to nuts",)),
        ("Vegetarian. Hates sprouts", ("vegetarian",), (), ("sprouts",)),
        ("no cooker, has a dog", ("dog", "no cooker"), (), ()),
        ("kettle only", ("kettle only",), (), ()),
    ],
)
def test_food_words_become_chips_and_the_fourteen(
    said: str, diet: tuple[str, ...], allergies: tuple[str, ...], unknown: tuple[str, ...]
) -> None:
    found = said_diet.understood(said)
    assert (found.diet, found.allergies, found.unknown) == (diet, allergies, unknown)


def test_a_yes_under_a_heading_means_the_heading(tmp_path: Path) -> None:
    path = text(tmp_path, "Name,Adults,Halal?,Nut allergy\nAmina,2,Y,yes\nBen,1,N,\n")
    first, second = dry_run.read(path).rows
    assert first.details.diet == ("halal",) and "nuts" in first.details.allergies
    assert second.details.diet == second.details.allergies == ()


def test_a_column_may_mean_something_else(tmp_path: Path) -> None:
    run = dry_run.read(text(tmp_path, "Who they are,Grown,Small\nAmina,2,3\nBen,1,0\n"))
    assert run.rows == ()
    with pytest.raises(Refused, match="No column says how many"):
        dry_run.refuse_sizeless(run)
    again = dry_run.again(run, [About.NAME, About.ADULTS, About.CHILDREN])
    assert sizes(again)[-2:] == [(2, 3), (1, 0)]


def test_doubles_in_the_file_are_shown(tmp_path: Path) -> None:
    run = dry_run.read(text(tmp_path, PLAIN + "Amena OBrien,2,3,b147xy\nAmina Khan,1,0,B14 7XY\n"))
    assert [row.double for row in run.rows] == [False, False, True, False]
    assert "row 2" in str(run.rows[2].why[0])
    assert len(run.chosen(doubtful=True, doubles=False)) == 3


@given(st.binary(max_size=3000))
def test_no_bytes_at_all_break_the_reader_of_text(data: bytes) -> None:
    try:
        sheet_text.read(data)
    except Refused as said:
        assert str(said)


@given(st.lists(st.lists(st.text(max_size=20), max_size=6), max_size=8))
def test_no_rows_break_the_headings_or_the_rows(rows: list[list[str]]) -> None:
    kept, first = sheet.tidy([[sheet.cell(each) for each in row] for row in rows])
    made = sheet.Sheet(kept, first)
    run = dry_run.judged(made, headings.found(made))
    assert all(row.line >= first for row in run.rows)


@given(st.binary(max_size=400), st.integers(0, 5000))
def test_no_slip_in_a_workbook_breaks_its_reader(
    tmp_path_factory: pytest.TempPathFactory, slip: bytes, at: int
) -> None:
    folder = tmp_path_factory.mktemp("book")
    path = book(folder, HEAD, AMINA, BEN)
    data = path.read_bytes()
    path.write_bytes(data[: at % len(data)] + slip + data[at % len(data) + len(slip) :])
    try:
        sheet_file.read(path)
    except (Refused, Trouble) as said:
        assert str(said)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(str.strip) | (
    st.sampled_from(["=1+1", "+44 20", "-5", "@a", "'=1", "''", "=cmd|' /C calc'!A1"])
)


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
@given(rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=1, max_size=5))
def test_an_export_reads_back_exactly_and_holds_no_formula(
    tmp_path_factory: pytest.TempPathFactory, ending: str, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("out") / f"out{ending}"
    written.write(path, [("x", *row) for row in rows], ("A", "B", "C"))
    read = [list(row) for row in sheet_file.read(path).rows]
    wide = max(map(len, read))
    wanted = [["A", "B", "C"], *(["x", *row] for row in rows)]
    assert read == [row[:wide] for row in wanted]
    if ending == ".csv":
        held = path.read_text(encoding="utf-8-sig")
        assert not [w for row in wanted for w in row if w[:1] in "=+-@" and w and f",{w}," in held]
