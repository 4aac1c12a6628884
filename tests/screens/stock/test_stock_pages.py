"""On the way, runs short, shelves and history: the pages beside the goods."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.journal import identity
from hubdesk.labels import queue
from hubdesk.stock import found, places, sending, shelves
from hubdesk.stock.listing import Wanted
from hubdesk.stock.moving import Goods
from hubdesk.takein import crates, entering
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.stock.test_stock_screen import choose, fill, press, settle, type_
from tests.world import World
from ui.stock.screen import StockScreen
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme
from ui.widgets.record_list import RecordList

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
COUNTER = identity.named("place", "counter")


class Papers:
    """Takes pages and keeps them."""

    def __init__(self) -> None:
        self.sent: list[tuple[int, str]] = []

    @staticmethod
    def room() -> object:
        from ui.labels.whole_page import WholePages  # noqa: PLC0415

        return WholePages.room()

    def send(self, pages: object, printer: str, stem: str, done: object, failed: object) -> None:
        self.sent.append((len(pages), stem))  # type: ignore[arg-type]
        done(Path("runs-short.pdf"))  # type: ignore[operator]


def begin(world: World) -> None:
    """As ``fill``; six tins and two packs of rice are on the way, and two weeks were served."""
    fill(world)
    world.parcel(Beans=2, Rice=3)
    for _ in range(2):
        world.serve(world.household(2, 0))
        world.clock.forward(days=7)
    (annex,) = [each.id for each in world.desk.ask(places.all_) if each.name == "Annex"]
    goods = [Goods(world.product_id("Other beans"), None, 6)]
    goods.append(Goods(world.product_id("Rice 1 kg"), rice(world), 2))
    world.desk.do(sending.send, COUNTER, annex, goods)


def rice(world: World) -> bytes:
    return identity.batch_of(world.product_id("Rice 1 kg"), "2028-01", "best before", None)


def shown(screen_world: ScreenWorld, papers: Papers | None = None) -> StockScreen:
    look, line = screen_world.look, screen_world.line
    made = StockScreen(look, line, screen_world.notices, papers)  # type: ignore[arg-type]
    screen_world.show(made)
    return made


@pytest.fixture
def screen(screen_world: ScreenWorld) -> StockScreen:
    begin(screen_world.world)
    return shown(screen_world)


def open_page(screen: StockScreen, screen_world: ScreenWorld, at: int) -> None:
    screen.tools()[at].click()  # type: ignore[attr-defined]
    settle(screen_world)


def rows(list_: RecordList) -> list[str]:
    model = list_.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


def at(screen_world: ScreenWorld, place: str) -> dict[str, int]:
    found_ = screen_world.ask(found.window, Wanted(), 0, 99)
    return {row.name: row.quantity for row in found_ if row.place_name == place}


def said(screen: StockScreen) -> str:
    result = screen.way.result.result
    return "" if result is None else result.headline


def test_a_load_is_received_whole_with_one_button(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    open_page(screen, screen_world, 0)
    assert "To Annex" in rows(screen.way.loads)[0] and "8 items" in rows(screen.way.loads)[0]
    assert len(rows(screen.way.parts)) == 2
    screen.way.all.click()
    settle(screen_world)
    assert said(screen) == "Received"
    assert at(screen_world, "Annex") == {"Other beans": 6, "Rice 1 kg": 2}
    assert rows(screen.way.loads) == []
    press(screen, KEY.Key_Z, held=CTRL)
    settle(screen_world)
    assert said(screen) == "Taken back"
    assert at(screen_world, "Annex") == {}
    assert len(rows(screen.way.loads)) == 1


def test_goods_are_scanned_in_one_by_one_and_the_rest_stays_on_the_way(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    open_page(screen, screen_world, 0)
    for _ in range(3):
        screen.scanned(screen_world.world.barcodes["Other beans"])
        settle(screen_world)
    assert rows(screen.way.parts)[0].startswith(("3 / 6", "2"))
    assert screen.way.some.isEnabled()
    screen.way.some.click()
    settle(screen_world)
    assert at(screen_world, "Annex") == {"Other beans": 3}
    (load,) = rows(screen.way.loads)
    assert "5 items" in load


def test_numbers_are_typed_and_what_is_lost_is_written_off(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    open_page(screen, screen_world, 0)
    assert QApplication.focusWidget() is screen.way.many.entry
    type_(screen, "1")
    press(screen, KEY.Key_Return)
    type_(screen, "2")
    press(screen, KEY.Key_Return)
    screen.way.last.click()
    settle(screen_world)
    assert sum(at(screen_world, "Annex").values()) == 3
    assert rows(screen.way.loads) == []
    assert screen_world.ask(sending.all_on_the_way) == []


def test_a_load_that_turned_round_is_back(screen: StockScreen, screen_world: ScreenWorld) -> None:
    open_page(screen, screen_world, 0)
    screen.way.home.click()
    settle(screen_world)
    assert said(screen) == "Came back"
    assert at(screen_world, "Counter")["Other beans"] == 6


def test_the_slip_of_a_load_opens_it(screen: StockScreen, screen_world: ScreenWorld) -> None:
    (load,) = screen_world.ask(sending.all_on_the_way)
    screen.scanned(load.code)
    settle(screen_world)
    assert screen.pages.currentWidget() is screen.way
    screen.way.slip.click()
    settle(screen_world)
    assert [job.kind for job in screen_world.ask(queue.waiting)][-1] == "crate"
    press(screen, KEY.Key_Escape)
    assert screen.pages.currentWidget() is screen.goods


def test_what_runs_short_comes_first_and_prints(screen_world: ScreenWorld) -> None:
    begin(screen_world.world)
    papers = Papers()
    screen = shown(screen_world, papers)
    open_page(screen, screen_world, 1)
    assert rows(screen.short.list)[0].startswith("−2, Rice, Needs 3, there are 1")
    assert "1 line will not last" in screen.short.said.text()
    screen.short.print.click()
    assert papers.sent == [(1, "runs-short")]


def test_shelves_are_made_ordered_and_labelled(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    open_page(screen, screen_world, 2)
    type_(screen, "A1 Tins")
    press(screen, KEY.Key_Return)
    settle(screen_world)
    assert rows(screen.shelves.shelves) == ["1, Fridge, 1 line", "2, A1 Tins, 0 lines"]
    screen.shelves.shelves.mark(1)
    screen.shelves.up.click()
    settle(screen_world)
    assert rows(screen.shelves.shelves)[0] == "1, A1 Tins, 0 lines"
    screen.shelves.line.set_value(identity.named("line", "Beans").hex())
    screen.shelves.put.click()
    settle(screen_world)
    assert rows(screen.shelves.lines) == ["Beans"]
    screen.shelves.print.click()
    settle(screen_world)
    assert [job.kind for job in screen_world.ask(queue.waiting)][-1] == "shelf"
    screen.shelves.take.click()
    settle(screen_world)
    assert rows(screen.shelves.lines) == []
    type_(screen, "Tins")
    screen.shelves.new_shelf.entry.setText("Tins")
    screen.shelves.rename.click()
    settle(screen_world)
    screen.shelves.remove.click()
    settle(screen_world)
    assert [each.name for each in screen_world.ask(shelves.of_place, COUNTER)] == ["Fridge"]


def test_a_place_is_opened_for_the_second_site(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    open_page(screen, screen_world, 2)
    screen.shelves.new_place.entry.setText("Chapel")
    screen.shelves.use.set_value("site")
    screen.shelves.add_place.click()
    settle(screen_world)
    assert "Chapel" in [each.name for each in screen_world.ask(places.all_)]


def test_a_product_is_put_on_a_shelf_from_where_it_is(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    choose(screen, screen_world, "own")
    screen.goods.about.shelf.click()
    settle(screen_world)
    assert screen.pages.currentWidget() is screen.shelves
    assert screen.shelves.line.currentText() == "Beans"
    screen.shelves.put.click()
    settle(screen_world)
    found_ = screen_world.ask(shelves.of_line, identity.named("line", "Beans"), COUNTER)
    assert found_ is not None and found_.name == "Fridge"


def test_the_history_of_one_date_is_one_screen(
    screen: StockScreen, screen_world: ScreenWorld
) -> None:
    choose(screen, screen_world, "rice")
    screen.goods.about.history.click()
    settle(screen_world)
    told = rows(screen.history.list)
    assert told[0].startswith("Sent from Counter to Annex")
    assert told[-1].startswith("+9, Taken in")
    assert "Handed out: parcel" in told[1]
    assert "January 2028" in screen.history.about.text()
    screen.history.turn.click()
    settle(screen_world)
    assert "every date" in screen.history.about.text()


def test_a_crates_label_prints_again_from_its_page_and_says_so(screen_world: ScreenWorld) -> None:
    begin(screen_world.world)
    screen_world.world.desk.do(entering.entered, "12kg")
    (crate,) = screen_world.world.desk.ask(crates.waiting)
    screen = shown(screen_world)
    heard: list[bool] = []
    screen.labels_wanted.connect(partial(heard.append, True))
    screen.scanned(crate.code)
    settle(screen_world)
    screen.crate.label.click()
    settle(screen_world)
    (job,) = [job for job in screen_world.ask(queue.waiting) if job.code == crate.code]
    assert job.content.reprint and heard == [True]


@pytest.mark.parametrize("page", ["way", "short", "shelves", "history", "crate"])
@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize("right_to_left", [False, True])
def test_audits(screen_world: ScreenWorld, percent: int, right_to_left: bool, page: str) -> None:
    begin(screen_world.world)
    screen_world.world.desk.do(entering.entered, "12kg")
    (crate,) = screen_world.world.desk.ask(crates.waiting)
    if right_to_left:
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    screen_world.look.wear(Theme.LIGHT, Scale(percent))
    screen = shown(screen_world)
    if page == "history":
        choose(screen, screen_world, "rice")
        screen.goods.about.history.click()
        settle(screen_world)
    elif page == "crate":
        screen.scanned(crate.code)
        settle(screen_world)
        assert screen.crate.sort.isVisible()
    else:
        open_page(screen, screen_world, ["way", "short", "shelves"].index(page))
    assert audit.everything(screen.window(), screen_world.look) == []


@pytest.mark.parametrize("at_", [0, 1])
def test_audits_of_pages_with_nothing_on_them(screen_world: ScreenWorld, at_: int) -> None:
    fill(screen_world.world)
    screen = shown(screen_world)
    open_page(screen, screen_world, at_)
    assert audit.everything(screen.window(), screen_world.look) == []
