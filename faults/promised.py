"""A desk as a volunteer trusts it: whatever it said is saved is remembered, and asked for later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import func, select

from hubdesk import check
from hubdesk.desk import Desk
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation, stream

Seqs = dict[bytes, int]
"""Of each stream of operations, how far it goes."""


class Witness:
    """Hands everything on to the desk, and keeps what came back as done."""

    def __init__(self, desk: Desk) -> None:
        self.real = desk
        self.promised: Seqs = {}
        self.most: Seqs = {}
        """As far as there could be anything, saved or not."""
        self._note(self.promised)

    def do(self, command: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Runs a command; only what returns is a promise."""

        def watched(act: Any, *args: Any, **named: Any) -> Any:
            result = command(act, *args, **named)
            self._note(self.most)
            return result

        result = self.real.do(watched, *args, **named)
        self._note(self.promised)
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def _note(self, into: Seqs) -> None:
        for own in self.real.journal.mark().values():
            into[own.id] = max(own.seq, into.get(own.id, 0))


def witnessed(desk: Desk) -> Desk:
    """The desk, with a witness before it."""
    return cast("Desk", Witness(desk))


def wrong(desk: Desk, promised: Seqs, most: Seqs, *, whole: bool = True) -> list[str]:
    """Every promise that was broken, whatever is there and was never asked for, and damage."""
    there = desk.ask(_there)
    found = [
        f"promised {seq} of a stream, {there.get(id_, 0)} are there"
        for id_, seq in promised.items()
        if there.get(id_, 0) < seq
    ]
    found += [
        f"{there[id_]} of a stream are there, {seq} were recorded"
        for id_, seq in most.items()
        if there.get(id_, 0) > max(seq, promised.get(id_, 0))
    ]
    if whole:
        found += [f"{each.what}: {each.wrong}" for each in check.check(desk).findings if each.wrong]
    else:
        found += [str(each.words) for each in desk.ask(check._balances)]
    return found


def _there(view: View) -> Seqs:
    asked = (
        select(stream.c.id, func.max(operation.c.seq), func.count())
        .join(operation, operation.c.stream_no == stream.c.no)
        .group_by(stream.c.id)
    )
    rows = view.connection.execute(asked).all()
    # A stream with a gap goes no farther than the gap.
    return {id_: seq if seq == many else min(seq, many) for id_, seq, many in rows}
