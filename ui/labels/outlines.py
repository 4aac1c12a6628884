"""Text of any script as filled outlines, shaped by Qt in the bundled fonts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from threading import get_ident

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainterPath

from hubdesk.labels.faces import Outline
from hubdesk.labels.layout import Face
from hubdesk.labels.script import must_be_shaped
from ui.theme import fonts

DRAWN_PX = 256
"""Outlines are taken at this size, large enough that no hinting bends them, and scaled later."""
_KEPT = 512


class QtOutlines:
    """Shapes text with Qt, for both painters; make one after the QGuiApplication.

    Text that needs no shaping is set without kerning or alternates, so that it is exactly as
    wide as the letters in a PDF. Usable from any thread: each has paths of its own, because a
    QPainterPath works things out while it is painted.
    """

    def __init__(self) -> None:
        self._families = list(fonts.load())
        self._kept_path = lru_cache(maxsize=_KEPT)(self._path)
        self.outline = lru_cache(maxsize=_KEPT)(self._outline)

    def path(self, text: str, face: Face) -> QPainterPath:
        """The text from its baseline, y downwards, DRAWN_PX large."""
        return self._kept_path(text, face, get_ident())

    def _path(self, text: str, face: Face, thread: int) -> QPainterPath:
        """The path, for one thread."""
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        path.addText(QPointF(0, 0), self._font(text, face), text)
        return path

    def _outline(self, text: str, face: Face) -> Outline:
        """The text as steps of a PDF path, for a size of 1 pt."""
        width = QFontMetricsF(self._font(text, face)).horizontalAdvance(text)
        return Outline(width / DRAWN_PX, tuple(_steps(self.path(text, face))))

    def _font(self, text: str, face: Face) -> QFont:
        """The face's font, at the size outlines are taken at."""
        font = QFont()
        first = [fonts.CODES] if face is Face.CODE else []
        font.setFamilies([*first, *self._families])
        font.setPixelSize(DRAWN_PX)
        font.setBold(face is not Face.REGULAR)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if not must_be_shaped(text):
            font.setKerning(False)
            font.setFeature(QFont.Tag("calt"), 0)
        return font


def _steps(path: QPainterPath) -> Iterator[tuple[str, *tuple[float, ...]]]:
    """The path's elements as PDF operators, y upwards."""
    elements = [path.elementAt(number) for number in range(path.elementCount())]
    points = [(element.x / DRAWN_PX, -element.y / DRAWN_PX) for element in elements]
    kinds = QPainterPath.ElementType
    for number, element in enumerate(elements):
        if element.type == kinds.MoveToElement:
            if number:
                yield ("h",)
            yield ("m", *points[number])
        elif element.type == kinds.LineToElement:
            yield ("l", *points[number])
        elif element.type == kinds.CurveToElement:
            yield ("c", *points[number], *points[number + 1], *points[number + 2])
    if elements:
        yield ("h",)
