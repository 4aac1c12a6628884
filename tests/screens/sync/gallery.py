"""Pictures of the shared folder's page:

python -m tests.screens.sync.gallery FOLDER [DRESS …]
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import settings
from hubdesk.forgetting import erasing
from hubdesk.households import household
from hubdesk.households.record import Details
from hubdesk.journal.act import Act
from hubdesk.parcels import lists
from hubdesk.parcels.contents import ListedLine
from hubdesk.stock import products
from hubdesk.sync import copied, joining, stops
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.report import Coming, Words
from tests.journeys.meter import Meter
from tests.screens.security.gallery import DRESSES
from tests.screens.sync.conftest import another_laptop
from tests.waiting import until, wait
from tests.world import World, open_world
from ui import translation
from ui.sync.places import Place
from ui.theme import fonts
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.tidy import Tidying

WAIT_MS = 400
FOLDER = "/media/hub/STICK"


def main(folder: Path) -> None:
    """Saves every picture into ``folder``."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    translation.wear(app)
    tidies = Tidying()
    look = Look(app, fonts.load())
    wanted = sys.argv[2:]
    for name, theme, percent, mirrored in DRESSES:
        if wanted and name not in wanted:
            continue
        side = Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
        app.setLayoutDirection(side)
        look.wear(theme, Scale(percent))
        for what, page in states(app, look, Path(tempfile.mkdtemp()), troubled=True):
            page.grab().save(str(folder / f"{name}_{what}.png"))
    tidies.stop()


def states(
    app: QApplication, look: Look, home: Path, *, troubled: bool = False
) -> Iterator[tuple[str, QWidget]]:
    """A folder is connected, two join, and weeks later there is something to decide.

    ``troubled``: an erasure, a clock behind and a copied laptop too; not for the documents.
    """
    stick = home / "STICK"
    stick.mkdir()
    here = open_world(home / "counter")
    worn = {"theme": look.theme.value, "scale_percent": look.scale.percent}
    here.desk.do(lambda act: settings.change(act, laptop_name="Counter laptop", **worn))
    others = [_other(home / each, each) for each in ("Store", "Stall")]
    meter = Meter(app, look, here)

    def picture(what: str) -> tuple[str, QWidget]:
        return _picture(meter, what)

    sharing = meter.desk.sharing
    meter.press("Alt+J")
    _settle(meter)
    page = sharing.page
    page.connect_page.offer([Place(stick, "STICK"), Place(home, "Dropbox")])
    yield picture("connect")
    page.connect_page.turn_to("join")
    yield picture("join")
    page.connect_page.turn_to("make")
    page.connect_page.set_folder(stick)
    _settle(meter)
    page.connect_page.next.click()
    _settle(meter)
    codes = page.codes.codes
    assert codes is not None
    page.codes.show_code.click()
    yield picture("codes")
    page.codes.next.click()
    for each, text in zip(others, (codes.with_names, codes.without_names), strict=True):
        joining.join(each.desk, DiskFolder(stick), text.words, each.clock.now_ms())
    _weeks(meter, here, others, stick)
    yield picture("state")
    if troubled:
        yield from _joining(meter)
        _troubled(meter, here, others, stick)
        yield picture("troubled")
    page.state.laptops.mark(2)
    page.state.lost_button.click()
    yield picture("lost")
    page.state.calm()
    sharing.open_review()
    yield picture("review")
    if troubled:
        yield from _apart(meter, others[0], stick)
    meter.press("F2")
    meter.type_("2+3")
    meter.press("Return")
    yield picture("counter")
    meter.close()


def _picture(meter: Meter, what: str) -> tuple[str, QWidget]:
    if not meter.desk.window.cover.is_open():
        meter.press("Space")  # nobody touched the desk for a while
    _settle(meter)
    # The same in every picture, wherever it is taken.
    meter.desk.sharing.page.state.folder.setText(FOLDER)
    return f"sharing-{what}", meter.desk.window


def _joining(meter: Meter) -> Iterator[tuple[str, QWidget]]:
    """A third of a million came so far."""
    run = meter.desk.sharing.run
    run._show(replace(run.standing, coming=Coming(312_000, 1_000_000), is_busy=True))
    yield _picture(meter, "joining")
    run._show(replace(run.standing, coming=None, is_busy=False))


