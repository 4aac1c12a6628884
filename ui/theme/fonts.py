"""The fonts that are bundled, so that a bare laptop shows every language a hub meets."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QFontDatabase

from hubdesk import resources
from hubdesk.errors import Trouble
from hubdesk.wording import translate

TEXT = "Hubdesk Inter"
"""Inter under a name of our own, so that another version on the laptop is never taken for it."""
CODES = "Hubdesk Codes"
"""Even-width digits and a slashed zero: for codes that are read aloud, and nothing else."""

_FILES = (
    "Inter-Regular.ttf",
    "Inter-Bold.ttf",
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansArabic-Regular.ttf",
    "NotoSansBengali-Regular.ttf",
    "NotoSansGujarati-Regular.ttf",
    "NotoSansGurmukhi-Regular.ttf",
    "DroidSansFallbackFull.ttf",
    "NotoEmoji-Regular.ttf",
    "HubdeskCodes-Bold.ttf",
)


@cache
def load() -> tuple[str, ...]:
    """Registers every bundled font; the families for text, first choice first.

    Hand the answer to ``QFont.setFamilies``. ``CODES`` is registered but left out of it. Needs
    a QGuiApplication, and may be called again. Raises Trouble when a file cannot be read.
    """
    # Qt tells of each family that lacks a script before it takes the next one, as it should.
    QLoggingCategory.setFilterRules("qt.text.font.db*=false")
    families = dict.fromkeys(_register(name) for name in _FILES)
    return tuple(family for family in families if family != CODES)


def _register(file_name: str) -> str:
    """Hands one font file to Qt; its family name."""
    number = QFontDatabase.addApplicationFont(str(resources.path("fonts", file_name)))
    families = QFontDatabase.applicationFontFamilies(number)
    if not families:
        raise Trouble(
            translate("hub", "The font file {name} cannot be read. Install Hubdesk again."),
            name=file_name,
        )
    return families[0]
