"""The language of the screens: a translation that is shipped, installed in the application."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from hubdesk import resources

FOLDER, STEM = "translations", "hubdesk_"


def shipped() -> list[str]:
    """The languages that a translation is shipped for, as ``ar`` or ``cy``; English needs none."""
    files = (resources.folder() / FOLDER).glob(f"{STEM}*.qm")
    return sorted(file.stem.removeprefix(STEM) for file in files)


def own_name(language: str) -> str:
    """What a language calls itself."""
    return QLocale(language).nativeLanguageName().capitalize()


def wear(app: QApplication, language: str) -> QTranslator | None:
    """Puts a language on before any screen is built; "" is English, from the left."""
    translator = QTranslator(app)
    if language not in shipped():
        return None
    if not translator.load(str(resources.path(FOLDER, f"{STEM}{language}.qm"))):
        return None
    QCoreApplication.installTranslator(translator)
    right = QLocale(language).textDirection() == Qt.LayoutDirection.RightToLeft
    sides = Qt.LayoutDirection
    app.setLayoutDirection(sides.RightToLeft if right else sides.LeftToRight)
    return translator
