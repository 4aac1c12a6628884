"""The parcel list is changed with the keyboard, looked at as a parcel, and kept by Save."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import starting
from hubdesk.journal.act import Act
from hubdesk.parcels import lists, saving
from hubdesk.parcels.contents import Issued
from hubdesk.parcels.saving import ToEdit
from hubdesk.parcels.starter import line_id
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.waiting import wait
from ui.labels.whole_page import WholePages
from ui.parcels.lists_page import (
    A_PARCEL,
    EARLIER,
    FOR_WHOM,
    LINES,
    THIS_LINE,
    ListsPage,
)
from ui.settings.screen import SetUpScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

BREAD, EGGS = 0, 1


@pytest.fixture
def set_up(screen_world: ScreenWorld) -> SetUpScreen:
    """Set-up of a hub with the starter set, with its parcel list in front."""
    screen_world.world.desk.do(starting.put_starter)
    return opened(screen_world)


def opened(screen_world: ScreenWorld) -> SetUpScreen:
    """Set-up with the parcel list in front."""
    world = screen_world.world
    papers = WholePages(world.folder / "papers", world.clock, list)
    made = SetUpScreen(screen_world.look, screen_world.line, screen_world.notices, papers)
    screen_world.show(made)
    screen_world.settle()
    made.cards.parcels.change.click()
    screen_world.settle()
    return made


@pytest.fixture
def page(set_up: SetUpScreen) -> ListsPage:
    return set_up.pages.lists.page


def press(widget: QWidget, *keys: Qt.Key | str) -> None:
    """Keys as they really arrive, one after the other."""
    handle = widget.window().windowHandle()
    for key in keys:
        wait(audit.AFTER_A_SCAN_MS)
        if isinstance(key, str):
            QTest.keyClick(handle, key)
        else:
            QTest.keyClick(handle, key)


def kept(world: ScreenWorld) -> ToEdit:
    """The list as the hub keeps it."""
    answers: list[ToEdit] = []
    world.line.ask(saving.to_edit, then=answers.append)
    world.settle()
    return answers[0]


def now(world: ScreenWorld) -> Issued:
    version = kept(world).now
    assert version is not None
    return version.contents


def save(page: ListsPage, world: ScreenWorld) -> None:
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    world.settle()


def packed(page: ListsPage) -> dict[str, int]:
    """What the preview shows as packed, by name."""
    names = page._goods()
    return {names[each.line].name: each.quantity for each in page.preview.list.records.records}


def test_numbers_are_typed_with_tab_to_the_next_size_and_kept_by_save(
    page: ListsPage, screen_world: ScreenWorld
) -> None:
    assert QApplication.focusWidget() is page.lines.table
    page.lines.table.mark(EGGS, 3)
    press(page, "2", Qt.Key.Key_Tab, "1", "2", Qt.Key.Key_Tab, Qt.Key.Key_Down)
    assert page.lines.table.at() == (EGGS + 1, 5)
    assert page.told.lines[EGGS].quantities[2:4] == [2, 12]
    assert now(screen_world).lines[EGGS].quantities[2:4] == [1, 1], "not before it is saved"
    save(page, screen_world)
    assert now(screen_world).lines[EGGS].quantities[2:4] == [2, 12]
    assert len(kept(screen_world).versions) == 2
    assert not page.is_dirty()


def test_help_on_the_list_is_its_own_and_that_of_set_up_comes_back(
    page: ListsPage, set_up: SetUpScreen
) -> None:
    assert set_up.help_topic == "parcel-list"
    page.back.click()
    assert set_up.help_topic == "set-up"


def test_tab_leaves_the_numbers_when_nothing_was_typed(page: ListsPage) -> None:
    press(page, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not page.lines.table


def test_plus_minus_and_delete_change_a_number_and_ctrl_z_takes_each_back(
    page: ListsPage,
) -> None:
    page.lines.table.mark(BREAD, 1)
    press(page, "+", "+", "-")
    assert page.told.lines[BREAD].quantities[0] == 2
    page.lines.table.mark(BREAD, 2)
    press(page, Qt.Key.Key_Delete)
    assert page.told.lines[BREAD].quantities[1] == 0
    handle = page.window().windowHandle()
    for _ in range(2):
        QTest.keyClick(handle, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.told.lines[BREAD].quantities[:2] == [1, 1]
    assert not page.is_dirty()


def test_what_more_than_ten_get_is_typed_too(page: ListsPage) -> None:
    page.lines.table.mark(EGGS, 11)
    press(page, "2")
    assert (page.told.lines[EGGS].more, page.told.lines[EGGS].more_per) == (2, 1)
    assert page.line_card.beyond.value() == "2/1"


def test_unit_notes_and_how_it_is_asked_are_changed_beside_the_numbers(
    page: ListsPage, screen_world: ScreenWorld
) -> None:
    page.lines.table.mark(EGGS, 3)
    page.beside.buttons[THIS_LINE].click()
    card = page.line_card
    for field, words in ((card.unit, "tray"), (card.size_note, "Mixture")):
        field.entry.setFocus()
        field.entry.selectAll()
        QTest.keyClicks(field.entry, words)
    card.optional.click()
    line = page.told.lines[EGGS]
    assert (line.unit, line.notes, line.optional) == ("tray", {3: "Mixture"}, True)
    assert len(page._steps) == 1, "what is typed into one line is one step"
    card.as_required.click()
    save(page, screen_world)
    assert now(screen_world).lines[EGGS].as_required


def test_a_line_is_packed_later_removed_and_another_added(
    page: ListsPage, screen_world: ScreenWorld
) -> None:
    page.lines.table.mark(BREAD, 1)
    page.line_card.later.click()
    assert page.told.lines[1].line == line_id("bread")
    assert page.lines.table.at() == (1, 1)
    page.line_card.remove.click()
    assert line_id("bread") not in {each.line for each in page.told.lines}
    page.lines.choice.set_value(line_id("bread").hex())
    page.lines.add.click()
    row = page.lines.table.at()[0]
    assert page.told.lines[row].line == line_id("bread")
    page.lines.choice.set_value("")
    page.lines.new_name.setText("Cheese")
    page.lines.add.click()
    save(page, screen_world)
    known = kept(screen_world)
    assert "Cheese" in {each.name for each in known.goods.values()}


def test_the_preview_follows_the_marked_size_and_the_chips(page: ListsPage) -> None:
    page.lines.table.mark(BREAD, 4)
    assert page.preview.people == 4
    assert packed(page)["Long-life milk 1 litre"] == 2
    page.preview.with_chip("vegan")
    assert "Long-life milk 1 litre" not in packed(page)
    assert packed(page)["Plant drink 1 litre"] == 2
    for _ in range(3):
        page.preview.fewer.click()
    page.preview.fewer.click()
    assert page.preview.people == 1


def test_what_a_chip_swaps_is_added_given_its_own_numbers_and_taken_away(
    page: ListsPage, screen_world: ScreenWorld
) -> None:
    page.parts.buttons[FOR_WHOM].click()
    chips = page.chips
    chips.chips.set_value("no tin opener")
    chips._chip_chosen("no tin opener")
    assert chips.none.isVisible()
    chips.what.set_value("swap")
    chips._what_picked()
    chips.out.set_value(line_id("soup").hex())
    chips.put.set_value(line_id("noodles").hex())
    chips.add.click()
    assert chips.rows[0].words.text().count("instead of") == 1
    assert packed(page)["Instant noodles"] == 2, "as many as there was soup"
    chips.rows[0].own.click()
    chips.numbers.setFocus()
    chips.numbers.mark(0, 2)
    press(page, "7")
    assert packed(page)["Instant noodles"] == 7
    save(page, screen_world)
    assert [each.chip for each in now(screen_world).variants][-1] == "no tin opener"
    chips.rows[0].remove.click()
    assert chips.none.isVisible()


def test_leaving_with_changes_asks_once_and_then_forgets_them(
    page: ListsPage, set_up: SetUpScreen, screen_world: ScreenWorld
) -> None:
    page.lines.table.mark(BREAD, 1)
    press(page, "9", Qt.Key.Key_Escape)
    assert page.leave.isVisible() and set_up.pages.currentWidget() is page
    page.leave.click()
    assert set_up.pages.currentIndex() == 0
    set_up.cards.parcels.change.click()
    screen_world.settle()
    assert page.told.lines[BREAD].quantities[0] == 1


def test_changes_stay_in_front_when_somebody_comes_to_the_counter_meanwhile(
    page: ListsPage, set_up: SetUpScreen
) -> None:
    page.lines.table.mark(BREAD, 1)
    press(page, "9")
    set_up.shown()
    assert set_up.pages.currentWidget() is page and page.told.lines[BREAD].quantities[0] == 9


def test_an_earlier_version_is_looked_at_and_gone_back_to(
    page: ListsPage, screen_world: ScreenWorld
) -> None:
    page.lines.table.mark(BREAD, 1)
    press(page, "9")
    save(page, screen_world)
    page.parts.buttons[EARLIER].click()
    versions = page.versions
    assert not versions.back.isEnabled(), "it is packed by now"
    line = versions._reads(versions.list.marked())
    assert "Bread" in line.title and line.end == "Packed by now"
    versions.list.mark(1)
    page.preview.with_people(1)
    assert packed(page)["Bread"] == 1
    versions.back.click()
    screen_world.settle()
    assert now(screen_world).lines[BREAD].quantities[0] == 1
    assert len(kept(screen_world).versions) == 3


def test_somebody_elses_change_meanwhile_is_told_and_nothing_is_lost(
    page: ListsPage, screen_world: ScreenWorld
) -> None:
    page.lines.table.mark(BREAD, 1)
    press(page, "9")
    screen_world.line.do(_issue_other)
    screen_world.settle()
    save(page, screen_world)
    assert "Somebody else" in screen_world.notices.recent[-1].headline
    assert page.is_dirty() and page.told.lines[BREAD].quantities[0] == 9


def _issue_other(act: Act) -> None:
    listed = lists.versions(act)[0].contents
    lists.issue(act, lists.STANDARD, "Other", listed.lines)


def test_a_hub_without_a_list_begins_one(screen_world: ScreenWorld) -> None:
    made = opened(screen_world).pages.lists.page
    assert made.state.text == "No list yet"
    made.lines.new_name.setText("Bread")
    made.lines.add.click()
    save(made, screen_world)
    assert [each.quantities for each in now(screen_world).lines] == [[1]]


PARTS = (LINES, FOR_WHOM, EARLIER, THIS_LINE, A_PARCEL)


def judged(page: ListsPage, world: ScreenWorld, part: str) -> list[str]:
    page.parts.buttons[LINES].click()
    group = page.parts if part in page.parts.buttons else page.beside
    group.buttons[part].click()
    page.lines.table.mark(EGGS, 2)
    world.settle()
    return audit.everything(page.window(), world.look)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("theme", list(Theme))
def test_every_part_passes_the_audits_in_every_theme(
    page: ListsPage, screen_world: ScreenWorld, part: str, theme: Theme
) -> None:
    screen_world.look.wear(theme=theme)
    assert judged(page, screen_world, part) == []


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize(
    "side", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"]
)
def test_every_part_passes_the_audits_at_every_scale_and_direction(
    page: ListsPage,
    screen_world: ScreenWorld,
    qapp: QApplication,
    part: str,
    percent: int,
    side: Qt.LayoutDirection,
) -> None:
    qapp.setLayoutDirection(side)
    screen_world.look.wear(scale=Scale(percent))
    assert judged(page, screen_world, part) == []
