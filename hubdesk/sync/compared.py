"""Whether laptops hold the same entries: each tells marks of its own streams, others compare.

A mark speaks for every entry of a stream up to a number (``journal/marks.py``). It is worked
out from the rows themselves on both sides, a piece at a time, so that an entry which was
altered or taken away behind a desk's back shows, on whichever laptop it was done. A card tells
the newest streams each time and the older ones by turns.
"""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec import Struct

from hubdesk.changes import Touched
from hubdesk.journal import marks
from hubdesk.journal.act import Act, View
from hubdesk.security.roles import Role, require
from hubdesk.sync import cards, held, keyring
from hubdesk.sync.cards import Card, Marked
from hubdesk.sync.held import Held
from hubdesk.sync.line import Line
from hubdesk.sync.passing import Passing

FACT: Final = "marks compared"
NEWEST: Final = 4
"""Streams that every card speaks of: those of this run of the desk, and of the one before."""
BY_TURNS: Final = 8
PAGE: Final = 500
"""Operations by which a mark is worked out at once: some milliseconds."""


class Apart(Struct, frozen=True, array_like=True):
    """Laptops hold different entries. ``stream`` is empty where a laptop lost some of its own.

    ``device`` is the first 8 bytes of the id of the one that told.
    """

    device: bytes
    stream: bytes
    at_ms: int


class Compared(Struct, frozen=True, array_like=True):
    """By laptop the newest card that was compared, with how many entries of its own it told of."""

    seen: dict[bytes, tuple[int, int]] = {}
    apart: list[Apart] = []


class Difference(Struct, frozen=True):
    """What a person is told: the name of the other laptop, and whether it lost entries itself."""

    laptop: str
    lost: bool
    at_ms: int


def marked(passing: Passing, number: int) -> list[Marked]:
    """The marks that go with a card of this number."""
    own = [each for each in passing.held() if each.own and _upto(each)]
    newest, older = own[-NEWEST:], own[:-NEWEST]
    turn = number * BY_TURNS % len(older) if older else 0
    told = [*newest, *(older[turn:] + older[:turn])[:BY_TURNS]]
    return [
        Marked(each.stream, _upto(each), _mark(passing.line, each.no, _upto(each))) for each in told
    ]


def compare(passing: Passing) -> None:
    """Compares the cards that are new with what stands here, and keeps what came of it."""
    fresh = passing.line.ask(_fresh)
    if not fresh:
        return
    here = {each.stream: each for each in passing.held()}
    alike: set[bytes] = set()
    apart = []
    for card in fresh:
        for told in card.marks:
            stream = here.get(told.stream)
            if stream is None or _upto(stream) < told.seq:
                # Not all of it has come yet; it is told of again.
                continue
            if _mark(passing.line, stream.no, told.seq) == told.mark:
                alike.add(told.stream)
            else:
                apart.append(Apart(card.device[:8], told.stream, passing.now_ms))
    passing.line.do(_keep, fresh, apart, alike, passing.now_ms)


def differences(view: View) -> list[Difference]:
    """What is not the same here and there, the newest first, one for each laptop."""
    found = {(each.device, not each.stream): each for each in _of(view).apart}
    told = [
        Difference(card.name if card else "", lost, each.at_ms)
        for (device, lost), each in found.items()
        for card in [cards.of(view.connection, device)]
    ]
    return sorted(told, key=lambda each: -each.at_ms)


def seen_to(act: Act) -> None:
    """Somebody saw to it: it is told again when the next card still differs."""
    require(act, Role.LEAD)
    _put(act, msgspec.structs.replace(_of(act), apart=[]))
    act.touch(Touched.SHARED)


def against_cards(view: View) -> list[str]:
    """The laptops, this one too, whose newest cards tell of other entries than stand here."""
    here = {each.stream: each for each in _all_held(view)}
    return [
        card.name
        for card in cards.known(view.connection)
        if any(
            told.stream in here
            and _upto(here[told.stream]) >= told.seq
            and marks.further(view.connection, here[told.stream].no, marks.FIRST, 0, told.seq)
            != told.mark
            for told in card.marks
        )
    ]


def _fresh(view: View) -> list[Card]:
    """The cards of others that were not compared yet."""
    own, seen = keyring.of(view.connection).device, _of(view).seen
    return [
        card
        for card in cards.known(view.connection)
        if card.device != own and card.number > seen.get(card.device[:8], (0, 0))[0]
    ]


def _keep(act: Act, fresh: list[Card], apart: list[Apart], alike: set[bytes], now_ms: int) -> None:
    before = _of(act)
    seen = dict(before.seen)
    for card in fresh:
        device = card.device[:8]
        many = next((each.operations for each in card.heard if each.device == device), 0)
        if many < seen.get(device, (0, 0))[1]:
            apart = [*apart, Apart(device, b"", now_ms)]
        seen[device] = card.number, many
    again = {(each.device, each.stream) for each in apart}
    stands = [
        each
        for each in before.apart
        if each.stream not in alike and (each.device, each.stream) not in again
    ]
    _put(act, Compared(seen, [*stands, *apart]))
    if apart or stands != before.apart:
        act.touch(Touched.SHARED)


def _mark(line: Line, no: int, upto: int) -> bytes:
    mark = marks.FIRST
    for after in range(0, upto, PAGE):
        mark = line.ask(_further, no, mark, after, min(after + PAGE, upto))
    return mark


def _further(view: View, no: int, mark: bytes, after: int, upto: int) -> bytes:
    return marks.further(view.connection, no, mark, after, upto)


def _upto(stream: Held) -> int:
    """Up to which number a stream is held from its beginning; 0 when the beginning lacks."""
    first, last = min(stream.ranges)
    return last if first == 1 else 0


def _all_held(view: View) -> list[Held]:
    found, after = held.streams(view, 0)
    while after:
        more, after = held.streams(view, after)
        found += more
    return found


def _of(view: View) -> Compared:
    raw = keyring.fact(view.connection, FACT)
    return Compared() if raw is None else msgspec.msgpack.decode(raw, type=Compared)


def _put(act: Act, compared: Compared) -> None:
    keyring.keep_fact(act.connection, FACT, msgspec.msgpack.encode(compared))
