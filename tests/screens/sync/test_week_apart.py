"""After a week apart: no key is pressed, a summary waits, and a list of what needs a person."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.households import household
from hubdesk.households.record import Details
from tests.screens import audit
from tests.screens.sync.conftest import Counter, Store
from ui.sync.news_teller import AWAY
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

Opened = Callable[..., Counter]


def week_apart(counter: Opened, store: Store, shared: Path) -> tuple[Counter, bytes]:
    """A household that both laptops changed, while the stick was in neither."""
    here = counter()
    store.join(here.make().with_names.words)
    home = here.do(household.open_household, 2, 3)
    here.do(household.note_details, home.id, Details(name="Amina Example"))
    here.share()
    store.sync()
    here.share()
    here.meter.press("F2")
    away = shared.rename(shared.with_name("pulled out"))
    here.do(household.resize, home.id, 3, 3)
    here.do(household.note_details, home.id, Details(name="Amina E Example"))
    here.meter.world.clock.moment += timedelta(days=7)
    store.world.clock.moment += timedelta(days=7)
    store.world.desk.do(household.resize, home.id, 2, 4)
    store.world.desk.do(household.resize, home.id, 4, 4)
    store.world.desk.do(household.note_details, home.id, Details(name="A Example"))
    for _ in range(3):
        store.world.household(1, 0)
    away.rename(shared)
    store.sync()
    return here, home.id


def size(here: Counter, home: bytes) -> tuple[int, int]:
    """How many the household is at the counter's laptop."""
    found = here.ask(household.by_id, home)
    return found.adults, found.children


def test_a_week_of_news_comes_without_a_key_and_a_summary_waits(
    counter: Opened, store: Store, shared: Path
) -> None:
    here, _ = week_apart(counter, store, shared)
    here.meter.settle()
    before = here.meter.count.keys
    here.share()
    told = here.meter.desk.window.notice.told
    assert told is not None
    assert told.headline == "7 days of news from 1 laptop"
    assert "3 new households" in told.lines[0]
    assert told.lines[1] == "2 to look at"
    assert here.says("review") == "2 to look at"
    assert here.meter.count.keys == before
    assert here.meter.at_home(), "whoever serves goes on typing"


def test_the_summary_stands_again_after_a_restart_until_it_is_put_away(
    counter: Opened, store: Store, shared: Path
) -> None:
    here, _ = week_apart(counter, store, shared)
    here.share()
    first = here.meter.desk.window.notice.told
    here.meter.reopen()
    here.settle()
    again = here.meter.desk.window.notice.told
    assert again is not None and first is not None
    assert (again.headline, again.lines) == (first.headline, first.lines)
    store.world.household(1, 0)
    store.sync()
    here.share()
    here.meter.reopen()
    here.settle()
    again = here.meter.desk.window.notice.told
    assert again is not None
    assert "4 new households" in again.lines[0], "what came since is among it"
    here.meter.desk.window.notice.chosen.emit(AWAY)
    here.settle()
    here.meter.reopen()
    here.settle()
    assert here.meter.desk.window.notice.told is None


def test_what_was_written_differently_is_decided_and_undone(
    counter: Opened, store: Store, shared: Path
) -> None:
    here, home = week_apart(counter, store, shared)
    here.share()
    here.meter.desk.window.status.pressed.emit("review")
    here.settle()
    page = here.page.review
    assert here.page.pages.currentWidget() is page
    titles = [(each.name, each.names) for each in page.list.records.records]
    assert len(titles) == 2
    assert audit.everything(here.meter.desk.window, here.meter.look) == []
    page.list.mark(next(i for i, each in enumerate(titles) if each[1] == ("adults",)))
    assert [button.text() for button in page.buttons] == ["Adults: 4", "Adults: 3"]
    assert "Store" in page.buttons[0].brings
    page.buttons[1].click()
    here.settle()
    assert size(here, home)[0] == 3
    assert here.says("review") == "1 to look at"
    here.meter.press("Ctrl+Z")
    here.settle()
    assert size(here, home)[0] == 4
    assert here.says("review") == "2 to look at"


def test_names_in_question_show_when_somebody_asks(
    counter: Opened, store: Store, shared: Path
) -> None:
    here, _ = week_apart(counter, store, shared)
    here.share()
    here.meter.desk.sharing.open_review()
    here.settle()
    page = here.page.review
    names = [each.names for each in page.list.records.records]
    page.list.mark(names.index(("name",)))
    assert [button.text() for button in page.buttons] == ["Show both"]
    page.buttons[0].click()
    assert [button.text() for button in page.buttons] == [
        "Name: A Example",
        "Name: Amina E Example",
    ]
    here.meter.press("Esc")
    assert here.page.pages.currentWidget() is here.page.state


@pytest.mark.parametrize("dress", ["large", "mirrored", "sunlight"])
def test_what_is_listed_can_be_read_in_every_dress(
    counter: Opened, store: Store, shared: Path, qapp: QApplication, dress: str
) -> None:
    here, _ = week_apart(counter, store, shared)
    here.share()
    window, look = here.meter.desk.window, here.meter.look
    window.notice.clear()
    if dress == "mirrored":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.wear(
        theme=Theme.SUNLIGHT if dress == "sunlight" else Theme.LIGHT,
        scale=Scale(150 if dress == "large" else 100),
    )
    here.open_page()
    assert audit.everything(window, look) == []
    here.page.open_review()
    here.settle()
    assert audit.everything(window, look) == []
