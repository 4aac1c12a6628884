"""What a scan or a key came to: one card on the screen, one sound."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from hubdesk.stock.dates import Dated
from hubdesk.wording import Phrase


class Result(StrEnum):
    """How it went; each has its own shape, word, colour and sound.

    ADDED and SOON gave something; NEW is a barcode nobody has named; ASK waits for an answer;
    STOP stays until the goods are put aside; NOTED is everything else that was done.
    """

    ADDED = "added"
    SOON = "soon"
    NEW = "new"
    ASK = "ask"
    STOP = "stop"
    NOTED = "noted"


class Answer(StrEnum):
    """What the card offers to do about it."""

    UNDO = "undo"
    GIVE_ANYWAY = "give anyway"
    GIVE_PARCEL = "give parcel"
    PUT_ASIDE = "put aside"
    DISCARD = "discard"
    NAME_IT = "name it"
    KEEP_NAME = "keep name"
    SKIP = "skip"
    REOPEN = "reopen"
    USE_CODE = "use code"
    PACKS_READ = "packs read"
    TODAY_ONLY = "today only"
    ANOTHER_VISIT = "another visit"
    SIZE_BY_AGES = "size by ages"
    TYPE_AGES = "type ages"
    TAKE_OFF = "take off"
    REPLACE_CARD = "replace card"
    ENTER_AGAIN = "enter again"
    OPEN_PACK = "open pack"


class Outcome(Struct, frozen=True):
    """One result card. ``code`` is the text that was scanned, for an answer about it;
    ``dated`` the date on the pack that was asked about, if it is known, and ``quantity`` how
    many such packs came out of the parcel meanwhile. ``size`` and ``ages`` are those that were
    typed. ``whole``: the visit has changed as a whole. ``parcel`` is True for what came of a
    parcel packed ahead, which may change the whole visit. ``sheet`` is the paper sheet whose visit
    comes next; ``sheet_again``, that it is known to have been entered before."""

    result: Result
    title: Phrase
    lines: tuple[Phrase, ...] = ()
    answers: tuple[Answer, ...] = ()
    code: str = ""
    product: bytes | None = None
    batch: bytes | None = None
    visit: bytes | None = None
    dated: Dated | None = None
    quantity: int = 1
    size: tuple[int, int] | None = None
    ages: tuple[int, ...] = ()
    whole: bool = False
    parcel: bool = False
    sheet: str = ""
    sheet_again: bool = False