def _weeks(meter: Meter, here: World, others: list[World], stick: Path) -> None:
    """A household that two laptops changed apart, and a damaged file."""
    made: list[bytes] = []
    meter._line.do(_household, then=made.append)
    _settle(meter)
    _share(meter, others, stick)
    meter._line.do(household.resize, made[0], 3, 3)
    meter._line.do(household.note_details, made[0], Details(diet=("no pork",)))
    store = others[0]
    for each in (here, *others):
        each.clock.forward(days=6)
    store.desk.do(household.resize, made[0], 4, 4)
    store.desk.do(household.note_details, made[0], Details(diet=("halal",)))
    store.household(1, 2)
    _share(meter, others[:1], stick)
    (stick / "streams" / "odd.s.hds").write_bytes(b"HDs\1\1 rubbish")
    _share(meter, others[:1], stick)


def _troubled(meter: Meter, here: World, others: list[World], stick: Path) -> None:
    """Somebody was erased, a clock is behind, and this laptop was a copy of another."""
    gone = others[0].household(1, 1)
    _share(meter, others, stick)
    meter._line.do(erasing.erase, gone.id)
    others[1].clock.forward(days=-9)
    for _ in range(2):
        meter._line.do(_household)
        _settle(meter)
        _share(meter, others[1:], stick)
    meter._line.do(copied.become_another, 0)
    _share(meter, [], stick)


def _apart(meter: Meter, store: World, stick: Path) -> Iterator[tuple[str, QWidget]]:
    """One household came to both laptops, both changed the parcel list, and the stick is full."""
    told = Details(name="Amina Example", street="12 Rose Walk", postcode="ZZ1 1AA")
    meter._line.do(_opened, 2, 3, told)
    _opened(store.desk, 2, 4, told)  # type: ignore[arg-type]
    beans, peas = (_line_of(store, name) for name in ("Baked beans", "Peas"))
    _share(meter, [store], stick)
    meter._line.do(_listed, [(beans, [1, 1, 2, 2]), (peas, [1, 1, 1])])
    store.desk.do(_listed, [(beans, [2, 2, 3, 3])])
    _share(meter, [store], stick)
    page = meter.desk.sharing.page
    meter.desk.sharing.open_review()
    _settle(meter)
    found = [type(each).__name__ for each in page.review.list.records.records]
    kinds = [getattr(each, "kind", "") for each in page.review.list.records.records]
    page.review.list.mark(kinds.index(lists.ISSUED.name))
    yield _picture(meter, "lists-apart")
    page.review.list.mark(found.index("Twins"))
    yield _picture(meter, "twice")
    page.review.pair.buttons[0].click()
    _settle(meter)
    yield _picture(meter, "twice-looked-at")
    run = meter.desk.sharing.run
    was, last = run.standing, run.standing.sharing.last
    assert last is not None
    full = replace(was.sharing, last=replace(last, stopped=Words(stops.FULL)))
    meter.press("Escape")
    run._show(replace(was, sharing=full))
    yield _picture(meter, "full")
    run._show(was)


def _opened(desk: Any, adults: int, children: int, told: Details) -> None:
    """A household comes: at a desk, or within a command of one."""
    do = desk.do if hasattr(desk, "do") else lambda command, *args: command(desk, *args)
    home = do(household.open_household, adults, children)
    do(household.note_details, home.id, told)


def _line_of(world: World, name: str) -> bytes:
    line = name.encode().ljust(16, b"-")
    world.desk.do(products.note_line, line, name=name)
    return line


def _listed(act: Act, rows: list[tuple[bytes, list[int]]]) -> None:
    lists.issue(act, lists.STANDARD, "Standard", [ListedLine(*row) for row in rows])


def _other(home: Path, name: str) -> World:
    made = another_laptop(home)
    made.desk.do(lambda act: settings.change(act, laptop_name=name))
    return made


def _household(act: object) -> bytes:
    return household.open_household(act, 2, 3).id  # type: ignore[arg-type]


def _share(meter: Meter, others: list[World], stick: Path) -> None:
    """Everybody has heard of everything, also where a pass was under way already."""
    for _ in range(4):
        meter.desk.sharing.run.now()
        _settle(meter)
        for each in others:
            sync_once(each.desk, DiskFolder(stick), each.clock.now_ms())
    meter.desk.sharing.run.now()
    _settle(meter)


def _settle(meter: Meter) -> None:
    run = meter.desk.sharing.run
    until(lambda: run._across is None and not meter._line.waiting)
    wait(WAIT_MS)


if __name__ == "__main__":
    Path(sys.argv[1]).mkdir(parents=True, exist_ok=True)
    main(Path(sys.argv[1]))
