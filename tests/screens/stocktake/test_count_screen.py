"""The stock count on the screen: few keys a product, nothing hidden, nothing lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.stocktake import clashes, takes
from tests.hub.stocktake.hub import HERE
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.stocktake.states import each, filled, made, press, scan, type_
from ui.stocktake.screen import CLASHES, COUNT, VARIANCE, CountScreen
from ui.theme.scale import Scale
from ui.theme.tokens import Theme, Tone

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DRESSES = {
    "light": (Theme.LIGHT, 100, False),
    "sunlight": (Theme.SUNLIGHT, 100, False),
    "large": (Theme.LIGHT, 150, False),
    "mirrored": (Theme.LIGHT, 100, True),
}


def rows(screen: CountScreen) -> list[str]:
    model = screen.shelf.goods.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def test_scan_the_shelf_scan_a_product_type_its_number(screen_world: ScreenWorld) -> None:
    codes = filled(screen_world.world)
    beans = screen_world.world.barcodes["Heinz beans 415 g"]
    screen = made(screen_world)
    assert screen.box.field.placeholderText() == "Scan a shelf, or type its name"
    scan(screen_world, screen, codes[0])
    assert screen.shelf.heading.text() == "A1 Tins" and len(rows(screen)) == 5
    scan(screen_world, screen, beans)
    assert screen.box.field.placeholderText() == "How many? Heinz beans 415 g"
    type_(screen_world, screen, "3*6+2")
    assert screen.result.headline.text() == "Heinz beans 415 g: 20"
    assert any(each.startswith("20, Heinz") for each in rows(screen))
    assert not any("24" in each for each in rows(screen)), "the book's figure is not shown"
    scan(screen_world, screen, codes[0])
    assert screen.result.result is not None and screen.result.result.tone is Tone.SOON
    assert screen.result.headline.text() == "3 not counted"
    scan(screen_world, screen, codes[0])
    assert screen.service.spot is None and screen.shelf.on is None


def test_the_same_again_asks_and_ctrl_z_takes_back(screen_world: ScreenWorld) -> None:
    codes = filled(screen_world.world)
    beans = screen_world.world.barcodes["Heinz beans 415 g"]
    screen = made(screen_world)
    scan(screen_world, screen, codes[0])
    for number in ("12", "5"):
        scan(screen_world, screen, beans)
        type_(screen_world, screen, number)
    assert screen.result.result is not None and "12" in screen.result.result.lines[0]
    assert any(each.startswith("12, Heinz") for each in rows(screen)), "nothing was saved"
    press(screen_world, screen, KEY.Key_E, ALT)
    assert any(each.startswith("5, Heinz") for each in rows(screen))
    scan(screen_world, screen, beans)
    type_(screen_world, screen, "+4")
    assert any(each.startswith("9, Heinz") for each in rows(screen))
    press(screen_world, screen, KEY.Key_Z, CTRL)
    assert screen.result.headline.text() == "Taken back"
    assert any(each.startswith("5, Heinz") for each in rows(screen))


def test_up_and_down_choose_and_zero_is_typed(screen_world: ScreenWorld) -> None:
    filled(screen_world.world)
    screen = made(screen_world)
    type_(screen_world, screen, "a2")
    assert screen.shelf.heading.text() == "A2 Dry goods"
    press(screen_world, screen, KEY.Key_Down)
    name = screen.box.field.placeholderText().removeprefix("How many? ")
    type_(screen_world, screen, "0")
    assert screen.result.headline.text() == f"{name}: 0"
    type_(screen_world, screen, "7")
    assert screen.result.headline.text().startswith("Scan a product first")
    type_(screen_world, screen, "cereal")
    assert screen.box.field.placeholderText().startswith("How many? Cereal") or (
        screen.result.headline.text() == "Which one?"
    )


def test_counts_that_differ_are_decided_and_undone(screen_world: ScreenWorld) -> None:
    filled(screen_world.world)
    screen = made(screen_world)
    assert screen.differ.text() == "Counts that differ: 1"
    screen.differ.click()
    screen_world.settle()
    assert screen.pages.currentIndex() == CLASHES
    assert [each.text().split(",")[0] for each in screen.clashes.buttons[:2]] == ["12", "14"]
    screen.clashes.buttons[2].click()
    screen_world.settle()
    assert not screen_world.ask(clashes.all_)
    press(screen_world, screen, KEY.Key_Z, CTRL)
    assert len(screen_world.ask(clashes.all_)) == 1
    press(screen_world, screen, KEY.Key_Escape)
    assert screen.pages.currentIndex() == COUNT


def test_a_reason_and_settling(screen_world: ScreenWorld) -> None:
    filled(screen_world.world)
    screen = made(screen_world)
    screen.book.click()
    screen_world.settle()
    assert screen.pages.currentIndex() == VARIANCE
    screen.variance.reason.entry.setFocus()
    type_(screen_world, screen, "mice")
    take = screen_world.ask(takes.latest)
    assert list(screen_world.ask(takes.reasons, take.id).values()) == ["mice"]
    screen.variance.settle.click()
    screen_world.settle()
    assert screen_world.ask(takes.going_on, HERE) is None
    press(screen_world, screen, KEY.Key_Z, CTRL)
    assert screen_world.ask(takes.going_on, HERE) is not None


def test_settling_says_before_and_after_what_nobody_has_decided(screen_world: ScreenWorld) -> None:
    filled(screen_world.world)
    screen = made(screen_world)
    screen.book.click()
    screen_world.settle()
    told = screen.variance.undecided
    assert told.isVisible() and "nobody has decided" in told.text()
    assert "Cream of tomato soup: 12" in told.text() and "14" in told.text()
    screen.variance.settle.click()
    screen_world.settle()
    said = screen_world.notices.recent[-1]
    assert said.headline.startswith("Settled") and said.tone is Tone.SOON
    assert said.lines == ("Still to decide: Cream of tomato soup",)
    assert told.isVisible(), "they are listed after it too"
    screen.back.click()
    screen.differ.click()
    screen_world.settle()
    screen.clashes.buttons[0].click()
    screen_world.settle()
    screen.back.click()
    screen.book.click()
    screen_world.settle()
    assert not told.isVisible()


def test_a_sheet_is_typed_from_its_first_line_to_its_last(screen_world: ScreenWorld) -> None:
    codes = filled(screen_world.world)
    screen_world.world.clock.forward(hours=4)
    screen = made(screen_world)
    press(screen_world, screen, KEY.Key_G, CTRL)
    type_(screen_world, screen, "1130")
    scan(screen_world, screen, codes[1])
    for number in ("1", "2", "3"):
        type_(screen_world, screen, number)
    assert screen.shelf.on is not None and not screen.shelf.on.left
    assert sorted(each.split(",")[0] for each in rows(screen)) == ["1", "2", "25", "3"]
    press(screen_world, screen, KEY.Key_Escape)
    assert screen.service.sheet is None


@pytest.mark.parametrize("dress", sorted(DRESSES))
def test_every_state_passes_the_audits(screen_world: ScreenWorld, dress: str) -> None:
    codes = filled(screen_world.world)
    tomato = screen_world.world.barcodes["Cream of tomato soup"]
    theme, percent, mirrored = DRESSES[dress]
    side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
    QApplication.setLayoutDirection(side)
    screen_world.look.wear(theme, Scale(percent))
    screen = made(screen_world)
    pictures = os.environ.get("PICTURES")
    problems: list[str] = []
    for state in each(screen_world, screen, codes, tomato):
        if pictures:
            screen.window().grab().save(str(Path(pictures) / f"{dress}_{state}.png"))
        found = audit.everything(screen.window(), screen_world.look)
        problems += [f"{state}: {each}" for each in found]
    assert not problems, "\n".join(problems)
