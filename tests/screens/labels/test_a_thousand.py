"""A thousand labels: no more than a page of them is held, whatever takes them."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

from hubdesk.codes import own
from hubdesk.labels import sheet_text
from hubdesk.labels.contents import ShelfLabel
from ui.labels import press
from ui.labels.printing import PrintSettings

MOST_GROWTH = 256 * 1024


def test_memory_stays_flat_while_a_thousand_are_laid_out(qapp: object, tmp_path: Path) -> None:
    """What is held after the tenth page, and at the last, when the cache of bars is full."""
    chance = random.Random(5)
    contents = [ShelfLabel(own.draw(own.Kind.SHELF, chance), "Shelf A1") for _ in range(1000)]
    chosen = PrintSettings(tmp_path, format_name="l7159")
    a_page = sheet_text.named("l7159").labels
    held: list[int] = []
    tracemalloc.start()
    try:
        for done, page in press.pages_one_by_one(contents, chosen, _nothing):
            assert len(page.placed) <= a_page
            if done >= 12 * a_page:
                held.append(tracemalloc.get_traced_memory()[0])
    finally:
        tracemalloc.stop()
    assert len(held) == 42 - 11
    assert max(held) - held[0] < MOST_GROWTH, held


def _nothing() -> None:
    """Nobody stops it."""
