"""What a scan or a key at Take in came to: one card on the screen, one sound."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hubdesk.wording import Phrase


class Sign(StrEnum):
    """How it went; each has its own shape, word, colour and sound.

    TAKEN and SOON took something in; NEW did as well, under a code that nobody has named; ASK
    did, and somebody should look; STOP did not; NOTED is everything else that was done.
    """

    TAKEN = "taken"
    SOON = "soon"
    NEW = "new"
    ASK = "ask"
    STOP = "stop"
    NOTED = "noted"


class Offer(StrEnum):
    """What the card offers to do about it."""

    UNDO = "undo"
    NAME_IT = "name it"
    OPEN_PACK = "open pack"
    BIN = "bin"
    LINE = "line"
    GIVER = "giver"


class Came(Struct, frozen=True):
    """One result card. ``household`` is that of a card, whose visit is to be opened.

    ``choices`` are lines that a name may have meant, or givers: an id or name, and its words.
    ``labels``: something waits for the printer; ``lists``: what is left to do has changed.
    """

    sign: Sign
    title: Phrase
    lines: tuple[Phrase, ...] = ()
    offers: tuple[Offer, ...] = ()
    product: bytes | None = None
    code: str = ""
    household: bytes | None = None
    choices: tuple[tuple[bytes, str], ...] = ()
    labels: bool = False
    lists: bool = False


def plain(text: str, **values: object) -> Phrase:
    """A piece of a sentence with its gaps filled."""
    return Phrase(text, values)
