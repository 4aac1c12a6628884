"""Every scan is acted upon or answered in words, on every page that the window can show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import MappingProxyType

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QListView, QWidget

from hubdesk import settings
from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.counter import finishing, lost_card, scanning, visit
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.sync import hub_code
from tests.journeys.meter import Meter
from tests.journeys.test_learned_scanner import BACKWARDS, FRENCH
from tests.world import World
from ui.stall.steps import DAY
from ui.sync.screen import SharingScreen
from ui.theme.tokens import Tone

Opened = Callable[[World], Meter]
Sends = Callable[[str], str]
LEARNED = ScannerSetup(prefix="~~", suffix="##", layout=MappingProxyType(FRENCH))
PLACES = ("F2", "F3", "F4", "F5", "Alt+K", "Alt+C", "Ctrl+P", "F7", "F8", "F9", "F10")
ASIDE = ("F1", "Ctrl+I", "Alt+J")
NO_USE = ("Ctrl+P", "F9", "Ctrl+I", "Alt+J")
"""Pages on which nothing is done with goods."""
UNKNOWN, WRONG = "9524000000002", "9524000000003"


def plain(code: str) -> str:
    """A code as most scanners send it."""
    return code


def learned(code: str) -> str:
    """As a scanner sends it that marks its codes, through a French keyboard."""
    signs = "".join(BACKWARDS.get(each, each) for each in code)
    return LEARNED.prefix + signs + LEARNED.suffix


@pytest.fixture(params=[plain, learned])
def sends(request: pytest.FixtureRequest, world: World) -> Sends:
    """How the scanner sends a code; the hub knows it."""
    if request.param is learned:
        world.desk.do(partial(settings.change, scanner=LEARNED.plain()))
    way: Sends = request.param
    return way


@pytest.fixture
def codes(world: World) -> dict[str, str]:
    """One of each that lies about at a hub; the label is that of the first of two parcels."""
    home, other = world.household(2, 3), world.household(1, 0)
    label, _ = served(world, home.card), served(world, other.card)
    world.desk.do(lost_card.replace_card, other.id)
    found = {"goods": world.barcodes["Green peas 300 g"], "unknown": UNKNOWN, "wrong": WRONG}
    return {**found, "label": label, "card": home.card, "replaced": other.card}


def served(world: World, card: str) -> str:
    """Serves a household; the code of the label on its parcel."""
    world.desk.do(scanning.scanned, card)
    on_counter = world.desk.ask(visit.on_counter)
    assert on_counter is not None
    return world.desk.do(finishing.finish, on_counter.id).jobs[0].code


def on_show(window: QWidget) -> list[object]:
    """All words that can be read in the window, what is typed in it, and what is marked."""
    found: list[object] = []
    for each in filter(QWidget.isVisible, window.findChildren(QWidget)):
        if isinstance(each, (QLabel, QAbstractButton)):
            found.append(each.text())
        elif isinstance(each, QLineEdit):
            found.append((each.text(), each.placeholderText()))
        elif isinstance(each, QComboBox):
            found.append(each.currentText())
        elif isinstance(each, QListView):
            found.append((each.currentIndex().row(), each.model().rowCount()))
    return found


def arrive(meter: Meter, page: str) -> None:
    """At a page by its key, with nothing left of the scan before."""
    meter.press("Space")
    meter.press("F2")
    if page != "F2":
        meter.press(page)
    meter.desk.notices.recent.clear()


def scan(meter: Meter, page: str, code: str) -> bool:
    """Scans at a page. Whether anything was said or seen of it, with no dialog."""
    arrive(meter, page)
    before = on_show(meter.desk.window)
    meter.scan(code)
    meter.settle()
    assert meter.count.modals == 0
    return bool(meter.desk.notices.recent) or on_show(meter.desk.window) != before


def said(meter: Meter) -> tuple[Tone, str, str]:
    """The notice across the top: its sound, and its words."""
    result = meter.desk.window.notice.told
    assert result is not None and meter.desk.notices.recent[-1] == result
    return result.tone, result.headline, " ".join(result.lines)


@pytest.mark.parametrize("page", PLACES + ASIDE)
def test_no_scan_is_left_without_an_answer(
    opened: Opened, world: World, codes: dict[str, str], sends: Sends, page: str
) -> None:
    """And a card opens its visit, wherever it is scanned."""
    meter = opened(world)
    card, replaced = sends(codes.pop("card")), sends(codes.pop("replaced"))
    silent = [what for what, code in codes.items() if not scan(meter, page, sends(code))]
    assert silent == []
    scan(meter, page, card)
    meter.wait(lambda: meter.visit is not None)
    assert meter.desk.window.front.is_at(meter.desk.counter)
    scan(meter, page, replaced)
    told = [each.headline for each in meter.desk.notices.recent]
    assert any(each.startswith("This card was replaced") for each in told)


def test_a_page_with_no_use_for_a_scan_says_where_to_take_it(
    opened: Opened, world: World, codes: dict[str, str], sends: Sends
) -> None:
    meter = opened(world)
    told = "That is goods: press F2 to serve, F4 to take in."
    for page in NO_USE:
        scan(meter, page, sends(codes["goods"]))
        assert said(meter) == (Tone.SOON, "Green peas 300 g was scanned", told)
        scan(meter, page, sends(UNKNOWN))
        assert said(meter)[1] == f"Barcode {UNKNOWN} has no name here yet"
        scan(meter, page, sends(WRONG))
        assert said(meter)[1] == "The last digit does not fit"


@pytest.mark.parametrize("page", ["Alt+K", "Alt+C", "F7", "F8"])
def test_a_page_of_other_codes_says_where_to_take_the_rest(
    opened: Opened, world: World, codes: dict[str, str], page: str
) -> None:
    meter = opened(world)
    scan(meter, page, WRONG)
    assert said(meter)[1] == "The last digit does not fit"
    scan(meter, page, own.draw(Kind.PARCEL))
    assert said(meter)[1] == "That is the label of a parcel"


def test_the_label_of_a_parcel_finds_it_in_today(
    opened: Opened, world: World, codes: dict[str, str], sends: Sends
) -> None:
    meter = opened(world)
    arrive(meter, "F9")
    events = meter.desk.places.today.list
    assert events.currentIndex().row() == 0
    meter.scan(sends(codes["label"]))
    meter.wait(lambda: events.currentIndex().row() == 2)


def test_only_a_hubs_code_is_put_where_a_hubs_code_belongs(
    opened: Opened, world: World, codes: dict[str, str], sends: Sends
) -> None:
    """What lets a laptop in is never shown on another page."""
    meter, code = opened(world), hub_code.draw().text
    scan(meter, "Alt+J", sends(codes["goods"]))
    page = meter.desk.window.here()
    assert isinstance(page, SharingScreen)
    assert not page.connect_page.joins() and page.connect_page.code.text() == ""
    meter.scan(sends(code))
    assert page.connect_page.joins() and page.connect_page.code.text() == code
    scan(meter, "F9", sends(code))
    assert "hub's code" in said(meter)[1] and code not in str(on_show(meter.desk.window))


def test_a_scan_on_a_page_behind_set_up_is_answered(
    opened: Opened, world: World, codes: dict[str, str], sends: Sends
) -> None:
    """There the words of the scanner's card would be out of sight."""
    meter = opened(world)
    arrive(meter, "F10")
    set_up = meter.desk.places.set_up
    meter.scan(sends(codes["goods"]))
    assert "Heard" in set_up.cards.scanner.heard.text()
    set_up.cards.parcels.change.click()
    meter.settle()
    meter.scan(sends(UNKNOWN))
    assert said(meter)[1] == f"Barcode {UNKNOWN} has no name here yet"


def test_a_tin_scanned_while_the_stall_is_still_opening_is_counted(
    opened: Opened, world: World, codes: dict[str, str], sends: Sends
) -> None:
    meter = opened(world)
    meter.desk.window.rail.chosen.emit(1)
    meter.scan(sends(codes["goods"]))
    meter.wait(lambda: bool(meter.desk.notices.recent))
    assert meter.desk.notices.recent[-1].headline == "Loaded out"


def test_a_scan_on_the_day_of_the_stall_is_answered(
    opened: Opened, world: World, codes: dict[str, str], sends: Sends
) -> None:
    meter = opened(world)
    arrive(meter, "F3")
    meter.desk.places.stall.go(DAY)
    meter.settle()
    meter.scan(sends(codes["goods"]))
    assert said(meter)[1] == "Green peas 300 g was scanned"
    meter.scan(sends(codes["card"]))
    meter.wait(lambda: meter.visit is not None)
