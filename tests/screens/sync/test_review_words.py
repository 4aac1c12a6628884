"""Whatever was written differently has words of its own: the field, and what stands in it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from hubdesk.parcels.contents import ListedLine
from hubdesk.sync.asked_about import ASKED, LISTED
from hubdesk.sync.lists_apart import Row, Told
from hubdesk.sync.review import Clash, Version
from ui.sync import review_values, review_words

ALL = sorted({name for each in ASKED.values() for name in each.fields})
BEANS = Row("Beans", ListedLine(b"b" * 16, [1, 2, 2]))


def test_no_field_that_is_asked_about_is_something_else(qapp: QApplication) -> None:
    assert set(ALL) == set(review_values.FIELDS)
    for name in ALL:
        assert review_values.field(name) != "Something else"
        assert review_values.said(name, None).endswith(": nothing")


@pytest.mark.parametrize("kind", sorted(k for k, each in ASKED.items() if each.fields))
def test_whatever_is_asked_about_is_called_by_its_name(qapp: QApplication, kind: str) -> None:
    clash = Clash(b"1" * 16, kind, "A1", (), adds_up=False)
    whose = review_words.whose(clash)
    assert "{" not in whose
    assert "A1" in whose or kind in ("date.rule", "hub.keeping")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("date_kind", "best before", "Kind of date: best before"),
        ("food", "bread", "Kind of food: Bread, packed bakery"),
        ("food", "of a newer Hubdesk", "Kind of food: of a newer Hubdesk"),
        ("measure", "ml", "Counted in: millilitres"),
        ("use", "store", "What it is for: a store"),
        ("stall", "c", "At the stall: c"),
        ("stall", "never", "At the stall: never swapped"),
        ("substitutes", ("Peas", "Lentils"), "Given in its place: Peas, Lentils"),
        ("line", "Beans", "Line of goods: Beans"),
        ("figure", ["12m", "WRAP", "2020"], "Good after its best before: 12 months, WRAP 2020"),
        ("refuse_past", 1, "Give nothing past its best before: yes"),
        ("take_in_days", 3, "Take in nothing so near its date: 3 days"),
        ("keep name", 6, "Names, phones and ages are kept: 6 months"),
        ("keep diet", 90, "Diet and allergies are kept: 90 days"),
        ("role", "lead", "Trusted as: lead"),
        ("ages", "1,0,2,0", "Ages of children: Under 1: 1, 5 to 11: 2"),
        (LISTED, Told("Standard", (BEANS,), False), "Beans: 1, 2, 2"),
        (LISTED, Told("Standard", (Row("Peas", None),), False), "Peas: not on the list"),
        (LISTED, Told("Small", (BEANS,) * 5, False), "Beans: 1, 2, 2; " * 3 + "and 2 more"),
        (LISTED, Told("Small", (), True), "Small: other chips, or another order"),
    ],
)
def test_what_stands_in_a_field_is_said_in_words(
    qapp: QApplication, name: str, value: Any, said: str
) -> None:
    told = review_words.value(Version((b"", 1), {name: value}, 0, (), ""))  # type: ignore[arg-type]
    assert told.replace("\u2068", "").replace("\u2069", "") == said
