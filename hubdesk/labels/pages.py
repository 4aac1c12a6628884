"""Labels in their places on the pages of a sheet or roll."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hubdesk.errors import Refused
from hubdesk.labels.format import Format
from hubdesk.labels.layout import Label
from hubdesk.wording import translate


@dataclass(frozen=True, slots=True)
class Offset:
    """How far off a printer prints, as its owner measured it: right and down, in mm."""

    x_mm: float = 0.0
    y_mm: float = 0.0


UNMOVED = Offset()


@dataclass(frozen=True, slots=True)
class Placed:
    """A label with the page's position of its top left corner."""

    x_mm: float
    y_mm: float
    label: Label


@dataclass(frozen=True, slots=True)
class Page:
    """One page or one length of roll."""

    width_mm: float
    height_mm: float
    placed: tuple[Placed, ...]


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
    count = -(-(first + len(labels)) // format_.labels)
    filled: list[list[Placed]] = [[] for _ in range(count)]
    for number, label in enumerate(labels, start=first):
        page, index = divmod(number, format_.labels)
        filled[page].append(_placed(label, format_, index + 1, offset))
    return tuple(
        Page(format_.page_width_mm, format_.page_height_mm, tuple(placed)) for placed in filled
    )


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
    return Placed(place.x_mm + offset.x_mm, place.y_mm + offset.y_mm, label)
