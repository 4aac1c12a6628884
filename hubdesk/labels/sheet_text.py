"""Sheets and rolls as texts that a person can read and add: TOML, all measures in mm.

Those that are shipped are files, ``resources/label-sheets/*.toml``; a hub's own sheets are
texts of the same form in its settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hubdesk import resources
from hubdesk.errors import Refused
from hubdesk.labels.format import LONGEST_MM, Format, PrinterKind, checked
from hubdesk.wording import translate

PAGE = "a4"
"""A whole page of plain paper: for papers, not for labels."""
MOST_LETTERS = 4_000
"""Several times the longest sheet. A longer text of dots would cost its reader gigabytes."""


def names() -> tuple[str, ...]:
    """The formats that are shipped, as ``l7160`` or ``roll-62x40``, in order of name."""
    return tuple(sorted(file.stem for file in resources.path("label-sheets").glob("*.toml")))


def named(name: str, own: Mapping[str, str] | None = None) -> Format:
    """The format of that name: shipped, or one of a hub's ``own`` texts. Raises Refused."""
    if own and name in own:
        return parse(name, own[name])
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
    import tomllib  # noqa: PLC0415 - with the first sheet: 11 ms and its patterns (decision 022)

    if len(text) > MOST_LETTERS:
        raise _unreadable(name, translate("hub", "It is too long for a label sheet."))
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise _unreadable(name, str(wrong)) from wrong
    return checked(_format(name, told))


def _unreadable(name: str, why: str) -> Refused:
    """The refusal of a file that is not TOML."""
    return Refused(
        translate("hub", "The label sheet {name} cannot be read. Correct its file. {why}"),
        name=name,
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
        side_mm=_length(name, told, "label", "side_mm", 0.0),
        cut_marks=told.get("cut_marks") is True,
        turned=_is_turned(told),
        dpi=_number(name, told, "dpi", 300),
    )


def _is_turned(told: dict[str, Any]) -> bool:
    """True when the printer takes the labels by their short side."""
    page = told.get("page")
    return isinstance(page, dict) and page.get("turned") is True


def text_of(format_: Format) -> str:
    """The text of TOML from which ``parse`` makes the same format."""
    title = "".join(" " if sign < " " or sign in '"\\\x7f' else sign for sign in format_.title)
    lines = [f'title = "{title}"', f'printer = "{format_.printer}"']
    lines += [f"columns = {format_.columns}", f"rows = {format_.rows}"]
    lines += [f"dpi = {format_.dpi}"]
    lines += ["cut_marks = true"] if format_.cut_marks else []
    parts = {
        "page": {"width_mm": format_.page_width_mm, "height_mm": format_.page_height_mm},
        "label": {
            "width_mm": format_.label_width_mm,
            "height_mm": format_.label_height_mm,
            "corner_mm": format_.corner_mm,
            "edge_mm": format_.edge_mm,
            "side_mm": format_.side_mm,
        },
        "first": {"left_mm": format_.left_mm, "top_mm": format_.top_mm},
        "pitch": {"across_mm": format_.pitch_x_mm, "down_mm": format_.pitch_y_mm},
    }
    for part, measures in parts.items():
        lines += ["", f"[{part}]", *(f"{name} = {float(mm)}" for name, mm in measures.items())]
        lines += ["turned = true"] if part == "page" and format_.turned else []
    return "\n".join(lines) + "\n"


def _kind(name: str, told: dict[str, Any]) -> PrinterKind:
    """Sheet or roll."""
    try:
        return PrinterKind(told.get("printer", "sheet"))
    except ValueError as wrong:
        raise _missing(name, "printer") from wrong


def _number(name: str, told: dict[str, Any], key: str, otherwise: int = 1) -> int:
    """A count: columns, rows, dots an inch."""
    number = told.get(key, otherwise)
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
    return float(min(length, 2 * LONGEST_MM)) if length > 0 else float(max(length, -1))


def _missing(name: str, measure: str) -> Refused:
    """The refusal of a file that lacks a measure."""
    return Refused(
        translate("hub", "The label sheet {name} has no usable {measure}. Add it to its file."),
        name=name,
        measure=measure,
    )
