"""The page from which a printer's offset and scale are measured: a cross, two rulers, a grid.

What is measured with a ruler on paper: how far the cross lies from the left and upper edge, and
how long the two rulers came out. From these follows where a label must be drawn so that it
comes out where it belongs.
"""

from __future__ import annotations

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.format import Format
from hubdesk.labels.layout import Area, Label
from hubdesk.labels.pages import Offset, Page, Placed
from hubdesk.wording import translate

_HAIR_MM = 0.1
_LINE_MM = 0.25
_GRID_MM = 10.0
_MOST_OFF_MM = 25.0
_MOST_SCALE = 0.08
_DECIMALS = 4


class Marks(Struct, frozen=True):
    """Where the cross stands, and how long the rulers are, in mm."""

    cross_mm: float
    across_mm: float
    down_mm: float


class Measured(Struct, frozen=True):
    """What somebody measured on the printed page, in mm."""

    cross_left_mm: float
    cross_top_mm: float
    across_mm: float
    down_mm: float


def marks(paper: Format) -> Marks:
    """As large as the page allows, in whole tens where there is room."""
    cross_mm = 20.0 if min(paper.page_width_mm, paper.page_height_mm) > 100 else 5.0
    step = 10.0 if cross_mm > 5 else 5.0
    across = (paper.page_width_mm - 2 * cross_mm) // step * step
    down = (paper.page_height_mm - 2 * cross_mm) // step * step
    return Marks(cross_mm, across, down)


def page(paper: Format) -> Page:
    """The page, with nothing put right: what comes out is what the printer does."""
    size = paper.page_width_mm, paper.page_height_mm
    return Page(*size, (Placed(0.0, 0.0, _label(paper)),), paper.turned)


def offset(paper: Format, measured: Measured) -> Offset:
    """What puts right a printer that printed so. Raises Refused for what no printer does."""
    meant = marks(paper)
    across = _scale(meant.across_mm, measured.across_mm)
    down = _scale(meant.down_mm, measured.down_mm)
    # The paper shows scale * drawn + shift; what is to lie at x is drawn at (x - shift) / scale.
    right_mm = measured.cross_left_mm - meant.cross_mm / across
    lower_mm = measured.cross_top_mm - meant.cross_mm / down
    if max(abs(right_mm), abs(lower_mm)) > _MOST_OFF_MM:
        raise Refused(
            translate(
                "hub",
                "That is more than 25 mm off. Measure from the edge of the paper to the middle "
                "of the cross, in mm.",
            )
        )
    return Offset(
        round(-right_mm * across, _DECIMALS),
        round(-lower_mm * down, _DECIMALS),
        round(across, _DECIMALS),
        round(down, _DECIMALS),
    )


def _scale(meant_mm: float, measured_mm: float) -> float:
    """How many times as far apart everything must be drawn."""
    if measured_mm <= 0 or abs(meant_mm / measured_mm - 1) > _MOST_SCALE:
        raise Refused(
            translate(
                "hub",
                "The long line should be about {length} mm. Measure it again, and print at full "
                "size, not fitted to the page.",
            ),
            length=f"{meant_mm:g}",
        )
    return meant_mm / measured_mm


def _label(paper: Format) -> Label:
    """Everything on the page."""
    meant = marks(paper)
    draft = Draft(Room(paper.page_width_mm, paper.page_height_mm, 0.0))
    _grid(draft, paper)
    _ruler(draft, meant.cross_mm, meant.across_mm, upright=False)
    _ruler(draft, meant.cross_mm, meant.down_mm, upright=True)
    _cross(draft, meant.cross_mm)
    told = translate("hub", "Line across: {across} mm. Line down: {down} mm. Cross: {cross} mm.")
    words = told.format(
        across=f"{meant.across_mm:g}", down=f"{meant.down_mm:g}", cross=f"{meant.cross_mm:g}"
    )
    from_mm = meant.cross_mm + 3
    room = Area(from_mm, from_mm + 3, paper.page_width_mm - from_mm - 3, 12)
    draft.words(words, room, Style(11, 5, lines=3))
    return draft.finished()


def _grid(draft: Draft, paper: Format) -> None:
    """Hair lines every 10 mm from the corner, by which a skew is seen."""
    for number in range(1, int(paper.page_width_mm // _GRID_MM) + 1):
        x_mm = number * _GRID_MM - _HAIR_MM / 2
        draft.box(Area(x_mm, 0, _HAIR_MM, paper.page_height_mm))
    for number in range(1, int(paper.page_height_mm // _GRID_MM) + 1):
        y_mm = number * _GRID_MM - _HAIR_MM / 2
        draft.box(Area(0, y_mm, paper.page_width_mm, _HAIR_MM))


def _ruler(draft: Draft, from_mm: float, length_mm: float, *, upright: bool) -> None:
    """A line with a tick for every mm, a longer one for every ten."""

    def area(along: float, aside: float, long: float, wide: float) -> Area:
        first = Area(aside, along, wide, long), Area(along, aside, long, wide)
        return first[0] if upright else first[1]

    draft.box(area(from_mm, from_mm - _LINE_MM / 2, length_mm, _LINE_MM))
    for mm in range(int(length_mm) + 1):
        tick_mm = 3.0 if mm % 10 == 0 else 1.2
        draft.box(area(from_mm + mm - _HAIR_MM / 2, from_mm, _HAIR_MM, tick_mm))


def _cross(draft: Draft, at_mm: float) -> None:
    """Where the rulers meet: measured to its middle."""
    draft.box(Area(at_mm - 3, at_mm - 0.2, 6, 0.4))
    draft.box(Area(at_mm - 0.2, at_mm - 3, 0.4, 6))
