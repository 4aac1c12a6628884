"""Dates on the screen: four lists in shelf order, what is held back, and the hub's windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.journal.act import View
from hubdesk.labels import queue
from hubdesk.stock import held_back, near_dated, windows
from hubdesk.stock.foods import Food
from hubdesk.stock.near_dated import For, Listing
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.world import World
from ui.dates.screen import HELD, LINES, WINDOWS, DatesScreen
from ui.labels.whole_page import WholePages
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def near_goods(world: World) -> None:
    """Something for every list; today is Saturday 21 November 2026."""
    for name, food, kind in (
        ("Soup", "cans", "best before"),
        ("Bread", "bread", "best before"),
        ("Milk", None, "use by"),
        ("Honey", None, "best before"),
    ):
        world.line(name, food=food, date_kind=kind)
        world.product(name, name)
    world.shelf(
        "6 Soup, best before 2026-11-30",
        "4 Soup, best before 2026-06-30",
        "2 Bread, best before 2026-11-17",
        "8 Milk, use by 2026-11-22",
        "5 Milk, use by 2026-11-26",
        "3 Honey, best before 2027-08",
    )


@pytest.fixture
def screen(screen_world: ScreenWorld, tmp_path: Path) -> DatesScreen:
    near_goods(screen_world.world)
    return shown(screen_world, tmp_path)


def shown(screen_world: ScreenWorld, folder: Path) -> DatesScreen:
    papers = WholePages(folder, screen_world.world.clock, list)
    made = DatesScreen(screen_world.look, screen_world.line, screen_world.notices, papers)
    screen_world.show(made)
    return made


def test_a_list_is_asked_for_once_when_its_screen_opens(
    screen_world: ScreenWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[For] = []
    numbered = near_dated.numbered

    def counted(view: View, what_for: For) -> Listing:
        asked.append(what_for)
        return numbered(view, what_for)

    monkeypatch.setattr(near_dated, "numbered", counted)
    near_goods(screen_world.world)
    shown(screen_world, tmp_path)
    screen_world.settle()
    assert asked == [For.STALL]


def press(screen: DatesScreen, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(screen.window().windowHandle(), key, held)


def rows(screen: DatesScreen) -> list[str]:
    model = screen.list.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def turn(screen: DatesScreen, screen_world: ScreenWorld, what: str) -> list[str]:
    screen.parts.buttons[what].click()
    screen_world.settle()
    return rows(screen)


def test_of_a_long_list_the_rows_in_sight_are_read(
    screen_world: ScreenWorld, tmp_path: Path
) -> None:
    world = screen_world.world
    near_goods(world)
    for number in range(130):
        world.line(f"Tin {number:03}")
        world.product(f"Tin {number:03}", f"Tin {number:03}")
        world.shelf(f"1 Tin {number:03}, best before 2026-11-30")
    screen = shown(screen_world, tmp_path)
    model = screen.list.records
    assert model.rowCount() == 132
    assert model.records._pages.keys() == {0}
    screen.list.setFocus()
    press(screen, KEY.Key_End, Qt.KeyboardModifier.NoModifier)
    screen_world.settle()
    assert model.records._pages.keys() == {0, 1}
    assert screen.list.marked().name in str(model.data(model.index(131)))
    assert screen.goods.name.text()
    screen.shown()
    screen_world.settle()
    assert screen.list.currentIndex().row() == 131
    assert screen.list.marked() is not None


def test_each_list_holds_its_own(screen: DatesScreen, screen_world: ScreenWorld) -> None:
    assert ["Soup" in each for each in rows(screen)] == [True, True]
    assert ["Milk" in each for each in turn(screen, screen_world, For.MEALS)] == [True]
    assert len(turn(screen, screen_world, For.PARCELS)) == 2
    assert "Bread" in turn(screen, screen_world, For.WASTE)[0]
    assert turn(screen, screen_world, HELD) == []
    assert len(turn(screen, screen_world, WINDOWS)) == len(Food)
    assert [each.split(",")[1].strip() for each in turn(screen, screen_world, LINES)] == [
        "Honey",
        "Milk",
    ]


def test_milk_is_frozen_with_one_key_and_a_label_waits_for_each(
    screen: DatesScreen, screen_world: ScreenWorld
) -> None:
    prints: list[bool] = []
    screen.labels_wanted.connect(lambda: prints.append(True))
    turn(screen, screen_world, For.MEALS)
    screen.goods.many.entry.setText("3")
    press(screen, KEY.Key_F, ALT)
    screen_world.settle()
    assert screen.result.result is not None and screen.result.result.headline == "Frozen"
    assert [job.kind for job in screen_world.ask(queue.waiting)] == ["frozen"] * 3
    assert prints == [True] and "5 × " in rows(screen)[0]
    press(screen, KEY.Key_Z, CTRL)
    screen_world.settle()
    assert "8 × " in rows(screen)[0] and screen_world.ask(queue.waiting) == []


def test_goods_are_held_back_with_a_reason_and_released(
    screen: DatesScreen, screen_world: ScreenWorld
) -> None:
    press(screen, KEY.Key_H, ALT)
    screen_world.settle()
    assert screen.result.result is not None and "Type why" in screen.result.result.headline
    screen.goods.why.entry.setText("smells wrong")
    press(screen, KEY.Key_H, ALT)
    screen_world.settle()
    assert len(rows(screen)) == 1
    (held,) = turn(screen, screen_world, HELD)
    assert "smells wrong" in held
    press(screen, KEY.Key_H, ALT)
    screen_world.settle()
    assert rows(screen) == [] and screen_world.ask(held_back.all_) == []


def test_what_is_too_old_is_thrown_away(screen: DatesScreen, screen_world: ScreenWorld) -> None:
    turn(screen, screen_world, For.WASTE)
    assert not screen.goods.freeze.isVisible()
    press(screen, KEY.Key_W, CTRL)
    screen_world.settle()
    assert rows(screen) == []


def test_a_window_is_changed_with_its_source_and_goes_back(
    screen: DatesScreen, screen_world: ScreenWorld
) -> None:
    found = turn(screen, screen_world, WINDOWS)
    at = next(n for n, each in enumerate(found) if "Cans" in each)
    assert "12 months" in found[at] and "3 years" in found[at]
    screen.list.mark(at)
    screen_world.settle()
    card = screen.window_card
    card.span.entry.setText("3 years")
    card.source.entry.setText("Shrewsbury Food Hub")
    card.source_date.entry.setText("2021")
    press(screen, KEY.Key_S, CTRL)
    screen_world.settle()
    assert "3 years" in rows(screen)[at]
    assert screen_world.ask(windows.shown).by_food[Food.CANS].own
    assert "Shrewsbury Food Hub" in card.versions.text()
    card.shipped.click()
    screen_world.settle()
    assert not screen_world.ask(windows.shown).by_food[Food.CANS].own


def test_a_line_says_how_it_keeps_and_the_hub_its_rules(
    screen: DatesScreen, screen_world: ScreenWorld
) -> None:
    turn(screen, screen_world, LINES)
    screen.rules.food.set_value(Food.JAM.value)
    press(screen, KEY.Key_S, CTRL)
    screen_world.settle()
    assert [each.split(",")[1].strip() for each in rows(screen)] == ["Milk"]
    screen.rules.refuse_past.click()
    screen.rules.days.entry.setText("60")
    screen.rules.save.click()
    screen_world.settle()
    known = screen_world.ask(windows.shown)
    assert known.refuse_past and known.take_in_days == 60
    screen.rules.days.entry.setText("many")
    screen.rules.save.click()
    screen_world.settle()
    assert screen.result.result is not None and "number" in screen.result.result.headline


def test_a_list_is_printed_for_walking_round(
    screen: DatesScreen, screen_world: ScreenWorld, tmp_path: Path
) -> None:
    screen.print_list.click()
    screen_world.settle()
    screen_world.qtbot.waitUntil(lambda: bool(list(tmp_path.glob("near-dated*.pdf"))))


@pytest.mark.parametrize("what", [For.STALL, For.WASTE, HELD, WINDOWS, LINES])
@pytest.mark.parametrize("theme", list(Theme), ids=lambda theme: theme.value)
def test_the_audits_hold_in_every_theme(
    screen: DatesScreen, screen_world: ScreenWorld, theme: Theme, what: str
) -> None:
    screen_world.look.wear(theme)
    turn(screen, screen_world, what)
    assert audit.everything(screen.window(), screen_world.look) == []


@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize("mirrored", [False, True], ids=["ltr", "rtl"])
def test_the_audits_hold_at_every_scale_both_ways(
    screen: DatesScreen, screen_world: ScreenWorld, percent: int, mirrored: bool
) -> None:
    sides = Qt.LayoutDirection
    QApplication.setLayoutDirection(sides.RightToLeft if mirrored else sides.LeftToRight)
    screen_world.look.wear(scale=Scale(percent))
    for what in (For.STALL, WINDOWS, LINES):
        turn(screen, screen_world, what)
        assert audit.everything(screen.window(), screen_world.look) == []
        if screen.switch.isVisible():
            screen.switch.click()
            screen_world.settle()
            assert audit.everything(screen.window(), screen_world.look) == []
            screen.switch.click()
            screen_world.settle()
