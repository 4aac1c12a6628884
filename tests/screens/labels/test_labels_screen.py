"""F7: 24 labels from place 7 in six keys, and what becomes of those that came out badly."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from hubdesk import settings
from hubdesk.clock import SetClock
from hubdesk.counter import finishing, serving
from hubdesk.counter.finishing import Finished
from hubdesk.errors import Refused, Trouble
from hubdesk.journal.act import Act, View
from hubdesk.labels import queue, runs, sheets
from hubdesk.labels.layout import Bars, Squares, Words
from hubdesk.labels.pages import Page
from hubdesk.stock import shelves
from tests.hub.labels import again
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from ui.labels.printing import PrintSettings
from ui.labels.screen import LabelsScreen
from ui.labels.what import What
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme
from ui.widgets.result import Result

KEY = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
CLOCK = SetClock(datetime(2026, 11, 21, 10, tzinfo=UTC))


class Tray:
    """A printer that remembers its pages, and can be off, or wait."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.jobs: list[int] = []
        self.chosen: list[PrintSettings] = []
        self.off = False
        self.let = Event()
        self.let.set()

    def made(self, chosen: PrintSettings) -> Tray:
        self.chosen.append(chosen)
        return self

    def print_(self, pages: Iterable[Page]) -> None:
        self.let.wait(10)
        if self.off:
            raise Trouble("The printer is off. Switch it on.")
        taken = list(pages)
        self.pages += taken
        self.jobs.append(sum(len(page.placed) for page in taken))

    def codes(self) -> list[str]:
        """Every code that was printed, in its order."""
        marks = [mark for p in self.pages for at in p.placed for mark in at.label.marks]
        return [mark.text for mark in marks if isinstance(mark, Bars | Squares)]


@pytest.fixture
def tray() -> Tray:
    return Tray()


@pytest.fixture
def beans(screen_world: ScreenWorld) -> None:
    """A hub that can give a parcel out."""
    world = screen_world.world
    world.line("Beans")
    world.product("Tinned beans", "Beans")
    world.shelf("9 Tinned beans")
    world.parcel(Beans=1)


@pytest.fixture
def screen(screen_world: ScreenWorld, tray: Tray, tmp_path: Path) -> Iterator[LabelsScreen]:
    screen_world.world.desk.do(settings.change, labels_on="l7159")
    made = shown(screen_world, tray, tmp_path)
    yield made
    tray.let.set()
    made.printer.close()


def shown(world: ScreenWorld, tray: Tray, folder: Path) -> LabelsScreen:
    made = LabelsScreen(world.look, world.line, world.notices, folder, CLOCK, tray.made)
    world.show(made)
    made.focus_home()
    world.settle()
    return made


def press(screen: LabelsScreen, *wanted: Qt.Key, held: Qt.KeyboardModifier | None = None) -> int:
    """Presses keys; how many."""
    for key in wanted:
        handle = screen.window().windowHandle()
        QTest.keyClick(handle, key, held or Qt.KeyboardModifier.NoModifier)
    return len(wanted)


def done(world: ScreenWorld, screen: LabelsScreen) -> None:
    """Waits until the run is out, or has failed."""
    world.qtbot.waitUntil(
        lambda: not screen.after.isHidden() and not screen.acts.is_busy, timeout=20000
    )
    world.settle()


