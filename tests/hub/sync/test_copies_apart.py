"""Copied, restored and new laptops while others are shut out: nobody is locked out by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hubdesk.clock import SetClock
from hubdesk.sync import copied, epochs, hub_code, key_sheet, keyring, status
from tests.hub.sync.copies import device, forge, newest
from tests.hub.sync.hubs import CHEAP, Laptop, MemoryFolder
from tests.hub.sync.shelf import on_shelf, take_in
from tests.hub.sync.test_shut_out import three
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]


@pytest.fixture
def copies(laptop: Another, folder: MemoryFolder) -> Iterator[tuple[Laptop, Laptop, Laptop]]:
    """A laptop, its copy, and another one of the hub."""
    first, second = pair(laptop, folder)
    first.backup(first.home.with_name("copy"))
    copy = Laptop.at(first.home.with_name("copy"), SetClock(first.clock.moment))
    yield first, copy, second
    copy.desk.close()


def alike(*laptops: Laptop) -> bool:
    """Whether all seal under one key."""
    return len({newest(each) for each in laptops}) == 1


def bring_back(laptop: Laptop) -> None:
    """This hub was brought back from a backup, on another computer."""
    laptop.desk.do(lambda act: copied.brought_back(act.connection))
    laptop.restart()


def days(folder: MemoryFolder, *laptops: Laptop) -> None:
    """Everybody passes again and again."""
    for _ in range(4):
        for each in laptops:
            each.clock.forward(minutes=10)
        settle(folder, *laptops)


def test_a_stolen_laptop_whose_backup_is_at_work_is_shut_out(
    copies: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    stolen, restored, second = copies
    was = device(stolen)[:8]
    bring_back(restored)
    settle(folder, restored, second)
    heard = second.desk.ask(status.heard, 0)
    assert [each.device for each in heard if each.superseded] == [was]
    epochs.shut_out(second.desk, folder, [was], CHEAP)
    take_in(second, 5)
    days(folder, second, restored, stolen)
    assert on_shelf(restored) == 5, "the one that was brought back goes on"
    assert on_shelf(stolen) == 0


def test_who_has_not_heard_of_its_copy_is_shut_out_with_it_and_joins_again(
    copies: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, lost, second = copies
    bring_back(lost)
    lost.sync(folder)
    second.sync(folder)
    codes = second.shut_out(folder, lost)
    take_in(second, 5)
    days(folder, second, first, lost)
    assert on_shelf(first) == on_shelf(lost) == 0, "the one has the secret of the other"
    first.join(folder, codes.with_names.words)
    days(folder, second, first, lost)
    assert on_shelf(first) == 5
    assert on_shelf(lost) == 0


@pytest.mark.parametrize("passes", [True, False])
def test_a_newcomer_shuts_out_twice_before_others_hear(
    laptop: Another, folder: MemoryFolder, passes: bool
) -> None:
    first, second, lost, codes = three(laptop, folder)
    new = laptop("new")
    new.join(folder, codes.with_names.words)
    for gone in ([lost], []):
        new.shut_out(folder, *gone)
        if passes:
            new.sync(folder)
            new.clock.forward(minutes=10)
    days(folder, second, first, new)
    assert alike(new, first, second)


@pytest.mark.parametrize("who_first", ["the copy", "the others"])
def test_a_copy_settles_between_two_keys_before_it_knows_of_its_original(
    copies: tuple[Laptop, Laptop, Laptop], laptop: Another, folder: MemoryFolder, who_first: str
) -> None:
    first, copy, second = copies
    codes = second.shut_out(folder)
    settle(folder, second, first)
    third, gone, lost = laptop("third"), laptop("gone"), laptop("lost")
    for each in (third, gone, lost):
        each.join(folder, codes.with_names.words)
    settle(folder, first, second, third, gone, lost)
    copy.sync(folder)
    bring_back(first)
    for each in (first, second, third):
        each.sync(folder)
    apart = MemoryFolder()
    apart.files = dict(folder.files)
    second.shut_out(folder, gone)
    third.shut_out(apart, lost)
    folder.files |= apart.files
    was = device(copy)
    copy.sync(folder)
    those = (copy, first, third, second)
    days(folder, *(those if who_first == "the copy" else reversed(those)))
    assert alike(*those)
    assert device(copy) != was


def test_who_became_another_unheard_is_not_given_the_key_after_next(
    laptop: Another, folder: MemoryFolder
) -> None:
    """One shuts out what it was; another has heard what it is, and makes the next key."""
    first, second, lost, codes = three(laptop, folder)
    third = laptop("third")
    third.join(folder, codes.with_names.words)
    settle(folder, first, second, lost, third)
    was = device(lost)
    bring_back(lost)
    lost.sync(folder)
    third.sync(folder)
    epochs.shut_out(second.desk, folder, [was], CHEAP)
    settle(folder, second, third, first)
    third.shut_out(folder)
    take_in(third, 5)
    days(folder, second, third, first, lost)
    assert on_shelf(first) == 5
    assert on_shelf(lost) == 0


@pytest.mark.parametrize("whose", ["its own", "a quiet one's"])
def test_who_is_shut_out_tells_a_newcomer_nothing_of_others(
    laptop: Another, folder: MemoryFolder, whose: str
) -> None:
    first, second, lost, _ = three(laptop, folder)
    first.shut_out(folder)  # each of them stands in a sheet
    settle(folder, first, second, lost)
    codes = first.shut_out(folder, lost)
    first.sync(folder)
    card = device(lost if whose == "its own" else second)
    forge(folder, lost, card, [device(first)[:8], b"12345678"])
    new = laptop("new")
    new.join(folder, codes.with_names.words)
    new.sync(folder)
    assert not any(each.superseded for each in new.desk.ask(status.heard, 0))
    was = device(new)
    forge(folder, lost, card, [was[:8]])
    days(folder, new, first)
    assert device(new) == was


def test_a_disk_that_was_copied_before_it_joined_becomes_two_laptops(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, one = laptop("first"), laptop("one")
    codes = first.make(folder)
    first.sync(folder)
    one.backup(one.home.with_name("other"))
    other = Laptop.at(one.home.with_name("other"), SetClock(one.clock.moment))
    for each in (one, other):
        each.join(folder, codes.with_names.words)
        take_in(each, 1)
    days(folder, first, one, other)
    assert device(one) != device(other)
    before = dict(folder.files)
    days(folder, first, one, other)
    assert folder.files == before, "they have come to rest"
    first.shut_out(folder)
    days(folder, first, one, other)
    assert alike(first, one, other)
    other.desk.close()


def test_three_copies_of_which_two_were_brought_back_come_to_rest(
    copies: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder, tmp_path: Path
) -> None:
    first, copy, second = copies
    first.backup(tmp_path / "third")
    third = Laptop.at(tmp_path / "third", SetClock(first.clock.moment))
    everybody = (first, copy, third, second)
    for each in everybody:
        take_in(each, 1)
    days(folder, *everybody)
    first.backup(tmp_path / "backup")
    bring_back(copy)
    days(folder, *everybody)
    first.restore(tmp_path / "backup")
    days(folder, *everybody)
    devices, files = [device(each) for each in everybody], dict(folder.files)
    days(folder, *everybody)
    assert [device(each) for each in everybody] == devices
    assert len({each.desk.ask(keyring.asked).secret for each in everybody}) == 4
    assert folder.files == files
    assert same(*everybody)
    third.desk.close()


def test_a_laptop_becomes_another_while_the_new_codes_are_stretched(
    copies: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, copy, second = copies
    bring_back(copy)
    copy.sync(folder)
    second.sync(folder)
    stretched, passed = hub_code.HubCode.stretched, list[bool]()

    def slowly(*args: object) -> bytes:
        if not passed:
            passed.append(True)
            first.sync(folder)
        return stretched(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(hub_code.HubCode, "stretched", slowly)
    was = device(first)
    first.shut_out(folder, copy)
    assert device(first) != was
    made = [key_sheet.read(raw) for raw in folder.files.values() if raw[:3] == key_sheet.MAGIC]
    assert {each.maker for each in made if each.epoch == 2} == {device(first)[:8]}


def test_of_a_laptop_as_it_was_before_nothing_more_is_expected(
    copies: tuple[Laptop, Laptop, Laptop], folder: MemoryFolder
) -> None:
    first, copy, second = copies
    bring_back(copy)
    days(folder, first, copy, second)
    heard = second.desk.ask(status.heard, 0)
    assert {each.device for each in heard if each.is_at_work} == {
        device(each)[:8] for each in (first, copy)
    }
    assert len(heard) == 4, "it can be chosen still, and shut out"
    assert second.desk.ask(status.erasures).on.of == 3
