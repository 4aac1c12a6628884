"""One hub on one Saturday: its window, its people, and a plain count of what left its shelf."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from msgspec.structs import astuple
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from hubdesk.counter.finishing import Finished
from hubdesk.households.record import Household
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.packing import pack
from hubdesk.parcels import lists
from hubdesk.parcels.contents import Change, ListedLine, Variant
from hubdesk.set_up import print_volunteer_card
from hubdesk.stock import intake, ledger
from hubdesk.stock.allergens import Stated
from hubdesk.volunteers import volunteer
from tests.journeys.meter import Meter
from tests.world import World
from ui.saturday.hands import Count

PIN = "48271593"
LINES = {"Beans": 400, "Soup": 300, "Milk": 200, "Oat drink": 60, "Peas": 100}
"""What is scanned, and how many there are of each in the morning."""
BREAD = 30
"""Loaves, which have a tile and no barcode."""


@dataclass(frozen=True)
class People:
    """Who comes, by their cards, and who serves them."""

    last_week: Household
    returning: Household
    four: Household
    chooses: Household
    grows: Household
    visited: Household
    changed: Household
    first_of_two: Household
    second_of_two: Household
    neighbour: Household
    lost: Household
    waits: Household
    known: Household
    twice: tuple[Household, Household]
    amina_card: str


@dataclass
class Saturday:
    """The day as it goes on. ``shelf`` is the plain count, by line; ``served`` the collections.

    ``noted`` is what one act leaves for a later one: a label, a number.
    """

    meter: Meter
    world: World
    people: People
    shelf: Counter[str]
    served: int = 0
    noted: dict[str, str] = field(default_factory=dict)

    def gave(self, collections: int = 1, **goods: int) -> None:
        """Somebody carried this away."""
        self.served += collections
        self.took(**goods)

    def took(self, **goods: int) -> None:
        """This left the shelf; what came back to it is below zero."""
        for name, many in goods.items():
            self.shelf[name.replace("_", " ")] -= many

    def finish(self) -> Finished:
        """F12, and the card that says what was done."""
        self.meter.step(self.meter.press, "F12")
        assert self.meter.headline.startswith("Done: parcel "), self.meter.headline
        served = self.meter.desk.counter.service.served
        assert served is not None
        return served


@dataclass(frozen=True)
class Act:
    """One act of the day, and its figure: the keys, scans and clicks of all of it."""

    name: str
    figure: Count
    play: Callable[[Saturday], None]


def costs(keys: int = 0, scans: int = 0, clicks: int = 0) -> Callable[..., Act]:
    """Makes an act of a story, with its figure. No act costs a dialog."""

    def made(play: Callable[[Saturday], None]) -> Act:
        return Act(play.__name__.replace("_", " "), Count(keys, scans, clicks, 0), play)

    return made


def perform(day: Saturday, act: Act) -> None:
    """Plays an act: it costs what it says, and ends with the focus in the scan box."""
    before = astuple(day.meter.count)
    act.play(day)
    spent = [now - then for now, then in zip(astuple(day.meter.count), before, strict=True)]
    assert Count(*spent) == act.figure, f"{act.name}: {Count(*spent)}"
    assert day.meter.desk.window.front.is_at(day.meter.desk.counter), act.name
    day.meter.check_home()
    day.world.clock.forward(minutes=4)


def scroll_to(meter: Meter, widget: QWidget) -> None:
    """Turns the wheel until something can be seen: neither a key nor a click."""
    window = meter.window
    middle = QPointF(window.width() / 2, window.height() / 2)
    area = next(each for each in _above(widget) if isinstance(each, QScrollArea))
    for _ in range(40):
        bottom = widget.mapTo(widget.window(), widget.rect().bottomLeft())
        if bottom.y() < window.height() - 40:
            return
        wheel = QWheelEvent(
            middle,
            window.mapToGlobal(middle),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QCoreApplication.sendEvent(area.viewport(), wheel)
        meter.settle()


def _above(widget: QWidget) -> Iterator[QWidget]:
    """What a widget stands in, from the inside out."""
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def hub(world: World) -> tuple[People, Counter[str]]:
    """A hub a week later: its goods, a parcel of last week, and whoever comes today."""
    _goods(world)
    _list(world)
    last_week = world.household(2, 3, name="Yusuf Haddad", postcode="B14 7XY")
    _last_week(world, last_week)
    world.clock.forward(days=7)
    for name, many in LINES.items():
        kind = "use by 2026-12-12" if name == "Milk" else "best before 2027-05"
        world.shelf(f"{many} {_product(name)}, {kind}")
    bread = identity.unspecified_product(identity.named("line", "Bread"))
    world.desk.do(intake.take_in, bread, BREAD, dated=None)
    return _people(world, last_week), Counter(LINES | {"Bread": BREAD})


def on_shelf(world: World) -> Counter[str]:
    """What the book says is here, by line."""

    def here(view: View) -> Counter[str]:
        return Counter({name: _many(view, world.product_id(_product(name))) for name in LINES})

    def bread(view: View) -> int:
        return _many(view, identity.unspecified_product(identity.named("line", "Bread")))

    counted: Counter[str] = world.desk.ask(here)
    counted["Bread"] = world.desk.ask(bread)
    return counted


def _many(view: View, product: bytes) -> int:
    return ledger.on_hand(view.connection, product, view.here)


def _product(line: str) -> str:
    return f"{line} as sold"


def _goods(world: World) -> None:
    for name in LINES:
        world.line(
            name,
            date_kind="use by" if name == "Milk" else "best before",
            instead="Peas" if name == "Soup" else "",
        )
        world.product(_product(name), name, Stated())
    world.line("Bread", tile=True)


def _list(world: World) -> None:
    """Beans by size, soup, milk; a vegan household has oat drink for milk."""
    lines = [
        ListedLine(identity.named("line", "Beans"), [1, 2, 3, 4, 5]),
        ListedLine(identity.named("line", "Soup"), [2]),
        ListedLine(identity.named("line", "Milk"), [1]),
    ]
    oats = ListedLine(identity.named("line", "Oat drink"), [])
    vegan = Variant("vegan", [Change(identity.named("line", "Milk"), oats)])
    world.desk.do(lists.issue, lists.STANDARD, "Standard parcel", lines, [vegan])


def _last_week(world: World, home: Household) -> None:
    """What was on the shelf a week ago has all gone: to one household, and into one parcel."""
    for name, many in (("Beans", 6), ("Soup", 4)):
        world.shelf(f"{many} {_product(name)}, best before 2027-05")
    world.shelf(f"2 {_product('Milk')}, use by 2026-11-26")
    world.serve(home)
    world.desk.do(pack.pack, 1)


def _people(world: World, last_week: Household) -> People:
    amina = world.desk.do(volunteer.add, "Amina")
    joe = world.desk.do(volunteer.add, "Joe")
    world.desk.do(print_volunteer_card, amina.id)
    world.desk.do(volunteer.set_pin, joe.id, PIN)
    return People(
        last_week=last_week,
        returning=world.household(2, 3),
        four=world.household(2, 2),
        chooses=world.household(1, 0),
        grows=world.household(2, 3),
        visited=world.household(2, 2),
        changed=world.household(2, 2),
        first_of_two=world.household(1, 1),
        second_of_two=world.household(2, 0),
        neighbour=world.household(1, 2),
        lost=world.household(1, 0, name="Oluwaseun Adeyemi"),
        waits=world.household(3, 0),
        known=world.household(2, 3, name="Siobhan Gallagher", postcode="B14 7XY"),
        twice=(
            world.household(2, 1, name="Katarzyna Nowak", street="4 Mill Lane", postcode="CV1 2AB"),
            world.household(2, 1, name="Katarzyna Novak", street="4 Mill Lane", postcode="CV1 2AB"),
        ),
        amina_card=world.desk.ask(volunteer.by_id, amina.id).card,
    )
