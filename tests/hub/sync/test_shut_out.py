"""A lost laptop stays out and the new codes let in, whatever order the key sheets come in."""

from __future__ import annotations

import errno
from collections.abc import Callable

import msgspec
import pytest

from hubdesk import sealing
from hubdesk.errors import Refused, Trouble
from hubdesk.journal.operations import Klass
from hubdesk.sync import cards, envelope, key_sheet, keyring, status
from hubdesk.sync.joining import Codes
from hubdesk.sync.keyring import Keyring
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import name_of, open_home
from tests.hub.sync.test_two_laptops import pair, same, settle

Another = Callable[[str], Laptop]


def three(laptop: Another, folder: MemoryFolder) -> tuple[Laptop, Laptop, Laptop, Codes]:
    """Two laptops and one that will be lost, and the codes that all three know."""
    first, second = pair(laptop, folder)
    lost, codes = laptop("lost"), first.shut_out(folder)
    settle(folder, first, second)
    lost.join(folder, codes.with_names.words)
    settle(folder, first, second, lost)
    return first, second, lost, codes


def opens_newest(lost: Laptop, by: Laptop, folder: MemoryFolder) -> bool:
    """Whether a thief reads the newest keys with all that a lost laptop was ever given."""
    keys = lost.desk.ask(keyring.asked)
    newest = {k.id for klass in Klass if (k := by.desk.ask(keyring.asked).newest(klass))}
    known, more = _openers(keys), set(keys.keys)
    while True:
        found = set(more)
        for raw in list(folder.files.values()):
            if not raw.startswith(key_sheet.MAGIC):
                continue
            sheet = key_sheet.read(raw)
            for slot in sheet.slots:
                for each in known:
                    key = sealing.opened(each, slot, sheet.head)
                    opened = key and key_sheet.with_key(sheet, key)
                    if opened:
                        more |= {sheet.key_id}
                        known = known | set(opened.inside.openers)
        if more == found:
            return bool(newest & more)


def _openers(keys: Keyring) -> set[bytes]:
    return {each for k in keys.keys.values() if k.inside for each in k.inside.openers}


def lets_in(folder: MemoryFolder, comer: Laptop, codes: Codes) -> bool:
    """Whether a code opens the hub, and with it all names."""
    try:
        return comer.join(folder, codes.with_names.words).people
    except Refused:
        return False


def fails_at(folder: MemoryFolder, write: int, what: BaseException) -> None:
    """The so-manieth file from now on is not written."""
    left = [write]

    def failing(call: str) -> None:
        left[0] -= call == "write"
        if call == "write" and left[0] == 0:
            raise what

    folder.failing = failing


def works(folder: MemoryFolder) -> None:
    folder.failing = lambda _call: None


@pytest.mark.parametrize("comes_first", ["-p-", "-s-"])
@pytest.mark.parametrize("turn", range(3))
def test_one_of_two_sheets_comes_before_the_other(
    laptop: Another, folder: MemoryFolder, comes_first: str, turn: int
) -> None:
    first, second, lost, old = three(laptop, folder)
    before = dict(folder.files)
    new = first.shut_out(folder, lost)
    theirs = MemoryFolder()
    came = {n: raw for n, raw in folder.files.items() if n not in before and comes_first in n}
    theirs.files = before | came
    second.sync(theirs)
    folder.files |= theirs.files
    settle(folder, first, second)
    settle(folder, first, second)

    assert not lets_in(folder, laptop("thief"), old)
    assert not opens_newest(lost, first, folder)
    friend = laptop("friend")
    assert lets_in(folder, friend, new)
    home = open_home(first, "Secret")
    settle(folder, first, second, friend, lost)
    assert name_of(friend, home) == "Secret"
    assert name_of(lost, home) is None
    assert same(first, second, friend)


@pytest.mark.parametrize("write", [1, 2])
@pytest.mark.parametrize("who", ["the same", "the other"])
def test_a_full_disk_while_a_laptop_is_shut_out_and_nobody_does_it_again(
    laptop: Another, folder: MemoryFolder, write: int, who: str
) -> None:
    first, second, lost, old = three(laptop, folder)
    fails_at(folder, write, OSError(errno.ENOSPC, "full"))
    with pytest.raises(Trouble):
        first.shut_out(folder, lost)
    works(folder)
    settle(folder, *((first, second) if who == "the same" else (second, first)))
    is_out = lost.desk.ask(keyring.asked).device[:8] in first.desk.ask(keyring.asked).removed
    assert is_out == (write == 2)
    assert lets_in(folder, laptop("thief"), old) != is_out
    assert opens_newest(lost, first, folder) != is_out

    new = second.shut_out(folder, lost)
    settle(folder, first, second)
    friend = laptop("friend")
    assert not lets_in(folder, laptop("thief again"), old)
    assert lets_in(folder, friend, new)
    assert not opens_newest(lost, first, folder)
    settle(folder, first, second, friend)
    assert same(first, second, friend)


