"""A thread that nobody waits for may end at any moment, also while the window goes."""

from __future__ import annotations

import threading
import time
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.backups.daemon import Daemons
from ui.hand_over import hand_over, ready

TIMES = 1_500
"""By a signal of what goes, the program crashed in about one of a thousand."""


def test_work_that_ends_while_its_window_goes_ends_quietly(
    qtbot: QtBot, qapp: QApplication
) -> None:
    heard: list[object] = []
    for turn in range(TIMES):
        window = QWidget()
        daemons = Daemons(window)
        for each in range(4):
            pause_s = (turn % 7 + each) * 0.0001
            daemons.start(str(each), partial(time.sleep, pause_s), heard.append, heard.append)
        window.deleteLater()
        QCoreApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete.value)
    QApplication.processEvents()
    assert heard == []


def test_what_is_handed_over_arrives_in_order_in_the_windows_thread(
    qtbot: QtBot, qapp: QApplication
) -> None:
    ready()
    window = QWidget()
    qtbot.addWidget(window)
    heard: list[tuple[int, int]] = []

    def find() -> None:
        for each in range(100):
            hand_over(window, lambda n: heard.append((n, threading.get_ident())), each)

    thread = threading.Thread(target=find)
    thread.start()
    qtbot.waitUntil(lambda: len(heard) == 100)
    thread.join()
    assert heard == [(n, threading.get_ident()) for n in range(100)]
