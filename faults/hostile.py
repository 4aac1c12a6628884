"""Names and notes that were typed to do harm, through label, PDF, CSV and workbook.

What was typed comes out as it was typed: no markup is obeyed, no formula lives, nothing is cut.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl

from faults.fuzzing import spoiled_text
from faults.lines import Asked, Line, told
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.labels import sheet_text
from hubdesk.labels.contents import Content, DeliveryLabel, ParcelLabel, ProductLabel
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import Letters
from hubdesk.labels.pages import pages_of
from hubdesk.labels.pdf import pdf_of_pages
from hubdesk.sheets import file as sheet_file
from hubdesk.sheets import written
from tests.hub.labels import paper

NAMES = (
    "O<Brien", "<b>Bob</b>", "</para>", '<img src="/etc/passwd"/>', "&amp; &lt; &#65;", "a\\nb",
    "=1+1", "=cmd|' /C calc'!A0", "+44 7700 900123", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1",
    '=HYPERLINK("http://127.0.0.1/","x")', "'=1", "＝1+1", "%s %n {0}", "$(reboot)", "`id`",
    "Robert'); DROP TABLE x;--", "#N/A", "#REF!", "1e999", "00123", "12/11", "TRUE", "Zoë Ångström",
    "=\"a\"&\"b\"", "|", "DDE(\"x\";\"y\")", "=IMPORTXML(\"http://127.0.0.1\",\"//a\")",
)  # fmt: skip
PAPER = "roll-4x6in"
SHEET_MUST = "no live formula, and what was typed comes back"
SOON_S = 180


def lines(asked: Asked) -> Iterator[Line]:
    """Labels, and sheets read back by ourselves and by LibreOffice."""
    draw = random.Random(asked.seed)
    many = asked.many(120, 10_000)
    names = [*NAMES, *(spoiled_text(draw, draw.choice(NAMES))[:60] for _ in range(many))]
    yield labels(names)
    yield from sheets(asked.folder, names)


def labels(names: list[str]) -> Line:
    """Each name on a delivery, a product and a parcel label; read back from the PDF."""
    wrong, printed, refused = list[str](), 0, 0
    paper_ = sheet_text.named(PAPER)
    room = Room.on(paper_, paper_.dpi, Letters(None))
    for name in names:
        for content in _contents(name):
            try:
                pdf = pdf_of_pages(pages_of([designed(content, room)], paper_), None)
            except Refused:
                refused += 1
                continue
            printed += 1
            said = _squeezed("".join(paper.texts(pdf)))
            if _is_plain(name) and _squeezed(name) not in said:
                wrong.append(f"{name!r} became {said!r}")
    came = f"{printed} labels printed, {refused} refused"
    return told("hostile labels", "text read from the PDF is what was typed", came, wrong)


def _contents(name: str) -> list[Content]:
    today = date(2026, 11, 21)
    return [
        DeliveryLabel(own.draw(own.Kind.PARCEL), (name, "1 High Street"), note=name),
        ProductLabel(own.draw(own.Kind.PRODUCT), name),
        ParcelLabel(own.draw(own.Kind.PARCEL), "H0001", 2, 3, today, instruction=name),
    ]


def _is_plain(name: str) -> bool:
    """Letters that the label's own font has; others are drawn, and hold no text to copy."""
    return all(" " <= letter <= "~" for letter in name) and bool(name.strip())


def _squeezed(text: str) -> str:
    """Without what breaking lines adds and takes."""
    return re.sub(r"[\s\u00ad\ufffe\u200b-]+", "", text)


def sheets(folder: Path, names: list[str]) -> Iterator[Line]:
    """A CSV and a workbook of them all."""
    kept = [name for name in names if _can_be_kept(name)]
    wrong = []
    for ending in ("csv", "xlsx"):
        path = folder / f"households.{ending}"
        written.write(path, [(name, number, name) for number, name in enumerate(kept)], HEADINGS)
        back = sheet_file.read(path).rows[1:]
        for name, row in zip(kept, back, strict=False):
            if _squeezed(row[0]) != _squeezed(name):
                wrong.append(f"{ending}: {name!r} came back as {row[0]!r}")
    came = f"{len(kept)} names in CSV and XLSX"
    yield told(
        "hostile sheets", SHEET_MUST, came, [*formulas_in(folder / "households.xlsx"), *wrong]
    )
    yield in_libreoffice(folder)


HEADINGS = ("Name", "Number", "Note")


def _can_be_kept(name: str) -> bool:
    """What a name can be once it was typed: the desk keeps no half characters and no controls."""
    return bool(name.strip()) and name.isprintable()


def formulas_in(book: Path) -> list[str]:
    """Cells of a workbook that a program would reckon."""
    opened = openpyxl.load_workbook(book)
    cells = (cell for row in opened.active.iter_rows() for cell in row)
    return [f"{c.coordinate} is a formula: {c.value!r}" for c in cells if c.data_type == "f"]


def in_libreoffice(folder: Path) -> Line:
    """Both files opened by LibreOffice, without a window, and what it made of them."""
    office = shutil.which("soffice")
    if office is None:
        return Line("hostile office", SHEET_MUST, "LibreOffice is not installed here", None)
    wrong = []
    for ending in ("csv", "xlsx"):
        into = folder / ending
        home = f"-env:UserInstallation=file://{folder / 'office'}"
        command = [office, home, "--headless", "--convert-to", "ods", "--outdir", str(into),
                   str(folder / f"households.{ending}")]  # fmt: skip
        subprocess.run(command, capture_output=True, timeout=SOON_S, check=False)
        made = into / "households.ods"
        if not made.exists():
            wrong.append(f"LibreOffice did not open the {ending}")
            continue
        content = zipfile.ZipFile(made).read("content.xml").decode()
        wrong += [f"{ending}: {each}" for each in re.findall(r'table:formula="[^"]*"', content)]
    return told("hostile office", SHEET_MUST, "CSV and XLSX opened by LibreOffice", wrong)
