"""A busy hour of the stall as one row of Today, which holds every swap of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.reports.today import Event
from hubdesk.stall.swap import SWAPPED, Swapped
from hubdesk.wording import Phrase, translate


def by_the_hour(view: View, events: Iterable[Event]) -> Iterator[Event]:
    """A day's events with the swaps of an hour as one, which holds them all; newest first.

    A swap alone in its hour stays as it is.
    """

    def hour_of(each: Event) -> int:
        return view.clock.wall_of(each.at_ms).hour

    for hour, those in groupby(events, key=hour_of):
        yield from _of_hour(view, hour, those)


def _of_hour(view: View, hour: int, events: Iterator[Event]) -> Iterator[Event]:
    """The events of an hour; its swaps where the newest of them stands."""
    for each in events:
        if each.kind != SWAPPED.name:
            yield each
            continue
        earlier = list(events)
        inside = [each, *(one for one in earlier if one.kind == SWAPPED.name)]
        yield each if len(inside) == 1 else _as_one(view, hour, inside)
        yield from (one for one in earlier if one.kind != SWAPPED.name)


def _as_one(view: View, hour: int, inside: Sequence[Event]) -> Event:
    stands = [each for each in inside if not each.undone]
    bodies = [_body(view, each.ref) for each in stands]
    said = {
        "people": sum(each.people for each in bodies),
        "out": sum(each.out for each in bodies),
        "tins": sum(each.tins + each.scanned for each in bodies),
    }
    title = Phrase(translate("today", "Swaps at the stall, from {hour}:00"), {"hour": hour})
    return replace(
        inside[0],
        # No operation bears this name: the row itself cannot be undone, what is inside can.
        ref=Ref(inside[0].ref.stream, -1 - hour),
        title=title,
        detail=Phrase(translate("today", "People {people}, out {out}, in {tins}"), said),
        undone=not stands,
        can_undo=False,
        who=_names(inside),
        entered_ms=None,
        inside=tuple(inside),
    )


def _body(view: View, ref: Ref) -> Swapped:
    found = view.journal.read(view.connection, ref)
    assert found is not None
    body = view.journal.body_of(view.connection, *found)
    assert isinstance(body, Swapped)
    return body


def _names(inside: Iterable[Event]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in inside for name in each.who))
