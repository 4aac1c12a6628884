"""Every screen and state of which the documents hold a picture, in the order of a Saturday."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from pathlib import Path

from PySide6.QtWidgets import QApplication

from hubdesk.volunteers import volunteer
from tests.hub.households.sheets import text
from tests.journeys.acts.saturday import scroll_to
from tests.journeys.meter import Meter
from tests.journeys.tour_apart import counted_twice
from tests.journeys.tour_goods import goods
from tests.screens.counter.states import BEANS, CHICKPEAS, MILK, card, left_over, papered
from tests.world import World
from ui.households.find_screen import FindScreen
from ui.packing.screen import PackScreen
from ui.security.opening import OpeningPage

ON_PAPER = ("from paper", "sheet again", "on hold from before")
SHEET = (
    "Food bank list, spring\n"
    "Name,Adults,Children,Street,Postcode,Allergies,Diet,Notes\n"
    "Amina O'Brien,2,3,4 Mill Lane,ZZ4 1AB,Milk,,Came by bus\n"
    "Ben Carter,1,0,12 Rose Walk,ZZ4 2AB,,No pork,\n"
    "Rosario Chen,3,0,,ZZ4,,,\n"
    "Dee Evans,two,1,7 High Street,ZZ4 1AB,,,\n"
    "Farah Haddad,2,2,31 Orchard Road,ZZ4 3CD,Nuts,Halal,\n"
    "George Owen,1,0,2 Mill Lane,ZZ4 1AB,,Kettle only,Ring twice\n"
)
"""A hub's own list, as somebody kept it."""
HELPERS = ("Amina", "Joe", "Wei", "Priya")


def prepare(world: World) -> None:
    """Four who may serve, two of them at the counter; two of them counted a shelf apart."""
    made = [world.desk.do(volunteer.add, name) for name in HELPERS]
    world.desk.do(volunteer.set_pin, made[2].id, "48271593")
    ids = [each.id for each in made]
    counted_twice(world, ids[:2], ids[3:])


def screens(meter: Meter) -> Iterator[str]:
    """A picture is taken at each name; the window is ready for it then."""
    yield from at_the_counter(meter)
    yield from for_others(meter)
    yield from packing(meter)
    yield from goods(meter)
    yield from households(meter)
    yield from the_rest(meter)
    yield from on_paper(meter)


def at_the_counter(meter: Meter) -> Iterator[str]:
    """A parcel, and all that may come between it and F12."""
    today = meter.world.clock.day_of(meter.world.clock.now_ms())
    yield "counter-empty"
    meter.scan(card(meter, "Thuy Li"))
    meter.scan(BEANS)
    yield "counter"
    meter.scan(f"01{MILK}17{today - timedelta(days=1):%y%m%d}")
    meter.scan(CHICKPEAS)
    yield "stop"
    meter.press("Space")
    meter.scan("9524000000002")
    yield "new-barcode"
    meter.scan(card(meter, "Hodan Okonkwo"))
    yield "allergy"
    settle_allergies(meter)
    yield "read-the-pack"
    meter.press("Space")
    meter.click(meter.desk.counter.hold_button)
    yield "on-hold"
    meter.press("Esc")
    meter.printer.failing = True
    meter.press("F12")
    yield "printer-failed"
    meter.printer.failing = False
    meter.type_("2+3\r")
    meter.press("F12")
    yield "finished"


def for_others(meter: Meter) -> Iterator[str]:
    """Changed lives, two households in one visit, and one that chooses."""
    meter.scan(card(meter, "Rhys O'Brien"))
    meter.press("Ctrl+E")
    yield "change"
    meter.press("Esc")
    meter.press("Ctrl+J")
    meter.scan(card(meter, "Winston Beckford"))
    settle_allergies(meter)
    while meter.headline == "Read the pack":
        meter.press("Space")
    yield "two-households"
    meter.press("F12")
    meter.press("Ctrl+L")
    meter.scan(card(meter, "Rosario Chen"))
    settle_allergies(meter)
    meter.press("Ctrl+L")
    meter.scan(BEANS)
    meter.scan(CHICKPEAS)
    yield "choosing"
    meter.press("F12")


def packing(meter: Meter) -> Iterator[str]:
    """Parcels packed ahead; and none, once they are unpacked."""
    meter.press("Ctrl+P")
    meter.type_("3\r4\r")
    yield "pack"
    screen = meter.desk.window.here()
    assert isinstance(screen, PackScreen)
    if screen.switch.isVisible():
        meter.click(screen.switch)
    for _ in range(screen.packed.list.records.rowCount()):
        meter.press("Home")
        meter.press("Alt+U")
    if screen.switch.isVisible():
        meter.click(screen.switch)
    screen.result.clear()
    yield "pack-empty"
    meter.press("Ctrl+I")
    yield "serving"
    meter.press("Esc")
    meter.press("F2")


