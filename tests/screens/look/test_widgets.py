"""The shared widgets, used as a volunteer uses them."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import pytest
import shiboken6
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QCoreApplication, QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hubdesk.errors import Refused
from tests.screens.look.conftest import show
from tests.screens.look.sample import LINES, RESULTS, TILES
from ui import wording
from ui.idle import IdleWatch
from ui.theme.look import BODY_PX, Look
from ui.theme.tokens import Theme, Tone
from ui.widgets.card import Steady, label
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.fitted import Fitting
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.line_model import Line
from ui.widgets.quantity_row import QuantityRows
from ui.widgets.record_table import WINDOW, Heading, RecordTable, WindowedModel
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox
from ui.widgets.tile_grid import TileGrid

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints", extend=True)
NASTY = ("O<Brien", "</para>", "x" * 500, "أمينة", "আমিনা", "小明", "🍞 bread", "a\u202eb")


@pytest.fixture
def holder(look: Look) -> Iterator[QWidget]:
    made = QWidget()
    QVBoxLayout(made)
    yield made
    shiboken6.delete(made)


def stand(holder: QWidget, part: QWidget, qtbot: QtBot) -> None:
    layout = holder.layout()
    assert layout is not None
    layout.addWidget(part)
    show(holder, qtbot, 700, 500)


def tap(qtbot: QtBot, rows: QuantityRows, place: QRect) -> None:
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place.center())


def press(widget: QWidget, *pressed: Qt.Key) -> None:
    for key in pressed:
        QTest.keyClick(widget.window().windowHandle(), key)


def on_screen(widget: QWidget) -> QImage:
    """What stands on the screen now; ``grab`` would paint it anew."""
    screen = widget.screen()
    return screen.grabWindow(widget.window().winId()).toImage()


def typed(box: ScanBox, text: str) -> None:
    box.setFocus()
    QTest.keyClicks(box.field, text)


class TestScanBox:
    @pytest.fixture
    def box(self, look: Look, holder: QWidget, qtbot: QtBot) -> ScanBox:
        made = ScanBox(look, "Scan a card")
        stand(holder, made, qtbot)
        made.setFocus()
        return made

    def test_enter_sends_the_text_and_empties_the_box(self, box: ScanBox, qtbot: QtBot) -> None:
        typed(box, " 2+3 ")
        with qtbot.waitSignal(box.entered) as sent:
            press(box, Qt.Key.Key_Return)
        assert sent.args == ["2+3"]
        assert box.text() == ""

    def test_an_empty_enter_does_nothing(self, box: ScanBox, qtbot: QtBot) -> None:
        with qtbot.assertNotEmitted(box.entered):
            press(box, Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def test_space_in_the_empty_box_puts_a_stop_aside(self, box: ScanBox, qtbot: QtBot) -> None:
        with qtbot.waitSignal(box.put_aside):
            press(box, Qt.Key.Key_Space)
        assert box.text() == ""

    def test_space_between_two_figures_is_typed(self, box: ScanBox, qtbot: QtBot) -> None:
        typed(box, "2")
        with qtbot.assertNotEmitted(box.put_aside):
            press(box, Qt.Key.Key_Space)
        assert box.text() == "2 "

    def test_up_and_down_move_the_pick(self, box: ScanBox) -> None:
        moves: list[int] = []
        box.moved.connect(moves.append)
        press(box, Qt.Key.Key_Down, Qt.Key.Key_Up)
        assert moves == [1, -1]

    def test_the_hint_says_what_the_digits_will_do(self, box: ScanBox) -> None:
        hints = {"2": "2 of the last item", "2711": "27 November"}
        box.edited.connect(lambda text: box.set_hint(hints.get(text, "")))
        typed(box, "2")
        assert box.hint.text() == "2 of the last item"
        typed(box, "711")
        assert box.hint.text() == "27 November"
        press(box, Qt.Key.Key_Escape)
        assert not box.hint.isVisible()

    def test_five_hundred_characters_are_kept_and_no_more(self, box: ScanBox) -> None:
        box.field.setText("9" * 600)
        assert len(box.text()) == 500


class TestResultCard:
    @pytest.fixture
    def card(self, look: Look, holder: QWidget, qtbot: QtBot) -> ResultCard:
        made = ResultCard(look)
        stand(holder, made, qtbot)
        return made

    def test_a_result_says_word_lines_and_what_can_be_done(self, card: ResultCard) -> None:
        card.show_result(RESULTS["ok"])
        assert card.headline.text() == "Added"
        assert "Chopped tomatoes 400 g" in card.lines.text()
        assert [(b.text(), b.hint) for b in card.buttons] == [("Undo", "Ctrl+Z")]

    def test_its_key_does_what_its_button_does(self, card: ResultCard) -> None:
        chosen: list[str] = []
        card.chosen.connect(chosen.append)
        card.show_result(RESULTS["ok"])
        QApplication.processEvents()
        QTest.keyClick(
            card.window().windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        card.buttons[0].click()
        assert chosen == ["undo", "undo"]

    def test_a_stop_says_how_many_wait_behind_it(self, card: ResultCard) -> None:
        card.show_result(RESULTS["stop"])
        card.set_waiting(2)
        assert "2" in card.waiting.text()
        assert card.waiting.isVisible()
        card.set_waiting(0)
        assert not card.waiting.isVisible()

    def test_the_strip_is_lower_than_the_card(self, card: ResultCard) -> None:
        card.show_result(RESULTS["stop"])
        tall_px = card.heightForWidth(600)
        card.set_compact(True)
        assert card.heightForWidth(600) < tall_px

    def test_one_result_replaces_another_and_old_keys_are_dead(self, card: ResultCard) -> None:
        chosen: list[str] = []
        card.chosen.connect(chosen.append)
        card.show_result(RESULTS["ok"])
        card.show_result(RESULTS["new"])
        QApplication.processEvents()
        QTest.keyClick(
            card.window().windowHandle(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier
        )
        assert chosen == []
        card.clear()
        assert not card.isVisible()

    def test_the_same_button_stands_for_the_next_answer_and_says_nothing_meanwhile(
        self, card: ResultCard
    ) -> None:
        """One that is made anew for each parcel leaves references behind."""
        chosen: list[str] = []
        card.chosen.connect(chosen.append)
        card.show_result(Result(Tone.OK, "Finished", (), (Action("again", "Label again", "F6"),)))
        (first,) = card.buttons
        card.clear()
        assert (first.text(), first.accessibleName(), first.isVisible()) == ("", "", False)
        card.show_result(Result(Tone.OK, "Added", (), (Action("undo", "Undo", "Ctrl+Z"),)))
        assert card.buttons == [first]
        assert (first.accessibleName(), first.isVisible()) == ("Undo Ctrl+Z", True)
        QApplication.processEvents()
        QTest.keyClick(card.window().windowHandle(), Qt.Key.Key_F6)
        first.click()
        assert chosen == ["undo"]


class TestQuantityRows:
    @pytest.fixture
    def rows(self, look: Look, holder: QWidget, qtbot: QtBot) -> QuantityRows:
        made = QuantityRows(look)
        stand(holder, made, qtbot)
        made.show_lines(LINES)
        return made

    def test_plus_and_minus_say_which_line(self, rows: QuantityRows) -> None:
        steps: list[tuple[object, int]] = []
        rows.stepped.connect(lambda id_, step: steps.append((id_, step)))
        rows.pick(LINES[1].id_)
        rows.more.click()
        assert rows.more.accessibleName() == "One more Rice 1 kg"
        rows.pick(LINES[2].id_)
        rows.fewer.click()
        assert steps == [(LINES[1].id_, 1), (LINES[2].id_, -1)]

    def test_minus_and_plus_of_a_line_that_is_not_picked_hear_a_tap(
        self, rows: QuantityRows, qtbot: QtBot
    ) -> None:
        steps: list[tuple[object, int]] = []
        rows.stepped.connect(lambda id_, step: steps.append((id_, step)))
        QApplication.processEvents()
        tap(qtbot, rows, rows.places(1).more)
        tap(qtbot, rows, rows.places(2).fewer)
        assert steps == [(LINES[1].id_, 1), (LINES[2].id_, -1)]
        assert rows.picked_id is None
        tap(qtbot, rows, rows.places(1).words)
        assert rows.picked_id == LINES[1].id_ and len(steps) == 2
        assert rows.more.geometry() == rows.places(1).more

    def test_a_finger_that_slides_off_plus_changes_nothing(
        self, rows: QuantityRows, qtbot: QtBot
    ) -> None:
        steps: list[int] = []
        rows.stepped.connect(lambda _, step: steps.append(step))
        QApplication.processEvents()
        left, room = Qt.MouseButton.LeftButton, rows.viewport()
        qtbot.mousePress(room, left, pos=rows.places(1).more.center())
        qtbot.mouseRelease(room, left, pos=rows.places(2).words.center())
        assert steps == []

    def test_keys_move_the_pick_and_change_how_many(self, rows: QuantityRows) -> None:
        steps: list[tuple[object, int]] = []
        rows.stepped.connect(lambda id_, step: steps.append((id_, step)))
        rows.setFocus()
        press(rows, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Plus, Qt.Key.Key_Minus)
        assert steps == [(LINES[1].id_, 1), (LINES[1].id_, -1)]

    def test_a_screen_reader_hears_a_row_whole_and_can_pick_it(self, rows: QuantityRows) -> None:
        reader = QAccessible.queryAccessibleInterface(rows)
        assert reader is not None
        parts = [reader.child(at) for at in range(reader.childCount())]
        rows_ = [part for part in parts if part.role() == QAccessible.Role.Cell]
        assert len(rows_) == len(LINES)
        said = rows_[0].text(QAccessible.Text.Name)
        assert LINES[0].name in said and str(LINES[0].quantity) in said
        assert LINES[0].flag in said
        heard: list[object] = []
        rows.picked.connect(heard.append)
        rows.selectRow(2)
        assert heard == [LINES[2].id_] and rows.picked_id == LINES[2].id_

    def test_a_changed_quantity_is_one_row_painted_anew(self, rows: QuantityRows) -> None:
        told: list[tuple[int, int]] = []
        model = rows.model()
        model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
        model.modelReset.connect(lambda: told.append((-1, -1)))
        assert rows.show_line(replace(LINES[1], quantity=9))
        rows.show_lines([LINES[0], replace(LINES[1], quantity=10), *LINES[2:]])
        assert told == [(1, 1), (1, 1)]
        assert not rows.show_line(Line(b"elsewhere", "Beans"))
        ModelTester(None).check(model)

    def test_a_scanned_line_is_in_view_in_the_next_frame(
        self, rows: QuantityRows, qtbot: QtBot
    ) -> None:
        many = [Line(bytes([at]), f"Tin {at}") for at in range(40)]
        rows.show_lines(many)
        QApplication.processEvents()
        for line in (many[30], many[31], many[2], many[39]):
            assert rows.show_line(replace(line, quantity=2))
            at = many.index(line)
            box = rows.visualRect(rows.model().index(at, 0))
            assert rows.viewport().rect().contains(box)
            assert rows.more.geometry() == rows.places(at).more
            QApplication.processEvents()
            moved = on_screen(rows)
            rows.window().update()
            rows.viewport().update()
            QApplication.processEvents()
            assert on_screen(rows) == moved

    def test_what_comes_next_on_the_list_is_seen_and_the_rows_stand_still_for_some_scans(
        self, rows: QuantityRows
    ) -> None:
        many = [Line(bytes([at]), f"Tin {at}") for at in range(40)]
        rows.resize(rows.width(), 6 * rows.rowHeight(0))
        rows.show_lines(many)
        QApplication.processEvents()
        bar, moves = rows.verticalScrollBar(), []
        bar.valueChanged.connect(moves.append)
        for at, line in enumerate(many):
            assert rows.show_line(line)
            for seen in many[at : at + 2]:
                box = rows.visualRect(rows.model().index(many.index(seen), 0))
                assert rows.viewport().rect().contains(box)
        assert bar.value() == bar.maximum()
        assert 10 < len(moves) <= len(many) // 2

    def test_the_list_paints_its_ground_below_a_few_rows(
        self, rows: QuantityRows, look: Look
    ) -> None:
        rows.show_lines(LINES[:1])
        QApplication.processEvents()
        image = rows.viewport().grab().toImage()
        ground = image.pixelColor(image.width() // 2, image.height() - 5)
        assert ground.name() == look.tokens.surface.lower()
        rows.show_lines(())
        QApplication.processEvents()
        image = rows.viewport().grab().toImage()
        assert image.pixelColor(20, 20).name() == look.tokens.surface.lower()

    def test_the_pick_stays_with_its_line_when_lines_move(self, rows: QuantityRows) -> None:
        rows.pick(LINES[1].id_)
        rows.show_lines(tuple(reversed(LINES)))
        assert rows.picked_id == LINES[1].id_
        assert rows.currentIndex().row() == len(LINES) - 2
        assert rows.more.accessibleName() == "One more Rice 1 kg"
        rows.show_lines(LINES[2:])
        assert rows.picked_id is None

    def test_up_and_down_stop_at_the_ends(self, rows: QuantityRows) -> None:
        rows.move_pick(1)
        assert rows.picked_id == LINES[0].id_
        rows.move_pick(-1)
        assert rows.picked_id == LINES[0].id_
        for _ in range(10):
            rows.move_pick(1)
        assert rows.picked_id == LINES[-1].id_

    @pytest.mark.parametrize("name", NASTY)
    def test_a_name_shows_as_it_is_spelled(self, rows: QuantityRows, name: str) -> None:
        rows.show_lines([Line(b"n" * 16, name)])
        assert name in rows.lines[0].aloud()
        assert not rows.grab().isNull()


def test_a_tile_says_what_it_adds(look: Look, holder: QWidget, qtbot: QtBot) -> None:
    grid = TileGrid(look)
    grid.show_tiles(TILES)
    stand(holder, grid, qtbot)
    with qtbot.waitSignal(grid.tapped) as tapped:
        grid.tiles[2].click()
    assert tapped.args == [TILES[2].id_]
    grid.set_columns(4)
    grid.show_tiles(TILES[:3])
    assert len(grid.tiles) == 3


def test_chips_wrap_and_start_at_the_reading_side(
    look: Look, holder: QWidget, qtbot: QtBot, qapp: QApplication
) -> None:
    row = QWidget()
    flow = FlowLayout(8, row)
    chips = [Chip(look, f"No {what}", Tone.STOP) for what in ("nuts", "pork", "milk", "eggs")]
    for chip in chips:
        flow.addWidget(chip)
    one_line_px = flow.heightForWidth(2000)
    assert flow.heightForWidth(260) >= 2 * one_line_px
    flow.setGeometry(QRect(0, 0, 260, 200))
    assert chips[0].x() == 0
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(QRect(0, 0, 260, 200))
    assert chips[0].geometry().right() == 259
    shiboken6.delete(row)


def test_an_empty_screen_says_the_next_thing_to_do(look: Look) -> None:
    empty = EmptyState(look, "scan-barcode", "Scan a card to start", "Or type 2+3")
    empty.say("Nothing was done yet today")
    assert empty.headline.text() == "Nothing was done yet today"
    look.wear(Theme.DARK)
    shiboken6.delete(empty)


def test_words_start_at_the_right_on_a_mirrored_desk(look: Look, qapp: QApplication) -> None:
    words = label("Chopped tomatoes 400 g")
    words.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert words.alignment() & Qt.AlignmentFlag.AlignRight
    words.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert words.alignment() & Qt.AlignmentFlag.AlignLeft
    shiboken6.delete(words)


@dataclass(frozen=True)
class Person:
    number: int
    people: int


class Columns(Enum):
    NUMBER = Heading[Person]("Card", lambda person: f"{person.number:04}")
    PEOPLE = Heading[Person]("People", lambda person: str(person.people), figure=True)


def answered(model: WindowedModel[Person], asked: list[tuple[int, int]]) -> None:
    def answer(first: int, count: int) -> None:
        asked.append((first, count))
        model.fill(first, [Person(row, row % 7 + 1) for row in range(first, first + count)])

    model.wanted.connect(answer, Qt.ConnectionType.QueuedConnection)


class TestRecordTable:
    def test_the_model_keeps_qts_rules(self, qtmodeltester: ModelTester, look: Look) -> None:
        model = WindowedModel[Person](Columns)
        model.start(3)
        model.fill(0, [Person(row, 2) for row in range(3)])
        qtmodeltester.check(model)

    def test_of_fifty_thousand_records_only_what_is_seen_is_fetched(
        self, look: Look, holder: QWidget, qtbot: QtBot
    ) -> None:
        model = WindowedModel[Person](Columns)
        asked: list[tuple[int, int]] = []
        answered(model, asked)
        table = RecordTable(look, model, "People")
        model.start(50_000)
        stand(holder, table, qtbot)
        qtbot.waitUntil(lambda: model.record(0) is not None)
        table.scrollToBottom()
        qtbot.waitUntil(lambda: model.record(49_999) is not None)
        assert len(asked) <= 4
        assert all(count <= WINDOW for _, count in asked)

    def test_enter_opens_the_record_and_tab_moves_on(
        self, look: Look, holder: QWidget, qtbot: QtBot
    ) -> None:
        model = WindowedModel[Person](Columns)
        model.start(3)
        model.fill(0, [Person(row, 2) for row in range(3)])
        table = RecordTable(look, model, "People")
        stand(holder, table, qtbot)
        table.setFocus()
        table.selectRow(1)
        with qtbot.waitSignal(table.opened) as opened:
            press(table, Qt.Key.Key_Return)
        assert opened.args == [Person(1, 2)]
        assert not table.tabKeyNavigation()

    def test_figures_stand_at_the_end_and_words_at_the_start(self, look: Look) -> None:
        model: QAbstractItemModel = WindowedModel[Person](Columns)
        role = Qt.ItemDataRole.TextAlignmentRole
        assert isinstance(model, WindowedModel)
        model.start(1)
        assert model.data(model.index(0, 0), int(role)) & int(Qt.AlignmentFlag.AlignLeft.value)
        assert model.data(model.index(0, 1), int(role)) & int(Qt.AlignmentFlag.AlignRight.value)
        assert model.data(model.index(0, 0)) == "…"


def test_a_name_in_a_refusal_keeps_its_place_in_the_sentence() -> None:
    refused = Refused("{name} is not on the list. Add it first.", name="أمينة")
    assert wording.said(refused) == "\u2068أمينة\u2069 is not on the list. Add it first."
    assert wording.said(Refused("Only {left} left.", left=3)) == "Only 3 left."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("Rice 1 kg", "Rice 1 kg"),
        ("\u2068أمينة\u2069 came", "\u2068أمينة\u2069 came"),
        ("\u2068\u202e" + "x" * 300 + "\u2069", "\u2068\u202e" + "x" * 57 + "…\u202c\u2069"),
        ("\u202eshort", "\u202eshort\u202c"),
        ("a \u2067b \u202bc\u202c", "a \u2067b \u202bc\u202c\u2069"),
        (
            "\u202aa \u2066b \u202ec\u2069 d\u202c\u202c",
            "\u202aa \u2066b \u202ec\u2069 d\u202c\u202c",
        ),
    ],
)
def test_a_name_that_is_cut_takes_its_direction_with_it(words: str, shown: str) -> None:
    assert wording.short(words) == shown


def test_a_mirrored_desk_marks_every_name(qapp: QApplication) -> None:
    assert wording.placed("Rice 1 kg") == "Rice 1 kg"
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    marked = wording.placed("Rice 1 kg")
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert marked == "\u200f\u2068Rice 1 kg\u2069"


def test_an_empty_desk_is_noticed_and_a_key_starts_the_wait_again(
    holder: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    show(holder, qtbot)
    watch = IdleWatch(qapp, after_ms=120)
    with qtbot.waitSignal(watch.idle, timeout=2000):
        press(holder, Qt.Key.Key_A)
    watch.set_after(0)
    with qtbot.assertNotEmitted(watch.idle, wait=200):
        press(holder, Qt.Key.Key_A)
    shiboken6.delete(watch)


def test_tiles_that_change_at_once_again_never_come_up_as_windows(
    look: Look, holder: QWidget, qtbot: QtBot
) -> None:
    grid = TileGrid(look)
    stand(holder, grid, qtbot)
    grid.show_tiles(TILES)
    grid.show_tiles(TILES[:2])
    grid.show_tiles(TILES)
    QApplication.processEvents()
    assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == [holder]
    assert holder.isActiveWindow()


def test_a_tile_stays_under_the_finger_when_the_same_tiles_are_shown_again(
    look: Look, holder: QWidget, qtbot: QtBot
) -> None:
    grid = TileGrid(look)
    stand(holder, grid, qtbot)
    grid.show_tiles(TILES)
    before = list(grid.tiles)
    grid.show_tiles(list(TILES))
    assert grid.tiles == before


@pytest.mark.parametrize("name", ["x" * 500, "مربى الفراولة " * 30, "long " * 100])
def test_an_endless_name_leaves_minus_and_plus_of_every_row_in_sight(
    name: str, look: Look, holder: QWidget, qtbot: QtBot
) -> None:
    rows = QuantityRows(look)
    stand(holder, rows, qtbot)
    rows.show_lines([Line(b"1", name), Line(b"2", "Beans")])
    QApplication.processEvents()
    room = rows.viewport()
    for row in (0, 1):
        assert room.rect().contains(rows.places(row).more)
        assert rows.places(row).words.right() < rows.places(row).fewer.left()
    rows.pick(b"1")
    assert name in rows.more.accessibleName()


def test_an_endless_name_on_a_card_leaves_its_answers_whole(
    look: Look, holder: QWidget, qtbot: QtBot
) -> None:
    card = ResultCard(look)
    stand(holder, card, qtbot)
    card.show_result(
        Result(Tone.STOP, "Allergy: " + "x" * 200, ("y" * 200,), (Action("a", "Leave out"),))
    )
    for compact in (False, True):
        card.set_compact(compact)
        QApplication.processEvents()
        (button,) = card.buttons
        assert button.width() >= button.sizeHint().width()
        assert card.rect().contains(button.mapTo(card, button.rect().bottomRight()))


def test_a_result_is_read_aloud_with_one_stop_between_its_sentences() -> None:
    result = Result(Tone.SOON, "Write 2842 on the bag", ("Put some paper in.", "It waits."))
    assert result.aloud() == "Write 2842 on the bag. Put some paper in. It waits"


def test_what_is_taken_off_the_screen_stays_whole_until_qt_destroys_it(
    look: Look, holder: QWidget, qtbot: QtBot
) -> None:
    tiles = TileGrid(look)
    stand(holder, tiles, qtbot)
    tiles.show_tiles(TILES)
    gone = weakref.ref(tiles.tiles[0])
    tiles.show_tiles([])
    gc.collect()
    kept = gone()
    assert kept is not None and shiboken6.isValid(kept)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(kept)


def test_a_total_keeps_its_place_until_it_needs_another(
    look: Look, holder: QWidget, qtbot: QtBot
) -> None:
    total = Steady(look, "heading")
    stand(holder, total, qtbot)
    total.say("9 items")
    place = total.width()
    total.say("8 items")
    assert total.width() == place and total.text() == "8 items"
    total.say("120 items  ·  24.0 kg")
    assert total.width() > place
    total.say("8 items")
    assert total.width() == place


def test_words_break_into_two_lines_and_then_end_with_an_ellipsis(look: Look) -> None:
    fitting = Fitting(look.font(BODY_PX))
    assert fitting.fit("", 100).lines == ()
    assert fitting.fit("Beans", 200).lines == ("Beans",)
    broken = fitting.fit("Chopped tomatoes in their own juice", 150)
    assert len(broken.lines) == 2 and not broken.cut
    assert " ".join(broken.lines) == "Chopped tomatoes in their own juice"
    cut = fitting.fit("🍞 bread " * 40, 150)
    assert cut.cut and cut.lines[1].endswith("…") and cut.lines[0].startswith("🍞")
