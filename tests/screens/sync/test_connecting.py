"""A folder is connected, joined, lost and found again, and the status bar says so in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from hubdesk.households import household
from tests.screens.sync.conftest import Counter, Store

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
    here.page.scanned(codes.with_names.text)
    here.settle()
    assert here.page.pages.currentWidget() is here.page.state
    assert "Heard from Store 10:00" in here.says("shared")
    names = [each.name for each in here.page.state.laptops.records.records]
    assert names[1:] == ["Store"]


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
