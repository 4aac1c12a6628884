"""That a household was told all that is held about it: an entry in the journal, and no more."""

from __future__ import annotations

from hubdesk.journal.operations import Applying, Body, Klass, Operation, OperationKind


class ToldAll(Body, frozen=True, array_like=True):
    """The operation's subject was given all that is held about it."""


def _told_all(applying: Applying, op: Operation, body: ToldAll) -> None:
    """It is told in Today, and changes nothing."""


TOLD_ALL = OperationKind("household.told_all", 1, Klass.STOCK, ToldAll, _told_all)
