"""Where there is little room, words get fewer: none is cut off, and all are under the pointer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from tests.screens import audit
from tests.screens.look.conftest import show
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.tip import tip
from ui.window import Window
from ui.wording import isolated

LONG = ("Bartholomew Featherstonehaugh", "Wilhelmina O<Brien-Castellanos")
SHARED = ("Shared 14:02. Store: Friday 16:40. Stall: 14 November.", "Shared 14:02", "14:02")
ROW_PX = 60


@pytest.fixture
def records(look: Look, qtbot: QtBot) -> Iterator[RecordList]:
    made = RecordList(look, lambda line: line, "What happened", lead_px=72)
    show(made, qtbot, 500, 300)
    yield made
    shiboken6.delete(made)


def settled(window: Window) -> Window:
    for _ in range(3):
        QApplication.processEvents()
    return window


def cut(records: RecordList, line: RecordLine, width_px: int) -> list[str]:
    box = QRect(0, 0, width_px, ROW_PX)
    return [each.words for each in records.painter.spots(line, box, marked=False) if each.is_cut]


def test_one_who_serves_is_named_whole_and_of_two_it_is_said_that_there_is_another(
    window: Window,
) -> None:
    window.title.set_serving(["Amina"])
    assert settled(window).title.serving.text() == f"Serving: {isolated('Amina')}"
    assert window.title.serving.toolTip() == ""
    window.title.set_serving(LONG)
    assert settled(window).title.serving.text().endswith(" +1")
    assert "O&lt;Brien" in window.title.serving.toolTip()
    assert all(name in window.title.serving.accessibleName() for name in LONG)
    assert audit.clipped(window) == []


def test_beside_the_scan_box_an_icon_alone_still_says_what_it_does(
    window: Window, look: Look
) -> None:
    window.title.set_serving([])
    look.wear(scale=Scale(150))
    title = settled(window).title
    assert not title.isVisible(), "its buttons stand beside the scan box"
    assert title.hide_button.text() == title.serving.text() == ""
    assert title.hide_button.toolTip() == "Hide screen"
    assert title.serving.toolTip() == "Who is serving?"
    assert title.hide_button.accessibleName() == "Hide screen F11"
    assert title.serving.accessibleName() == "Who is serving? Ctrl+I"


def test_with_large_letters_a_title_with_room_says_its_words(window: Window, look: Look) -> None:
    window.title.set_serving([])
    window.title.set_where("Saturday 21 November")
    look.wear(scale=Scale(150))
    window.show_help()
    title = settled(window).title
    assert title.isVisible()
    assert (title.hide_button.text(), title.serving.text()) == ("Hide screen", "Who is serving?")


def test_a_locked_desk_names_nobody_under_the_pointer_either(window: Window) -> None:
    window.title.set_serving(LONG)
    window.title.set_locked(True)
    assert settled(window).title.serving.text() == "Locked"
    assert not any(name in window.title.serving.toolTip() for name in LONG)


def test_the_foot_says_less_of_what_is_well_before_it_cuts_a_word_of_trouble(
    window: Window, look: Look
) -> None:
    status = window.status
    status.say_longest("shared", SHARED, Tone.SOON, icon_name="cloud-off")
    assert status.parts["shared"].words.text() == SHARED[0], "there is room for all of it"
    status.say("backups", "No backup on another disk for 21 days", Tone.SOON, short="No backup")
    status.say("disk", "The disk of this laptop is full", Tone.STOP, short="The disk is full")
    look.wear(scale=Scale(150))
    assert audit.clipped(settled(window)) == []
    said = {name: part.words.text() for name, part in status.parts.items()}
    assert said["backups"] == "No backup" and said["shared"] in SHARED
    assert said["scanner"] == "", "its icon says that all is well"
    assert status.parts["scanner"].toolTip() == status.parts["scanner"].accessibleName()


def test_what_comes_back_to_the_foot_is_said_in_full_again(window: Window) -> None:
    status = window.status
    for at in range(4):
        status.say(f"trouble {at}", "Something that takes a lot of room to say", Tone.SOON)
    assert audit.clipped(settled(window)) == [] or status.parts["scanner"].words.text() == ""
    for at in range(4):
        status.take_away(f"trouble {at}")
    status.set_time("10:43")
    assert status.parts["saved"].words.text() == "Saved on this laptop"


def test_names_that_end_a_row_leave_its_own_words_their_room(records: RecordList) -> None:
    when = "21 November 2026, 10:00, " + " and ".join(LONG)
    line = RecordLine("-3", "Handed out: parcel 4793", "Practice counter", when)
    assert cut(records, line, 1200) == []
    assert cut(records, line, 700) == [when]


def test_a_row_that_was_cut_is_whole_under_the_pointer(records: RecordList) -> None:
    line = RecordLine("6", "Beans " * 40, "", "<b>Ann")
    records.hold([line])
    option = QStyleOptionViewItem()
    option.rect = records.visualRect(records.records.index(0))
    event = QHelpEvent(QHelpEvent.Type.ToolTip, QPoint(5, 5), records.mapToGlobal(QPoint(5, 5)))
    assert records.painter.helpEvent(event, records, option, records.records.index(0))
    assert "&lt;b&gt;Ann" in QToolTip.text() and "Beans Beans" in QToolTip.text()
    QToolTip.hideText()


def test_an_icon_alone_says_under_the_pointer_what_it_does(look: Look, qtbot: QtBot) -> None:
    button = plain(look, "Near its date", "clock-alert")
    for word, told in (("Near its date", ""), ("", "Near its date")):
        button.say(word)
        button.setAccessibleName("Near its date")
        QToolTip.hideText()
        middle = button.rect().center()
        at = button.mapToGlobal(middle)
        QApplication.sendEvent(button, QHelpEvent(QHelpEvent.Type.ToolTip, middle, at))
        assert (QToolTip.text() if QToolTip.isVisible() else "") == told
    QToolTip.hideText()
    shiboken6.delete(button)


def test_a_name_is_spelled_under_the_pointer_as_it_is_written() -> None:
    assert tip("Amina") == "Amina"
    assert tip("O<Brien") == "<p>O&lt;Brien</p>"
    assert tip("Fish & chips", "<b>") == "<p>Fish &amp; chips<br>&lt;b&gt;</p>"


def test_a_painted_row_with_no_room_fails_its_audit(look: Look, qtbot: QtBot) -> None:
    bad = QWidget()
    records = RecordList(look, lambda line: line, "What happened", lead_px=20)
    records.setParent(bad)
    records.resize(400, 200)
    records.hold([RecordLine("21 November 2026", "Handed out")])
    show(bad, qtbot, 500, 300)
    assert any("what leads a row" in each for each in audit.clipped(bad))
    shiboken6.delete(bad)
