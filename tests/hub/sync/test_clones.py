"""Somebody copied a laptop's disk: both are one device, until one of them notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from hubdesk import settings
from hubdesk.clock import SetClock
from hubdesk.journal.act import View
from hubdesk.journal.operations import Klass
from hubdesk.sync import copied, keyring, status
from hubdesk.sync.cards import of
from hubdesk.sync.envelope import Sort, written
from hubdesk.sync.report import HeardOf
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, take_in
from tests.hub.sync.test_two_laptops import pair, same, settle, shut_open

Another = Callable[[str], Laptop]


@pytest.fixture
def cloned(laptop: Another, folder: MemoryFolder) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    """A laptop, its copy, and another one of the hub."""
    first, second = pair(laptop, folder)
    home = first.home.with_name("clone")
    first.backup(home)
    clone = Laptop.at(home, SetClock(first.clock.moment))
    yield first, clone, second
    clone.desk.close()


def device(laptop: Laptop) -> bytes:
    return laptop.desk.ask(keyring.asked).device


def cards(folder: MemoryFolder) -> set[str]:
    return {name for name in folder.files if name.startswith("seen/")}


def test_a_cloned_laptop_and_its_original_both_share(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, clone, second = cloned
    take_in(first, 1)
    take_in(clone, 10)
    settle(folder, first, clone, second)
    settle(folder, first, clone, second)
    assert on_shelf(second) == 11
    assert same(first, clone, second)


def test_the_copy_that_notices_becomes_another_laptop_and_the_folder_gets_quiet(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, clone, second = cloned
    was, name = device(first), first.desk.ask(lambda v: settings.read(v.connection).laptop_name)
    for _ in range(4):
        for each in cloned:
            each.clock.forward(minutes=6)
            take_in(each, 1)
            each.sync(folder)
    assert sorted([device(first) == was, device(clone) == was]) == [False, True]
    one_more = clone if device(first) == was else first
    stays = first if one_more is clone else clone
    told = one_more.desk.ask(copied.told)
    assert told is not None and told.beside == ""
    assert stays.desk.ask(copied.told) is second.desk.ask(copied.told) is None
    one_more.desk.do(copied.read)
    assert one_more.desk.ask(copied.told) is None
    assert one_more.desk.ask(copied.needs_name)
    assert not second.desk.ask(copied.needs_name)
    one_more.desk.do(lambda act: settings.change(act, laptop_name=f"{name} 2"))
    assert not one_more.desk.ask(copied.needs_name)
    for _ in range(2):
        for each in cloned:
            each.clock.forward(minutes=6)
            each.sync(folder)
    before = dict(folder.files)
    for _ in range(3):
        for each in cloned:
            each.clock.forward(minutes=6)
            each.sync(folder)
    assert folder.files == before, "nobody rewrites anybody's card"
    assert len(cards(folder)) == 3
    heard = second.desk.ask(status.heard, second.clock.now_ms())
    assert {each.name for each in heard} >= {name, f"{name} 2"}
    assert on_shelf(second) == 12
    assert same(*cloned)


def test_an_old_disk_put_back_keeps_its_identity(
    laptop: Another, folder: MemoryFolder, tmp_path: Path
) -> None:
    first, second = pair(laptop, folder)
    first.backup(tmp_path / "backup")
    for _ in range(3):
        take_in(first, 1)
        first.clock.forward(minutes=6)
        settle(folder, first, second)
    was = device(first)
    first.restore(tmp_path / "backup")
    for _ in range(4):
        take_in(first, 1)
        first.clock.forward(minutes=6)
        settle(folder, first, second)
    assert device(first) == was
    assert len(cards(folder)) == 2
    assert on_shelf(second) == 7


def test_a_card_written_as_the_power_went_is_known_again(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    was = device(first)
    for _ in range(3):
        take_in(first, 1)
        first.clock.forward(minutes=6)
        old = cards(folder)

        def dies(call: str, old: set[str] = old) -> None:
            if call == "written" and cards(folder) - old:
                raise SystemExit

        folder.failing = dies
        with pytest.raises(SystemExit):
            first.sync(folder)
        folder.failing = lambda _call: None
        first.restart()
        settle(folder, first, second)
    assert device(first) == was


def test_a_key_that_was_made_for_the_former_identity_still_opens(
    cloned: tuple[Laptop, Laptop, Laptop], laptop: Another, folder: MemoryFolder
) -> None:
    first, clone, second = cloned
    lost = laptop("lost")
    lost.join(folder, shut_open(second, folder))
    settle(folder, *cloned, lost)
    apart = MemoryFolder()
    apart.files = dict(folder.files)
    second.shut_out(apart, lost)
    take_in(second, 5)
    second.sync(apart)
    was = device(first)
    for _ in range(4):
        for each in (first, clone):
            each.clock.forward(minutes=6)
            take_in(each, 1)
            each.sync(folder)
    assert {device(first), device(clone)} > {was}
    folder.files |= apart.files
    for _ in range(2):
        settle(folder, *cloned)
    assert on_shelf(first) == on_shelf(clone) == on_shelf(second) == 13


def ages(folder: MemoryFolder, first: Laptop, *others: Laptop) -> None:
    for _ in range(3):
        take_in(first, 1)
        first.clock.forward(minutes=6)
        settle(folder, first, *others)


def test_an_old_disk_may_be_put_back_every_year(
    laptop: Another, folder: MemoryFolder, tmp_path: Path
) -> None:
    first, second = pair(laptop, folder)
    was = device(first)
    for year in range(3):
        first.backup(tmp_path / f"backup {year}")
        ages(folder, first, second)
        first.restore(tmp_path / f"backup {year}")
        ages(folder, first, second)
        ages(folder, first, second)
        assert device(first) == was, "nobody else is alive"
    assert len(cards(folder)) == 2
    assert same(first, second)


def test_a_late_card_of_before_an_old_disk_was_put_back_is_no_copy(
    laptop: Another, folder: MemoryFolder, tmp_path: Path
) -> None:
    first, second = pair(laptop, folder)
    was = device(first)
    first.backup(tmp_path / "backup")
    ages(folder, first)
    early = dict(folder.files)
    ages(folder, first)
    late = {name: raw for name, raw in folder.files.items() if name not in early}
    folder.files = early
    first.restore(tmp_path / "backup")
    ages(folder, first)
    folder.files |= late
    ages(folder, first, second)
    assert device(first) == was
    assert same(first, second)


@pytest.mark.parametrize("minutes", [-60 * 24 * 9, -30, 30, 60 * 24 * 9])
def test_of_two_copies_whose_clocks_differ_one_notices(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder, minutes: int
) -> None:
    first, clone, _ = cloned
    was = device(first)
    clone.clock.forward(minutes=minutes)
    for _ in range(4):
        for each in cloned:
            each.clock.forward(minutes=6)
            take_in(each, 1)
            each.sync(folder)
    assert sorted([device(first) == was, device(clone) == was]) == [False, True]


def test_a_copy_that_shares_seldom_notices(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, clone, _ = cloned
    was = device(first)
    for _ in range(3):
        for _ in range(8):
            first.clock.forward(minutes=6)
            take_in(first, 1)
            first.sync(folder)
        clone.clock.forward(minutes=50)
        take_in(clone, 1)
        clone.sync(folder)
    assert (device(first) == was, device(clone) == was) == (True, False)


def test_a_laptop_that_is_shut_out_has_nobody_give_up_its_identity(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    lost = laptop("lost")
    lost.join(folder, shut_open(first, folder))
    settle(folder, first, second, lost)
    keys = lost.desk.ask(keyring.asked)
    former = keys.newest(Klass.STOCK)
    assert former is not None
    first.shut_out(folder, lost)
    settle(folder, first, second)
    was = device(first)
    for turn in range(4):
        card = first.desk.ask(lambda view: of(view.connection, was))
        assert card is not None
        number, at_ms = card.number + 5, first.clock.now_ms() + 1_000
        forged = msgspec.structs.replace(card, number=number, at_ms=at_ms, name="Forged")
        seal = (Sort.CARD, keys.hub, former.id, former.key, msgspec.msgpack.encode(forged))
        folder.files[f"seen/forged-{turn}.ack"] = written(*seal)
        first.clock.forward(minutes=6)
        take_in(first, 1)
        settle(folder, first, second)
    assert device(first) == was


def parted(folder: MemoryFolder, first: Laptop, clone: Laptop) -> tuple[Laptop, Laptop]:
    """The one that is still what both were, and the one that noticed and became another."""
    was = device(first)
    for _ in range(4):
        for each in (first, clone):
            each.clock.forward(minutes=6)
            take_in(each, 1)
            each.sync(folder)
    return (clone, first) if device(clone) == was else (first, clone)


def test_whoever_has_a_lost_copy_reads_nothing_by_the_secret_of_its_original(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, clone, second = cloned
    original, lost = parted(folder, first, clone)
    settle(folder, original, lost, second)
    (told,) = [each for each in second.desk.ask(heard) if each.device == device(lost)[:8]]
    assert told.twins == (name_of(original),)

    new = second.shut_out(folder, lost)
    take_in(second, 5)
    for _ in range(2):
        settle(folder, second, original, lost)
    assert on_shelf(second) == 13
    assert on_shelf(lost) == on_shelf(original) == 8
    original.join(folder, new.with_names.words)
    for _ in range(2):
        settle(folder, second, original, lost)
    assert on_shelf(original) == 13
    assert on_shelf(lost) == 8


def test_the_original_shuts_its_lost_copy_out_and_is_another_laptop_itself(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, clone, second = cloned
    original, lost = parted(folder, first, clone)
    settle(folder, original, lost, second)
    was, name = device(original), name_of(original)
    original.shut_out(folder, lost)
    take_in(original, 5)
    for _ in range(3):
        settle(folder, original, second, lost)
    assert device(original) != was
    assert name_of(original) == name
    assert not original.desk.ask(copied.needs_name)
    assert on_shelf(original) == on_shelf(second) == 13

    second.shut_out(folder)
    take_in(second, 5)
    for _ in range(3):
        settle(folder, original, second, lost)
    assert on_shelf(original) == on_shelf(second) == 18, "nobody has to join again"
    assert on_shelf(lost) == 8


def name_of(laptop: Laptop) -> str:
    return laptop.desk.ask(lambda view: settings.read(view.connection).laptop_name)


def heard(view: View) -> tuple[HeardOf, ...]:
    return status.heard(view, 0)
