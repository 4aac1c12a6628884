"""The sheets and rolls a hub prints on, each a file that a person can read and add.

The files are ``resources/label-sheets/*.toml``. All measures are in mm: labels stand in
``columns`` by ``rows``, the first one ``left``/``top`` from the page's corner, the next ones
a pitch (label plus gap) further.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from hubdesk import resources
from hubdesk.errors import Refused
from hubdesk.labels.layout import Area
from hubdesk.wording import translate

_SLACK_MM = 0.05
_LONGEST_MM = 2000.0
_MOST_LABELS = 1000


class PrinterKind(StrEnum):
    """What the labels come on."""

    SHEET = "sheet"
    ROLL = "roll"


@dataclass(frozen=True, slots=True)
class Format:
    """A sheet or roll of labels; make one with ``read`` or ``checked``."""

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


def names() -> tuple[str, ...]:
    """The formats that are shipped, as ``l7160`` or ``roll-62x40``, in order of name."""
    return tuple(sorted(file.stem for file in resources.path("label-sheets").glob("*.toml")))


def named(name: str) -> Format:
    """The shipped format of that name. Raises Refused when there is none."""
    if name not in names():
        raise Refused(
            translate("hub", "There is no label sheet {name}. Choose one of the list in Set-up."),
            name=name,
        )
    return read(resources.path("label-sheets", f"{name}.toml"))


def read(file: Path) -> Format:
    """The format in a file. Raises Refused, naming the measure that is missing or wrong."""
    try:
        text = file.read_text("utf-8")
    except UnicodeDecodeError as wrong:
        raise _unreadable(file.stem, translate("hub", "It is not plain text.")) from wrong
    return parse(file.stem, text)


def parse(name: str, text: str) -> Format:
    """The format that a text of TOML tells of. Raises Refused as ``read`` does."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise _unreadable(name, str(wrong)) from wrong
    return checked(_format(name, told))


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
    if not all(0 < length <= _LONGEST_MM for length in lengths):
        raise _unfit(format_, translate("hub", "every size must be more than 0 mm, up to 2 m"))
    margins = (format_.left_mm, format_.top_mm, format_.corner_mm, format_.edge_mm)
    if not all(0 <= margin <= _LONGEST_MM for margin in margins):
        raise _unfit(format_, translate("hub", "a margin cannot be less than 0 mm"))
    smaller = min(format_.label_width_mm, format_.label_height_mm)
    if 2 * max(format_.edge_mm, format_.corner_mm) >= smaller:
        raise _unfit(format_, translate("hub", "its edge or corner leaves no room on the label"))


def _unreadable(name: str, why: str) -> Refused:
    """The refusal of a file that is not TOML."""
    return Refused(
        translate("hub", "The label sheet {name} cannot be read. Correct its file. {why}"),
        name=name,
        why=why,
    )


def _unfit(format_: Format, why: str) -> Refused:
    """The refusal of a format, with what to do."""
    return Refused(
        translate("hub", "The label sheet {name} cannot be used: {why}. Measure it again."),
        name=format_.name,
        why=why,
    )


def _format(name: str, told: dict[str, Any]) -> Format:
    """The format as told by a file, not yet checked."""
    label_width_mm = _length(name, told, "label", "width_mm")
    label_height_mm = _length(name, told, "label", "height_mm")
    return Format(
        name=name,
        title=str(told.get("title", name)),
        printer=_kind(name, told),
        page_width_mm=_length(name, told, "page", "width_mm"),
        page_height_mm=_length(name, told, "page", "height_mm"),
        columns=_number(name, told, "columns"),
        rows=_number(name, told, "rows"),
        label_width_mm=label_width_mm,
        label_height_mm=label_height_mm,
        pitch_x_mm=_length(name, told, "pitch", "across_mm", label_width_mm),
        pitch_y_mm=_length(name, told, "pitch", "down_mm", label_height_mm),
        left_mm=_length(name, told, "first", "left_mm", 0.0),
        top_mm=_length(name, told, "first", "top_mm", 0.0),
        corner_mm=_length(name, told, "label", "corner_mm", 0.0),
        edge_mm=_length(name, told, "label", "edge_mm", 2.0),
    )


def _kind(name: str, told: dict[str, Any]) -> PrinterKind:
    """Sheet or roll."""
    try:
        return PrinterKind(told.get("printer", "sheet"))
    except ValueError as wrong:
        raise _missing(name, "printer") from wrong


def _number(name: str, told: dict[str, Any], key: str) -> int:
    """A count of columns or rows; 1 when not told."""
    number = told.get(key, 1)
    if not isinstance(number, int) or isinstance(number, bool):
        raise _missing(name, key)
    return number


def _length(
    name: str, told: dict[str, Any], part: str, key: str, otherwise: float | None = None
) -> float:
    """A measure in mm out of a part of the file."""
    section = told.get(part, {})
    length = section.get(key, otherwise) if isinstance(section, dict) else None
    if not isinstance(length, int | float) or isinstance(length, bool):
        raise _missing(name, f"{part}.{key}")
    return float(min(length, 2 * _LONGEST_MM)) if length > 0 else float(max(length, -1))


def _missing(name: str, measure: str) -> Refused:
    """The refusal of a file that lacks a measure."""
    return Refused(
        translate("hub", "The label sheet {name} has no usable {measure}. Add it to its file."),
        name=name,
        measure=measure,
    )
