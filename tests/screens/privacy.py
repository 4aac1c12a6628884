"""Looks for words anywhere a screen could still hold them: shown, spoken, or only kept."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractListModel, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QTextEdit, QWidget

_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.EditRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.UserRole,
)


def holds(window: QWidget, *words: str) -> list[str]:
    """The widgets under a window (visible or not) that hold any of these words, and where."""
    wanted = [word.casefold() for word in words]
    found = []
    for widget in (window, *window.findChildren(QWidget)):
        for where, said in _said(widget):
            found += [
                f"{type(widget).__name__} {where}: {word}"
                for word in wanted
                if word in said.casefold()
            ]
    return found


def anywhere(window: QWidget, *words: str) -> list[str]:
    """As ``holds``; what a screen reader is told as well, and what waits to be pasted."""
    wanted = [word.casefold() for word in words]
    found = holds(window, *words)
    top = QAccessible.queryAccessibleInterface(window)
    told = [*(_read_aloud(top) if top is not None else ()), *_to_paste()]
    found += [f"{where}: {word}" for where, said in told for word in wanted if word in said]
    return found


def _to_paste() -> Iterator[tuple[str, str]]:
    board = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        yield f"{mode.name} to paste", board.text(mode).casefold()


def _read_aloud(part: QAccessibleInterface) -> Iterator[tuple[str, str]]:
    """What each part of a window that can be seen says of itself, the inside of lists too."""
    if part.state().invisible:
        return
    for each in (
        QAccessible.Text.Name,
        QAccessible.Text.Description,
        QAccessible.Text.Value,
        QAccessible.Text.Help,
    ):
        yield f"read aloud {each.name}", part.text(each).casefold()
    for at in range(min(part.childCount(), 500)):
        child = part.child(at)
        if child is not None:
            yield from _read_aloud(child)


def _said(widget: QWidget) -> Iterator[tuple[str, str]]:
    yield "tooltip", widget.toolTip()
    yield "accessible name", widget.accessibleName()
    yield "accessible description", widget.accessibleDescription()
    yield "window title", widget.windowTitle()
    yield "status tip", widget.statusTip() + widget.whatsThis()
    text = getattr(widget, "text", "")
    if callable(text):
        text = text()
    yield "text", text if isinstance(text, str) else ""
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
        yield "undone text", _undone(widget)
    if isinstance(widget, QTextEdit):
        yield "document", widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield "choices", " ".join(widget.itemText(n) for n in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        yield "model", _modelled(widget)


def _undone(field: QLineEdit) -> str:
    """What pressing Ctrl+Z would bring back; nothing hears of the trying."""
    text, seen = field.text(), []
    field.blockSignals(True)
    while field.isUndoAvailable():
        field.undo()
        seen.append(field.text())
    field.setText(text)
    field.blockSignals(False)
    return " ".join(seen)


def _modelled(view: QAbstractItemView) -> str:
    model = view.model()
    # A list has one column, and keeps even that to itself.
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
    cells = (
        model.index(row, column) for row in range(model.rowCount()) for column in range(columns)
    )
    return " ".join(str(model.data(cell, role)) for cell in cells for role in _ROLES)
