"""The stock count in each of its states, for tests and pictures."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.stock import intake
from tests.hub.stocktake.hub import count, line, meet, second, shelf
from tests.screens.conftest import ScreenWorld
from tests.world import World
from ui.labels.whole_page import WholePages
from ui.stocktake.screen import CountScreen
from ui.window import Window

LINES = ("Baked beans", "Soup", "Tinned fruit", "Pasta", "Rice", "Tea", "Cereal", "Milk")


def filled(world: World) -> list[str]:
    """A counter with two shelves and goods; a clash that somebody must look at."""
    for name in LINES:
        world.line(name)
    for name in ("Heinz beans 415 g", "Own brand beans 400 g"):
        world.product(name, "Baked beans")
    for name in ("Cream of tomato soup", "Leek and potato soup"):
        world.product(name, "Soup")
    for name in LINES[2:]:
        world.product(f"{name} of the shop", name)
    for name, many in zip(world.barcodes, (24, 10, 12, 30, 8, 40, 22, 60, 7, 9), strict=True):
        world.desk.do(intake.take_in, world.product_id(name), many)
    first = shelf(world, "A1 Tins", "Baked beans", "Soup", "Tinned fruit")
    next_ = shelf(world, "A2 Dry goods", "Pasta", "Rice", "Tea", "Cereal")
    joe = second(world, world.folder.parent / "joe")
    count(world, first, "Cream of tomato soup", 12)
    joe.clock.forward(minutes=5)
    count(joe, first, "Cream of tomato soup", 14)
    count(joe, next_, line("Pasta"), 25)
    meet(world, joe)
    joe.desk.close()
    return [first.code, next_.code]


def made(screen_world: ScreenWorld) -> CountScreen:
    """The screen in the real window."""
    world = screen_world.world
    papers = WholePages(world.folder.parent / "paper", world.clock)
    screen = CountScreen(screen_world.look, screen_world.line, screen_world.notices, papers)
    papers.setParent(screen)
    screen_world.show(screen)
    return screen


def scan(screen_world: ScreenWorld, screen: CountScreen, text: str) -> None:
    screen.scanned(text)
    screen_world.settle()


def type_(screen_world: ScreenWorld, screen: CountScreen, text: str) -> None:
    """Types with real keys; ends with Enter."""
    handle = screen.window().windowHandle()
    for sign in text:
        QTest.keyClick(handle, sign)
    QTest.keyClick(handle, Qt.Key.Key_Return)
    screen_world.settle()


def press(
    screen_world: ScreenWorld,
    screen: CountScreen,
    key: Qt.Key,
    held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    QTest.keyClick(screen.window().windowHandle(), key, held)
    screen_world.settle()
    QApplication.processEvents()


def each(
    screen_world: ScreenWorld, screen: CountScreen, codes: list[str], tomato: str
) -> Iterator[str]:
    """One state after another, by name."""
    yield "shelves"
    scan(screen_world, screen, codes[0])
    yield "shelf"
    scan(screen_world, screen, tomato)
    yield "how-many"
    type_(screen_world, screen, "9")
    yield "counted-before"
    press(screen_world, screen, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    yield "added"
    scan(screen_world, screen, codes[0])
    yield "some-left"
    press(screen_world, screen, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    yield "by-line"
    press(screen_world, screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    screen.differ.click()
    screen_world.settle()
    yield "differing"
    press(screen_world, screen, Qt.Key.Key_Escape)
    screen.book.click()
    screen_world.settle()
    yield "variance"
    screen.variance.settle.click()
    screen_world.settle()
    yield "settled"
    press(screen_world, screen, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    window = screen.window()
    assert isinstance(window, Window)
    window.notice.put_away(screen_world.notices.recent[-1])
    press(screen_world, screen, Qt.Key.Key_Escape)
    press(screen_world, screen, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    yield "from-paper"
    press(screen_world, screen, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
