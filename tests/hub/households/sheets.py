"""Made-up spreadsheets as hubs bring them: written by the test, never by a person."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import openpyxl

PLAIN = "Name,Adults,Children,Postcode\nAmina O'Brien,2,3,B14 7XY\nBen Carter,1,0,CV1 2AB\n"


def text(folder: Path, content: str | bytes, name: str = "list.csv", coded: str = "utf-8") -> Path:
    """A text file, in any coding."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(coded))
    return path


def book(
    folder: Path, *rows: Sequence[Any], name: str = "list.xlsx", joined: Sequence[str] = ()
) -> Path:
    """A workbook of one sheet; ``joined`` are ranges drawn as one cell."""
    made = openpyxl.Workbook()
    sheet = made.active
    for row in rows:
        sheet.append(list(row))
    for each in joined:
        sheet.merge_cells(each)
    made.save(folder / name)
    return folder / name


def rewritten(path: Path, part: str, content: bytes) -> Path:
    """The same workbook with one part put in the place of another."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    held[part] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, each in held.items():
            new.writestr(name, each)
    return path


def packed_as(path: Path, method: int) -> Path:
    """The same workbook whose parts are packed otherwise."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", method) as new:
        for name, each in held.items():
            new.writestr(name, each)
    return path


def lying(path: Path, part: str, size: int) -> Path:
    """A workbook whose directory says that a part unpacks to fewer bytes than it does."""
    data = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        real = packed.getinfo(part).file_size
    path.write_bytes(data.replace(real.to_bytes(4, "little"), size.to_bytes(4, "little")))
    return path


def called(drawn: Random) -> str:
    """A name that nobody has, as unlike others as names are."""
    parts = [drawn.choice("bdfghjklmnprstvwyz") + drawn.choice("aeiou") for _ in range(3)]
    return "".join(parts).title()


SHEET = "xl/worksheets/sheet1.xml"
HEAD = ("Name", "Adults", "Children", "Postcode")
AMINA = ("Amina O'Brien", 2, 3, "B14 7XY")
BEN = ("Ben Carter", 1, 0, "CV1 2AB")
MARCH = date(2026, 3, 2)
