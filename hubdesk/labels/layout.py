"""A laid-out label: marks at their places in millimetres, before any ink.

The origin is the top left corner of the label, x to the right, y downwards. A design makes a
``Label``; the two painters (``hubdesk.labels.pdf``, ``ui.labels.painter``) only put it on
paper or screen, so that what is previewed is what is printed.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

MM_PER_INCH = 25.4
MM_PER_PT = MM_PER_INCH / 72
PDF_DPI = 203
"""A PDF is printed on whatever printer there is, so its bars lie on the dots of the coarsest.
Finer printers keep modules of 0.25 mm apart between their dots; one of 203 dots an inch does
not keep those of 300."""


class Face(StrEnum):
    """Which letters: ordinary, bold, or those for codes, whose zero is slashed."""

    REGULAR = "regular"
    BOLD = "bold"
    CODE = "code"


class Align(StrEnum):
    """Where in its area a line of words stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Area(Struct, frozen=True):
    """A rectangle, in mm."""

    x_mm: float
    y_mm: float
    width_mm: float
    height_mm: float

    @property
    def right_mm(self) -> float:
        """The x of its right edge."""
        return self.x_mm + self.width_mm

    @property
    def bottom_mm(self) -> float:
        """The y of its lower edge."""
        return self.y_mm + self.height_mm

    def holds(self, other: Area, slack_mm: float = 0.01) -> bool:
        """True when the other lies inside this one."""
        return (
            other.x_mm >= self.x_mm - slack_mm
            and other.y_mm >= self.y_mm - slack_mm
            and other.right_mm <= self.right_mm + slack_mm
            and other.bottom_mm <= self.bottom_mm + slack_mm
        )


class Words(Struct, frozen=True):
    """One line of text, already fitted: its left end on its baseline, and how wide it is."""

    text: str
    x_mm: float
    baseline_mm: float
    width_mm: float
    size_pt: float
    face: Face = Face.REGULAR
    white: bool = False


class Box(Struct, frozen=True):
    """A rectangle: filled black, or a line of ``line_mm`` along its inside."""

    area: Area
    line_mm: float = 0.0
    corner_mm: float = 0.0

    @property
    def filled(self) -> bool:
        """True when it has no outline of its own."""
        return self.line_mm == 0


class Bars(Struct, frozen=True):
    """A bar code, standing at its first bar: quiet zones lie outside and stay white.

    ``runs`` are (start, length) of each bar, in whole modules. A module is ``dots`` dots of a
    printer of ``dpi``; painters put ``x_mm`` on the nearest dot of the page.
    """

    text: str
    x_mm: float
    y_mm: float
    height_mm: float
    dots: int
    dpi: int
    modules: int
    runs: tuple[tuple[int, int], ...]
    quiet: int = 10

    @property
    def module_mm(self) -> float:
        """The width of the narrowest bar."""
        return self.dots * MM_PER_INCH / self.dpi

    @property
    def width_mm(self) -> float:
        """From the first bar to the last, without the quiet zones."""
        return self.modules * self.module_mm


class Squares(Struct, frozen=True):
    """A QR code, standing at its top left module; ``rows`` hold the runs of each row."""

    text: str
    x_mm: float
    y_mm: float
    dots: int
    dpi: int
    rows: tuple[tuple[tuple[int, int], ...], ...]

    @property
    def module_mm(self) -> float:
        """The side of one module."""
        return self.dots * MM_PER_INCH / self.dpi

    @property
    def side_mm(self) -> float:
        """The side of the whole symbol, without the quiet zone."""
        return len(self.rows) * self.module_mm


Mark = Words | Box | Bars | Squares


class Label(Struct, frozen=True):
    """One label, ready to be painted. Later marks lie over earlier ones."""

    width_mm: float
    height_mm: float
    marks: tuple[Mark, ...]
