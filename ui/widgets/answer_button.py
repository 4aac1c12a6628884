"""One answer to a result: its word, its key and its icon, used again for the next result.

A button that Python made and Qt destroyed leaves references behind (PySide6 6.11), and every
finished parcel has one; so a card keeps its buttons and has them stand for something else.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.theme.look import BODY_PX, Look
from ui.widgets.buttons import WordButton
from ui.widgets.result import Action
from ui.widgets.tip import tell

WORD_PX = 160
"""A longer word on a button ends with an ellipsis: the card beside a visit is 380 wide."""


class AnswerButton(WordButton):
    """``taken`` says which Action was taken; a button at rest stands for none, and has no key."""

    taken = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, "", parent=parent)
        self._what = ""
        # A button's own shortcut would press it slowly, and after the next scan.
        self._key = QShortcut(self)
        self._key.activated.connect(self.click)
        self.clicked.connect(self._take)
        self.rest()

    def rest(self) -> None:
        """Goes, with all it said, until it is needed again."""
        self.hide()
        self.hint = ""
        self.say("")
        tell(self, "")
        self._key.setKey(QKeySequence())

    def stand_for(self, action: Action, *, says_key: bool) -> None:
        """Comes back for an action; its key is said by a screen reader even where it is unseen."""
        metrics, most_px = self.look.metrics(BODY_PX), self.look.px(WORD_PX)
        word = metrics.elidedText(action.word, Qt.TextElideMode.ElideRight, most_px)
        self._what, self.icon_name, self.hint = action.what, action.icon_name, action.key
        self.say(word)
        self.setAccessibleName(f"{action.word} {action.key}".strip())
        tell(self, action.word if word != action.word else "")
        self.set_hint(action.key if says_key else "")
        if action.key and action.key != "Space" and not self._is_taken(action.key):
            self._key.setKey(QKeySequence(action.key))
        self.show()

    def _take(self) -> None:
        self.taken.emit(self._what)

    def _is_taken(self, key: str) -> bool:
        """True when something on show hears this key: Qt gives a key with two owners to none."""
        wanted = QKeySequence(key)
        for other in self.window().findChildren(QShortcut):
            owner = other.parent()
            if other.key() == wanted and isinstance(owner, QWidget) and owner.isVisible():
                return True
        return False
