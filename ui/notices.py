"""The one door to the volunteer: every result and notice goes through here, and is heard here.

A *result* answers a scan or a key and shows in the screen's own card. A *notice* stands
across the top of whatever screen is on show. Both sound, and are read aloud.
"""

from __future__ import annotations

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from hubdesk.errors import Refused, Said
from ui import wording
from ui.aloud import read_aloud
from ui.sounds import Sounds
from ui.theme.tokens import Tone
from ui.widgets.result import Result

REMEMBERED = 20


class Notices(QObject):
    """Tells the volunteer. ``resulted`` and ``noticed`` carry what to show."""

    resulted = Signal(object)
    noticed = Signal(object)

    def __init__(self, sounds: Sounds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sounds = sounds
        self.recent: deque[Result] = deque(maxlen=REMEMBERED)
        self._reader: QWidget | None = None

    def read_through(self, widget: QWidget) -> None:
        """The widget on whose behalf a screen reader is spoken to: the window."""
        self._reader = widget

    def result(self, result: Result) -> None:
        """Answers a scan or a key."""
        self._voice(result)
        self.resulted.emit(result)

    def notice(self, result: Result) -> None:
        """Says something that belongs to no one screen."""
        self._voice(result)
        self.noticed.emit(result)

    def aloud(self, result: Result) -> None:
        """Voices a result that a screen shows in a place of its own."""
        self._voice(result)

    def said(self, failure: Said) -> None:
        """Says a refusal or trouble that nobody else took.

        A refusal is about what was typed on the page in front; trouble is everywhere.
        """
        of_page = isinstance(failure, Refused)
        self.notice(Result(Tone.SOON, wording.said(failure), of_page=of_page))

    def saved(self, file: Path | None) -> None:
        """Says where pages lie that were made as a PDF; None: they went to a printer."""
        if file is not None:
            told = self.tr("Print it on plain paper: {file} in {folder}").format(
                file=file.name, folder=file.parent
            )
            self.notice(Result(Tone.OK, self.tr("Saved as a PDF"), (told,)))

    def broke(self) -> None:
        """Says that Hubdesk itself failed; the crash hook has written down where."""
        headline = self.tr("Something in Hubdesk went wrong")
        advice = self.tr("What you finished is saved. Look at the screen, then go on.")
        self.notice(Result(Tone.NEW, headline, (advice,)))

    def _voice(self, result: Result) -> None:
        self.recent.append(result)
        self.sounds.play(result.tone)
        if self._reader is not None:
            read_aloud(self._reader, result.aloud())
