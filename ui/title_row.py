"""The title row: which screen, which day, which place; the screen's tools; Hide screen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import keys
from ui.screen import Screen
from ui.theme.look import BODY_PX, Look
from ui.volunteers.words import together
from ui.widgets.buttons import Kind, WordButton, plain
from ui.widgets.card import label
from ui.widgets.tip import tell
from ui.wording import placed

LONGEST_NAMES_PX, NAME_PX = 300, (240, 84)
"""As much is said of who serves; of the first of them, where there are more or no more room."""


class DayButton(WordButton):
    """The day and the place, as quiet as a label; pressing it puts today's date right."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", kind=Kind.QUIET)

    def say(self, word: str) -> None:
        """Says where; read aloud, it says what pressing it does as well."""
        super().say(word)
        does = self.tr("Put today's date right")
        tell(self, does)
        self.setAccessibleName(f"{word}. {does}" if word else does)

    def colour(self) -> str:
        return self.look.tokens.muted

    def _font(self) -> QFont:
        return self.look.font(BODY_PX)


class TitleRow(QWidget):
    """Shows a screen's title and tools. In one column the tools move beside the scan box.

    Nothing on it is ever cut off: where there are many tools, those who serve are said in fewer
    words, and then the day and the place go.
    """

    hide_wanted = Signal()
    serving_wanted = Signal()
    day_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.name = label("", "title")
        self.where = DayButton(look)
        self.where.clicked.connect(self.day_wanted)
        self.tools = QWidget()
        self._tools_row = QHBoxLayout(self.tools)
        self._tools_row.setContentsMargins(0, 0, 0, 0)
        self._own: list[QWidget] = []
        self._screen: Screen | None = None
        self.hide_button = plain(look, self.tr("Hide screen"), "eye-off", keys.HIDE.shown)
        self.hide_button.clicked.connect(self.hide_wanted)
        self.serving = plain(look, "", "user")
        self.serving.clicked.connect(self.serving_wanted)
        self.serving.hide()
        self._serving: tuple[str, ...] | None = None
        self._compact = self._locked = False
        for button in (self.serving, self.hide_button):
            self._tools_row.addWidget(button)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in (self.name, self.where):
            self._row.addWidget(part)
        self._row.addStretch(1)
        self._row.addWidget(self.tools)
        self._dress()
        look.changed.connect(self._dress)

    def set_where(self, words: str) -> None:
        """The day and the place, as "Saturday 21 November · Street stall, High Street"."""
        self.where.say(placed(words))
        self._make_room()

    def set_serving(self, names: Sequence[str]) -> None:
        """Who is serving, by the names they go by here; nobody when there are none."""
        self._serving = tuple(names)
        self.serving.show()
        self._make_room()

    def set_locked(self, locked: bool) -> None:
        """While the desk is locked, nobody is named."""
        self._locked = locked
        self.where.setEnabled(not locked)
        self._make_room()

    def show_screen(self, screen: Screen, compact: bool) -> None:
        """Shows a screen's title and its tools."""
        if screen is not self._screen:
            self._take_tools(screen)
        self.name.setText(screen.title)
        head = screen.head_row() if compact else None
        self._compact = compact
        self._row.removeWidget(self.tools)
        (head if head is not None else self._row).addWidget(self.tools)
        self.setVisible(head is None)
        self.tools.setVisible(True)
        self._make_room()

    def event(self, event: QEvent) -> bool:
        """Its tools say now more and now less, as "On hold: 12"."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """As many words as there is room for; beside a scan box, as few as can be."""
        ways = [*product((True, False), self._hides(), self._forms())]
        room_px = 0 if self.isHidden() else self.width()
        self._say(*next((each for each in ways if self._wide_px(*each) <= room_px), ways[-1]))

    def _wide_px(self, where: bool, hides: str, told: str) -> int:
        """How wide the row would stand with these words, in real pixels."""
        beside = [self.name, *([self.where] if where else [])]
        tools = [each for each in self._own if not each.isHidden()]
        wide_px = sum(each.sizeHint().width() for each in (*beside, *tools))
        wide_px += self.hide_button.width_of(hides) + self._tools_row.spacing() * len(tools)
        if self._serving is not None:
            wide_px += self.serving.width_of(told) + self._tools_row.spacing()
        return wide_px + self._row.spacing() * len(beside)

    def _hides(self) -> list[str]:
        """What "Hide screen" may say; in one column its icon and its key may have to do."""
        return [self.tr("Hide screen"), *([""] if self._compact else [])]

    def _forms(self) -> list[str]:
        """Who serves, in ever fewer words; in one column the icon may have to do."""
        if self._locked or not self._serving:
            return [self._told(), *([""] if self._compact else [])]
        others = f" +{len(self._serving) - 1}" if self._serving[1:] else ""
        whole = [self._told(), together(self._serving)]
        least = [self._elided(self._serving[0], px) + others for px in NAME_PX]
        most_px = self._look.px(LONGEST_NAMES_PX)
        metrics = self._look.metrics(BODY_PX)
        whole = [each for each in whole if metrics.horizontalAdvance(each) <= most_px]
        return [placed(each) for each in (*whole, *least)]

    def _say(self, where: bool, hides: str, told: str) -> None:
        self.where.setVisible(where)
        if hides != self.hide_button.text():
            self.hide_button.say(hides)
        hide = self.tr("Hide screen")
        self.hide_button.setAccessibleName(f"{hide} {keys.HIDE.shown}")
        tell(self.hide_button, "" if hides else hide)
        if self._serving is not None:
            self._say_serving(told)

    def _say_serving(self, shown: str) -> None:
        several = len(self._serving or ()) > 1
        self.serving.icon_name = "lock" if self._locked else "users" if several else "user"
        if shown != self.serving.text():
            self.serving.say(shown)
        self.serving.setAccessibleName(f"{self._told()} {keys.SERVING.shown}")
        tell(self.serving, "" if shown == placed(self._told()) else self._told())

    def _told(self) -> str:
        """Who serves, in full, for a screen reader."""
        if self._locked:
            return self.tr("Locked")
        if not self._serving:
            return self.tr("Who is serving?")
        return self.tr("Serving: {names}").format(names=together(self._serving))

    def _elided(self, words: str, room_px: int) -> str:
        metrics = self._look.metrics(BODY_PX)
        return metrics.elidedText(words, Qt.TextElideMode.ElideRight, self._look.px(room_px))

    def _take_tools(self, screen: Screen) -> None:
        before = self._screen
        for old in self._own:
            self._tools_row.removeWidget(old)
            old.hide()
            # It shows and hides its tools by itself, and must not do so beside another's title.
            if isinstance(before, QWidget):
                old.setParent(before)
        self._screen, self._own = screen, screen.tools()
        for at, tool in enumerate(self._own):
            self._tools_row.insertWidget(at, tool)
            tool.setVisible(True)

    def _dress(self) -> None:
        self._row.setSpacing(self._look.px(12))
        self._tools_row.setSpacing(self._look.px(10))
