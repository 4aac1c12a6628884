"""Slow work beside the window: answers come home, refusals are told, bugs are not swallowed."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk.errors import Refused, Said
from ui.aside import Aside


def nothing(_: object) -> None:
    """Nobody is interested."""


def test_the_answer_comes_in_the_windows_thread(qtbot: QtBot, qapp: QApplication) -> None:
    aside = Aside()
    threads: list[int] = []

    def work() -> int:
        threads.append(threading.get_ident())
        return 7

    def then(value: int) -> None:
        threads.append(threading.get_ident() if value == 7 else 0)

    aside.start(work, then, nothing)
    assert aside.is_busy
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0] != threads[1] == threading.get_ident()
    assert not aside.is_busy


def test_a_refusal_is_told_and_the_next_work_may_start(qtbot: QtBot, qapp: QApplication) -> None:
    aside = Aside()
    told: list[Said] = []

    def refuse() -> None:
        raise Refused("Type it again.")

    aside.start(refuse, nothing, told.append)
    with pytest.raises(RuntimeError):
        aside.start(refuse, nothing, nothing)
    qtbot.waitUntil(lambda: len(told) == 1)
    aside.start(refuse, nothing, told.append)
    qtbot.waitUntil(lambda: len(told) == 2)


def test_a_bug_reaches_the_crash_hook(qtbot: QtBot, qapp: QApplication) -> None:
    aside = Aside()

    def break_() -> None:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        aside.start(break_, nothing, nothing)
        qtbot.waitUntil(lambda: not aside.is_busy)
    assert [kind for kind, _, _ in caught] == [ZeroDivisionError]


def test_closing_waits_and_wants_no_answer(qtbot: QtBot, qapp: QApplication) -> None:
    aside = Aside()
    heard: list[object] = []
    started, go_on = threading.Event(), threading.Event()

    def work() -> None:
        started.set()
        go_on.wait(5)

    aside.start(work, heard.append, heard.append)
    assert started.wait(5)
    go_on.set()
    aside.close()
    QApplication.processEvents()
    assert heard == []
