"""Words under the pointer, as they are spelled."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

AS_SPELLED: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "<br>"})
"""What would be markup. Python's own ``html`` brings 2,231 names of characters along."""


def tip(*lines: str) -> str:
    """Lines as a tooltip shows them: who is called "<b>Ann" is no bold "Ann"."""
    words = "\n".join(filter(None, lines))
    if "<" not in words and "&" not in words:
        return words
    return "<p>" + words.translate(AS_SPELLED) + "</p>"


def tell(widget: QWidget, words: str) -> None:
    """Has a widget say more under the pointer; nothing when there are no words."""
    if (said := tip(words)) != widget.toolTip():
        widget.setToolTip(said)
