"""Pictures of one page of every sheet and roll, of every design, and of the paper pack:

python -m tests.hub.labels.gallery docs/pictures/labels
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from PIL import Image

from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.labels import ruler_page, sheet_text
from hubdesk.labels.contents import Content, ProductLabel
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import Letters
from hubdesk.labels.format import Format
from hubdesk.labels.layout import PDF_DPI, Area, Box, Label
from hubdesk.labels.orders import with_code
from hubdesk.labels.pages import Page, Placed, pages_of
from hubdesk.labels.paper_pack import paper_pack
from hubdesk.labels.pdf import pdf_of, pdf_of_pages
from tests.hub.labels.paper import dots
from tests.hub.labels.samples import NAMES, SAMPLES
from ui.labels.headless import outlines

_GAP_MM = 3.0
_PAGE_DPI, _DESIGN_DPI = 70, 110
_MANY = ("parcel", "shelf", "product", "crate", "batch", "opened", "frozen", "card")
SCRIPTS = (
    "خبز عربي Hub 12",
    "মুরগির কারি",
    "ડાળ અને ભાત",
    "ਦਾਲ ਮਖਣੀ",
    "白米饭和豆腐",
    "Żurek z białą kiełbasą",
    "Canjeero iyo malab",
)


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        _save(folder / f"page-{name}.png", _page(name), _PAGE_DPI if _is_large(name) else 150)
    for name in ("l7160", "l7651", "dymo-99010", "roll-4x6in"):
        _save(folder / f"designs-{name}.png", _designs(name, list(SAMPLES.values())), _DESIGN_DPI)
    _save(folder / "printed-again.png", _designs("l7160", _second_ones()), _DESIGN_DPI)
    scripts: list[Content] = [ProductLabel("D123456789012", text, "400 g") for text in SCRIPTS]
    _save(folder / "scripts.png", _designs("l7160", scripts), _DESIGN_DPI)
    _save(folder / "test-page.png", pdf_of_pages([ruler_page.page(_named("l7160"))]), _PAGE_DPI)
    plain = _named(sheet_text.PAGE)
    chance = random.Random(7)
    pack = paper_pack("High Street Hub", lambda: own.draw(own.Kind.SHEET, chance), Room.on(plain))
    pages = list(dots(pdf_of([pack[0], pack[1], pack[-2], pack[-1]], plain), 50))
    beside = Image.new("L", (sum(page.width + 8 for page in pages), pages[0].height), 128)
    for number, page in enumerate(pages):
        beside.paste(page, (number * (page.width + 8), 0))
    beside.save(folder / "paper-pack.png", optimize=True)


def _second_ones() -> list[Content]:
    """Every design that says when it is printed again, and the cards that replace one."""
    again = [replace(each, reprint=True) for each in SAMPLES.values() if hasattr(each, "reprint")]
    return [*again, *(replace(SAMPLES[each], replaces=True) for each in ("card", "volunteer"))]


def _page(name: str) -> bytes:
    """A page with the common labels one after another, from the second place."""
    paper, room = _named(name), _room(name)
    labels = []
    for number in range(paper.labels):
        content = SAMPLES[_MANY[number % len(_MANY)]]
        code = own.draw(own.Kind(content.code[0]), random.Random(number))
        try:
            labels.append(designed(with_code(content, code), room))
        except Refused:
            labels.append(designed(replace(SAMPLES["shelf"], code=code), room))
    start = 2 if paper.labels > 1 else 1
    pages = pages_of(labels[: paper.labels - start + 1], paper, start)
    return pdf_of_pages(pages, outlines())


def _designs(name: str, contents: Sequence[Content]) -> bytes:
    """Labels beside one another, each with its edge; one that is refused is left out."""
    paper, room = _named(name), _room(name)
    wide_mm, tall_mm = paper.label_width_mm, paper.label_height_mm
    columns = max(1, int(290 // (wide_mm + _GAP_MM)))
    edge = Label(wide_mm, tall_mm, (Box(Area(0, 0, wide_mm, tall_mm), 0.15, paper.corner_mm),))
    placed: list[Placed] = []
    for content in contents:
        try:
            made = designed(content, room)
        except Refused:
            continue
        row, column = divmod(len(placed) // 2, columns)
        x_mm, y_mm = column * (wide_mm + _GAP_MM) + 2, row * (tall_mm + _GAP_MM) + 2
        placed += [Placed(x_mm, y_mm, edge), Placed(x_mm, y_mm, made)]
    width_mm = max(each.x_mm for each in placed) + wide_mm + 2
    height_mm = max(each.y_mm for each in placed) + tall_mm + 2
    return pdf_of_pages([Page(width_mm, height_mm, tuple(placed))], outlines())


def _named(name: str) -> Format:
    return sheet_text.named(name)


def _room(name: str) -> Room:
    return Room.on(_named(name), PDF_DPI, Letters(outlines()))


def _is_large(name: str) -> bool:
    return bool(_named(name).page_width_mm > 150)


def _save(file: Path, pdf: bytes, dpi: int) -> None:
    next(dots(pdf, dpi)).quantize(16).save(file, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
