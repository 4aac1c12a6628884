"""Labels in their places on the pages of a sheet or roll."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.labels.format import Format
from hubdesk.labels.layout import Area, Box, Label
from hubdesk.wording import translate

_MARK_MM = 3.5
_MARK_FROM_MM = 1.0
_HAIR_MM = 0.15


class Offset(Struct, frozen=True):
    """What puts right how a printer prints, as its owner measured it on the test page.

    Right and down, in mm, after everything was drawn ``across`` and ``down`` times as far
    apart. What stands on a label keeps its size, so that bars stay on whole dots.
    """

    x_mm: float = 0.0
    y_mm: float = 0.0
    across: float = 1.0
    down: float = 1.0


UNMOVED = Offset()


class Placed(Struct, frozen=True):
    """A label with the page's position of its top left corner."""

    x_mm: float
    y_mm: float
    label: Label


class Page(Struct, frozen=True):
    """One page or one length of roll; ``turned`` when the printer takes its short side first."""

    width_mm: float
    height_mm: float
    placed: tuple[Placed, ...]
    turned: bool = False


def pages_of(
    labels: Sequence[Label], format_: Format, start_at: int = 1, offset: Offset = UNMOVED
) -> tuple[Page, ...]:
    """The labels on as many pages as they need, the first page from position ``start_at``.

    ``start_at`` may be one past the last place: then the first page is a new one. Raises
    Refused for another start, or for a label that is larger than the format's.
    """
    if not 1 <= start_at <= format_.labels + 1:
        raise Refused(
            translate("hub", "This sheet has places 1 to {last}. Choose one of them."),
            last=format_.labels,
        )
    first = (start_at - 1) % format_.labels
    count = sheets_for(len(labels), format_, start_at)
    marks = [_cut_marks(format_, offset)] if format_.cut_marks else []
    filled: list[list[Placed]] = [[*marks] for _ in range(count)]
    for number, label in enumerate(labels, start=first):
        page, index = divmod(number, format_.labels)
        filled[page].append(_placed(label, format_, index + 1, offset))
    size = format_.page_width_mm, format_.page_height_mm
    return tuple(Page(*size, tuple(placed), format_.turned) for placed in filled)


def sheets_for(count: int, format_: Format, start_at: int = 1) -> int:
    """How many pages so many labels need, the first page from a position."""
    first = (start_at - 1) % format_.labels
    return -(-(first + count) // format_.labels) if count else 0


def next_place(count: int, format_: Format, start_at: int = 1) -> int:
    """The first free place after so many labels; 1 when the last sheet is full, or for a roll."""
    return (start_at - 1 + count) % format_.labels + 1


def _cut_marks(format_: Format, offset: Offset) -> Placed:
    """Hair lines in the margins, in line with the edges of the labels and touching none."""
    places = [format_.place(number + 1) for number in range(format_.labels)]
    left, top = places[0].x_mm, places[0].y_mm
    right, bottom = places[-1].right_mm, places[-1].bottom_mm
    xs = {round(edge, 3) for each in places for edge in (each.x_mm, each.right_mm)}
    ys = {round(edge, 3) for each in places for edge in (each.y_mm, each.bottom_mm)}
    out_mm = _MARK_FROM_MM + _MARK_MM
    ups = [
        Area(x * offset.across - _HAIR_MM / 2, y, _HAIR_MM, _MARK_MM)
        for x in sorted(xs)
        for y in (top * offset.down - out_mm, bottom * offset.down + _MARK_FROM_MM)
    ]
    alongs = [
        Area(x, y * offset.down - _HAIR_MM / 2, _MARK_MM, _HAIR_MM)
        for y in sorted(ys)
        for x in (left * offset.across - out_mm, right * offset.across + _MARK_FROM_MM)
    ]
    boxes = tuple(Box(area) for area in (*ups, *alongs))
    page = Label(format_.page_width_mm, format_.page_height_mm, boxes)
    return Placed(offset.x_mm, offset.y_mm, page)


def _placed(label: Label, format_: Format, position: int, offset: Offset) -> Placed:
    """One label at its position, moved by the printer's offset."""
    if (
        label.width_mm > format_.label_width_mm + 0.01
        or label.height_mm > format_.label_height_mm + 0.01
    ):
        raise Refused(
            translate("hub", "This label is too large for {sheet}. Choose a larger sheet."),
            sheet=format_.title,
        )
    place = format_.place(position)
    # The middle of the label moves with the paper's scale; what stands on it keeps its size.
    wider_mm = (place.x_mm + place.width_mm / 2) * (offset.across - 1)
    taller_mm = (place.y_mm + place.height_mm / 2) * (offset.down - 1)
    return Placed(place.x_mm + wider_mm + offset.x_mm, place.y_mm + taller_mm + offset.y_mm, label)
