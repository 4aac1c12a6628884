"""Marks sentences for translation without needing Qt.

``pyside6-lupdate`` finds calls of ``translate(context, text)`` by their name, wherever they
stand. In ``hubdesk`` the call hands the English text straight back; ``ui.wording`` looks the
translation up when the sentence is shown.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field


def translate(context: str, text: str) -> str:
    """The English sentence itself, now known to the translators under ``context``."""
    return text


class Phrase(Struct, frozen=True):
    """A piece of a sentence: ``text`` with ``{named}`` gaps that ``values`` fill.

    Values may be phrases themselves: the screen translates from the inside out, and
    ``str()`` gives the English.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.values)
