"""Who is serving: names to tap, a PIN to type, a card to scan. Two may share a laptop."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from hubdesk.changes import Changes, Touched
from hubdesk.errors import Said
from hubdesk.volunteers import pins, serving
from hubdesk.volunteers.serving import Crew, Turn
from hubdesk.volunteers.volunteer import Volunteer
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.volunteers import words
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.result import Result
from ui.widgets.toggle import ToggleButton
from ui.wording import isolated


class ServingPage(QWidget):
    """Stays until Done, so that a second name can be added. ``left`` when it is to go away."""

    left = Signal()
    not_for_here = Signal(str)

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Who is serving?"), "serving"
        self._look, self._line, self._notices = look, line, notices
        self._chosen: Volunteer | None = None
        self._compact = False
        self.names: list[ToggleButton] = []
        self.card = Card(look, foot=True)
        self.how = label(self.tr("Tap your name, type your PIN, or scan your card."), wraps=True)
        self.empty = EmptyState(look, "users", "")
        self.pin = Field(look, self.tr("PIN"))
        self.pin.entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.entry.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.pin.entry.setMaxLength(2 * pins.MOST)
        self.enter = plain(look, self.tr("Enter"), "check")
        self.pin.row.addWidget(self.enter)
        self.nobody = plain(look, self.tr("Take all names off"), "log-out")
        self.done = primary(look, self.tr("Done"), "check", "Esc")
        self._flow = FlowLayout()
        self._arrange()
        self.enter.clicked.connect(self._type)
        self.pin.entry.returnPressed.connect(self._type)
        self.nobody.clicked.connect(self._nobody)
        self.done.clicked.connect(self.left)
        look.changed.connect(self._dress)

    def shown(self) -> None:
        """Asks anew who helps here and who serves."""
        self._choose(None)
        self._line.ask(serving.crew, then=self._show)

    def scanned(self, text: str) -> None:
        """A volunteer's card is heard before any screen; another code is not for here."""
        self.not_for_here.emit(text)

    def changed(self, changes: Changes) -> None:
        """A name came or went, or somebody began elsewhere on this laptop."""
        if changes.touches(Touched.VOLUNTEER, Touched.SETTING, Touched.DAY):
            self._line.ask(serving.crew, then=self._show)

    def compact(self, compact: bool) -> None:
        """One column already."""
        self.card.set_tight(compact)
        self._compact = compact
        self.how.setVisible(bool(self.names) and not compact)

    def focus_home(self) -> None:
        """Where a PIN is typed."""
        (self.pin.entry if self.pin.isVisible() else self.done).setFocus()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """No scan box: a card is heard wherever the focus is."""
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._flow)
        column.addStretch(1)
        self.room_for_names = QScrollArea()
        self.room_for_names.setWidgetResizable(True)
        self.room_for_names.setFrameShape(QFrame.Shape.NoFrame)
        self.room_for_names.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.room_for_names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.room_for_names.setWidget(inside)
        for part in (self.how, self.empty, self.room_for_names, self.pin):
            self.card.body.addWidget(part, 1 if part in (self.room_for_names, self.empty) else 0)
        foot = self.card.foot
        assert foot is not None
        foot.addWidget(self.nobody)
        foot.addStretch(1)
        foot.addWidget(self.done)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.card)
        self._dress()

    def _dress(self) -> None:
        self._flow.set_gap(self._look.px(10))
        self.pin.setMaximumWidth(self._look.px(420))

    def _show(self, crew: Crew) -> None:
        here = {each.id for each in crew.people}
        self.nobody.setVisible(bool(here))
        self._put_names(crew)
        for button, each in zip(self.names, crew.known, strict=True):
            button.setChecked(each.id in here)
        pins_known = any(each.has_pin for each in crew.known)
        had_focus = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.pin.setVisible(pins_known)
        self.room_for_names.setVisible(bool(crew.known))
        self.how.setVisible(bool(crew.known) and not self._compact)
        self.empty.setVisible(not crew.known)
        self.empty.say(
            self.tr("No names yet"),
            self.tr("Serving needs no name. Put names on the list in Set-up (F10)."),
        )
        if had_focus and not self.pin.entry.hasFocus() and self._chosen is None:
            self.focus_home()

    def _put_names(self, crew: Crew) -> None:
        """One button a name; those that stand there already stay, so that no focus is lost."""
        if [(b.what, b.text()) for b in self.names] == [
            (each.id.hex(), isolated(each.name)) for each in crew.known
        ]:
            for button, each in zip(self.names, crew.known, strict=True):
                self._connect(button, each)
            return
        for button in self.names:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.names = []
        for each in crew.known:
            button = ToggleButton(self._look, isolated(each.name), each.id.hex())
            button.setAccessibleName(each.name)
            self.names.append(button)
            self._flow.addWidget(button)
            button.show()
            button.clicked.connect(partial(self._tap, button))
            self._connect(button, each)

    def _connect(self, button: ToggleButton, each: Volunteer) -> None:
        """The button's name may have been given a PIN since."""
        button.setProperty("volunteer", each)

    def _tap(self, button: ToggleButton) -> None:
        each = button.property("volunteer")
        assert isinstance(each, Volunteer)
        if button.isChecked() and each.has_pin:
            button.setChecked(False)
            self._choose(each)
            return
        self._choose(None)
        self._line.do(serving.tapped, each.id, then=self._turn, refused=self._refused)

    def _choose(self, each: Volunteer | None) -> None:
        """Whose PIN is being typed; None for whoever has it."""
        self._chosen = each
        named = self.tr("PIN of {name}").format(name=isolated(each.name)) if each else ""
        self.pin.name.setText(named or self.tr("PIN"))
        self.pin.entry.setAccessibleName(named or self.tr("PIN"))
        self.pin.entry.clear()
        if each is not None:
            self.pin.entry.setFocus()

    def _type(self) -> None:
        """Enter with nothing typed is Done."""
        typed = self.pin.text()
        if not typed.strip():
            self.left.emit()
            return
        chosen = self._chosen.id if self._chosen else None
        self.pin.entry.clear()
        self._line.do(serving.pin_typed, typed, chosen, then=self._turn, refused=self._refused)

    def _nobody(self) -> None:
        self._choose(None)
        self._line.do(serving.nobody)

    def _turn(self, turn: Turn) -> None:
        self._choose(None)
        self._notices.aloud(Result(Tone.OK, words.turn(turn)))

    def _refused(self, failure: Said) -> None:
        self._notices.said(failure)
        self._line.ask(serving.crew, then=self._show)
