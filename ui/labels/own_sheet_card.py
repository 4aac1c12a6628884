"""A sheet of one's own by its measures, with a picture, and a check that it fits its page."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QWidget

from hubdesk.errors import Refused
from hubdesk.labels.format import Format, PrinterKind, checked
from hubdesk.told import one_line
from hubdesk.wording import translate
from ui import wording
from ui.labels.printer_card import length
from ui.labels.sheet_picture import SheetPicture
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout

_LONGEST_NAME = 60


class OwnSheetCard(Card):
    """``kept`` carries what makes a Format, or raises Refused; ``dropped`` the name of one that
    is to be taken away."""

    kept = Signal(object)
    dropped = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("A sheet of your own"))
        self.name = Field(look, self.tr("Name"))
        self.page_wide = _measure(look, self.tr("Page across, mm"), "210")
        self.page_tall = _measure(look, self.tr("Page down, mm"), "297")
        self.columns = _measure(look, self.tr("Labels across"), "2")
        self.rows = _measure(look, self.tr("Labels down"), "5")
        self.wide = _measure(look, self.tr("Label across, mm"), "99")
        self.tall = _measure(look, self.tr("Label down, mm"), "57")
        self.left = _measure(look, self.tr("First from the left, mm"), "4.5")
        self.top = _measure(look, self.tr("First from above, mm"), "6")
        self.pitch_x = _measure(look, self.tr("Next across after, mm"), "102")
        self.pitch_y = _measure(look, self.tr("Next down after, mm"), "57")
        self.picture = SheetPicture(look)
        self.says = label("", "strong", wraps=True)
        self.keep = plain(look, self.tr("Keep this sheet"), "check")
        self.drop = plain(look, self.tr("Take it away"), "trash-2")
        self._arrange()
        self._show()

    def sheet(self) -> Format:
        """The sheet as it was measured. Raises Refused, naming what does not fit."""
        name = one_line(self.name.text())[:_LONGEST_NAME]
        if not name:
            raise Refused(translate("labels", "Type a name for the sheet, such as Blue labels."))
        made = Format(
            name,
            name,
            PrinterKind.SHEET,
            length(self.page_wide),
            length(self.page_tall),
            int(length(self.columns)),
            int(length(self.rows)),
            length(self.wide),
            length(self.tall),
            length(self.pitch_x),
            length(self.pitch_y),
            length(self.left),
            length(self.top),
        )
        return checked(made)

    def _arrange(self) -> None:
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        fields = QWidget()
        fields.setProperty("role", "plain")
        self._grid = QGridLayout(fields)
        self._grid.setContentsMargins(0, 0, 0, 0)
        measures = self._measures()
        for at, field in enumerate(measures):
            self._grid.addWidget(field, *divmod(at, 2))
        self._across.addWidget(fields, 3)
        self._across.addWidget(self.picture, 2)
        self.body.addWidget(self.name)
        self.body.addLayout(self._across, 1)
        self.body.addWidget(self.says)
        foot = FlowLayout()
        foot.addWidget(self.keep)
        foot.addWidget(self.drop)
        self.body.addLayout(foot)
        for field in (self.name, *measures):
            field.entry.textChanged.connect(self._show)
        self.keep.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)
        self._look.changed.connect(self._space)
        self._space()

    def _measures(self) -> tuple[Field, ...]:
        return (
            self.page_wide,
            self.page_tall,
            self.columns,
            self.rows,
            self.wide,
            self.tall,
            self.left,
            self.top,
            self.pitch_x,
            self.pitch_y,
        )

    def _show(self, _: object = None) -> None:
        """The picture of what was typed, or what does not fit."""
        try:
            made = self.sheet()
        except Refused as refused:
            self.says.setText(wording.said(refused))
            return
        self.picture.show_sheet(made, 1, 0)
        self.says.setText(self.tr("It fits: %n labels", "", made.labels))

    def _keep(self) -> None:
        self.kept.emit(self.sheet)

    def _drop(self) -> None:
        self.dropped.emit(one_line(self.name.text()))

    def _space(self) -> None:
        self._grid.setSpacing(self._look.px(6))
        self._across.setSpacing(self._look.px(12))


def _measure(look: Look, name: str, usual: str) -> Field:
    made = Field(look, name)
    made.entry.setText(usual)
    return made
