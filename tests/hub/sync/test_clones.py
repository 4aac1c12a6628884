"""Somebody copied a laptop's disk: both are one device, until one of them notices."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from hubdesk import settings
from hubdesk.clock import SetClock
from hubdesk.journal.operations import Klass
from hubdesk.sync import copied, keyring, status
from hubdesk.sync.cards import of
from hubdesk.sync.envelope import Sort, written
from tests.hub.sync.copies import device, forge
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


def noticed(laptop: Laptop) -> bool:
    """Whether it is told here that there is a copy."""
    return laptop.desk.ask(copied.told) is not None


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
    assert was not in {device(first), device(clone)}, "each has a secret of its own now"
    assert sorted([noticed(first), noticed(clone)]) == [False, True]
    one_more, stays = (clone, first) if noticed(clone) else (first, clone)
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
    assert len(cards(folder)) == 4, "theirs, and that of the laptop which both were"
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
    parted(folder, first, clone)
    assert was not in {device(first), device(clone)}
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
    assert was not in {device(first), device(clone)}
    assert sorted([noticed(first), noticed(clone)]) == [False, True]


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
    assert device(clone) != was
    assert (noticed(first), noticed(clone)) == (False, True)


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


def name_of(laptop: Laptop) -> str:
    return laptop.desk.ask(lambda view: settings.read(view.connection).laptop_name)


def listed(laptop: Laptop) -> set[bytes]:
    """The laptops of the hub, as one shows them."""
    return {each.device for each in laptop.desk.ask(status.heard, 0) if not each.superseded}


def test_of_two_copies_neither_keeps_a_secret_that_the_other_has(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, clone, second = cloned
    was, name = device(first), name_of(first)
    original, copy = parted(folder, first, clone)
    for _ in range(2):
        settle(folder, original, copy, second)
    assert was not in {device(original), device(copy)}
    assert name_of(original) == name
    assert not original.desk.ask(copied.needs_name)
    everybody = {device(each)[:8] for each in (original, copy, second)}
    assert listed(original) == listed(copy) == listed(second) == everybody
    now = device(original), device(copy)
    ages(folder, original, copy, second)
    assert now == (device(original), device(copy)), "they have come to rest"


@pytest.mark.parametrize("who", ["the original", "another"])
def test_whoever_has_a_lost_copy_reads_nothing_by_a_secret_of_the_original(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder, who: str
) -> None:
    first, clone, second = cloned
    original, lost = parted(folder, first, clone)
    for _ in range(2):
        settle(folder, original, lost, second)
    by = original if who == "the original" else second
    by.shut_out(folder, lost)
    take_in(by, 5)
    for _ in range(3):
        settle(folder, original, second, lost)
    assert on_shelf(original) == on_shelf(second) == 13, "nobody has to join again"
    assert on_shelf(lost) == 8


def test_a_lost_copy_cannot_have_it_forgotten_whose_secrets_it_has(
    cloned: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, clone, second = cloned
    _, lost = parted(folder, first, clone)
    second.sync(folder)
    forge(folder, lost, device(lost), [])
    settle(folder, second, lost)
    second.shut_out(folder, lost)
    take_in(second, 5)
    for _ in range(3):
        settle(folder, second, lost)
    assert on_shelf(lost) == 8


def test_who_is_shut_out_cannot_have_others_shut_out_with_one(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = pair(laptop, folder)
    lost, third = laptop("lost"), laptop("third")
    code = shut_open(first, folder)
    for each in (lost, third):
        each.join(folder, code)
    settle(folder, first, second, lost, third)
    first.shut_out(folder, lost)
    settle(folder, first, second, third)
    forge(folder, lost, device(third), [device(first)[:8], device(second)[:8]])
    settle(folder, first, second)
    first.shut_out(folder, third)
    take_in(first, 5)
    settle(folder, first, second)
    assert on_shelf(second) == 5
