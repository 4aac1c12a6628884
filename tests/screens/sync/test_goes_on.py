"""Sharing goes on by itself, whatever one pass came to."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from hubdesk.errors import Refused
from hubdesk.sync import where
from hubdesk.sync.report import PassReport
from tests.screens.sync.conftest import Counter
from tests.world import World
from ui.sync.folder_work import FolderWork

Opened = Callable[[World | None], Counter]


def test_a_bug_in_one_pass_is_told_once_and_the_next_pass_comes(
    counter: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = counter(None)
    here.make()
    run, passes = here.meter.desk.sharing.run, list[PassReport]()
    run.passed.connect(passes.append)

    def breaks(*_: object, **__: object) -> PassReport:
        raise RuntimeError("a bug, once")

    with monkeypatch.context() as broken, here.qtbot.capture_exceptions() as raised:
        broken.setattr(FolderWork, "one_pass", breaks)
        run.now()
        here.qtbot.waitUntil(lambda: bool(raised))
    assert not run.standing.is_busy
    assert run._next.isActive(), "by itself, in its time"
    here.share()
    assert [report.stopped for report in passes] == [None]


def test_a_folder_that_may_not_be_left_is_still_shared(
    counter: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = counter(None)
    here.make()
    run, gate, told = here.meter.desk.sharing.run, threading.Event(), list[object]()
    here.meter._line.told.connect(told.append)
    usual = FolderWork.one_pass

    def waits(self: FolderWork, *args: object, **named: object) -> PassReport:
        gate.wait(30)
        return usual(self, *args, **named)  # type: ignore[arg-type]

    def refuses(*_: object) -> None:
        raise Refused("Only an admin")

    monkeypatch.setattr(FolderWork, "one_pass", waits)
    monkeypatch.setattr(where, "forget", refuses)
    run.now()
    run.disconnect_()
    here.meter.settle()
    gate.set()
    here.settle()
    assert told, "said why"
    assert run.standing.folder is not None
    assert not run.standing.is_busy
    assert run._next.isActive()


def test_sharing_goes_on_while_the_desk_is_locked(counter: Opened) -> None:
    here = counter(None)
    here.make()
    passes = list[PassReport]()
    here.meter.desk.sharing.run.passed.connect(passes.append)
    here.meter.press("Shift+F11")
    here.meter.settle()
    here.share()
    assert [report.stopped for report in passes] == [None]
