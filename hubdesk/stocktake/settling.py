"""Settling a stock take, and what is still to be decided when it is settled."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation
from hubdesk.stocktake import clashes, takes
from hubdesk.stocktake.clashes import Clash


class Closed(Struct, frozen=True):
    """A stock take that was settled; ``open_`` are its counts that nobody compared yet."""

    op: Operation
    open_: tuple[Clash, ...]


def still_open(view: View, take: bytes) -> tuple[Clash, ...]:
    """The counts of a stock take that differ from others; the later one of each holds till then."""
    return tuple(each for each in clashes.all_(view) if take in each.takes)


def settle(act: Act, take: bytes) -> Closed:
    """Closes a stock take. What differs is still to be decided, and can be afterwards too.

    Raises Refused when it is settled already, or nothing in it stands.
    """
    op = takes.settle(act, take)
    return Closed(op, still_open(act, take))
