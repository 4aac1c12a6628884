"""Set-up: names, PINs and cards of those who help here."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from hubdesk.labels import queue
from hubdesk.volunteers import volunteer
from hubdesk.volunteers.volunteer import Volunteer
from tests.screens import audit
from tests.screens.privacy import holds
from tests.screens.settings.conftest import Bench
from ui.settings.volunteers import VolunteerRow
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale

PIN = "48271593"


def add(bench: Bench, qtbot: QtBot, name: str) -> VolunteerRow:
    card = bench.screen.cards.volunteers
    card.another.entry.setText(name)
    QTest.keyClick(card.another.entry, Qt.Key.Key_Return)
    bench.settle(qtbot)
    return next(row for row in card.rows if row.who.name == name.strip())


def known(bench: Bench, qtbot: QtBot) -> tuple[Volunteer, ...]:
    answers: list[tuple[Volunteer, ...]] = []
    bench.line.ask(volunteer.volunteers, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def type_in(entry: QLineEdit, text: str) -> None:
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, Qt.Key.Key_Return)


def test_a_name_is_added_changed_and_taken_away(bench: Bench, qtbot: QtBot) -> None:
    row = add(bench, qtbot, " Amina ")
    add(bench, qtbot, "Joe")
    type_in(row.name, "Amina K")
    bench.settle(qtbot)
    assert [each.name for each in known(bench, qtbot)] == ["Amina K", "Joe"]
    row.remove.click()
    bench.settle(qtbot)
    assert [each.name for each in known(bench, qtbot)] == ["Joe"]
    assert [each.name.text() for each in bench.screen.cards.volunteers.rows] == ["Joe"]


def test_a_doubled_name_is_refused_and_the_old_one_stands(bench: Bench, qtbot: QtBot) -> None:
    add(bench, qtbot, "Amina")
    row = add(bench, qtbot, "Joe")
    type_in(row.name, "amina")
    bench.screen.cards.volunteers.another.entry.setFocus()
    bench.settle(qtbot)
    assert "already" in bench.notices.recent[-1].headline
    assert [each.name for each in known(bench, qtbot)] == ["Amina", "Joe"]
    assert sorted(each.name.text() for each in bench.screen.cards.volunteers.rows) == [
        "Amina",
        "Joe",
    ]


def test_a_pin_is_kept_and_never_shown_again(bench: Bench, qtbot: QtBot) -> None:
    row = add(bench, qtbot, "Joe")
    assert row.pin.echoMode() is QLineEdit.EchoMode.Password
    assert row.pin.placeholderText() == "No PIN"
    type_in(row.pin, PIN)
    bench.settle(qtbot)
    assert known(bench, qtbot)[0].has_pin and row.pin.placeholderText() == "PIN set"
    assert holds(bench.window, PIN) == []
    type_in(row.pin, "12")
    bench.settle(qtbot)
    assert "A PIN has" in bench.notices.recent[-1].headline
    assert known(bench, qtbot)[0].has_pin
    type_in(row.pin, "0")
    bench.settle(qtbot)
    assert not known(bench, qtbot)[0].has_pin and row.pin.placeholderText() == "No PIN"


def test_a_card_waits_for_the_printer_and_the_number_is_said(bench: Bench, qtbot: QtBot) -> None:
    row = add(bench, qtbot, "Joe")
    with qtbot.waitSignal(bench.screen.labels_wanted):
        row.card.click()
    jobs: list[queue.Job] = []
    bench.line.ask(queue.waiting, then=jobs.extend)
    qtbot.waitUntil(lambda: bool(jobs))
    assert jobs[0].code[-4:] in bench.notices.recent[-1].headline


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    bench: Bench,
    qtbot: QtBot,
    look: Look,
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
) -> None:
    type_in(add(bench, qtbot, "Bartholomew Featherstonehaugh").pin, PIN)
    add(bench, qtbot, "نور")
    bench.settle(qtbot)
    qapp.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    for _ in range(3):
        QApplication.processEvents()
    assert audit.everything(bench.window, look) == []
