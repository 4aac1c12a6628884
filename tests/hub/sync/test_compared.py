"""Laptops compare the marks of their streams: what was altered behind a desk's back is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import Connection, text

from hubdesk import check
from hubdesk import desk as desks
from hubdesk.journal import marks
from hubdesk.journal.act import View
from hubdesk.storage.connection import engine_for
from hubdesk.sync import cards, compared, keyring, review
from hubdesk.sync.compared import Difference
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import take_in
from tests.hub.sync.test_two_laptops import pair, settle
from tests.world import KEY

Another = Callable[[str], Laptop]


def meddle(laptop: Laptop, *statements: str) -> None:
    """Somebody with the key at the file itself, the hub being closed."""
    laptop.desk.close()
    with engine_for(laptop.home / desks.FILE, KEY).connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        for each in statements:
            assert connection.execute(text(each)).rowcount
        connection.commit()
    laptop.open()


def mark_anew(laptop: Laptop) -> None:
    """As somebody would who knows how marks are made."""

    def anew(connection: Connection) -> None:
        for no, seq in connection.execute(text("SELECT stream_no, seq FROM stream_mark")).all():
            marks.keep(connection, no, seq, marks.further(connection, no, b"", 0, seq))

    laptop.desk.trial(anew)


def at_work(laptop: Another, folder: MemoryFolder) -> tuple[Laptop, Laptop]:
    """Two laptops that did some things, and heard of them."""
    first, second = pair(laptop, folder)
    for quantity in (5, 6, 7):
        take_in(first, quantity)
        take_in(second, quantity)
    another_day(folder, first, second)
    return first, second


def another_day(folder: MemoryFolder, *laptops: Laptop) -> None:
    """The next day: cards are written anew."""
    for each in laptops:
        each.clock.forward(days=1)
    settle(folder, *laptops)


def told(laptop: Laptop) -> list[Difference]:
    return laptop.desk.ask(compared.differences)


def test_laptops_that_hold_the_same_say_nothing(laptop: Another, folder: MemoryFolder) -> None:
    first, second = at_work(laptop, folder)
    for _ in range(3):
        first.restart()
        take_in(first, 1)
        another_day(folder, first, second)
    assert told(first) == told(second) == []
    assert first.desk.ask(review.waiting).all == 0
    card = second.desk.ask(lambda view: cards.of(view.connection, _device(first)))
    assert card is not None
    assert len(card.marks) == 4, "one for each run of the desk"
    assert check.check(first.desk).sound


@pytest.mark.parametrize(
    "words",
    ["UPDATE operation SET at_ms = at_ms + 1", "DELETE FROM operation"],
)
@pytest.mark.parametrize("there", [True, False])
def test_an_entry_that_was_altered_or_deleted_is_told_on_other_laptops(
    laptop: Another, folder: MemoryFolder, words: str, there: bool
) -> None:
    """Altered where it was written, marks made anew; or on the laptop that heard of it."""
    first, second = at_work(laptop, folder)
    meddled = first if there else second
    stream = _own_stream(first)
    no = f"(SELECT no FROM stream WHERE id = x'{stream.hex()}')"
    meddle(meddled, f"{words} WHERE stream_no = {no} AND seq = 2")
    mark_anew(meddled)
    another_day(folder, first, second)
    (difference,) = told(second)
    assert (difference.laptop, difference.lost) == ("Laptop", False)
    assert second.desk.ask(review.waiting).journals == 1
    checked = {each.what: each.wrong for each in check.check(second.desk).findings}
    assert "Laptop" in checked["journal"]


def test_a_whole_stream_that_was_taken_away_is_told(laptop: Another, folder: MemoryFolder) -> None:
    first, second = at_work(laptop, folder)
    stream = _own_stream(first)
    no = f"(SELECT no FROM stream WHERE id = x'{stream.hex()}')"
    meddle(
        first,
        *(f"DELETE FROM {table} WHERE stream_no = {no}" for table in ("operation", "held_range")),
        f"DELETE FROM stream_mark WHERE stream_no = {no}",
        f"DELETE FROM stream WHERE id = x'{stream.hex()}'",
    )
    another_day(folder, first, second)
    assert [each.lost for each in told(second)] == [True]


def test_somebody_sees_to_it_and_it_is_told_again_only_if_it_still_differs(
    laptop: Another, folder: MemoryFolder
) -> None:
    first, second = at_work(laptop, folder)
    no = f"(SELECT no FROM stream WHERE id = x'{_own_stream(first).hex()}')"
    moved = "UPDATE operation SET at_ms = at_ms {} 1 WHERE stream_no = {} AND seq = 2"
    meddle(second, moved.format("+", no))
    another_day(folder, first, second)
    assert len(told(second)) == 1
    second.desk.do(compared.seen_to)
    assert told(second) == []
    another_day(folder, first, second)
    assert len(told(second)) == 1
    meddle(second, moved.format("-", no))
    another_day(folder, first, second)
    assert told(second) == []


def test_older_streams_are_told_by_turns(laptop: Another, folder: MemoryFolder) -> None:
    first, second = at_work(laptop, folder)
    for _ in range(20):
        first.restart()
        take_in(first, 1)
    spoken_of: set[bytes] = set()
    for _ in range(4):
        another_day(folder, first, second)
        card = second.desk.ask(lambda view: cards.of(view.connection, _device(first)))
        assert card is not None and len(card.marks) <= compared.NEWEST + compared.BY_TURNS
        spoken_of |= {each.stream for each in card.marks}
    assert len(spoken_of) == 21
    assert told(second) == []


def _device(laptop: Laptop) -> bytes:
    return laptop.desk.ask(keyring.asked).device


def _own_stream(laptop: Laptop) -> bytes:
    def asked(view: View) -> bytes:
        words = "SELECT id FROM stream WHERE own AND klass = 's' ORDER BY no"
        return bytes(view.connection.execute(text(words)).scalars().first() or b"")

    return laptop.desk.ask(asked)