def households(meter: Meter) -> Iterator[str]:
    """Found by name; one who was here before; two that look alike; an old parcel."""
    find = _searched(meter, "chen")
    yield "find"
    meter.press("F2")
    meter.type_("2+2\r")
    meter.press("F12")
    meter.click(meter.answer("Keep a name or diet"))
    meter.press("Space")
    meter.wait(find.pages.details.form.name.box.hasFocus)
    meter.type_("Rosario Chen")
    meter.wait(find.pages.details.likely.isVisible)
    yield "likely"
    meter.press("Ctrl+S")
    meter.press("Esc")
    meter.press("F8")
    meter.click(find.found.all_button)
    yield "all-households"
    meter.click(find.pages.all.doubles_button)
    meter.wait(lambda: bool(find.pages.all.doubles.list.records.records))
    yield "look-alike"
    meter.press("Return")
    meter.wait(find.pages.merge.sides.isVisible)
    yield "merging"
    meter.press("Esc")
    meter.press("Esc")
    meter.wait(lambda: QApplication.focusWidget() is find.pages.all.table)
    meter.press("Esc")
    yield from _old_parcel(meter)
    yield from _details(meter)
    yield from brought_in(meter)


def _old_parcel(meter: Meter) -> Iterator[str]:
    find = meter.desk.places.find
    meter.press("F8")
    meter.click(find.found.all_button)
    model = find.pages.all.model
    model.record(0)
    meter.settle()
    visits = [model.data(model.index(row, 4)) for row in range(model.rowCount())]
    row = next(n for n, many in enumerate(visits) if many)
    find.pages.all.table.setCurrentIndex(model.index(row, 0))
    meter.press("Return")
    yield "household"
    meter.click(find.pages.all.about.see_parcel)
    yield "old-parcel"
    for key in ("Esc", "Esc", "Esc", "F2"):
        meter.press(key)


def _details(meter: Meter) -> Iterator[str]:
    """What is kept of a household, once somebody asked to see it."""
    find = _searched(meter, "hodan okonkwo")
    find.ways.see(find.found.hits.list.records.records[0].household.id)
    meter.wait(find.pages.details.show_button.isVisible)
    meter.settle()
    yield "details-hidden"
    meter.click(find.pages.details.show_button)
    meter.wait(find.pages.details.form.isVisible)
    yield "details"
    meter.press("Esc")
    meter.press("F2")


def brought_in(meter: Meter) -> Iterator[str]:
    """Households from a spreadsheet: which file, and what would become of each row."""
    meter.press("F8")
    find = meter.desk.places.find
    meter.click(find.found.all_button)
    meter.click(find.pages.all.import_button)
    page = find.pages.all.importing
    yield "import"
    with tempfile.TemporaryDirectory() as folder:
        page.path.entry.setText(str(text(Path(folder), SHEET)))
        page.read_it.click()
        meter.wait(lambda: page.go.isVisible() and not page.is_busy())
    yield "import-looked-at"
    for key in ("Esc", "Esc", "Esc", "F2"):
        meter.press(key)


def the_rest(meter: Meter) -> Iterator[str]:
    """The day, the settings, the parcel list and help."""
    meter.press("F9")
    yield "today"
    meter.press("F10")
    yield "set-up"
    scroll_to(meter, meter.desk.places.set_up.cards.parcels.change)
    meter.click(meter.desk.places.set_up.cards.parcels.change)
    meter.wait(meter.desk.places.set_up.pages.lists.page.lines.table.hasFocus)
    for key in ("Down", "Right", "Right", "Right"):
        meter.press(key)
    yield "parcel-list"
    meter.press("F2")
    meter.press("F1")
    yield "help"


def opening(meter: Meter) -> OpeningPage:
    """What stands in the window while the hub opens, as large as it."""
    page = OpeningPage(meter.look)
    page.resize(meter.desk.window.size())
    return page


def settle_allergies(meter: Meter) -> None:
    """Each conflict is settled as it is offered."""
    while meter.headline.startswith("Allergy"):
        meter.press("Space")


def _searched(meter: Meter, words: str) -> FindScreen:
    meter.press("F8")
    meter.type_(words)
    meter.wait(meter.desk.places.find.found.hits.list.isVisible)
    meter.settle()
    return meter.desk.places.find


def on_paper(meter: Meter) -> Iterator[str]:
    """A sheet that was written while the laptop was dead; last, what a day leaves on hold."""
    meter.press("F2")
    for state in chain(papered(meter), left_over(meter)):
        if state in ON_PAPER:
            yield state.replace(" ", "-")
