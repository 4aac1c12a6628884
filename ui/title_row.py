"""The title row: which screen, which day, which place; the screen's tools; Hide screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import keys
from ui.screen import Screen
from ui.theme.look import BODY_PX, Look
from ui.volunteers.words import together
from ui.widgets.buttons import Kind, WordButton, plain
from ui.widgets.card import label
from ui.wording import placed


LONGEST_NAMES_PX, LONGEST_NAME_PX = 300, 84


class DayButton(WordButton):
    """The day and the place, as quiet as a label; pressing it puts today's date right."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", kind=Kind.QUIET)

    def say(self, word: str) -> None:
        """Says where; read aloud, it says what pressing it does as well."""
        super().say(word)
        does = self.tr("Put today's date right")
        self.setToolTip(does)
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
        self.hide_button.say("" if compact else self.tr("Hide screen"))
        self.hide_button.setAccessibleName(self.tr("Hide screen") + f" {keys.HIDE.shown}")
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
        """As many words as the row has room for."""
        room_px = self._room_px()
        forms = [self._elided(placed(each), LONGEST_NAMES_PX) for each in self._forms()]
        widths = [self.serving.width_of(each) for each in forms]
        fits = next((n for n, wide_px in enumerate(widths) if wide_px <= room_px), len(forms) - 1)
        self._say_serving(forms[fits])
        where_px = self.where.sizeHint().width() + self._row.spacing()
        told_px = widths[fits] if self._serving is not None else 0
        self.where.setVisible(told_px + where_px <= self._room_px(where=False))

    def _room_px(self, *, where: bool = True) -> int:
        """What the other things on the row leave for those who serve."""
        beside = [self.name, *([self.where] if where else [])]
        tools = [each for each in (*self._own, self.hide_button) if not each.isHidden()]
        gaps_px = len(beside) * self._row.spacing() + len(tools) * self._tools_row.spacing()
        return self.width() - gaps_px - sum(p.sizeHint().width() for p in (*beside, *tools))

    def _forms(self) -> list[str]:
        """Who serves, in ever fewer words; in one column the icon says what the name is."""
        if self._locked:
            return [self.tr("Locked")] if not self._compact else [""]
        if not self._serving:
            return [self.tr("Who is serving?")] if not self._compact else [""]
        others = f" +{len(self._serving) - 1}" if len(self._serving) > 1 else ""
        short = self._elided(self._serving[0], LONGEST_NAME_PX) + others
        names = together(self._serving)
        full = self.tr("Serving: {names}").format(names=names)
        return [short] if self._compact else [full, names, short]

    def _say_serving(self, shown: str) -> None:
        if self._serving is None:
            return
        several = len(self._serving) > 1
        self.serving.icon_name = "lock" if self._locked else "users" if several else "user"
        if shown != self.serving.text():
            self.serving.say(shown)
        self.serving.setAccessibleName(f"{self._told()} {keys.SERVING.shown}")

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
