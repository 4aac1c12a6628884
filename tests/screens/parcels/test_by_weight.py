"""A line is counted by weight from the parcel list's own screen, and shows so at the counter."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from hubdesk.journal import identity
from hubdesk.parcels import lists
from hubdesk.stock import intake, measures
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.parcels.test_lists_page import opened
from ui.parcels.lists_page import A_PARCEL, THIS_LINE, ListsPage

RICE = identity.named("line", "rice")
LOOSE = identity.unspecified_product(RICE)


@pytest.fixture
def page(screen_world: ScreenWorld) -> ListsPage:
    """A list of beans and rice, rice in bags of 500 g."""
    world = screen_world.world
    world.line("beans")
    world.line("rice", weight_g=500)
    world.parcel(beans=2, rice=[1, 2, 3])
    return opened(screen_world).pages.lists.page


def keys(widget: QWidget, text: str) -> None:
    handle = widget.window().windowHandle()
    for sign in text:
        QTest.keyClick(handle, sign)


def by_weight(screen_world: ScreenWorld, page: ListsPage) -> None:
    page.lines.table.mark(1)
    page.beside.buttons[THIS_LINE].click()
    pick = page.line_card.counted_in
    pick.setCurrentIndex(pick.findData("g"))
    pick.picked.emit("g")
    screen_world.settle()


def cell(page: ListsPage, column: int) -> str:
    return str(page.lines.table.model_.index(1, column).data())


def test_packs_on_the_list_become_what_they_hold(
    screen_world: ScreenWorld, page: ListsPage
) -> None:
    by_weight(screen_world, page)
    assert [cell(page, n) for n in (0, 1, 2, 3)] == ["rice (kg)", "0.5", "1", "1.5"]
    assert page.line_card.pack.text() == "500 g"
    page.undo.click()
    assert [cell(page, n) for n in (0, 1)] == ["rice", "1"]


def test_kilos_are_typed_with_a_point_and_kept(screen_world: ScreenWorld, page: ListsPage) -> None:
    by_weight(screen_world, page)
    page.lines.table.mark(1, 1)
    page.lines.table.setFocus()
    keys(page, "1.25")
    assert cell(page, 1) == "1.25"
    page.lines.table.mark(1, 2)
    keys(page, "750g")
    assert cell(page, 2) == "0.75"
    keys(page, "+")
    assert cell(page, 2) == "1.25"
    page.save.click()
    screen_world.settle()
    listed = screen_world.ask(lists.for_people, 1)
    assert listed is not None
    assert [each.quantity for each in listed.wanted] == [2, 1250]
    assert screen_world.ask(measures.of_product, LOOSE).of == "g"


def test_what_is_in_the_book_already_keeps_its_measure(
    screen_world: ScreenWorld, page: ListsPage
) -> None:
    screen_world.do(intake.take_in, LOOSE, 24)
    by_weight(screen_world, page)
    page.save.click()
    screen_world.settle()
    assert page.is_dirty()
    assert screen_world.ask(measures.of_product, LOOSE).in_ones


def test_another_pack_is_kept_at_once(screen_world: ScreenWorld, page: ListsPage) -> None:
    by_weight(screen_world, page)
    page.save.click()
    screen_world.settle()
    page.lines.table.mark(1)
    page.line_card.pack.entry.setText("2 tins")
    page.line_card.pack.entry.returnPressed.emit()
    assert page.line_card.pack.hint.text()
    page.line_card.pack.entry.setText("1kg")
    page.line_card.pack.entry.returnPressed.emit()
    screen_world.settle()
    assert screen_world.ask(measures.of_product, LOOSE).pack == 1000


def test_the_card_holds_to_the_rules_of_the_desk(
    screen_world: ScreenWorld, page: ListsPage
) -> None:
    by_weight(screen_world, page)
    assert audit.everything(page.window(), screen_world.look) == []
    page.beside.buttons[A_PARCEL].click()
    assert [each.quantity for each in page.preview.list.records.records] == [2, 500]
