"""The four sounds of the desk, played by what the laptop already has; silence is no failure.

Sounds only repeat what a result's icon, word and colour say.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QThreadPool

from hubdesk import resources
from ui.theme.tokens import Tone

_FILES = {Tone.OK: "ok.wav", Tone.SOON: "soon.wav", Tone.NEW: "new.wav", Tone.STOP: "stop.wav"}
# The first player found is used; each is silent about itself and ends by itself.
_PLAYERS = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))
Player = Callable[[Path], object]


class Sounds:
    """Plays a tone's sound without waiting for it; ``on`` is the volunteer's switch."""

    def __init__(self, player: Player | None = None, on: bool = True) -> None:
        self._player = player or _found_player()
        self.on = on
        self._found: dict[Tone, Path] = {}

    def play(self, tone: Tone) -> None:
        """Plays the sound of a tone; INFO has none."""
        if self.on and tone in _FILES:
            if tone not in self._found:
                self._found[tone] = resources.path("sounds", _FILES[tone])
            self._player(self._found[tone])


def _found_player() -> Player:
    if sys.platform == "win32":
        return _play_on_windows
    for program, *options in _PLAYERS:
        if found := shutil.which(program):
            return _Program(found, options)
    return _silent


class _Program:
    """A player program, started and left to itself."""

    def __init__(self, program: str, options: list[str]) -> None:
        self._program, self._options = program, options

    def __call__(self, wav: Path) -> object:
        from PySide6.QtCore import QProcess  # noqa: PLC0415 - a class with a hundred names

        # Starting a program takes longer than painting what it sounds for.
        call = partial(QProcess.startDetached, self._program, [*self._options, str(wav)])
        QThreadPool.globalInstance().start(call)
        return None


def _silent(wav: Path) -> None:
    """This laptop has no player."""


def _play_on_windows(wav: Path) -> None:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - exists on Windows alone

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        winsound.PlaySound(str(wav), flags)
