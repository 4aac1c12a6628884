"""The 200 codes of the scanner's matrix, taken in: right or asked about, never silently wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.learn import SETUP_CODE, learn
from hubdesk.scanner.meanings import InStoreCode, ProductCode, UnknownCode
from hubdesk.scanner.setup import GS, ScannerSetup
from hubdesk.takein import drafts, entering, entries, scanning
from hubdesk.takein.came import Came, Sign
from hubdesk.takein.entries import Entry
from tests.hub.scanner.test_matrix import CODES, TODAY, WEDGES, Printed
from tests.hub.scanner.wedge import Wedge
from tests.world import SATURDAY, World, open_world

EARLY = SATURDAY.replace(year=TODAY.year, month=TODAY.month, day=TODAY.day)
SOME = CODES[::3]
"""Every third code for each keyboard; all of them for the usual one."""


def taken(world: World, wedge: Wedge, setup: ScannerSetup, printed: Printed) -> str:
    """right, asked or wrong: what came of one code at Take in."""
    drop_off = world.desk.ask(drafts.current).drop_off
    before = len(world.desk.ask(entries.whole, drop_off))
    try:
        came = world.desk.do(scanning.scanned, wedge.sends(printed.text), setup)
    except Refused:
        return "asked"
    whole = world.desk.ask(entries.whole, drop_off)
    return verdict(printed, came, whole[0] if len(whole) > before else None)


def verdict(printed: Printed, came: Came, entry: Entry | None) -> str:
    means = printed.means
    if entry is None:
        is_goods = isinstance(means, (ProductCode, InStoreCode))
        return "asked" if came.sign is Sign.STOP or not is_goods else "wrong"
    if isinstance(means, ProductCode):
        right = entry.product == identity.product_of_code(means.gtin)
        right = right and entry.lot == means.lot
        day = means.use_by or means.best_before
        right = right and (entry.dated.day if entry.dated else None) == day
    elif isinstance(means, (InStoreCode, UnknownCode)):
        right = entry.product == identity.product_of_code(means.text)
    else:
        return "wrong" if not came.code else "asked"
    if right:
        return "right"
    # What is kept under a code that nobody has named is asked about by its card.
    return "asked" if came.sign in (Sign.ASK, Sign.NEW) and unsure(came, entry, means) else "wrong"


def unsure(came: Came, entry: Entry, means: object) -> bool:
    """The card doubts the code; or it is kept under a text that is no product's number."""
    if came.sign is Sign.ASK:
        return True
    return not (isinstance(means, ProductCode) and came.code == means.gtin)


@pytest.mark.parametrize("wedge", WEDGES, ids=str)
@pytest.mark.parametrize("learned", [True, False])
def test_nothing_is_taken_in_silently_wrong(tmp_path: Path, wedge: Wedge, learned: bool) -> None:
    world = open_world(tmp_path / "hub", EARLY)
    world.desk.do(entering.done_with)
    setup = learn([Scan(wedge.sends(SETUP_CODE), "\r", 3.0)] * 3) if learned else ScannerSetup()
    usual = wedge.gs == GS and wedge.scanner == wedge.laptop and not wedge.caps_lock
    came = [taken(world, wedge, setup, each) for each in (CODES if usual and learned else SOME)]
    world.desk.close()
    assert came.count("wrong") == 0
    if usual and learned:
        goods = [c for c in CODES if isinstance(c.means, (ProductCode, InStoreCode, UnknownCode))]
        assert came.count("right") >= len(goods) * 0.9
