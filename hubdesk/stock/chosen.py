"""Somebody decided what holds where two laptops had written different things of one record.

What holds is a version of the record's own kind, as any edit is. This operation beside it says
that it was a decision: Today tells it, and takes both back together. It says which kind of
record and which of the two ways, and nothing of what was written.
"""

from __future__ import annotations

from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind, Ref


class Chosen(Body, frozen=True, array_like=True):
    """Of the operation's subject. ``version`` is the operation that holds, as (stream, seq).

    ``kind`` is that operation's kind; ``all_hold`` is said of diets and allergies.
    """

    version: tuple[bytes, int]
    kind: str
    all_hold: bool = False


def _chosen(applying: Applying, op: Operation, body: Chosen) -> None:
    """It is told in Today; what holds is the version's own doing."""


CHOSEN = OperationKind("edit.chosen", 1, Klass.STOCK, Chosen, _chosen, _chosen)


def record(act: Act, version: Operation, *, all_hold: bool) -> Operation:
    """A version was written to decide between others."""
    body = Chosen((version.ref.stream, version.ref.seq), version.type, all_hold)
    return act.record(CHOSEN, body, version.subject)


def take_back(act: Act, ref: Ref) -> None:
    """The decision did not happen: all versions stand there again. Raises Refused."""
    version = _version(act, ref)
    act.undo(ref)
    if version is not None and not act.journal.is_undone(act.connection, version):
        act.undo(version)


def _version(view: View, ref: Ref) -> Ref | None:
    """The version of a decision; None where it is not here, or was forgotten since."""
    found = view.journal.read(view.connection, ref)
    body = None if found is None else view.journal.body_of(view.connection, *found)
    if not isinstance(body, Chosen):
        return None
    version = Ref(*body.version)
    held = view.journal.read(view.connection, version)
    known = None if held is None else view.journal.body_of(view.connection, *held)
    return None if known is None else version
