"""A label while it is being designed: areas in, marks out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from msgspec import Struct, field

from hubdesk.labels.faces import Letters, Measure
from hubdesk.labels.fitting import Fitted, Style, fit
from hubdesk.labels.format import Format
from hubdesk.labels.layout import MM_PER_PT, Align, Area, Box, Face, Label, Mark, Words

_SHARE = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
"""How much of the spare width stands before a line."""


class Room(Struct, frozen=True, dict=True):
    """What a design has to work with: the label's size, its white edge, the printer's dots."""

    width_mm: float
    height_mm: float
    edge_mm: float = 2.0
    dpi: int = 300
    measure: Measure = field(default_factory=Letters)
    side_mm: float = 0.0

    @classmethod
    def on(cls, format_: Format, dpi: int = 300, measure: Measure | None = None) -> Room:
        """The room on a label of a format."""
        return cls(
            format_.label_width_mm,
            format_.label_height_mm,
            format_.edge_mm,
            dpi,
            measure or Letters(),
            format_.side_mm,
        )

    @cached_property
    def inside(self) -> Area:
        """What may carry ink."""
        edge, side = self.edge_mm, max(self.edge_mm, self.side_mm)
        return Area(side, edge, self.width_mm - 2 * side, self.height_mm - 2 * edge)


class Draft:
    """Gathers the marks of one label."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self._marks: list[Mark] = []

    def words(
        self,
        text: str,
        area: Area,
        style: Style,
        align: Align = Align.LEFT,
        *,
        middle: bool = False,
        white: bool = False,
    ) -> Fitted:
        """Fits a text into an area, from its top or in the ``middle`` of its height."""
        fitted = fit(text, area.width_mm, area.height_mm, style, self.room.measure)
        self.set(fitted, area, style.face, align, middle=middle, white=white)
        return fitted

    def set(
        self,
        fitted: Fitted,
        area: Area,
        face: Face,
        align: Align = Align.LEFT,
        *,
        middle: bool = False,
        white: bool = False,
    ) -> None:
        """Puts a text that was fitted already into an area."""
        pitch_mm = fitted.heights.pitch * fitted.size_pt * MM_PER_PT
        first_mm = area.y_mm + fitted.baseline_mm(area.height_mm, middle=middle)
        for number, line in enumerate(fitted.lines):
            width_mm = self.room.measure.width_mm(line, fitted.size_pt, face)
            self._marks.append(
                Words(
                    text=line,
                    x_mm=area.x_mm + (area.width_mm - width_mm) * _SHARE[align],
                    baseline_mm=first_mm + number * pitch_mm,
                    width_mm=width_mm,
                    size_pt=fitted.size_pt,
                    face=face,
                    white=white,
                )
            )

    def add(self, mark: Mark) -> None:
        """A mark that lies where it belongs already."""
        self._marks.append(mark)

    def code(self, text: str, area: Area) -> None:
        """A bar code, or a QR code where bars are too narrow. Raises Refused when neither fits."""
        from hubdesk.labels import barcode  # noqa: PLC0415 - its libraries are slow to load

        self._marks.append(barcode.fit(text, area, self.room.dpi))

    def code_square(self, text: str, area: Area) -> None:
        """A QR code, whether or not bars would fit. Raises Refused when it does not."""
        from hubdesk.labels import barcode  # noqa: PLC0415 - its libraries are slow to load

        self._marks.append(barcode.qr(text, area, self.room.dpi))

    def box(self, area: Area, line_mm: float = 0.0, corner_mm: float = 0.0) -> None:
        """A rectangle: black, or outlined by a line."""
        self._marks.append(Box(area, line_mm, corner_mm))

    def take(self, marks: Iterable[Mark]) -> None:
        """Adds the marks of another draft."""
        self._marks.extend(marks)

    def finished(self) -> Label:
        """The label."""
        return Label(self.room.width_mm, self.room.height_mm, self.marks)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What stands on it so far."""
        return tuple(self._marks)
