"""This printer: its dots, a test page, and what was measured on it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from hubdesk.errors import Refused
from hubdesk.labels import ruler_page
from hubdesk.labels.format import Format
from hubdesk.labels.ruler_page import Measured
from hubdesk.settings import PrinterSetup
from hubdesk.wording import translate
from ui.settings.cards import titled
from ui.theme.look import Look
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pick import Pick

DOTS = (0, 180, 203, 300, 360, 600)


class PrinterCard(Card):
    """``test_wanted`` prints the test page; ``kept`` carries what makes a PrinterSetup,
    or raises Refused."""

    test_wanted = Signal()
    kept = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("This printer"))
        self._paper: Format | None = None
        self._setup = PrinterSetup()
        self.says = label("", "muted", wraps=True)
        self.dots = Pick(look, self.tr("Dots an inch"))
        usual = self.tr("Usual for the roll or sheet")
        self.dots.offer([(str(each) if each else usual, str(each)) for each in DOTS], "0")
        self.test = plain(look, self.tr("Print the test page"), "printer")
        self.left = Field(look, self.tr("Cross from the left edge, mm"))
        self.top = Field(look, self.tr("Cross from the upper edge, mm"))
        self.across = Field(look, self.tr("Line across, mm"))
        self.down = Field(look, self.tr("Line down, mm"))
        self.keep = primary(look, self.tr("Put it right"), "check")
        self.forget = plain(look, self.tr("As it was made"), "rotate-ccw")
        self._fields = QGridLayout()
        for at, field in enumerate((self.left, self.top, self.across, self.down)):
            self._fields.addWidget(field, *divmod(at, 2))
        for part in (self.says, titled(self.dots, look)):
            self.body.addWidget(part)
        row, foot = FlowLayout(), FlowLayout()
        row.addWidget(self.test)
        self.body.addLayout(row)
        self.body.addLayout(self._fields)
        foot.addWidget(self.keep)
        foot.addWidget(self.forget)
        self.body.addLayout(foot)
        self.body.addStretch(1)
        self.test.clicked.connect(self.test_wanted)
        self.keep.clicked.connect(self._keep)
        self.forget.clicked.connect(self._forget)
        self.dots.picked.connect(self._choose_dots)
        look.changed.connect(self._space)
        self._space()

    def show_printer(self, name: str, setup: PrinterSetup, paper: Format) -> None:
        """The printer in use, how it is put right, and the paper that its test page is for."""
        is_other = paper != self._paper
        self._setup, self._paper = setup, paper
        self.dots.set_value(str(setup.dpi))
        moved = self.tr("{name}: moved {x} mm right and {y} mm down, {across} by {down} %.")
        self.says.setText(
            moved.format(
                name=name or self.tr("PDF"),
                x=f"{setup.x_mm:.1f}",
                y=f"{setup.y_mm:.1f}",
                across=f"{setup.across * 100:.1f}",
                down=f"{setup.down * 100:.1f}",
            )
        )
        if is_other:
            meant = ruler_page.marks(paper)
            for field, mm in (
                (self.left, meant.cross_mm),
                (self.top, meant.cross_mm),
                (self.across, meant.across_mm),
                (self.down, meant.down_mm),
            ):
                field.entry.setText(f"{mm:g}")

    def setup(self) -> PrinterSetup:
        """What was measured. Raises Refused for what no printer does."""
        assert self._paper is not None
        fields = (self.left, self.top, self.across, self.down)
        found = ruler_page.offset(self._paper, Measured(*(length(field) for field in fields)))
        return PrinterSetup(self._setup.dpi, found.x_mm, found.y_mm, found.across, found.down)

    def _keep(self) -> None:
        self.kept.emit(self.setup)

    def _forget(self) -> None:
        self.kept.emit(partial(PrinterSetup, self._setup.dpi))

    def _choose_dots(self, value: str) -> None:
        old = self._setup
        told = int(value), old.x_mm, old.y_mm, old.across, old.down
        self.kept.emit(partial(PrinterSetup, *told))

    def _space(self) -> None:
        self._fields.setSpacing(self._look.px(10))


def length(field: Field) -> float:
    """A length in mm as somebody typed it. Raises Refused for what is none."""
    text = field.text().strip().replace(",", ".").removesuffix("mm").strip()
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 2000:
        field.entry.setFocus()
        raise Refused(
            translate("labels", "{what}: type a length in mm, such as 38.1."),
            what=field.name.text(),
        )
    return value
