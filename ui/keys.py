"""Every key of the desk in one table: the F key and its Ctrl twin.

A key of one screen works while that screen is in front, and may be another's as well; one that
works everywhere is nobody else's. Laptops that hide their F keys behind Fn use the twin. No
key here is a plain letter or digit: those belong to the scanner and to typing.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class Key(Struct, frozen=True):
    """One job's keys. ``shown`` is what stands on its button; ``all_`` are those that work."""

    shown: str
    twins: tuple[str, ...] = ()

    @property
    def all_(self) -> tuple[str, ...]:
        """Every key that does this job, the shown one first."""
        return (self.shown, *self.twins)

    def calls(
        self,
        job: Callable[[], object] | SignalInstance,
        within: QWidget,
        *,
        while_focused: bool = False,
    ) -> None:
        """Has every key that does this job do it, while ``within`` is on show.

        ``while_focused``: only while the focus is somewhere inside it, and nowhere else.
        """
        for each in self.all_:
            shortcut = QShortcut(QKeySequence(each), within)
            if while_focused:
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(job)


# Everywhere
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
LOCK = Key("Shift+F11", ("Ctrl+Shift+H",))
PACK = Key("Ctrl+P")
STOCK = Key("Alt+K")
DATES = Key("Alt+C")
SERVING = Key("Ctrl+I")
LARGER = Key("Ctrl++", ("Ctrl+=",))
SMALLER = Key("Ctrl+-")

# On more than one screen
FINISH = Key("F12", ("Ctrl+Return", "Ctrl+Enter"))
UNDO = Key("Ctrl+Z")
NAME_IT = Key("Ctrl+N")
SAVE = Key("Ctrl+S")
SHOW_NAME = Key("Ctrl+M")
BACK = Key("Esc")
ENTER = Key("Return", ("Enter",))
LIKELY = (Key("Alt+1"), Key("Alt+2"), Key("Alt+3"))
"""The first, second and third household that looks like the one being typed."""

# At the counter
HOLD = Key("Ctrl+K")
LOST_CARD = Key("Ctrl+R")
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

# Packing ahead
UNPACK = Key("Alt+U")

# At the stall
LOAD_OUT = Key("Alt+O")
TRADE = Key("Alt+T")
LOAD_IN = Key("Alt+I")
STALL_DAY = Key("Alt+D")

# Taking in
GIFT = Key("Alt+G")
SUPERMARKET = Key("Alt+M")
BOUGHT = Key("Alt+P")
NOT_KNOWN = Key("Alt+N")
DENT = Key("Alt+D")
RUST = Key("Alt+R")
BULGE = Key("Alt+E")
UNSOUND = Key("Alt+X")
KIND_OF_DATE = Key("Alt+B")
OPEN_PACK = Key("Alt+O")
DATES_LEFT = Key("Alt+L")
THANKS = Key("Alt+T")

# Stock and dates
DATES_OF = Key("Alt+D")
FREEZE = Key("Alt+F")
HOLD_BACK = Key("Alt+H")

# Counting
BY_LINE = Key("Alt+L")
ADD_COUNT = Key("Alt+P")
COUNT_INSTEAD = Key("Alt+E")

EVERYWHERE: tuple[Key, ...] = (
    HELP,
    COUNTER,
    STALL,
    TAKE_IN,
    STOCK_COUNT,
    DELIVERIES,
    LABELS,
    FIND,
    TODAY,
    SET_UP,
    HIDE,
    LOCK,
    PACK,
    STOCK,
    DATES,
    SERVING,
    LARGER,
    SMALLER,
)
"""The rail's keys and what else works on every screen."""

ON_SEVERAL: tuple[Key, ...] = (
    FINISH,
    UNDO,
    NAME_IT,
    SAVE,
    SHOW_NAME,
    *LIKELY,
)
"""What several screens have, each for its own: no screen may use one for something else."""

ON_SCREEN: dict[str, tuple[Key, ...]] = {
    "counter": (
        HOLD,
        LOST_CARD,
        TO_WASTE,
        NONE_LEFT,
        RAN_OUT,
        CLOSED,
        OTHER,
        CHANGE,
        AND_FOR,
        NEXT_HOUSEHOLD,
        BY_OTHER,
        CHOOSE,
        ANOTHER,
        FROM_PAPER,
        WAS_GIVEN,
        NOT_GIVEN,
        STILL_WAITS,
        ALL_OF_THEM,
        SAME_SHEET,
        BOTH_RIGHT,
    ),
    "pack": (UNPACK,),
    "stall": (
        LOAD_OUT,
        TRADE,
        LOAD_IN,
        STALL_DAY,
    ),
    "take in": (
        GIFT,
        SUPERMARKET,
        BOUGHT,
        NOT_KNOWN,
        DENT,
        RUST,
        BULGE,
        UNSOUND,
        KIND_OF_DATE,
        OPEN_PACK,
        DATES_LEFT,
        THANKS,
    ),
    "stock": (
        DATES_OF,
        FREEZE,
        OPEN_PACK,
    ),
    "dates": (
        FREEZE,
        HOLD_BACK,
    ),
    "stock count": (
        BY_LINE,
        ADD_COUNT,
        COUNT_INSTEAD,
    ),
}
