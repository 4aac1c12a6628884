"""What is shown before it stands in a window is a window of its own, and takes the keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget


@pytest.fixture
def no_stray_windows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fails the test in which a part of a screen is shown while it stands nowhere.

    Asked for where every screen is opened: it makes all that is shown a tenth slower.
    """
    really, strays = QWidget.setVisible, list[str]()

    def set_visible(widget: QWidget, visible: bool) -> None:
        if visible and widget.parentWidget() is None and not widget.isVisible():
            strays.append(f"{type(widget).__name__} {widget.property('text') or ''}")
        really(widget, visible)

    monkeypatch.setattr(QWidget, "setVisible", set_visible)
    yield
    assert strays == [], f"shown before it stood anywhere: {strays}"
