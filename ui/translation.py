"""The language of the screens: the translations that are shipped, and putting one on.

English needs a file too, for its plurals ("1 adult", "2 adults"). How the files are made
stands in docs/translations.md.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from hubdesk import resources
from ui import wording

FOLDER, STEM, ENGLISH = "translations", "hubdesk_", "en"


def shipped() -> list[str]:
    """The languages beside English that the desk can speak, as ``ar`` or ``cy``."""
    files = resources.path(FOLDER).glob(f"{STEM}*.qm")
    return sorted({file.stem.removeprefix(STEM) for file in files} - {ENGLISH})


def own_name(language: str) -> str:
    """What a language calls itself."""
    return QLocale(language).nativeLanguageName().capitalize()


def wear(app: QApplication, language: str = "") -> str:
    """Puts a language on in place of the one before, and says which it is.

    "", or one that is not shipped, is English; so is what a language leaves untranslated. To be
    called before any screen is built: one that stands keeps its words.
    """
    chosen = language if language in shipped() else ENGLISH
    wanted = [_file(code) for code in dict.fromkeys((ENGLISH, chosen))]
    worn = app.findChildren(QTranslator)
    if [each.filePath() for each in worn] != wanted:
        for each in worn:
            QCoreApplication.removeTranslator(each)
            each.deleteLater()
        for file in wanted:
            translator = QTranslator(app)
            translator.load(file)
            QCoreApplication.installTranslator(translator)
        wording.translated.cache_clear()
    app.setLayoutDirection(QLocale(chosen).textDirection())
    return chosen


def _file(code: str) -> str:
    return resources.path(FOLDER, f"{STEM}{code}.qm").as_posix()
