"""The desk's own thread: answers in order, in the window's thread; failures reach a person."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from hubdesk.changes import Changes, Touched
from hubdesk.errors import Refused, Said, Trouble
from ui import memory, window_first
from ui.background import DeskLine
from ui.crash import LOG_NAME, CrashHook, where


class FakeDesk:
    """A desk that counts, and remembers the thread it was used from."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.threads = {threading.get_ident()}
        self.closed = False
        self._heard: Callable[[Changes], None] | None = None

    def do(self, command: Callable[..., Any], *args: Any, **named: Any) -> Any:
        answer = self.ask(command, *args, **named)
        if self._heard is not None:
            self._heard(Changes(frozenset({Touched.STOCK})))
        return answer

    def ask(self, question: Callable[..., Any], *args: Any, **named: Any) -> Any:
        self.threads.add(threading.get_ident())
        return question(self, *args, **named)

    def listen(self, heard: Callable[[Changes], None]) -> None:
        self._heard = heard

    def close(self) -> None:
        self.closed = True
        self.threads.add(threading.get_ident())


def add(desk: FakeDesk, tin: str, slowly_ms: int = 0) -> int:
    time.sleep(slowly_ms / 1000)
    desk.done.append(tin)
    return len(desk.done)


def share(desk: FakeDesk) -> int:
    return os.getpriority(os.PRIO_PROCESS, threading.get_native_id())


def refuse(desk: FakeDesk) -> None:
    raise Refused("That is past its date. Put it aside.")


def break_(desk: FakeDesk) -> None:
    raise KeyError("Amina")


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def line(desk: FakeDesk) -> Iterator[DeskLine]:
    made = DeskLine(lambda: desk)
    yield made
    made.close()


def test_answers_come_in_the_order_asked_and_in_the_windows_thread(
    line: DeskLine, desk: FakeDesk, qtbot: QtBot
) -> None:
    answers: list[tuple[int, int]] = []
    for number in range(20):
        line.do(
            add,
            f"tin {number}",
            slowly_ms=2 if number % 5 == 0 else 0,
            then=lambda count: answers.append((count, threading.get_ident())),
        )
    assert desk.done == [] or len(desk.done) < 20
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert [count for count, _ in answers] == list(range(1, 21))
    assert {thread for _, thread in answers} == {threading.get_ident()}
    assert len(desk.threads - {threading.get_ident()}) == 1


def test_what_changed_is_told_to_the_screens(line: DeskLine, qtbot: QtBot) -> None:
    with qtbot.waitSignal(line.changed) as told:
        line.do(add, "tin")
    assert told.args[0].touches(Touched.STOCK)


def test_an_answer_comes_before_the_screens_ask_again(line: DeskLine, qtbot: QtBot) -> None:
    heard: list[object] = []
    line.changed.connect(heard.append)
    line.do(add, "tin", then=heard.append)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[0] == 1


def test_a_question_changes_nothing(line: DeskLine, qtbot: QtBot) -> None:
    heard: list[Changes] = []
    answers: list[int] = []
    line.changed.connect(heard.append)
    line.ask(add, "tin", then=answers.append)
    qtbot.waitUntil(lambda: answers == [1])
    assert heard == []


def test_the_desk_itself_can_be_called_in_its_own_thread(
    line: DeskLine, desk: FakeDesk, qtbot: QtBot
) -> None:
    answers: list[int] = []
    line.call(lambda desk: threading.get_ident(), then=answers.append)
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert answers != [threading.get_ident()]


def test_a_refusal_goes_to_whoever_asked_or_else_to_the_one_door(
    line: DeskLine, qtbot: QtBot
) -> None:
    refused: list[Said] = []
    line.do(refuse, refused=refused.append)
    qtbot.waitUntil(lambda: len(refused) == 1)
    with qtbot.waitSignal(line.told) as told:
        line.do(refuse)
    assert isinstance(told.args[0], Refused)


def test_a_bug_reaches_the_crash_hook_and_the_next_scan_still_works(
    line: DeskLine, qtbot: QtBot
) -> None:
    with qtbot.captureExceptions() as caught:
        line.do(break_)
        answers: list[int] = []
        line.do(add, "tin", then=answers.append)
        qtbot.waitUntil(lambda: answers == [1])
    assert [kind for kind, _, _ in caught] == [KeyError]


