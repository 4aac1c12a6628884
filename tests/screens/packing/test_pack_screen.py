"""Pack ahead on the screen: few keys, a list to watch, and the way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from hubdesk.counter import visit
from hubdesk.households.diet import Chip
from hubdesk.labels import queue
from hubdesk.packing import pack, waiting
from hubdesk.packing.waiting import Kind, Waiting
from tests.hub.counter.test_serving import stocked
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from ui.counter.screen import CounterScreen
from ui.packing import words
from ui.packing.screen import PackScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme, Tone

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def screen(screen_world: ScreenWorld) -> PackScreen:
    stocked(screen_world.world)
    return shown(screen_world)


def shown(screen_world: ScreenWorld) -> PackScreen:
    made = PackScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(made)
    return made


def press(screen: PackScreen, *keys: Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
    handle = screen.window().windowHandle()
    for key in keys:
        QTest.keyClick(handle, key, held or Qt.KeyboardModifier.NoModifier)


def rows(screen: PackScreen) -> list[str]:
    model = screen.packed.list.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def list_of(screen_world: ScreenWorld) -> list[Waiting]:
    found: list[Waiting] = screen_world.ask(waiting.window, 0, 99)
    return found


def test_five_keys_pack_and_print_two_parcels(
    screen: PackScreen, screen_world: ScreenWorld
) -> None:
    prints: list[bool] = []
    screen.labels_wanted.connect(lambda: prints.append(True))
    press(screen, KEY.Key_4, KEY.Key_Return, KEY.Key_2, KEY.Key_Return)
    screen_world.settle()
    assert [each.parcel.people for each in list_of(screen_world)] == [4, 4]
    assert [job.kind for job in screen_world.ask(queue.waiting)] == ["packed"] * 2
    assert prints == [True]
    assert screen.result.result is not None
    assert screen.result.result.headline == "2 parcels packed"
    assert len(rows(screen)) == 2 and "For 4 people" in rows(screen)[0]
    assert QApplication.focusWidget() is screen.make.people.entry
    assert screen.make.people.text() == ""


def test_the_usual_number_of_parcels_needs_no_typing(
    screen: PackScreen, screen_world: ScreenWorld
) -> None:
    press(screen, KEY.Key_2, KEY.Key_Return, KEY.Key_Return)
    screen_world.settle()
    assert len(list_of(screen_world)) == 20
    result = screen.result.result
    assert result is not None and result.tone is Tone.SOON
    assert "count me: soup (32), beans (24)" in result.lines[1]


def test_a_chip_is_ticked_for_the_next_run_alone(
    screen: PackScreen, screen_world: ScreenWorld
) -> None:
    kettle = next(b for b in screen.make.how.buttons if b.what == Chip.KETTLE_ONLY.value)
    kettle.click()
    press(screen, KEY.Key_1, KEY.Key_Return, KEY.Key_1, KEY.Key_Return)
    screen_world.settle()
    assert list_of(screen_world)[0].parcel.chips == ("kettle only",)
    assert screen.packed.kinds[0].text == "For 1 person, Kettle only: 1"
    assert not kettle.isChecked()


def test_ctrl_z_takes_a_whole_run_back(screen: PackScreen, screen_world: ScreenWorld) -> None:
    press(screen, KEY.Key_4, KEY.Key_Return, KEY.Key_3, KEY.Key_Return)
    screen_world.settle()
    press(screen, KEY.Key_Z, held=CTRL)
    screen_world.settle()
    assert list_of(screen_world) == [] and rows(screen) == []
    assert screen_world.ask(queue.waiting) == []
    assert screen.packed.empty.isVisible()


def test_one_key_unpacks_the_marked_parcel_and_ctrl_z_packs_it_again(
    screen: PackScreen, screen_world: ScreenWorld
) -> None:
    press(screen, KEY.Key_4, KEY.Key_Return, KEY.Key_2, KEY.Key_Return)
    screen_world.settle()
    second = list_of(screen_world)[1]
    screen.scanned(second.parcel.code)
    screen_world.settle()
    press(screen, KEY.Key_U, held=ALT)
    screen_world.settle()
    assert second.parcel.id not in [each.parcel.id for each in list_of(screen_world)]
    press(screen, KEY.Key_Z, held=CTRL)
    screen_world.settle()
    assert len(rows(screen)) == 2


def test_what_is_past_its_use_by_is_said_and_taken_out(screen_world: ScreenWorld) -> None:
    world = screen_world.world
    stocked(world)
    world.line("milk", date_kind="use by")
    world.product("fresh milk", "milk")
    world.shelf("3 fresh milk, use by 2026-11-22")
    world.parcel(beans=1, milk=1)
    world.desk.do(pack.pack, 4)
    world.clock.forward(days=2)
    screen = shown(screen_world)
    assert rows(screen)[0].endswith("Take out: fresh milk, 1 day past")
    assert screen.packed.kinds[0].tone is Tone.STOP
    assert screen.packed.take_out.isVisible()
    screen.packed.take_out.click()
    screen_world.settle()
    assert "milk" not in rows(screen)[0]
    assert not screen.packed.take_out.isVisible()
    assert "beans" in screen.packed.inside.text()


def test_nothing_is_packed_for_a_word_or_for_nobody(
    screen: PackScreen, screen_world: ScreenWorld
) -> None:
    press(screen, KEY.Key_X, KEY.Key_Return, KEY.Key_Return)
    screen_world.settle()
    assert screen.result.result is not None and screen.result.result.tone is Tone.SOON
    assert list_of(screen_world) == []


def test_with_large_letters_the_switch_is_no_window_of_its_own(screen_world: ScreenWorld) -> None:
    made = PackScreen(screen_world.look, screen_world.line, screen_world.notices)
    made.compact(True)
    assert not made.switch.isWindow()
    made.deleteLater()


def test_in_two_columns_there_is_nothing_to_switch(screen: PackScreen) -> None:
    assert not screen.switch.isVisible()


def test_an_empty_list_says_what_to_do_next(screen: PackScreen) -> None:
    assert screen.packed.empty.isVisible()
    assert "press Enter" in screen.packed.empty.hint.text()


def test_a_label_again_is_one_more_label(screen: PackScreen, screen_world: ScreenWorld) -> None:
    press(screen, KEY.Key_4, KEY.Key_Return, KEY.Key_1, KEY.Key_Return)
    screen_world.settle()
    screen.packed.label.click()
    screen_world.settle()
    (job,) = screen_world.ask(queue.waiting)
    assert job.code == list_of(screen_world)[0].parcel.code


def test_card_label_and_f12_at_the_counter(screen_world: ScreenWorld) -> None:
    world = screen_world.world
    stocked(world)
    home = world.household(2, 2)
    parcel = world.desk.do(pack.pack, 4).made[0]
    counter = CounterScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(counter)
    counter.scanned(home.card)
    counter.scanned(parcel.code)
    screen_world.qtbot.waitUntil(lambda: counter.service.turns.idle)
    screen_world.settle()
    assert counter.card.visit is not None and counter.card.visit.parcel == parcel.number
    assert counter.card.finish.text() == "Finish, hand it over"
    QTest.keyClick(counter.window().windowHandle(), KEY.Key_F12)
    screen_world.settle()
    assert screen_world.ask(waiting.figures).number == 0
    assert counter.result.result is not None
    assert parcel.number in counter.result.result.headline


def test_a_parcel_of_another_size_is_asked_about_and_space_gives_it(
    screen_world: ScreenWorld,
) -> None:
    world = screen_world.world
    stocked(world)
    parcel = world.desk.do(pack.pack, 2).made[0]
    home = world.household(2, 2)
    counter = CounterScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(counter)
    counter.scanned(parcel.code)
    screen_world.settle()
    assert "2+3" in counter.card.who.text()
    counter.scanned(home.card)
    screen_world.settle()
    assert counter.card.visit is not None and counter.card.visit.parcel == ""
    assert counter.result.result is not None
    assert counter.result.result.headline == f"Give parcel {parcel.number}?"
    QTest.keyClick(counter.window().windowHandle(), KEY.Key_Space)
    screen_world.settle()
    assert counter.card.visit.parcel == parcel.number
    assert screen_world.ask(visit.on_counter).adults == 2


@pytest.mark.parametrize("theme", Theme, ids=str)
def test_the_screen_passes_every_audit_in_every_theme(
    screen: PackScreen, screen_world: ScreenWorld, theme: Theme
) -> None:
    fill(screen, screen_world)
    screen_world.look.wear(theme)
    screen_world.settle()
    assert audit.everything(screen.window(), screen_world.look) == []


@pytest.mark.parametrize("percent", STEPS, ids=str)
@pytest.mark.parametrize("side", ["ltr", "rtl"])
def test_the_screen_passes_every_audit_at_every_scale_and_direction(
    screen: PackScreen, screen_world: ScreenWorld, percent: int, side: str
) -> None:
    if side == "rtl":
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen_world.look.wear(Theme.LIGHT, Scale(percent))
    fill(screen, screen_world)
    assert audit.everything(screen.window(), screen_world.look) == []
    if screen.switch.isVisible():
        screen.switch.click()
        screen_world.settle()
        assert screen.packed.isVisible()
        assert audit.everything(screen.window(), screen_world.look) == []


def fill(screen: PackScreen, screen_world: ScreenWorld) -> None:
    """Two parcels for four, one of them vegan, with what came of it beside."""
    screen_world.do(pack.pack, 4, (Chip.VEGAN,))
    press(screen, KEY.Key_4, KEY.Key_Return, KEY.Key_1, KEY.Key_Return)
    screen_world.settle()


def test_a_chip_after_the_label_says_that_the_parcel_was_not_packed_for_it(
    screen_world: ScreenWorld,
) -> None:
    world = screen_world.world
    stocked(world)
    parcel, home = world.desk.do(pack.pack, 4).made[0], world.household(2, 2)
    counter = CounterScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(counter)
    counter.scanned(home.card)
    counter.scanned(parcel.code)
    screen_world.qtbot.waitUntil(lambda: counter.service.turns.idle)
    screen_world.settle()
    window = counter.window().windowHandle()
    QTest.keyClick(window, KEY.Key_E, Qt.KeyboardModifier.ControlModifier)
    screen_world.settle()
    QTest.keyClick(window, KEY.Key_D)
    screen_world.qtbot.waitUntil(lambda: counter.service.turns.idle)
    screen_world.settle()
    shown = counter.result.result
    assert shown is not None
    assert (shown.headline, shown.tone) == ("On: Vegan", Tone.SOON)
    assert shown.lines == ("Vegan: it was not packed for that.",)


def test_where_no_names_are_held_a_parcels_diet_is_to_be_asked() -> None:
    assert words.kind(Kind(4, (), 12)) == "For 4 people: 12"
    unknown = Kind(4, (), 12, diet_known=False)
    assert words.kind(unknown) == "For 4 people: 12 (Diet not known here: ask)"
