"""What the desk is wearing now: theme and scale, handed to every widget that paints."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme import fonts, icons, style
from ui.theme.scale import Scale
from ui.theme.tokens import THEMES, Theme, Tokens

# Sizes in pixels at 100 %: small print, body, heading, screen title.
SMALL_PX, BODY_PX, HEADING_PX, TITLE_PX = 14, 16, 19, 24


class Look(QObject):
    """The theme and scale in use. ``changed`` tells painted widgets to dress again."""

    changed = Signal()

    def __init__(
        self, app: QApplication, families: tuple[str, ...] = (fonts.TEXT, "Noto Sans")
    ) -> None:
        super().__init__(app)
        self._app = app
        self._families = families
        self.theme = Theme.LIGHT
        self.scale = Scale()
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self._measures: dict[tuple[int, bool], QFontMetrics] = {}

    @property
    def tokens(self) -> Tokens:
        """The colours in use."""
        return THEMES[self.theme]

    def wear(self, theme: Theme | None = None, scale: Scale | None = None) -> None:
        """Dresses the whole application in a theme, a scale, or both."""
        self.theme = theme or self.theme
        self.scale = scale or self.scale
        self._fonts.clear()
        self._measures.clear()
        sheet = style.sheet(self.tokens, self.scale)
        # Qt goes through every widget there is, and for the same sheet as well.
        if self._app.styleSheet() != sheet:
            self._app.setStyle("Fusion")
            self._app.setPalette(style.palette(self.tokens))
            self._app.setFont(self.font(BODY_PX))
            self._app.setStyleSheet(sheet)
        self.changed.emit()

    def larger(self) -> None:
        """One step larger, up to 150 %."""
        self.wear(scale=self.scale.larger())

    def smaller(self) -> None:
        """One step smaller, down to 100 %."""
        self.wear(scale=self.scale.smaller())

    def px(self, length_px: int) -> int:
        """A length given as at 100 %, at the scale in use."""
        return self.scale.px(length_px)

    def font(self, size_px: int, bold: bool = False) -> QFont:
        """The hub's font at a size given as at 100 %."""
        kept = self._fonts.get((size_px, bold))
        if kept is None:
            kept = self._fonts[size_px, bold] = self._made_font(size_px, bold)
        return QFont(kept)

    def metrics(self, size_px: int, bold: bool = False) -> QFontMetrics:
        """Measures words in that font."""
        kept = self._measures.get((size_px, bold))
        if kept is None:
            kept = self._measures[size_px, bold] = QFontMetrics(self.font(size_px, bold))
        return kept

    def icon(self, name: str, colour: str, size_px: int) -> QPixmap:
        """An icon at the scale in use."""
        return icons.pixmap(name, colour, self.px(size_px))

    def _made_font(self, size_px: int, bold: bool) -> QFont:
        font = QFont()
        font.setFamilies(list(self._families))
        font.setPixelSize(self.px(size_px))
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
        return font