def test_a_widget_that_has_gone_is_not_called_back(line: DeskLine, qtbot: QtBot) -> None:
    class Shown(QObject):
        def show(self, count: int) -> None:
            self.setObjectName(str(count))

    gone = Shown()
    line.ask(add, "tin", slowly_ms=30, then=gone.show)
    line.ask(add, "tin", then=partial(gone.show))
    shiboken6.delete(gone)
    answers: list[int] = []
    line.ask(add, "tin", then=answers.append)
    qtbot.waitUntil(lambda: answers == [3])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="shares of threads: Linux only")
def test_whatever_works_beside_the_window_leaves_the_processor_to_it(
    line: DeskLine, qtbot: QtBot
) -> None:
    shares: list[int] = []
    line.ask(share)  # what is sent first may come while it opens
    line.ask(share, then=shares.append)
    qtbot.waitUntil(lambda: len(shares) == 1)
    assert shares == [os.getpriority(os.PRIO_PROCESS, os.getpid()) + window_first.LESS]


def test_closing_waits_for_everything_that_was_sent(desk: FakeDesk, qtbot: QtBot) -> None:
    line = DeskLine(lambda: desk)
    answers: list[int] = []
    for number in range(10):
        line.do(add, f"tin {number}", slowly_ms=3, then=answers.append)
    line.close()
    line.close()
    assert len(desk.done) == 10
    assert answers == list(range(1, 11))
    assert desk.closed


def test_a_hub_that_will_not_open_is_told_in_words(qtbot: QtBot) -> None:
    def damaged() -> FakeDesk:
        raise Trouble("The hub's file is damaged. Open the latest backup.")

    told: list[Said] = []
    line = DeskLine(damaged)
    line.told.connect(told.append)
    line.ask(add, "tin")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert "damaged" in str(told[0])
    assert "damaged" in str(told[1])
    line.close()


def test_whoever_asks_a_hub_that_did_not_open_is_told_why(qtbot: QtBot) -> None:
    def locked() -> FakeDesk:
        raise Refused("This hub is open already. Close it there first.")

    line = DeskLine(locked)
    told: list[Said] = []
    line.ask(add, "beans", refused=told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].text == "This hub is open already. Close it there first."
    line.close()


def test_the_crash_log_holds_lines_of_the_program_and_no_names(
    tmp_path: Path, qtbot: QtBot
) -> None:
    hook = CrashHook(tmp_path)
    try:
        break_(FakeDesk())
    except KeyError as error:
        caught = error
    with qtbot.waitSignal(hook.crashed):
        hook.take(type(caught), caught, caught.__traceback__)
    hook.close()
    log = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert "builtins.KeyError" in log
    assert "test_background:" in log
    assert "Amina" not in log


def test_the_cause_of_a_bug_is_logged_as_well() -> None:
    try:
        try:
            break_(FakeDesk())
        except KeyError as cause:
            raise ValueError("Joe") from cause
    except ValueError as error:
        said = where(error)
    assert "ValueError" in said
    assert "KeyError" in said
    assert "Joe" not in said


def test_the_hook_stands_at_every_door_and_gives_them_back(tmp_path: Path, qtbot: QtBot) -> None:
    before = sys.excepthook
    hook = CrashHook(tmp_path)
    hook.install()
    assert sys.excepthook == hook.take
    with qtbot.waitSignal(hook.crashed):
        thread = threading.Thread(target=break_, args=(FakeDesk(),))
        thread.start()
        thread.join()
    hook.close()
    sys.excepthook = before


def test_what_long_work_leaves_behind_is_given_back_and_a_scan_gives_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[int] = []
    monkeypatch.setattr(memory, "give_back", lambda: given.append(threading.get_ident()))
    told: list[int] = []
    line = DeskLine(FakeDesk)
    line.do(add, "beans", then=told.append)
    line.do(add, "peas", int(memory.LONG_S * 1200), then=told.append)
    qtbot.waitUntil(lambda: len(told) == 2)
    line.close()
    assert len(given) == 1
    assert given[0] != threading.get_ident()


def test_memory_is_given_back_where_the_c_library_can(monkeypatch: pytest.MonkeyPatch) -> None:
    assert memory.give_back() in (True, False)
    monkeypatch.setattr(sys, "platform", "win32")
    memory._trim.cache_clear()
    assert not memory.give_back()
    memory._trim.cache_clear()
