"""Pictures of the window, numbered in the order they were taken, and what to say of each."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget


class Album:
    """A folder of pictures: ``01-the-counter-opens.png``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.taken = 0
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, window: QWidget, name: str) -> None:
        """One picture of the whole window; its name in plain words with hyphens."""
        self.taken += 1
        window.grab().save(str(self._folder / f"{self.taken:02}-{name}.png"))
