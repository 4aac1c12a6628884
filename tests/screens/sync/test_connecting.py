"""A folder is connected, joined, lost and found again, and the status bar says so in words."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from hubdesk import set_up, settings, starting
from hubdesk.doorstep import Names
from hubdesk.households import household
from hubdesk.sync import copied, where
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.folder import Listed
from hubdesk.sync.report import Coming
from tests.screens import audit
from tests.screens.sync.conftest import PATIENCE_MS, Counter, Store
from tests.world import open_world
from ui.sync.folder_work import FolderWork
from ui.sync.places import Place
from ui.sync.run import SharingRun
from ui.widgets.chip import Chip

Opened = Callable[..., Counter]


def test_the_first_laptop_makes_the_hub_and_prints_its_codes(
    counter: Opened, store: Store, shared: Path
) -> None:
    here = counter()
    assert here.says("shared") == ""
    here.open_page()
    assert here.page.pages.currentWidget() is here.page.connect_page
    here.open_page()
    codes = here.make()
    assert list(shared.glob("hub-*.json"))
    assert here.page.pages.currentWidget() is here.page.state
    assert here.page.codes.code.text() == "", "no code stays on the screen"
    assert "Shared 10:00" in here.says("shared")
    assert store.join(codes.with_names.words).people


def test_a_laptop_joins_by_the_scanned_code_and_hears_of_the_others(
    counter: Opened, store: Store, shared: Path
) -> None:
    codes = store.make()
    store.world.household(2, 3)
    store.sync()
    here = counter()
    here.open_page()
    here.page.connect_page.set_folder(shared)
    here.settle()
    assert here.page.connect_page.joins(), "a folder with a hub in it is joined"
    here.meter.scan(codes.with_names.text)
    here.settle()
    assert here.page.pages.currentWidget() is here.page.state
    assert "Heard from Store 10:00" in here.says("shared")
    names = [each.name for each in here.page.state.laptops.records.records]
    assert names[1:] == ["Store"]


def test_a_laptop_that_joins_says_how_far_it_is_and_can_be_used_meanwhile(
    counter: Opened, store: Store, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = store.make()
    store.world.household(2, 3)
    store.sync()
    here, goes_on, tell = counter(), threading.Event(), SharingRun._tell
    run = here.meter.desk.sharing.run

    def told(run: SharingRun, coming: Coming) -> None:
        tell(run, Coming(312_000, 1_000_000))
        goes_on.wait(60)

    monkeypatch.setattr(SharingRun, "_tell", told)
    here.open_page()
    here.page.connect_page.set_folder(shared)
    here.page.scanned(codes.with_names.text)
    here.qtbot.waitUntil(lambda: run.standing.coming is not None, timeout=PATIENCE_MS)
    some, all_, more = (QLocale().toString(many) for many in (312_000, 1_000_000, 624_000))
    assert here.says("shared") == f"Joining: {some} of about {all_} changes have come here"
    assert here.page.pages.currentWidget() is here.page.state
    assert "You can leave this page" in here.page.state.also.text()
    assert QApplication.activeModalWidget() is None
    assert audit.everything(here.meter.desk.window, here.meter.look) == []
    run._say_slow()
    run._show_coming(Coming(624_000, 1_000_000))
    assert more in here.page.state.shared.text(), "what moves on does not hang"
    here.meter.press("F2")
    assert not here.page.isVisible()
    goes_on.set()
    here.settle()
    assert "Heard from Store 10:00" in here.says("shared")
    assert "You can leave" not in here.page.state.also.text()


def test_a_folder_of_another_hub_and_a_wrong_word_are_refused_in_words(
    counter: Opened, store: Store, shared: Path
) -> None:
    codes = store.make()
    here = counter()
    here.join("nothing of the kind")
    assert "Word 1 of the hub's code" in here.page.connect_page.strip.words.text()
    here.page.connect_page.turn_to("make")
    here.page.connect_page.next.click()
    here.settle()
    assert "another hub" in here.page.connect_page.strip.words.text()
    here.page.connect_page.turn_to("join")
    here.page.connect_page.code.entry.setText(codes.without_names.words)
    here.page.connect_page.next.click()
    here.settle()
    assert not here.meter.desk.sharing.run.standing.details


def test_a_stick_that_is_pulled_out_costs_nothing_and_is_taken_up_again(
    counter: Opened, store: Store, shared: Path, tmp_path: Path
) -> None:
    here = counter()
    store.join(here.make().with_names.words)
    store.sync()
    here.share()
    here.meter.press("F2")
    away = shared.rename(tmp_path / "pulled out")
    here.do(household.open_household, 2, 3)
    here.share()
    assert here.says("saved").startswith("Saved on this laptop. ")
    assert "waiting since 10:00" in here.says("saved")
    assert "the folder was not there" in here.says("shared")
    here.meter.world.clock.moment += timedelta(days=6)
    here.meter.desk.sharing._say_again()
    assert "Store not for 6 days" in here.says("shared")
    away.rename(shared)
    here.share()
    assert here.says("saved") == "Saved on this laptop"
    assert store.sync().read > 0


def test_a_laptop_that_chose_to_join_is_asked_for_the_code_and_serves_where_the_others_do(
    counter: Opened, store: Store, shared: Path, tmp_path: Path
) -> None:
    store.world.desk.do(starting.name_hub, Names("High Street Hub", "Store", "Counter"))
    theirs = {each.id for each in store.world.desk.ask(set_up.asked).places}
    codes = store.make()
    store.sync()
    joins = open_world(tmp_path / "joins")
    joins.desk.do(starting.name_hub, Names("High Street Hub", "Laptop 2", "counter"))
    joins.desk.do(where.wish_to_join)
    here = counter(joins)
    assert here.page.isVisible()
    assert here.page.connect_page.joins()
    here.page.connect_page.set_folder(shared)
    here.settle()
    here.page.scanned(codes.with_names.text)
    here.settle()
    assert here.ask(settings.asked).here in theirs
    assert {each.id for each in here.ask(set_up.asked).places} == theirs


def test_a_lost_laptop_is_shut_out_with_two_presses_and_told_what_it_keeps(
    counter: Opened, store: Store, shared: Path
) -> None:
    here = counter()
    old = here.make()
    store.join(old.with_names.words)
    store.sync()
    here.share()
    here.open_page()
    if not here.page.isVisible():
        here.open_page()
    state = here.page.state
    state.laptops.mark(1)
    state.lost_button.click()
    assert "What it had stays on it" in state.strip.words.text()
    assert audit.everything(here.meter.desk.window, here.meter.look) == []
    state.lost_button.click()
    here.settle()
    assert here.page.pages.currentWidget() is here.page.codes
    assert "Store is shut out" in here.page.codes.intro.text()
    new = here.page.codes.codes
    assert new is not None
    assert new.with_names != old.with_names
    here.page.codes.show_code.click()
    assert new.without_names.words in here.page.codes.code.text()
    here.page.codes.next.click()
    here.settle()
    here.do(household.open_household, 1, 1)
    here.share()
    assert store.sync().read == 0, "it reads nothing new"


def test_a_folder_that_hangs_costs_the_counter_nothing_nor_the_closing(
    counter: Opened, store: Store, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = counter()
    here.make()
    run = here.meter.desk.sharing.run
    gate = threading.Event()

    class Hangs(DiskFolder):
        def names(self) -> list[Listed]:
            gate.wait(60)
            return super().names()

    run.folder_work = FolderWork(run._clock, Hangs)
    monkeypatch.setattr("ui.sync.run.LAST_S", 0.2)
    run.now()
    began = time.monotonic()
    assert here.do(household.open_household, 2, 2).adults == 2
    assert time.monotonic() - began < 2
    run._say_slow()
    assert "The folder does not answer" in here.says("shared")
    began = time.monotonic()
    here.meter.close()
    assert time.monotonic() - began < 5
    gate.set()


def test_every_page_can_be_used_by_keyboard_and_read_aloud(
    counter: Opened, store: Store, shared: Path
) -> None:
    here = counter()
    here.open_page()
    window, look = here.meter.desk.window, here.meter.look
    page = here.page.connect_page
    page.offer([Place(shared, "Stick")])
    for what in ("make", "join"):
        page.turn_to(what)
        here.settle()
        assert audit.everything(window, look) == []
    here.open_page()
    here.make()
    here.share()
    (shared / "streams" / "odd.s.hds").write_bytes(b"HDs" + bytes(2) + b"rubbish")
    here.share()
    assert "1 damaged file waiting for a good copy" in here.says("shared")
    assert audit.everything(window, look) == []


def test_a_laptop_without_names_says_that_it_does_not_know_a_diet(
    counter: Opened, store: Store, shared: Path
) -> None:
    codes = store.make()
    home = store.world.household(2, 3, name="Amina Example", allergies=("nuts",))
    store.sync()
    here = counter()
    here.join(codes.without_names.words)
    here.share()
    here.meter.press("F2")
    here.meter.scan(home.card)
    card = here.meter.desk.counter.parts.card
    chips = [each.text for each in card.findChildren(Chip) if each.isVisibleTo(card)]
    assert chips[0] == "Diet not known here: ask"
    assert card.how_many.text() == "2 adults, 3 children"
    here.meter.desk.counter.details_wanted.emit(home.id)
    here.settle()
    details = here.meter.desk.places.find.pages.details
    assert details.empty.headline.text() == "Diet not known here: ask"
    assert not details.show_button.isEnabled()


def test_an_erasure_says_on_how_many_laptops_it_is_done(
    counter: Opened, store: Store, shared: Path
) -> None:
    here = counter()
    store.join(here.make().with_names.words)
    home = here.do(household.open_household, 2, 3)
    here.share()
    store.sync()
    here.share()
    rights = here.meter.desk.places.find.pages.details.rights
    rights.hold(home.id)
    rights.erase.click()
    rights.erase.click()
    here.settle()
    told = here.meter.desk.window.notice.told
    assert told is not None
    assert told.lines[0].startswith("Erased on 1 of 2 laptops")
    here.share()
    here.open_page()
    state = here.page.state
    assert "1 erased household is still on it" in state.laptops.records.data(
        state.laptops.records.index(1), 0
    )
    assert "1 erased household: erased on 1 of 2 laptops." in state.also.text()
    assert audit.everything(here.meter.desk.window, here.meter.look) == []
    store.sync()
    here.share()
    assert "still on it" not in state.laptops.records.data(state.laptops.records.index(1), 0)
    assert "1 erased household: erased on 2 of 2 laptops." in state.also.text()


def test_a_clock_that_differs_is_told_and_a_foreign_file_counted_in_words(
    counter: Opened, store: Store, shared: Path
) -> None:
    here = counter()
    store.join(here.make().with_names.words)
    store.world.clock.forward(days=-3)
    for _ in range(2):
        here.do(household.open_household, 1, 1)
        here.share()
        store.sync()
    (shared / "streams" / "odd.s.hds").write_bytes(b"nothing of ours")
    here.share()
    here.open_page()
    if not here.page.isVisible():
        here.open_page()
    state = here.page.state
    row = state.laptops.records.data(state.laptops.records.index(1), 0)
    assert "Its clock is 3 days behind this one" in row
    assert "the clock of Store differs by 3 days" in here.says("shared")
    assert "1 file set aside" in here.says("shared")
    assert audit.everything(here.meter.desk.window, here.meter.look) == []


def test_a_copied_laptop_is_told_to_take_a_name_of_its_own(
    counter: Opened, store: Store, shared: Path
) -> None:
    here = counter()
    here.make()
    here.do(copied.become_another, 1)
    here.share()
    here.open_page()
    if not here.page.isVisible():
        here.open_page()
    assert "This laptop was a copy of another one" in here.page.state.also.text()
    assert audit.everything(here.meter.desk.window, here.meter.look) == []
    here.do(set_up.name_laptop, "Second laptop")
    here.share()
    assert not here.page.state.also.isVisible()


def test_the_folder_of_ones_own_hub_is_never_shared(counter: Opened, tmp_path: Path) -> None:
    here = counter(None)
    own = tmp_path / "counter"
    before = sorted(each.name for each in own.rglob("*"))
    here.open_page()
    for folder in (own, own / "inside", tmp_path):
        folder.mkdir(exist_ok=True)
        here.page.connect_page.set_folder(folder)
        here.settle()
        here.page.connect_page.next.click()
        here.settle()
        assert "may never be shared" in here.page.connect_page.strip.words.text()
    assert sorted(each.name for each in own.rglob("*")) == sorted([*before, "inside"])
