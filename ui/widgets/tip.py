"""Words under the pointer, as they are spelled."""

from __future__ import annotations

import html

from PySide6.QtWidgets import QWidget


def tip(*lines: str) -> str:
    """Lines as a tooltip shows them: who is called "<b>Ann" is no bold "Ann"."""
    words = "\n".join(filter(None, lines))
    if "<" not in words and "&" not in words:
        return words
    return "<p>" + html.escape(words, quote=False).replace("\n", "<br>") + "</p>"


def tell(widget: QWidget, words: str) -> None:
    """Has a widget say more under the pointer; nothing when there are no words."""
    if (said := tip(words)) != widget.toolTip():
        widget.setToolTip(said)