@pytest.mark.parametrize("write", [1, 2])
@pytest.mark.parametrize("what", [OSError(errno.ENOSPC, "full"), SystemExit()])
def test_a_laptop_is_shut_out_again_after_it_failed_half_way(
    laptop: Another, folder: MemoryFolder, write: int, what: BaseException
) -> None:
    first, second, lost, old = three(laptop, folder)
    fails_at(folder, write, what)
    with pytest.raises((Trouble, SystemExit)):
        first.shut_out(folder, lost)
    works(folder)
    first.restart()
    new = first.shut_out(folder, lost)
    settle(folder, second, first)
    settle(folder, second, first)
    assert not lets_in(folder, laptop("thief"), old)
    assert not opens_newest(lost, first, folder)
    friend = laptop("friend")
    assert lets_in(folder, friend, new)
    home = open_home(second, "Secret")
    settle(folder, first, second, friend)
    assert name_of(friend, home) == "Secret"


def test_of_two_that_shut_out_others_apart_neither_code_is_known_to_the_lost(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, gone, old = three(laptop, folder)
    other = laptop("other")
    other.join(folder, old.with_names.words)
    settle(folder, first, second, gone, other)
    apart = MemoryFolder()
    apart.files = dict(folder.files)
    one, two = first.shut_out(folder, gone), second.shut_out(apart, other)
    # Each of the lost was given what the other's codes come to.
    other.sync(folder)
    gone.sync(apart)
    folder.files |= apart.files
    settle(folder, first, second)
    settle(folder, first, second)
    assert not opens_newest(gone, first, folder)
    assert not opens_newest(other, first, folder)
    for code in (old, one, two):
        assert not lets_in(folder, laptop(f"thief {code.with_names.words}"), code)
    assert first.desk.ask(status.codes_wanted)
    assert second.desk.ask(status.codes_wanted)
    new, friend = second.shut_out(folder), laptop("friend")
    settle(folder, first, second)
    assert not first.desk.ask(status.codes_wanted)
    assert lets_in(folder, friend, new)
    settle(folder, first, second, friend)
    assert same(first, second, friend)
    assert not opens_newest(gone, first, folder)
    assert not opens_newest(other, first, folder)


def test_of_two_that_shut_out_the_same_one_apart_both_codes_let_in(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, lost, old = three(laptop, folder)
    apart = MemoryFolder()
    apart.files = dict(folder.files)
    both = first.shut_out(folder, lost), second.shut_out(apart, lost)
    folder.files |= apart.files
    settle(folder, first, second)
    settle(folder, first, second)
    assert not lets_in(folder, laptop("thief"), old)
    assert not opens_newest(lost, first, folder)
    home = open_home(first, "Secret")
    settle(folder, first, second)
    for number, codes in enumerate(both):
        friend = laptop(f"friend {number}")
        assert lets_in(folder, friend, codes)
        settle(folder, friend, first, second)
        assert name_of(friend, home) == "Secret"


def test_a_card_with_a_key_of_noughts_keeps_nobody_from_being_shut_out(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second, lost, _ = three(laptop, folder)
    keys = lost.desk.ask(keyring.asked)
    newest = keys.newest(Klass.STOCK)
    assert newest is not None
    card = cards.Card(b"e" * 16, 1, "Laptop", bytes(32), True, 0, [])
    plain = msgspec.msgpack.encode(card)
    seal = (envelope.Sort.CARD, keys.hub, newest.id, newest.key, plain)
    folder.files["seen/evil-1.ack"] = envelope.written(*seal)
    settle(folder, first, second)
    new, friend = first.shut_out(folder, lost), laptop("friend")
    settle(folder, first, second)
    assert lets_in(folder, friend, new)
    settle(folder, friend, first, second)
    assert same(first, second, friend)


@pytest.mark.parametrize("write", [None, 1, 2, 3])
def test_a_laptop_that_joined_a_moment_ago_shuts_another_out(
    laptop: Another, folder: MemoryFolder, write: int | None
) -> None:
    """The others have not heard of it: what it seals opens only to who knows its card."""
    first, second, lost, codes = three(laptop, folder)
    new = laptop("new")
    new.join(folder, codes.with_names.words)
    if write is not None:
        fails_at(folder, write, OSError(errno.ENOSPC, "full"))
        with pytest.raises(Trouble):
            new.shut_out(folder, lost)
        works(folder)
    new.shut_out(folder, lost)
    home = open_home(new, "Secret")
    for _ in range(2):
        settle(folder, new, second, first, lost)
    assert name_of(first, home) == name_of(second, home) == "Secret"
    assert name_of(lost, home) is None
    for _ in range(2):
        new.clock.forward(minutes=10)
        settle(folder, new, second, first)
    own = [each for each in folder.files if each.startswith(f"seen/{_device(new)}")]
    assert len(own) == 2, "one under the key before, and one under the newest"


def _device(laptop: Laptop) -> str:
    return laptop.desk.ask(keyring.asked).device[:8].hex()
