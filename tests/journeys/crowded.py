"""The desk at its fullest, and every page of it: where words are cut off first.

The practice hub's stripes, two with long names serving, a notice that nobody put away, and a
status bar with something to say of everything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from hubdesk.day_answers import Doubt, Why
from hubdesk.volunteers import serving, volunteer
from tests.journeys.meter import Meter
from tests.journeys.tour_goods import at_the_stall, counted, took_in
from tests.screens.counter.states import BEANS, card
from tests.world import World
from ui.theme.tokens import Tone
from ui.widgets.result import Result

LONG_NAMES = ("Bartholomew Featherstonehaugh", "Wilhelmina O<Brien-Castellanos")
NOTICE = Result(
    Tone.SOON,
    "The labels could not be printed",
    ("The printer is out of paper. Put some in; they come by themselves.",),
)
SHARED = ("Shared 14:02. Store: Friday 16:40. Stall: 14 November.", "Shared 14:02", "14:02")
LATE = "No backup on another disk for 21 days"


def crowd(world: World) -> None:
    """Two with long names are serving."""
    for name in LONG_NAMES:
        world.desk.do(serving.tapped, world.desk.do(volunteer.add, name).id)


def fill(meter: Meter) -> None:
    """The frame says all it can."""
    status = meter.desk.window.status
    status.say("saved", "Saved on this laptop. 12 changes waiting since Friday", short="12 waiting")
    status.say_longest("shared", SHARED, Tone.SOON, icon_name="cloud-off")
    status.say_longest("review", ("3 entries to look at", "3"), icon_name="list-checks")
    meter.desk.status.say_backups(LATE, "No backup", Tone.SOON)
    meter.desk.notices.notice(NOTICE)
    meter.settle()


def of_the_rail(meter: Meter) -> Iterator[str]:
    """Every place of the rail, as it is opened."""
    for number, place in enumerate(meter.desk.places.rail):
        meter.desk.window.go(number)
        meter.settle()
        yield place.name


def beside(meter: Meter) -> Iterator[str]:
    """The pages that are not on the rail."""
    window = meter.desk.window
    meter.press("F2")
    meter.press("Ctrl+I")
    yield "serving"
    meter.press("F1")
    yield "help"
    meter.press("F2")
    meter.press("F11")
    yield "hidden"
    meter.press("F11")
    window.cover.ask_day(Doubt(meter.world.clock.day_of(0), 0, Why.BEHIND))
    yield "day question"
    window.cover.day_question.left.emit()
    window.cover.close_day() if hasattr(window.cover, "close_day") else None
    meter.settle()


def behind_stock(meter: Meter) -> Iterator[str]:
    """What is on its way, what runs short, the shelves; a product and all that happened to it."""
    stock = meter.desk.places.stock
    for button in stock.tools():
        meter.press("Alt+K")
        button.click()  # type: ignore[attr-defined]
        yield f"stock: {button.accessibleName()}"
    meter.press("Alt+K")
    meter.scan(BEANS)
    yield "stock: a product"
    for act in ("move", "waste", "redate", "hold"):
        stock.goods.about.act_wanted.emit(act)
        yield f"stock: {act}"
        meter.press("Esc")
    stock.goods.about.history.click()
    yield "stock: history"


def behind_set_up(meter: Meter) -> Iterator[str]:
    """The pages behind the cards of Set-up."""
    cards = meter.desk.places.set_up.cards
    for name, button in (
        ("scanner", cards.scanner.set_up),
        ("lists from elsewhere", cards.catalogue.open_button),
        ("people and access", cards.access.open_button),
        ("parcel lists", cards.parcels.change),
    ):
        meter.press("F10")
        button.click()
        yield f"set-up: {name}"


def behind_find(meter: Meter) -> Iterator[str]:
    """Found by name, all households, and one of them."""
    find = meter.desk.places.find
    meter.press("F8")
    meter.type_("chen")
    meter.wait(find.found.hits.list.isVisible)
    yield "find: found"
    meter.press("Esc")
    find.found.all_button.click()
    meter.settle()
    yield "find: all households"
    find.pages.all.doubles_button.click()
    yield "find: look alike"
    meter.press("Esc")
    find.pages.all.import_button.click()
    yield "find: import"


def at_the_counter(meter: Meter) -> Iterator[str]:
    """A visit with a parcel, and something scanned for it."""
    meter.press("F2")
    meter.scan(card(meter, "Thuy Li"))
    yield "a visit"
    meter.scan(BEANS)
    yield "a visit: scanned"
    meter.click(meter.desk.counter.hold_button)
    yield "on hold"
    meter.press("Esc")
    meter.press("F12")
    yield "finished"
    meter.press("F9")
    yield "a day with a visit"


def locked(meter: Meter) -> Iterator[str]:
    """The page that stands before the others while nobody may look."""
    meter.press("F2")
    meter.desk.locking.lock()
    yield "locked"


def at_work(meter: Meter) -> Iterator[str]:
    """Goods in, counted and swapped at the stall."""
    yield from chain(took_in(meter), counted(meter), at_the_stall(meter))


ROUNDS: dict[str, Callable[[Meter], Iterator[str]]] = {
    "rail": of_the_rail,
    "counter": at_the_counter,
    "stock": behind_stock,
    "find": behind_find,
    "set-up": behind_set_up,
    "work": at_work,
    "beside": beside,
    "locked": locked,
}


COVERED = ("locked", "hidden", "day question")
"""Here the frame has nothing to say, or is out of sight."""


def walk(meter: Meter, part: str) -> Iterator[str]:
    """Every page of one part, settled, with the frame at its fullest."""
    for name in ROUNDS[part](meter):
        if name in COVERED:
            meter.settle()
        else:
            fill(meter)
        yield name
