"""How those who serve are said: "Amina", "Amina and Joe"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from hubdesk.volunteers.serving import Turn
from ui.wording import isolated


class _Words(QObject):
    def both(self, first: str, second: str) -> str:
        return self.tr("{first} and {second}").format(first=first, second=second)

    def began(self, name: str) -> str:
        return self.tr("{name} is serving").format(name=name)

    def ended(self, name: str) -> str:
        return self.tr("{name} has stopped serving").format(name=name)


_words = _Words()


def together(names: Sequence[str]) -> str:
    """The names of one or two, each kept whole in a line of another script."""
    kept = [isolated(name) for name in names]
    return _words.both(*kept) if len(kept) == 2 else "".join(kept)


def turn(told: Turn) -> str:
    """What a scan, a tap or a PIN came to."""
    name = isolated(told.volunteer.name)
    return _words.began(name) if told.began else _words.ended(name)
