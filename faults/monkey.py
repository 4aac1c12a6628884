"""Cold, careless hands at every screen of the real window, and at whatever opens before it.

The counter's own monkey (``tests/journeys/monkey.py``) keeps the books a second time; this one
goes everywhere, answers every dialog, and is asked afterwards for exceptions, for windows that
stayed and for references to None that were lost.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, structs
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QWidget

from faults import work
from faults.lines import Asked, Line, Pace, told
from hubdesk import check
from hubdesk import desk as desks
from hubdesk.errors import Trouble
from tests.journeys import monkey as careless
from tests.journeys.monkey import Monkey
from tests.world import KEY, World
from ui import keys
from ui.dressed import dressed
from ui.theme.look import Look
from ui.tidy import Tidying

MUST = "0 exceptions, 0 leaked windows, None's count flat"
NONES_PER_EVENT = 0.02
"""A call of PySide 6.12 on Python 3.11 lost one each; nothing else should lose any for good."""
EVENTS_A_WINDOW = 5_000
PLACES = (
    keys.COUNTER,
    keys.STALL,
    keys.TAKE_IN,
    keys.STOCK_COUNT,
    keys.PACK,
    keys.STOCK,
    keys.DATES,
    keys.LABELS,
    keys.FIND,
    keys.TODAY,
    keys.SET_UP,
)
"""The eleven of the rail."""
_OTHER_KEYS = (
    "Return Space Esc Tab Shift+Tab Up Down Left Right Delete Backspace Home End PgDown PgUp F1 "
    "F10 F11 F12 Ctrl+Z Ctrl+A Ctrl+C Ctrl+V Ctrl+X Ctrl+I Ctrl+S Ctrl+N Ctrl+W Ctrl+D Ctrl+E "
    "Ctrl+F Ctrl+G Ctrl+J Ctrl+K Ctrl+L Ctrl+M Ctrl+O Ctrl+P Ctrl+R Ctrl+T Ctrl+U Ctrl+Y Alt+1 "
    "Alt+A Alt+B Alt+C Alt+D Alt+E Alt+G Alt+I Alt+K Alt+L Alt+M Alt+N Alt+O Alt+P Alt+R Alt+S "
    "Alt+T Alt+U Alt+W Alt+X Alt+Y Alt+Down F4"
)
OTHER_KEYS = _OTHER_KEYS.split()
DIALOG_MS = 40


class Roamer(Monkey):
    """A monkey that leaves the counter."""

    def __init__(
        self, app: QApplication, look: Look, world: World, cards: list[str], seed: int
    ) -> None:
        self.dialogs = 0
        self.places: set[str] = set()
        super().__init__(app, look, world, cards, seed)
        self._doorman = QTimer(self.desk.window)
        self._doorman.timeout.connect(self._answer_dialog)
        self._doorman.start(DIALOG_MS)

    def _all_acts(self) -> list[tuple[careless.Act, int]]:
        away = [
            (self._go_somewhere, 14),
            (self._any_key_at_all, 20),
            (self._pick, 3),
            (self._burst_of_junk, 3),
        ]
        return [*super()._all_acts(), *away]

    def _go_somewhere(self) -> None:
        place = self._random.choice(PLACES)
        self.places.add(place.shown)
        self._press(place.shown)

    def _any_key_at_all(self) -> None:
        self._press(self._random.choice(OTHER_KEYS))

    def _pick(self) -> None:
        shown = [box for box in self.desk.window.findChildren(QComboBox) if self._can_click(box)]
        if shown:
            self._click(self._random.choice(shown))

    def _burst_of_junk(self) -> None:
        junk = "".join(chr(self._random.choice((33, 64, 233, 0x5E73, 0x1F35E))) for _ in range(40))
        self._strike(junk + "\r", 1)

    def _answer_dialog(self) -> None:
        """Types something foreign into whatever opened, and shuts it one way or the other."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
            return
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        self.dialogs += 1
        for field in dialog.findChildren(QLineEdit)[:1]:
            field.setText("نام 李 🍞")
        dialog.done(self._random.choice((0, 0, 1)))

    def wait(self, until: Callable[[], bool]) -> None:
        """As for any hands, with twice their patience; says what it waited for in vain."""
        with suppress(AssertionError):
            super().wait(until)
            return
        try:
            super().wait(until)
        except AssertionError as failure:
            raise AssertionError(f"waits for {self._waits_for()}: {failure}") from failure

    def _waits_for(self) -> str:
        desk = self.desk
        asked = {
            "listening": not desk.listening.at_rest,
            "the desk's line": bool(self.line.waiting),
            "the counter's turns": not desk.counter.service.turns.idle,
            "labels": not desk.labels.at_rest,
        }
        return ", ".join(name for name, waits in asked.items() if waits)

    def rest(self) -> None:
        """Waits for the desk. The hands stay where they are, but now and then start anew."""
        self.settle()
        self._no_trouble()
        if self._random.random() < 0.1:
            self._answer_day()

    def _no_trouble(self) -> None:
        assert not self.broken, self._tell("; ".join(self.broken))

    def audit(self) -> None:
        """What ``hubdesk check`` looks at."""
        self.rest()
        report = self._asked(self.line.call, careless._checked)
        assert isinstance(report, check.Report)
        assert report.sound, self._tell(str(report.findings))

    def _note_finished(self, done: object) -> None:
        """What a parcel holds is minded by the counter's own monkey."""


