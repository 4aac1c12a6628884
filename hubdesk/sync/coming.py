"""A laptop that joins: until all that others did has come once, nobody is served at it.

So its first pass may hurry, and says how far it is. One that is cut off goes on where it was,
in the same way, at the next start.
"""

from __future__ import annotations

from typing import Final

from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import last_position
from hubdesk.sync import cards, keyring
from hubdesk.sync.report import Coming

FACT: Final = "coming"
HARDLY_ANY: Final = 1_000
"""Operations that this laptop made before it joined, a place and its first goods."""


def begin(act: Act) -> None:
    """This laptop joined a hub; one that has served before goes on serving meanwhile."""
    if last_position(act.connection) <= HARDLY_ANY:
        keyring.keep_fact(act.connection, FACT, b"1")


def end(act: Act) -> None:
    """A pass came to its end: all is here."""
    if is_under_way(act):
        keyring.keep_fact(act.connection, FACT, b"")


def is_under_way(view: View) -> bool:
    """Whether this laptop joined, and no pass came to its end since."""
    return bool(keyring.fact(view.connection, FACT))


def found(view: View) -> Coming:
    """How far it is, going by what the cards of the others say that there is."""
    return Coming(last_position(view.connection), cards.in_hub(view.connection))
