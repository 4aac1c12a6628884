"""Rows as they are written: the same file as Python's own writer makes, and never a formula."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.sheets import written
from hubdesk.sheets.sheet import DEFUSED
from hubdesk.sheets.written import Cell

WORDS = st.text(alphabet="ab ,\"\n\r\t\0=+-@'é", max_size=6)
CELLS = st.one_of(WORDS, WORDS, st.integers(-99, 99), st.none())
HEADINGS = ("Name", "Grams", "Kind")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("written") / "out.csv"


def marked(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in DEFUSED and cell else cell


@given(st.lists(st.tuples(CELLS, st.integers(-9, 9), WORDS), max_size=12))
def test_it_is_what_pythons_own_writer_makes_of_cells_that_are_marked(
    path: Path, rows: list[tuple[Cell, ...]]
) -> None:
    written.write(path, rows, HEADINGS)
    told = io.StringIO()
    csv.writer(told).writerows([HEADINGS, *([marked(cell) for cell in row] for row in rows)])
    assert path.read_bytes().decode("utf-8-sig") == told.getvalue()


def test_one_cell_among_thousands_is_marked_and_the_others_are_left_alone(path: Path) -> None:
    rows = [(f"Beans {n}", n, "tins") for n in range(3000)]
    rows[1700] = ("=1+1", 1700, 'tins, "large"')
    written.write(path, rows, HEADINGS)
    lines = path.read_text("utf-8-sig").splitlines()
    assert lines[1701] == '\'=1+1,1700,"tins, ""large"""'
    assert [lines[0], lines[1], lines[3000]] == [
        "Name,Grams,Kind",
        "Beans 0,0,tins",
        "Beans 2999,2999,tins",
    ]
    assert len(lines) == 3001


def test_a_shorter_row_is_filled_up_with_empty_cells(path: Path) -> None:
    written.write(path, [("Beans",), ("Rice", 500, "dry")], HEADINGS)
    assert path.read_text("utf-8-sig").splitlines()[1:] == ["Beans,,", "Rice,500,dry"]
