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


def items(many: int) -> Phrase:
    """How many things, for a gap in a sentence: "1 item", "34 items"."""
    if many == 1:
        return Phrase(translate("hub", "1 item"))
    return Phrase(translate("hub", "{number} items"), {"number": many})


def on_shelf_again(many: int) -> Phrase:
    """So many things stand on the shelf again."""
    if many == 1:
        return Phrase(translate("today", "1 item is on the shelf again"))
    return Phrase(translate("today", "{items} items are on the shelf again"), {"items": many})
