"""What one key adds to a code, as far as the key alone can tell."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

# These change what other keys mean and do nothing by themselves.
SILENT_KEYS: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
_COMMANDING: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
# AltGr comes as Ctrl and Alt together on Windows; what it types is plain text.
_ALTGR: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_ALT_ON_PAD: Final = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.KeypadModifier
# Plain integers: comparing enum members takes several times as long, at every key.
_KEY_0, _KEY_9 = int(Qt.Key.Key_0), int(Qt.Key.Key_9)


def code_text(event: QKeyEvent, *, in_burst: bool) -> str:
    """What this key adds to a code; nothing for F keys, arrows and commands."""
    text, modifiers = event.text(), event.modifiers()
    if modifiers == Qt.KeyboardModifier.NoModifier:
        return text
    commanding = modifiers & _COMMANDING
    if not commanding or (commanding == _ALTGR and text.isprintable()):
        return text
    # Ctrl and Alt are somebody's command, unless a burst is already under way.
    return text if in_burst else ""


def is_alt_digit(event: QKeyEvent) -> bool:
    """True for a digit of the number pad with Alt held: a scanner's way to any sign."""
    return _KEY_0 <= event.key() <= _KEY_9 and event.modifiers() == _ALT_ON_PAD


def digit(event: QKeyEvent) -> str:
    """The digit of such a key."""
    return str(int(event.key()) - int(Qt.Key.Key_0))
