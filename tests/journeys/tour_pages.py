"""The pages behind the screens' first ones, for the pictures; and those before and beside a hub."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from hubdesk.journal.act import Act
from hubdesk.stock import found, moving, places, sending
from hubdesk.stock.listing import Wanted
from hubdesk.stock.places import Use
from tests.journeys import tour_kept
from tests.journeys.acts.saturday import scroll_to
from tests.journeys.meter import Meter
from tests.screens.backups import gallery as backups
from tests.screens.counter.states import BEANS
from tests.screens.security import gallery as security
from tests.screens.sync import gallery as sharing
from ui.theme.look import Look


def pages(meter: Meter) -> Iterator[str]:
    """A picture is taken at each name; the window is ready for it then."""
    yield from chain(of_stock(meter), of_set_up(meter), of_whoever_left(meter))


def of_stock(meter: Meter) -> Iterator[str]:
    """What is on its way, what runs short, the shelves, and all that happened to a product."""
    meter._line.do(_send_a_load)
    meter.press("Alt+K")
    stock = meter.desk.places.stock
    for button, name in zip(stock.tools(), ("on-the-way", "runs-short", "shelves"), strict=True):
        _press(meter, button)
        yield f"stock-{name}"
    meter.press("Alt+K")
    meter.scan(BEANS)
    stock.goods.about.history.click()  # large, it stands below the edge
    yield "stock-history"


def _send_a_load(act: Act) -> None:
    """Some goods are on their way to a second site."""
    site = places.open_place(act, "Mill Lane", Use.SITE)
    rows = found.window(act, Wanted(), 0, 8)
    goods = [row.product for row in rows if row.product is not None][2:5]
    load = [moving.chosen(act, act.here, product, 6) for product in goods]
    sending.send(act, act.here, site.id, [each for part in load for each in part])


def of_set_up(meter: Meter) -> Iterator[str]:
    """The scanner, lists from elsewhere, and who may do what."""
    set_up = meter.desk.places.set_up
    opened: tuple[tuple[QPushButton, str], ...] = (
        (set_up.cards.scanner.set_up, "scanner"),
        (set_up.cards.catalogue.open_button, "lists-in"),
        (set_up.cards.access.open_button, "access"),
    )
    for button, name in opened:
        meter.press("F10")
        button.click()  # some stand below the edge
        yield f"set-up-{name}"
        if name == "lists-in":
            set_up.pages.lists_in.page.which.buttons["stock"].click()
            yield "set-up-stock-list-in"
    yield from _further_down(meter)


def _further_down(meter: Meter) -> Iterator[str]:
    """The cards of Set-up that stand below the edge."""
    meter.press("F10")
    cards = meter.desk.places.set_up.cards
    scroll_to(meter, cards.paper)
    yield "set-up-people"
    scroll_to(meter, cards.forgetting)
    yield "set-up-forgetting"


def of_whoever_left(meter: Meter) -> Iterator[str]:
    """The desk hidden by F11."""
    meter.press("F2")
    meter.press("F11")
    yield "hidden"
    meter.press("F11")


def around_a_hub(app: QApplication, look: Look, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Before there is a hub, beside other laptops, and after one is lost."""
    made: tuple[Callable[[Path], Iterator[tuple[str, QWidget]]], ...] = (
        lambda folder: security.states(look, folder),
        lambda folder: sharing.states(app, look, folder),
        lambda folder: backups.states(look, folder),
        lambda folder: tour_kept.states(app, look, folder),
    )
    for number, states in enumerate(made):
        folder = home / str(number)
        folder.mkdir()
        yield from states(folder)


def _press(meter: Meter, button: QWidget) -> None:
    assert isinstance(button, QPushButton)
    meter.click(button)
