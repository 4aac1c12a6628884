"""The sheets and rolls a hub prints on: where each label lies, and whether that can be.

All measures are in mm: labels stand in ``columns`` by ``rows``, the first one ``left``/``top``
from the page's corner, the next ones a pitch (label plus gap) further. ``sheet_text`` reads
them from texts that a person can read.
"""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.labels.layout import Area
from hubdesk.wording import translate

_SLACK_MM = 0.05
LONGEST_MM = 2000.0
_MOST_LABELS = 1000
_FEWEST_DOTS, _MOST_DOTS = 150, 2400


class PrinterKind(StrEnum):
    """What the labels come on."""

    SHEET = "sheet"
    ROLL = "roll"


class Format(Struct, frozen=True):
    """A sheet or roll of labels; make one with ``sheet_text.read`` or ``checked``.

    ``edge_mm`` is kept white inside each label, ``side_mm`` left and right where that is more.
    ``cut_marks``: plain paper, with marks to cut along. ``turned``: a roll whose labels lie
    across, because the printer takes their short side first. ``dpi`` are the dots an inch of
    the printers that it is usually in.
    """

    name: str
    title: str
    printer: PrinterKind
    page_width_mm: float
    page_height_mm: float
    columns: int
    rows: int
    label_width_mm: float
    label_height_mm: float
    pitch_x_mm: float
    pitch_y_mm: float
    left_mm: float
    top_mm: float
    corner_mm: float = 0.0
    edge_mm: float = 2.0
    side_mm: float = 0.0
    cut_marks: bool = False
    turned: bool = False
    dpi: int = 300

    @property
    def labels(self) -> int:
        """How many labels one page holds."""
        return self.columns * self.rows

    def place(self, position: int) -> Area:
        """Where the label at a position (1 is top left, then along the row) lies."""
        row, column = divmod(position - 1, self.columns)
        return Area(
            self.left_mm + column * self.pitch_x_mm,
            self.top_mm + row * self.pitch_y_mm,
            self.label_width_mm,
            self.label_height_mm,
        )

    def with_length(self, length_mm: float) -> Format:
        """The same roll, cut at another length. Raises Refused for a sheet."""
        if self.printer is not PrinterKind.ROLL:
            raise Refused(
                translate("hub", "{name} is a sheet: its labels have a fixed length."),
                name=self.name,
            )
        return checked(replace(self, page_height_mm=length_mm, label_height_mm=length_mm))


def checked(format_: Format) -> Format:
    """The same format, when its labels fit its page; raises Refused otherwise."""
    _check_measures(format_)
    if format_.pitch_x_mm < format_.label_width_mm - _SLACK_MM and format_.columns > 1:
        raise _unfit(format_, translate("hub", "its labels overlap sideways"))
    if format_.pitch_y_mm < format_.label_height_mm - _SLACK_MM and format_.rows > 1:
        raise _unfit(format_, translate("hub", "its labels overlap downwards"))
    page = Area(0, 0, format_.page_width_mm, format_.page_height_mm)
    last = format_.place(format_.labels)
    if not page.holds(last, _SLACK_MM):
        raise _unfit(format_, translate("hub", "its labels reach beyond the page"))
    return format_


def _check_measures(format_: Format) -> None:
    """Refuses sizes that no paper has."""
    if not _FEWEST_DOTS <= format_.dpi <= _MOST_DOTS:
        raise _unfit(format_, translate("hub", "printers have 150 to 2,400 dots an inch"))
    if not (format_.columns >= 1 and format_.rows >= 1 and format_.labels <= _MOST_LABELS):
        raise _unfit(format_, translate("hub", "it needs 1 to 1,000 labels a page"))
    lengths = (
        format_.page_width_mm,
        format_.page_height_mm,
        format_.label_width_mm,
        format_.label_height_mm,
        format_.pitch_x_mm,
        format_.pitch_y_mm,
    )
    if not all(0 < length <= LONGEST_MM for length in lengths):
        raise _unfit(format_, translate("hub", "every size must be more than 0 mm, up to 2 m"))
    margins = (
        format_.left_mm,
        format_.top_mm,
        format_.corner_mm,
        format_.edge_mm,
        format_.side_mm,
    )
    if not all(0 <= margin <= LONGEST_MM for margin in margins):
        raise _unfit(format_, translate("hub", "a margin cannot be less than 0 mm"))
    smaller = min(format_.label_width_mm, format_.label_height_mm)
    edges = 2 * max(format_.edge_mm, format_.corner_mm)
    if edges >= smaller or 2 * format_.side_mm >= format_.label_width_mm:
        raise _unfit(format_, translate("hub", "its edge or corner leaves no room on the label"))


def _unfit(format_: Format, why: str) -> Refused:
    """The refusal of a format, with what to do."""
    return Refused(
        translate("hub", "The label sheet {name} cannot be used: {why}. Measure it again."),
        name=format_.name,
        why=why,
    )