def stocked(folder: Path) -> tuple[World, list[str]]:
    """A hub with goods and some households, closed, and their cards."""
    world = work.hub(folder)
    world.desk = desks.open_desk(folder, KEY, world.clock)
    homes = [
        world.household(1, 0),
        world.household(2, 3, name="Kowalska", diet=("halal",)),
        world.household(4, 6, allergies=("celery",)),
        world.household(1, 1, name="O<Brien & 李", allergies=("milk", "gluten")),
    ]
    world.desk.close()
    return world, [home.card for home in homes]


def leaked(app: QApplication, before: set[int]) -> list[str]:
    """Windows that are there and were not; what is only waiting to be cleared away is cleared."""
    for _ in range(5):
        app.processEvents()
        app.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
        gc.collect()
    return [
        f"{type(each).__name__} {each.objectName()}"
        for each in app.topLevelWidgets()
        if id_of(each) not in before
    ]


def id_of(widget: QWidget) -> int:
    """The same for one widget however often Python wraps it."""
    import shiboken6  # noqa: PLC0415

    return int(shiboken6.getCppPointer(widget)[0])


class Played(Struct, frozen=True):
    """One window's life in such hands; ``nones_lost`` in its second half."""

    events: int
    dialogs: int
    places: frozenset[str]
    nones_lost: int
    wrong: list[str]


def played(folder: Path, seed: int, events: int) -> Played:
    """One window, so many keys and clicks; what was wrong."""
    app, look = dressed()
    before = {id_of(each) for each in app.topLevelWidgets()}
    world, cards = stocked(folder / "hub")
    tidying = Tidying()
    # By itself, so that nothing here holds on to the window.
    told_ = _one_window(Roamer(app, look, world, cards, seed), events)
    tidying.stop()
    return structs.replace(told_, wrong=told_.wrong + leaked(app, before))


def _one_window(roamer: Roamer, events: int) -> Played:
    wrong, nones = [], [0, 0]
    try:
        # Screens are made in the first half; from then on nothing is to be gained or lost.
        for half in (0, 1):
            roamer.run(events * (half + 1) // 2)
            gc.collect()
            nones[half] = sys.getrefcount(None)
    except (AssertionError, Trouble) as failure:
        wrong.append(f"{failure!r} {traceback.format_exc(limit=-4)} {roamer.done[-8:]}")
    finally:
        roamer.close()
    return Played(
        roamer.events, roamer.dialogs, frozenset(roamer.places), nones[0] - nones[1], wrong
    )


def lines(asked: Asked) -> Iterator[Line]:
    """Windows one after another, each with some thousands of events."""
    os.chdir(asked.folder)  # whatever is exported lands here
    pace, done = Pace(), list[Played]()
    for number in range(asked.many(5_000, 220_000) // EVENTS_A_WINDOW):
        folder = asked.folder / f"{number}"
        folder.mkdir()
        done.append(played(folder, asked.seed + number, EVENTS_A_WINDOW))
    yield summed(done, pace)


def summed(done: list[Played], pace: Pace) -> Line:
    """One line for all windows."""
    events, nones = sum(p.events for p in done), sum(p.nones_lost for p in done)
    wrong = [said for each in done for said in each.wrong]
    if not wrong and nones > events * NONES_PER_EVENT:
        wrong.append(f"{nones} references to None were lost")
    came = (
        f"{events} events on {len(frozenset().union(*(p.places for p in done)))} screens, "
        f"{sum(p.dialogs for p in done)} dialogs, None {-nones:+}, {pace.per_second(events)}"
    )
    return told("monkey", MUST, came, wrong)
