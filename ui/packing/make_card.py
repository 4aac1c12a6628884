"""What to pack: for how many people, how, and how many parcels. 4 Enter 20 Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hubdesk.errors import Refused
from hubdesk.households.diet import FACES
from hubdesk.stock import quantity
from hubdesk.wording import translate
from ui import keys
from ui.households.details_form import Choices
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.field import Field

USUAL = "20"


class MakeCard(Card):
    """``pack_wanted`` when Enter is pressed on the last field, F12 or the button; ``pick_wanted``
    for a sheet of what to take from the shelves."""

    pack_wanted = Signal()
    pick_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Pack ahead"), foot=True)
        self.people = Field(look, self.tr("For how many people?"))
        self.count = Field(look, self.tr("How many parcels?"))
        self.count.entry.setText(USUAL)
        self.how = Choices(look, {chip.value: face.words for chip, face in FACES.items()})
        self.pick = plain(look, self.tr("Pick sheet"), "printer")
        self.pack = primary(look, self.tr("Pack, print labels"), "package-plus", keys.FINISH.shown)
        self._arrange()
        self.people.entry.returnPressed.connect(self._next)
        self.count.entry.returnPressed.connect(self.pack_wanted)
        self.pack.clicked.connect(self.pack_wanted)
        self.pick.clicked.connect(self.pick_wanted)
        for field in (self.people, self.count):
            field.entry.installEventFilter(self)
        look.changed.connect(self._dress_more)
        self._dress_more()

    def wanted(self) -> tuple[int, tuple[str, ...], int]:
        """For how many people, with which chips, how many. Raises Refused for what is no number."""
        return self._number(self.people), self.how.chosen(), self._number(self.count)

    def compact(self, compact: bool) -> None:
        """Less air, and no heading: the page bears the same words."""
        self.heading.setVisible(not compact)
        self.set_tight(compact)

    def packed(self) -> None:
        """Ready for the next kind of parcel."""
        self.people.entry.setText("")
        self.count.entry.setText(self.count.text())
        self.how.choose(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The number that stands there is typed over, however one comes to it; Ctrl+Z in an
        empty field, or on a number nobody typed, is the screen's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            own = isinstance(watched, QLineEdit) and watched.isUndoAvailable()
            if event.matches(QKeySequence.StandardKey.Undo) and not own:
                event.ignore()
                return True
        if watched is self.count.entry and event.type() == QEvent.Type.FocusIn:
            self.count.entry.selectAll()
        return super().eventFilter(watched, event)

    def _number(self, field: Field) -> int:
        text = field.text().strip()
        if not (quantity.is_number(text) or quantity.is_sum(text)):
            field.entry.setFocus()
            raise Refused(translate("packing", "Type for how many people, then how many parcels."))
        return quantity.read_count(text)

    def _next(self) -> None:
        self.count.entry.setFocus(Qt.FocusReason.TabFocusReason)
        self.count.entry.selectAll()

    def _arrange(self) -> None:
        self._fields = QHBoxLayout()
        for field in (self.people, self.count):
            # Where room is short, it is the chips that scroll.
            field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fields.addWidget(self.people)
        self._fields.addWidget(self.count)
        self.body.addLayout(self._fields)
        self.body.addWidget(label(self.tr("How it is packed"), "strong"))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setProperty("role", "plain")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.how)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        self.body.addWidget(self._scroll, 1)
        assert self.foot is not None
        self.foot.addWidget(self.pick)
        self.foot.addStretch(1)
        self.foot.addWidget(self.pack)

    def _dress_more(self) -> None:
        self._fields.setSpacing(self._look.px(12))
