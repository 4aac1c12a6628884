"""Cold, careless hands at the real window: seeded, fast, and watched after every act.

The books are kept a second time, by a plain reading of the journal that knows no reducer: what
came in, less what went out, without what was undone.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from sqlalchemy import select

from hubdesk import check
from hubdesk.clock import SetClock
from hubdesk.counter.collection import CameBack, Collected
from hubdesk.counter.finishing import Finished
from hubdesk.counter.visit import ShownRow, ShownVisit
from hubdesk.desk import Desk
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock.intake import Discarded, TakenIn
from hubdesk.stock.tables import balance
from hubdesk.takein.packs import Opened
from tests.journeys.meter import Meter
from tests.waiting import wait
from tests.world import World
from ui.background import DeskLine
from ui.day_question import DayQuestion
from ui.desk_window import OpenDesk
from ui.theme.look import Look

Act = Callable[[], None]
_KEYS = (
    "Return Space Esc Tab Shift+Tab Up Down Left Right Delete Backspace Home PgDown "
    "F1 F2 F4 F8 F9 F10 F11 Ctrl+1 Ctrl+2 Ctrl+8 Ctrl+9 Ctrl+0 Ctrl+H Ctrl+K Ctrl+M Ctrl+S "
    "Ctrl+N Ctrl+W Ctrl+D Ctrl+T Ctrl+Y Ctrl+U Ctrl+A Ctrl+V Ctrl+X "
    "Alt+G Alt+M Alt+P Alt+D Alt+R Alt+E Alt+X Alt+B Alt+O Alt+L Alt+T Alt+1"
)
_TYPED = (
    "2+3 1+0 30+0 0+1 0+0 99+99 7 0 999 1000 1 12 2711 0327 271126 x 18a kowalsky O<Brien "
    "</para> %s %1 {n} ' \" ;-- 5000157024671 50001570246 H1234 ٣ 𝟚+𝟛 مريم নাম 李 🍞"
)
KEYS, TYPED = _KEYS.split(), _TYPED.split()
CODES = ("5000157024671", "5000157024672", "20123456", "H123456789012", "P000000000000", "012345")


@dataclass
class Books:
    """What the journal says when it is read by somebody who knows nothing of the tables."""

    stock: Counter[bytes] = field(default_factory=Counter)
    parcels: Counter[bytes] = field(default_factory=Counter)
    handed_over: int = 0
    balances: dict[bytes, int] = field(default_factory=dict)


def read_books(view: View) -> Books:
    """Adds up every operation that stands."""
    books = Books()
    for op, raw in view.journal.all(view.connection):
        body = view.journal.body_of(view.connection, op, raw)
        books.handed_over += isinstance(body, Collected)
        if view.journal.is_undone(view.connection, op.ref):
            continue
        if isinstance(body, TakenIn):
            books.stock[op.subject] += body.quantity
        elif isinstance(body, Discarded):
            books.stock[op.subject] -= body.quantity
            for thrown in body.also:
                books.stock[thrown.product] -= thrown.quantity
        elif isinstance(body, Opened):
            books.stock[op.subject] -= body.packs
            books.stock[identity.pieces_of(op.subject)] += body.pieces
        elif isinstance(body, (Collected, CameBack)):
            sign = 1 if isinstance(body, CameBack) else -1
            books.parcels[op.subject] += isinstance(body, Collected)
            for given in body.given:
                books.stock[given.product] += sign * given.quantity
    for row in view.connection.execute(select(balance.c.product, balance.c.quantity)):
        books.balances[row.product] = books.balances.get(row.product, 0) + row.quantity
    return books


class Monkey(Meter):
    """Does anything at all at a hub's window, and stops at the first thing that is wrong."""

    def __init__(
        self, app: QApplication, look: Look, world: World, cards: list[str], seed: int
    ) -> None:
        self.cards, self.seed = cards, seed
        self.done = ["opened"]
        self.events = 0
        self.broken: list[str] = []
        self._random = random.Random(seed)
        self._on_screen: ShownVisit | None = None
        self._shown_before: ShownVisit | None = None
        self._labels: list[str] = []
        self._handed_over = 0
        self._usual_hook = sys.excepthook
        sys.excepthook = self._caught
        super().__init__(app, look, world)
        self._watch()
        self._acts = self._all_acts()

    def _opened(self) -> tuple[OpenDesk, DeskLine]:
        desk, self.line = super()._opened()
        return desk, self.line

    def close(self) -> None:
        super().close()
        sys.excepthook = self._usual_hook

    def run(self, events: int, rest_every: int = 8) -> None:
        """So many keys and clicks. Every few acts the hands rest: all must be in order then."""
        acts, weights = zip(*self._acts, strict=True)
        while self.events < events:
            (act,) = self._random.choices(acts, weights)
            self.done.append(act.__name__)
            act()
            if self._random.random() < 0.7:
                QApplication.processEvents()
            if len(self.done) % rest_every == 0:
                self.rest()
        self.audit()

    def rest(self) -> None:
        """Waits for the desk; then the counter is called, and must be there to type into."""
        counter = self.desk.counter
        homes = (counter.scan.field, counter.naming.name)
        for _ in range(4):
            # A search that was typed is answered with another screen; a date is asked about.
            self.settle()
            self._answer_day()
            self._press("F2")
            self.settle()
            self._no_trouble()
            if QApplication.focusWidget() in homes:
                return
        raise AssertionError(self._tell(f"focus in {QApplication.focusWidget()}"))

    def audit(self) -> None:
        """The books against the tables, and everything ``hubdesk check`` looks at."""
        self.rest()
        books: Books = self._asked(self.line.ask, read_books)
        wrong = {
            product.hex()
            for product in books.stock.keys() | books.balances.keys()
            if books.stock[product] != books.balances.get(product, 0)
        }
        assert not wrong, self._tell(f"balances of {wrong}")
        twice = [visit.hex() for visit, times in books.parcels.items() if times > 1]
        assert not twice, self._tell(f"finished twice: {twice}")
        assert books.handed_over == self._handed_over, self._tell("labels and collections differ")
        report = self._asked(self.line.call, _checked)
        assert report.sound, self._tell(str(report.findings))

    def wait(self, until: Callable[[], bool]) -> None:
        """As for any hands, but the desk's own thread runs meanwhile."""
        loop, tick = QEventLoop(), QTimer()
        tick.setInterval(1)
        given_up = time.monotonic() + 20

        def look() -> None:
            if until() or time.monotonic() > given_up:
                loop.quit()

        tick.timeout.connect(look)
        tick.start()
        while not until() and time.monotonic() < given_up:
            loop.exec()
        self._note_modals()
        assert until(), self._tell("the desk does not come to rest")

    def _all_acts(self) -> list[tuple[Act, int]]:
        return [
            (self._scan_card, 12),
            (self._scan_goods, 24),
            (self._scan_anything, 4),
            (self._scan_label, 3),
            (self._finish, 14),
            (self._any_key, 20),
            (self._answer, 16),
            (self._serve, 8),
            (self._storm_of_undo, 2),
            (self._type_words, 8),
            (self._click_anything, 14),
            (self._interrupted_scan, 2),
            (self._time_passes, 3),
            (self._printer, 1),
            (self._dress, 1),
            (self._clock_breaks, 1),
        ]

    def _scan_card(self) -> None:
        self.scan_on(self._random.choice(self.cards))

    def _scan_goods(self) -> None:
        goods = list(self.world.barcodes.values())
        self.scan_on(self._random.choice(goods), ending=self._random.choice("\r\n\t"))

    def _scan_anything(self) -> None:
        self.scan_on(self._random.choice(CODES))

    def _scan_label(self) -> None:
        if self._labels:
            self.scan_on(self._random.choice(self._labels))

    def _finish(self) -> None:
        for _ in range(self._random.choice((1, 1, 2, 5))):
            self._press(self._random.choice(("F12", "Ctrl+Return")))

    def _answer(self) -> None:
        self._press("Space")

    def _serve(self) -> None:
        """What a careful hand does, so that there is something to spoil."""
        self._press("F2")
        self._press("Esc")
        self._scan_card()
        for _ in range(4):
            self.settle()
            self._answer_day()
            self._press("Space")
        self._press("F12")

    def _any_key(self) -> None:
        self._press(self._random.choice(KEYS))

    def _storm_of_undo(self) -> None:
        for _ in range(self._random.randint(2, 12)):
            self._press("Ctrl+Z")

    def _type_words(self) -> None:
        self._strike(self._random.choice(TYPED) + self._random.choice(("\r", "\r", "\r\n", "")), 90)

    def _click_anything(self) -> None:
        window = self.desk.window
        shown = [b for b in window.findChildren(QAbstractButton) if self._can_click(b)]
        if shown:
            self._click(self._random.choice(shown))

    def _can_click(self, button: QWidget) -> bool:
        return button.isVisible() and button.isEnabled() and not button.visibleRegion().isEmpty()

    def _click(self, widget: QWidget) -> None:
        self.events += 1
        self.done[-1] += f" {widget.accessibleName()!r}"
        place = widget.mapTo(self.desk.window, QPoint(widget.width() // 2, widget.height() // 2))
        left, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(self.window, left, plain, place)

    def _interrupted_scan(self) -> None:
        code = self._random.choice(list(self.world.barcodes.values()))
        self._strike(code[:6], 2)
        self._press(self._random.choice(("F11", "F2", "F9", "F12", "Ctrl+Z", "Esc")))
        self._strike(code[6:] + "\r", 2)

    def _time_passes(self) -> None:
        assert isinstance(self.world.clock, SetClock)
        self.world.clock.forward(minutes=self._random.choice((1, 1, 5, 30)))

    def _printer(self) -> None:
        self.printer.failing = not self.printer.failing

    def _dress(self) -> None:
        self._press(self._random.choice(("Ctrl++", "Ctrl+-")))

    def _clock_breaks(self) -> None:
        if self._random.random() < 0.3:
            assert isinstance(self.world.clock, SetClock)
            self.world.clock.forward(days=self._random.choice((-1100, 1, 21)))

    def _strike(self, text: str, gap_ms: float) -> None:
        self.events += len(text)
        super()._strike(text, gap_ms)

    def _press(self, keys: str) -> None:
        self.events += 1
        self.done[-1] += f" {keys}"
        self.press_on(keys)

    def _answer_day(self) -> None:
        cover = self.desk.window.cover
        for _ in range(3):
            if cover.is_open():
                return
            wait(60)  # longer than a scanner's second Enter takes, which would be its own
            if cover.is_hidden():
                self._press("Left")
            else:
                self._say_day(cover.day_question)
            self.settle()

    def _say_day(self, question: DayQuestion) -> None:
        if question.yes.isVisible():
            self._click(question.yes)
        else:
            self._click(question.other)
            self._strike("3112\r", 60)

    def _watch(self) -> None:
        service = self.desk.counter.service
        service.on_show.visit_shown.connect(self._note_visit)
        service.on_show.row_shown.connect(self._note_row)
        service.telling.finished.connect(self._note_finished)

    def _note_visit(self, visit: ShownVisit | None) -> None:
        # When a parcel is handed over the screen is emptied first, and then it is told.
        self._shown_before, self._on_screen = self._on_screen, visit

    def _note_row(self, visit: ShownVisit, _: ShownRow) -> None:
        self._on_screen = visit

    def _note_finished(self, done: Finished) -> None:
        self._handed_over += 1
        self._labels += [job.code for job in done.jobs]
        shown = self._shown_before
        # What waited on hold since another day is said to be given with nothing on show.
        if shown is not None and shown.items != done.items:
            self.broken.append(f"shown {shown.items}, given {done.items}")

    def _caught(
        self, kind: type[BaseException], failure: BaseException, trace: TracebackType | None
    ) -> None:
        self.broken.append(f"{kind.__name__}: {failure}")
        self._usual_hook(kind, failure, trace)

    def _no_trouble(self) -> None:
        assert not self.broken, self._tell("; ".join(self.broken))
        assert self.count.modals == 0, self._tell(f"a dialog: {QApplication.activeModalWidget()}")

    def _asked(self, way: Callable[..., None], what: Callable[..., object]) -> object:
        answers: list[object] = []
        way(what, then=answers.append)
        self.wait(lambda: bool(answers))
        return answers[0]

    def _tell(self, wrong: str) -> str:
        return f"seed {self.seed}, after {len(self.done)} acts: {wrong}\n" + "\n".join(
            self.done[-20:]
        )


def _checked(desk: Desk) -> check.Report:
    return check.check(desk)
