"""Every key of the desk in one table: the F key and its Ctrl twin.

Laptops that hide their F keys behind Fn use the twin. No key here is a plain letter or
digit: those belong to the scanner and to typing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True)
class Key:
    """One job's keys. ``shown`` is what stands on its button; ``all_`` are those that work."""

    shown: str
    twins: tuple[str, ...] = ()

    @property
    def all_(self) -> tuple[str, ...]:
        """Every key that does this job, the shown one first."""
        return (self.shown, *self.twins)

    def calls(self, job: Callable[[], object], within: QObject) -> None:
        """Has every key that does this job do it, while ``within`` is on show."""
        for each in self.all_:
            QShortcut(QKeySequence(each), within).activated.connect(job)


def inside(page: QWidget, key: str, job: Callable[[], object] | SignalInstance) -> None:
    """Has a key do a job while the focus is somewhere inside a page, and nowhere else."""
    shortcut = QShortcut(QKeySequence(key), page)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(job)


HELP = Key("F1", ("Ctrl+1",))
COUNTER = Key("F2", ("Ctrl+2",))
STALL = Key("F3", ("Ctrl+3",))
TAKE_IN = Key("F4", ("Ctrl+4",))
STOCK_COUNT = Key("F5", ("Ctrl+5",))
DELIVERIES = Key("F6", ("Ctrl+6",))
LABELS = Key("F7", ("Ctrl+7",))
FIND = Key("F8", ("Ctrl+8",))
TODAY = Key("F9", ("Ctrl+9",))
SET_UP = Key("F10", ("Ctrl+0",))
HIDE = Key("F11", ("Ctrl+H",))
FINISH = Key("F12", ("Ctrl+Return", "Ctrl+Enter"))
UNDO = Key("Ctrl+Z")
HOLD = Key("Ctrl+K")
LOST_CARD = Key("Ctrl+R")
SERVING = Key("Ctrl+I")
PACK = Key("Ctrl+P")
STOCK = Key("Alt+K")
UNPACK = Key("Alt+U")
SHOW_NAME = Key("Ctrl+M")
SAVE = Key("Ctrl+S")
LIKELY = (Key("Alt+1"), Key("Alt+2"), Key("Alt+3"))
"""The first, second and third household that looks like the one being typed."""
NAME_IT = Key("Ctrl+N")
TO_WASTE = Key("Ctrl+W")
NONE_LEFT = Key("Del", ("Ctrl+D",))
RAN_OUT = Key("Ctrl+T")
CLOSED = Key("Ctrl+Y")
OTHER = Key("Ctrl+U")
CHANGE = Key("Ctrl+E")
AND_FOR = Key("Ctrl+J")
NEXT_HOUSEHOLD = Key("Ctrl+B")
BY_OTHER = Key("Ctrl+O")
CHOOSE = Key("Ctrl+L")
ANOTHER = Key("Ctrl+F")
FROM_PAPER = Key("Ctrl+G")
WAS_GIVEN = Key("Alt+Y")
NOT_GIVEN = Key("Alt+N")
STILL_WAITS = Key("Alt+W")
ALL_OF_THEM = Key("Alt+A")
SAME_SHEET = Key("Alt+S")
BOTH_RIGHT = Key("Alt+B")
LOAD_OUT = Key("Alt+O")
TRADE = Key("Alt+T")
LOAD_IN = Key("Alt+I")
STALL_DAY = Key("Alt+D")
GIFT = Key("Alt+G")
SUPERMARKET = Key("Alt+M")
BOUGHT = Key("Alt+P")
DENT = Key("Alt+D")
RUST = Key("Alt+R")
BULGE = Key("Alt+E")
UNSOUND = Key("Alt+X")
KIND_OF_DATE = Key("Alt+B")
OPEN_PACK = Key("Alt+O")
DATES_LEFT = Key("Alt+L")
THANKS = Key("Alt+T")
DATES = Key("Alt+C")
FREEZE = Key("Alt+F")
HOLD_BACK = Key("Alt+H")
BY_LINE = Key("Alt+L")
ADD_COUNT = Key("Alt+P")
COUNT_INSTEAD = Key("Alt+E")
LARGER = Key("Ctrl++", ("Ctrl+=",))
SMALLER = Key("Ctrl+-")

TABLE: dict[str, Key] = {
    "help": HELP,
    "counter": COUNTER,
    "stall": STALL,
    "take in": TAKE_IN,
    "stock count": STOCK_COUNT,
    "deliveries": DELIVERIES,
    "labels": LABELS,
    "find": FIND,
    "today": TODAY,
    "set-up": SET_UP,
    "hide screen": HIDE,
    "finish": FINISH,
    "undo": UNDO,
    "hold": HOLD,
    "lost card": LOST_CARD,
    "who is serving": SERVING,
    "pack ahead": PACK,
    "stock": STOCK,
    "unpack": UNPACK,
    "show name": SHOW_NAME,
    "save": SAVE,
    **{f"likely {at}": key for at, key in enumerate(LIKELY, start=1)},
    "name it": NAME_IT,
    "to waste": TO_WASTE,
    "none left": NONE_LEFT,
    "turned away, ran out": RAN_OUT,
    "turned away, closed": CLOSED,
    "turned away, other": OTHER,
    "change the visit": CHANGE,
    "and for another household": AND_FOR,
    "next household of the visit": NEXT_HOUSEHOLD,
    "collected by someone else": BY_OTHER,
    "they choose": CHOOSE,
    "the size of another visit": ANOTHER,
    "from paper": FROM_PAPER,
    "on hold from before, it was given": WAS_GIVEN,
    "on hold from before, not given": NOT_GIVEN,
    "on hold from before, still waiting": STILL_WAITS,
    "on hold from before, all of them": ALL_OF_THEM,
    "sheet entered twice, keep one": SAME_SHEET,
    "sheet entered twice, both are right": BOTH_RIGHT,
    "stall, load out": LOAD_OUT,
    "stall, swaps": TRADE,
    "stall, load in": LOAD_IN,
    "stall, the day": STALL_DAY,
    "take in, a gift": GIFT,
    "take in, from a supermarket": SUPERMARKET,
    "take in, bought": BOUGHT,
    "bin a dented tin": DENT,
    "bin a rusty tin": RUST,
    "bin a bulging tin": BULGE,
    "bin what is not sound": UNSOUND,
    "use by or best before": KIND_OF_DATE,
    "open a pack": OPEN_PACK,
    "dates left for later": DATES_LEFT,
    "thank-you slip": THANKS,
    "dates": DATES,
    "freeze": FREEZE,
    "hold back, or release": HOLD_BACK,
    "count by line": BY_LINE,
    "counted before, add": ADD_COUNT,
    "counted before, instead": COUNT_INSTEAD,
    "larger text": LARGER,
    "smaller text": SMALLER,
}
