"""The languages of the desk: which there are, and putting one on.

English needs a file too: its plurals ("1 adult", "2 adults"). How the files are made stands in
docs/architecture.md.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from hubdesk import resources

ENGLISH = "en"
_PREFIX = "hubdesk_"


def languages() -> tuple[str, ...]:
    """The codes of the languages that are shipped, English among them."""
    files = resources.path("translations").glob(f"{_PREFIX}*.qm")
    return tuple(sorted(file.stem.removeprefix(_PREFIX) for file in files))


def install(app: QApplication, language: str = "") -> str:
    """Puts a language on, in place of the one before; returns the one that shows now.

    One that is not shipped, or "", is English. What a language leaves untranslated shows in
    English. Widgets that stand already keep their words until they are made anew.
    """
    chosen = language if language in languages() else ENGLISH
    for worn in app.findChildren(QTranslator):
        QCoreApplication.removeTranslator(worn)
        worn.deleteLater()
    for code in dict.fromkeys((ENGLISH, chosen)):
        translator = QTranslator(app)
        translator.load(str(resources.path("translations", f"{_PREFIX}{code}.qm")))
        QCoreApplication.installTranslator(translator)
    app.setLayoutDirection(QLocale(chosen).textDirection())
    return chosen
