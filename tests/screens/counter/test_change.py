"""Changing a visit, and for others, with real keys: counted, no dialog, focus back home."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.meter import Meter
from tests.screens.counter.conftest import OpenedIn
from tests.screens.counter.states import BEANS, card
from ui.theme.tokens import Theme

SEEN = os.environ.get("PICTURES", "")
WAYS = [
    (Theme.LIGHT, 100, Qt.LayoutDirection.LeftToRight),
    (Theme.SUNLIGHT, 100, Qt.LayoutDirection.LeftToRight),
    (Theme.LIGHT, 150, Qt.LayoutDirection.LeftToRight),
    (Theme.LIGHT, 100, Qt.LayoutDirection.RightToLeft),
]


@pytest.mark.skipif(not SEEN, reason="pictures only when somebody looks at them")
@pytest.mark.parametrize("way", WAYS, ids=["light", "sunlight", "large", "mirrored"])
def test_pictures(opened_in: OpenedIn, way: tuple[Theme, int, Qt.LayoutDirection]) -> None:
    meter = opened_in(*way)
    name = "-".join(map(str, (way[0].value, way[1], way[2].name[:1])))

    def take(what: str) -> None:
        meter.settle()
        meter.desk.window.grab().save(str(Path(SEEN) / f"{name}-{what}.png"))

    take("0empty")
    meter.scan(card(meter, "Thuy Li"))
    meter.press("Ctrl+E")
    take("1change")
    meter.press("Esc")
    meter.type_("2+4\r")
    take("2size")
    meter.press("Ctrl+J")
    take("3andfor")
    meter.scan(card(meter, "Łukasz Ionescu"))
    meter.settle()
    while meter.headline.startswith("Allergy"):
        meter.press("Space")
        meter.settle()
    take("4joined")
    meter.press("Ctrl+O")
    meter.press("Ctrl+L")
    meter.scan(BEANS)
    take("5choose")


@pytest.fixture
def meter(opened_in: OpenedIn) -> Meter:
    return opened_in(Theme.LIGHT, 100, Qt.LayoutDirection.LeftToRight)


def kept(meter: Meter) -> tuple[int, int]:
    """The size that the household on the counter keeps."""
    assert meter.visit is not None and meter.visit.household is not None
    return meter.visit.household.adults, meter.visit.household.children


def size(meter: Meter) -> tuple[int, int]:
    assert meter.visit is not None
    return meter.visit.adults, meter.visit.children


def test_another_size_is_four_keys_and_one_more_for_today_only(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    before, was = meter.count.keys, kept(meter)
    meter.step(meter.type_, "2+4\r")
    assert meter.headline == "2 + 4 from now on" and kept(meter) == size(meter) == (2, 4)
    meter.step(meter.press, "Space")
    assert meter.headline == "2 + 4, today only"
    assert kept(meter) == was and size(meter) == (2, 4)
    assert meter.count.keys - before == 5
    meter.step(meter.press, "Ctrl+Z")
    assert size(meter) == was == kept(meter)


def test_a_size_that_was_meant_for_somebody_else_is_one_key_more(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    was, first = size(meter), meter.visit
    meter.type_("1+1\r")
    meter.step(meter.press, "Ctrl+F")
    assert meter.visit and first and meter.visit.id != first.id and size(meter) == (1, 1)
    meter.scan(card(meter, "Thuy Li"))
    assert size(meter) == was


def test_chips_are_one_key_each_and_the_scan_box_hears_again(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    assert meter.visit and meter.visit.household
    had = set(meter.visit.household.diet)
    before = meter.count.keys
    meter.press("Ctrl+E")
    meter.type_("d")
    meter.type_("l")
    assert meter.count.keys - before == 3
    assert set(meter.visit.household.diet) == had | {"vegan", "no fridge"}
    assert meter.desk.counter.panels.changing
    meter.step(meter.press, "Esc")
    meter.step(meter.press, "Ctrl+Z")
    assert set(meter.visit.household.diet) == had | {"vegan"}


def test_a_scan_while_changing_goes_in_and_leaves_the_panel(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    meter.press("Ctrl+E")
    meter.step(meter.scan, BEANS)
    assert meter.headline.startswith("Added") and not meter.desk.counter.panels.changing


def test_ages_are_a_digit_each_and_asked_about_when_they_do_not_add_up(meter: Meter) -> None:
    meter.type_("1+1\r")
    meter.press("Ctrl+E")
    meter.type_("1")
    meter.press("Tab")
    meter.type_("1")
    meter.step(meter.type_, "\r")
    assert meter.headline == "How many children?"
    meter.step(meter.press, "Space")
    assert size(meter) == (1, 2) and meter.visit and meter.visit.parties[0].ages == (1, 1, 0, 0)


def test_and_for_is_one_key_and_a_card_and_one_f12(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    keys, scans = meter.count.keys, meter.count.scans
    meter.step(meter.press, "Ctrl+J")
    assert meter.headline == "And for whom?"
    meter.step(meter.type_, "2+3\r")
    assert meter.visit and [p.number for p in meter.visit.parties][1] == ""
    lines = meter.desk.counter.card.rows.lines
    assert [line.heading for line in lines].count(True) == 2
    meter.step(meter.press, "F12")
    assert meter.headline.startswith("Done") and meter.visit is None
    served = meter.desk.counter.service.served
    assert served is not None and len(served.also) == 1
    assert (meter.count.keys - keys, meter.count.scans - scans) == (6, 0)


def test_a_second_card_joins_and_a_heading_takes_the_turn(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    other = card(meter, "Łukasz Ionescu")
    meter.press("Ctrl+J")
    meter.scan(other)
    while meter.headline.startswith("Allergy") or meter.headline == "Read the pack":
        meter.press("Space")
    assert meter.visit and [p.has_turn for p in meter.visit.parties] == [False, True]
    meter.step(meter.press, "Ctrl+B")
    assert [p.has_turn for p in meter.visit.parties] == [True, False]
    rows = meter.desk.counter.card.rows
    for _ in rows.lines:
        meter.step(meter.press, "Down")
    picked = next(line for line in rows.lines if line.id_ == rows.picked_id)
    assert not picked.heading and picked is rows.lines[-1]
    meter.step(meter.press, "Ctrl+Z")
    meter.step(meter.press, "Ctrl+Z")
    assert meter.count.modals == 0


def test_a_household_that_joins_is_seen_from_its_heading(meter: Meter) -> None:
    meter.scan(card(meter, "Rhys O'Brien"))
    meter.press("Ctrl+J")
    meter.scan(card(meter, "Winston Beckford"))
    rows = meter.desk.counter.card.rows
    second = [at for at, line in enumerate(rows.lines) if line.heading][1]
    assert rows.visualRect(rows.model().index(second, 0)).y() == 0


def test_a_tin_after_and_for_goes_in(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    meter.press("Ctrl+J")
    meter.step(meter.scan, BEANS)
    assert meter.headline.startswith("Added") and meter.visit and len(meter.visit.parties) == 1


def test_someone_else_and_choosing_are_one_key_each(meter: Meter) -> None:
    meter.scan(card(meter, "Thuy Li"))
    meter.step(meter.press, "Ctrl+O")
    assert meter.headline == "Collected by someone else"
    meter.step(meter.press, "Ctrl+L")
    assert meter.rows() == [] and meter.visit and meter.visit.parties[0].choosing
    meter.step(meter.scan, BEANS)
    meter.step(meter.press, "F12")
    assert meter.visit is None
    meter.step(meter.press, "Ctrl+L")
    assert meter.visit is not None and meter.visit.rows == ()
    meter.step(meter.type_, "1+1\r")
    assert size(meter) == (1, 1)