def test_24_shelf_labels_from_place_7_take_six_keys(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    """F7 itself is one of the six; the window presses it."""
    pressed = 1 + press(screen, KEY.Key_2, KEY.Key_4, KEY.Key_Return, KEY.Key_7)
    assert screen.seen.says.text() == "18 on this sheet, 6 on a new one"
    pressed += press(screen, KEY.Key_Return)
    done(screen_world, screen)
    assert pressed == 6
    assert [len(page.placed) for page in tray.pages] == [18, 6]
    assert len(set(tray.codes())) == 24
    assert all(code.startswith("L") for code in tray.codes())
    assert screen.after.card.headline.text() == "Did it print properly?"


def test_where_the_sheet_is_remembered_five_keys_do(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    screen_world.do(sheets.begin_at, "l7159", 7)
    pressed = 1 + press(screen, KEY.Key_2, KEY.Key_4, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    assert pressed == 5
    assert [len(page.placed) for page in tray.pages] == [18, 6]


def test_all_came_out_and_the_next_place_is_remembered(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    press(screen, KEY.Key_5, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    press(screen, KEY.Key_Y, held=ALT)
    screen_world.settle()
    assert screen.after.isHidden()
    assert screen.how_many.start.text() == "6"
    assert screen_world.ask(settings.asked).sheet_starts == {"l7159": 6}
    assert screen_world.ask(runs.unsettled) is None


def test_some_came_out_and_the_rest_is_printed_with_the_same_codes(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    press(screen, KEY.Key_5, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    first = tray.codes()
    tray.pages.clear()
    press(screen, KEY.Key_S, held=ALT)
    press(screen, KEY.Key_3, KEY.Key_Return)
    screen_world.qtbot.waitUntil(lambda: len(tray.jobs) == 2)
    done(screen_world, screen)
    assert tray.codes() == first[3:]
    assert tray.chosen[-1].start_at == 4
    press(screen, KEY.Key_Y, held=ALT)
    screen_world.settle()
    assert screen.how_many.start.text() == "6"


def test_none_came_out_and_all_are_printed_where_they_should_have_gone(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    press(screen, KEY.Key_4, KEY.Key_Return, KEY.Key_9, KEY.Key_Return)
    done(screen_world, screen)
    press(screen, KEY.Key_N, held=ALT)
    screen_world.qtbot.waitUntil(lambda: len(tray.jobs) == 2)
    done(screen_world, screen)
    assert tray.chosen[-1].start_at == 9
    assert tray.codes()[:4] == tray.codes()[4:]


def test_a_printer_that_is_off_loses_and_doubles_nothing(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    tray.off = True
    press(screen, KEY.Key_5, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    assert screen.after.card.headline.text() == "5 labels wait"
    assert "Switch it on" in screen.after.card.lines.text()
    kept = screen_world.ask(runs.unsettled)
    tray.off = False
    press(screen, KEY.Key_P, held=ALT)
    screen_world.qtbot.waitUntil(lambda: tray.jobs == [5])
    assert tray.codes() == [each.code for each in kept.contents]


def test_a_run_that_waits_says_what_else_waits(
    screen_world: ScreenWorld, beans: None, screen: LabelsScreen, tray: Tray
) -> None:
    """The foot of the screen counts them all: the page must not say another number."""
    tray.off = True
    press(screen, KEY.Key_5, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    assert "other" not in screen.after.card.lines.text()
    visit = screen_world.do(serving.first_visit, 1, 0)
    screen_world.do(finishing.finish, visit)
    screen.shown()
    screen_world.settle()
    assert screen.after.card.headline.text() == "5 labels wait"
    assert "2 other labels print with the next parcel" in screen.after.card.lines.text()
    screen_world.do(_none_waits)
    screen.shown()
    screen_world.settle()
    assert "other" not in screen.after.card.lines.text()


def _none_waits(act: Act) -> None:
    queue.printed(act, *(job.no for job in queue.waiting(act)))


def test_a_run_that_a_stopped_laptop_left_waits_and_prints_only_when_told(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray, tmp_path: Path
) -> None:
    tray.off = True
    press(screen, KEY.Key_5, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    tray.off = False
    again = shown(screen_world, tray, tmp_path)
    assert again.after.card.headline.text() == "5 labels wait"
    assert tray.jobs == []
    press(again, KEY.Key_D, held=ALT)
    screen_world.settle()
    assert again.after.isHidden()
    assert screen_world.ask(runs.unsettled) is None
    again.printer.close()


def test_a_click_on_the_picture_sets_the_first_free_place(
    screen_world: ScreenWorld, screen: LabelsScreen
) -> None:
    spot = screen.seen.sheet.area_of(11).center().toPoint()
    QTest.mouseClick(screen.seen.sheet, Qt.MouseButton.LeftButton, pos=spot)
    assert screen.how_many.start.text() == "11"
    beside = QPoint(1, 1)
    QTest.mouseClick(screen.seen.sheet, Qt.MouseButton.LeftButton, pos=beside)
    assert screen.how_many.start.text() == "11"


def test_a_thousand_show_progress_and_can_be_stopped(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    seen: list[int] = []
    screen.printer.progressed.connect(seen.append)
    screen.how_many.count.entry.setText("1000")
    press(screen, KEY.Key_F12)
    screen_world.qtbot.waitUntil(lambda: len(seen) > 2, timeout=20000)
    assert screen.stop.isVisible()
    assert screen.progress.maximum() == 1000
    began = time.perf_counter()
    screen.stop.click()
    done(screen_world, screen)
    assert time.perf_counter() - began < 3
    assert tray.jobs == []
    assert "Stopped. No label of these was printed." in screen.after.card.lines.text()


def test_every_shelf_here_has_its_own_label(
    screen_world: ScreenWorld, tray: Tray, tmp_path: Path
) -> None:
    for name in ("A1", "Fridge", "Freezer"):
        screen_world.world.desk.do(shelves.make, name)
    screen = shown(screen_world, tray, tmp_path)
    screen.form.which.set_value("all")
    screen.form.which.picked.emit("all")
    press(screen, KEY.Key_F12)
    done(screen_world, screen)
    known = screen_world.ask(shelves.of_place, screen_world.ask(settings.asked).here)
    assert tray.codes() == [shelf.code for shelf in known]
    screen.printer.close()


def test_the_code_of_goods_without_one_is_drawn_once(
    screen_world: ScreenWorld, tray: Tray, tmp_path: Path
) -> None:
    screen_world.world.line("Nappies")
    screen = shown(screen_world, tray, tmp_path)
    for expected in (1, 2):
        screen.form.what.set_value(What.PRODUCT.value)
        screen.form.what.picked.emit(What.PRODUCT.value)
        press(screen, KEY.Key_F12)
        screen_world.qtbot.waitUntil(lambda expected=expected: len(tray.jobs) == expected)  # type: ignore[misc]
        done(screen_world, screen)
        press(screen, KEY.Key_Y, held=ALT)
        screen_world.settle()
    assert len(set(tray.codes())) == 1
    screen.printer.close()


@pytest.mark.parametrize(("count", "said"), [("0", "1 to 1,000"), ("x", "1 to 1,000")])
def test_what_is_no_number_is_said_beside_the_picture(
    screen: LabelsScreen, count: str, said: str
) -> None:
    screen.how_many.count.entry.setText(count)
    assert said in screen.seen.says.text()


def test_decanted_food_asks_for_its_allergens_before_it_prints(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    screen.form.what.set_value(What.OPENED.value)
    screen.form.what.picked.emit(What.OPENED.value)
    screen.form.name.entry.setText("Plain flour")
    screen.form.date.entry.setText("0127")
    assert "Copy the allergens from the pack first" in screen.seen.says.text()
    screen.form.allergens.choose(("gluten",))
    screen.form.edited.emit()
    assert screen.seen.preview._label is not None


def test_ingredients_are_typed_in_several_lines_and_print_as_one_list(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    form = screen.form
    form.choose(What.FOOD, "")
    form.name.entry.setText("Chilli")
    form.date.entry.setText("231126")
    form.by.entry.setText("The hub")
    form.ingredients.entry.setFocus()
    for line in ("Kidney beans,", "tomatoes", "stock (celery,", "barley)", "salt"):
        QTest.keyClicks(form.ingredients.entry, line)
        press(screen, KEY.Key_Return)
    assert form.told_ingredients() == "Kidney beans, tomatoes, stock (celery, barley), salt"
    press(screen, KEY.Key_Tab)
    assert not form.ingredients.entry.hasFocus(), "Tab goes on to the next field"
    press(screen, KEY.Key_F12)
    done(screen_world, screen)
    words = " ".join(
        mark.text
        for at in tray.pages[0].placed
        for mark in at.label.marks
        if isinstance(mark, Words)
    )
    assert "celery" in words and "tomatoes, stock" in words


@pytest.mark.parametrize("kind", ["shelf", "crate", "batch", "frozen", "product"])
def test_any_label_of_ours_is_chosen_by_its_scan_and_its_second_one_says_so(
    screen_world: ScreenWorld, tray: Tray, tmp_path: Path, kind: str
) -> None:
    code = again.labelled(screen_world.world, kind)
    screen = shown(screen_world, tray, tmp_path)
    screen.scanned(code.lower())
    screen_world.settle()
    assert screen.form.kind_of_label() is What.AGAIN
    assert screen.form.which.value() == code
    screen.how_many.focus_home()
    press(screen, KEY.Key_1, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    assert tray.codes() == [code]
    words = [m.text for m in tray.pages[0].placed[0].label.marks if isinstance(m, Words)]
    assert any("rinted again" in each for each in words), words
    screen.printer.close()


def test_two_runs_cannot_be_under_way_at_once(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    press(screen, KEY.Key_2, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    heard: list[Result] = []
    screen_world.notices.noticed.connect(heard.append)
    press(screen, KEY.Key_F12)
    screen_world.settle()
    assert tray.jobs == [2]
    assert any("Say first how the labels" in each.aloud() for each in heard)


@pytest.mark.parametrize("what", list(What), ids=str)
def test_the_screen_passes_every_audit_with_every_form(
    screen_world: ScreenWorld, screen: LabelsScreen, what: What
) -> None:
    screen.form.what.set_value(what.value)
    screen.form.what.picked.emit(what.value)
    screen_world.settle()
    assert audit.everything(screen, screen_world.look) == []


@pytest.mark.parametrize("theme", list(Theme), ids=str)
def test_the_screen_passes_every_audit_in_every_theme(
    screen_world: ScreenWorld, screen: LabelsScreen, theme: Theme
) -> None:
    screen_world.look.wear(theme)
    press(screen, KEY.Key_2, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    assert audit.everything(screen, screen_world.look) == []


@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize(
    "side", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"]
)
def test_the_screen_passes_every_audit_in_every_size_and_direction(
    screen_world: ScreenWorld, screen: LabelsScreen, percent: int, side: Qt.LayoutDirection
) -> None:
    QApplication.setLayoutDirection(side)
    screen_world.look.wear(scale=Scale(percent))
    press(screen, KEY.Key_2, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    press(screen, KEY.Key_S, held=ALT)
    assert audit.everything(screen, screen_world.look) == []


def test_a_printer_is_put_right_by_what_was_measured_on_its_test_page(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    screen.setting_up.setChecked(True)
    screen.set_up.printer.test.click()
    screen_world.qtbot.waitUntil(lambda: len(tray.pages) == 1)
    screen.set_up.printer.left.entry.setText("21,5")
    screen.set_up.printer.across.entry.setText("168.3")
    screen.set_up.printer.keep.click()
    screen_world.settle()
    kept = screen_world.ask(settings.asked).printers[""]
    assert kept.across == pytest.approx(170 / 168.3, abs=0.001)
    assert kept.x_mm < -1
    assert "moved" in screen.set_up.printer.says.text()
    screen.set_up.printer.across.entry.setText("100")
    screen.set_up.printer.keep.click()
    screen.set_up.printer.forget.click()
    screen_world.settle()
    assert screen_world.ask(settings.asked).printers[""] == settings.PrinterSetup()


def test_a_sheet_of_ones_own_is_drawn_checked_kept_and_taken_away(
    screen_world: ScreenWorld, screen: LabelsScreen
) -> None:
    screen.setting_up.setChecked(True)
    card = screen.set_up.own_sheet
    assert "Type a name for the sheet" in card.says.text()
    card.name.entry.setText("Blue labels")
    assert card.says.text() == "It fits: 10 labels"
    card.rows.entry.setText("6")
    assert "reach beyond the page" in card.says.text()
    card.keep.click()
    card.rows.entry.setText("5")
    card.keep.click()
    screen_world.settle()
    assert screen.how_many.paper.findData("Blue labels") == 0
    card.drop.click()
    screen_world.settle()
    assert screen.how_many.paper.findData("Blue labels") == -1


@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize(
    "side", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft], ids=["ltr", "rtl"]
)
def test_the_page_of_the_printer_passes_every_audit(
    screen_world: ScreenWorld, screen: LabelsScreen, percent: int, side: Qt.LayoutDirection
) -> None:
    QApplication.setLayoutDirection(side)
    screen_world.look.wear(scale=Scale(percent))
    screen.setting_up.setChecked(True)
    screen_world.settle()
    assert audit.everything(screen, screen_world.look) == []


def test_a_printed_label_is_bound_to_its_shelf_by_one_scan_and_to_no_second_one(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    press(screen, KEY.Key_2, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    press(screen, KEY.Key_Y, held=ALT)
    first, second = tray.codes()
    screen.scanned(first.lower())
    screen_world.settle()
    QTest.keyClicks(screen.name_shelf.name.entry, "A1")
    assert audit.everything(screen, screen_world.look) == []
    screen.name_shelf.name.entry.setFocus()
    press(screen, KEY.Key_Return)
    screen_world.settle()
    assert screen_world.ask(shelves.by_code, first).name == "A1"
    assert screen.name_shelf.isHidden()
    screen.scanned(first)
    screen_world.settle()
    assert screen.name_shelf.isHidden()
    assert screen.form.which.currentText().strip("\u2068\u2069").endswith("A1")
    told: list[Refused] = []
    screen_world.line.do(shelves.make, "B1", None, first, refused=told.append)
    screen_world.settle()
    assert "another shelf's already" in str(told[0])
    assert screen_world.ask(shelves.is_unused, second) == second


def test_the_label_of_a_parcel_of_today_is_chosen_from_the_list_and_prints_again(
    screen_world: ScreenWorld, beans: None, screen: LabelsScreen, tray: Tray
) -> None:
    code = _given_out(screen_world)
    screen.shown()
    screen_world.settle()
    screen.form.what.setFocus()
    screen.form.choose(What.AGAIN, "")
    assert code[-4:] in screen.form.which.currentText()
    screen.how_many.focus_home()
    press(screen, KEY.Key_1, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    assert tray.codes() == [code]


def test_scanning_the_label_of_a_parcel_chooses_it(
    screen_world: ScreenWorld, beans: None, screen: LabelsScreen
) -> None:
    code = _given_out(screen_world)
    screen.shown()
    screen.scanned(code.lower())
    screen_world.settle()
    assert screen.form.kind_of_label() is What.AGAIN
    assert screen.form.which.value() == code


def test_without_a_parcel_it_says_where_to_find_one(
    screen_world: ScreenWorld, screen: LabelsScreen
) -> None:
    screen.form.choose(What.AGAIN, "")
    with pytest.raises(Refused, match="Today"):
        screen.form.order(1)


def test_three_parcels_for_one_door_say_which_of_three_they_are_and_nothing_stays(
    screen_world: ScreenWorld, screen: LabelsScreen, tray: Tray
) -> None:
    screen.form.choose(What.DELIVERY, "")
    screen.form.address.entry.setText("12 High Street, Leeds, LS1 4AP")
    screen.form.note.entry.setText("Ring twice")
    screen.how_many.focus_home()
    press(screen, KEY.Key_3)
    seen = screen.seen.preview._label
    assert seen is not None
    shown_words = [mark.text for mark in seen.marks if isinstance(mark, Words)]
    assert any("parcel 1 of 3" in each for each in shown_words), "the picture is the first of them"
    press(screen, KEY.Key_Return, KEY.Key_Return)
    done(screen_world, screen)
    assert len(tray.codes()) == 3 and len(set(tray.codes())) == 1
    words = [
        mark.text
        for p in tray.pages
        for at in p.placed
        for mark in at.label.marks
        if isinstance(mark, Words)
    ]
    assert sum("parcel 2 of 3" in each for each in words) == 1
    assert sum("LS1 4AP" in each for each in words) == 3
    press(screen, KEY.Key_Y, held=ALT)
    screen_world.settle()
    assert screen_world.ask(_kept_runs) == 0, "where somebody lives is kept no longer"


def test_a_delivery_without_an_address_is_refused_in_words(
    screen_world: ScreenWorld, screen: LabelsScreen
) -> None:
    screen.form.choose(What.DELIVERY, "")
    with pytest.raises(Refused, match="where it goes"):
        screen.form.order(1)


def _kept_runs(view: View) -> int:
    return len(view.connection.execute(select(queue.label_job)).all())


def _given_out(screen_world: ScreenWorld) -> str:
    """A parcel that was handed over; its code."""
    visit_id = screen_world.do(serving.first_visit, 2, 0)
    finished: Finished = screen_world.do(finishing.finish, visit_id)
    return next(job.code for job in finished.jobs if job.kind == "parcel")
