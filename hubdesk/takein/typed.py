"""What text typed in the box of Take in means, once Enter is pressed.

=====================  ===================================================================
typed                  means
=====================  ===================================================================
``24``                 how many: one to three digits
``3*24+5``             three cases of 24 and five loose
``2711`` ``271126``    a date, in any form of ``hubdesk.stock.dates``
``x``                  no date on the pack
``12kg`` ``450g``      a weight; ``12k`` is 12 kg, because a drop-off should take few keys
``1.5l`` ``500ml``     litres
``3*500g+1.2kg``       a sum
8 digits or more       a code, also with the spaces it is printed with
``C1234``              a crate, by its last four
letters                the name of goods
=====================  ===================================================================

Whether it is about the last scan or about the next one is not for the text to say: see
``hubdesk.takein.drafts``.
"""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.scanner import by_hand
from hubdesk.stock import dates, measures, quantity
from hubdesk.stock.dates import Dated
from hubdesk.stock.keyed import plain
from hubdesk.wording import translate

LONGEST_NAME = 200
"""Characters of a name that are looked at; the rest adds nothing."""


class Empty(Struct, frozen=True):
    """Enter in an empty box. It does nothing: a scanner may send two Enters."""


class HowMany(Struct, frozen=True):
    """So many of a thing."""

    number: int


class OnDate(Struct, frozen=True):
    """The date on the pack."""

    dated: Dated


class NoDate(Struct, frozen=True):
    """The pack bears no date."""


class Measured(Struct, frozen=True):
    """A weight in grams, or a volume in millilitres: ``measure`` is g or ml."""

    amount: int
    measure: str


class Code(Struct, frozen=True):
    """A barcode typed by hand, or by a scanner too slow to be known as one."""

    text: str


class CrateNumber(Struct, frozen=True):
    """The last four of a crate, as it is written on one whose label did not print."""

    text: str


class Name(Struct, frozen=True):
    """Letters: the name of goods."""

    text: str


Meaning = Empty | HowMany | OnDate | NoDate | Measured | Code | CrateNumber | Name

_DIGITS = re.compile(r"[0-9]+")
_SUM = re.compile(r"[0-9][0-9 *x×+]*[0-9]")
_CRATE = re.compile(r"c\s?([0-9]{4})")
_WORD = re.compile(r"[^\W\d_]{2}")


def read(text: str, today: date) -> Meaning:
    """What was meant by the text. Raises Refused, with what to type, for what is nothing."""
    typed = plain(text)
    if not typed:
        return Empty()
    code = by_hand.code_in(text)
    if code is not None:
        return Code(code)
    crate = _CRATE.fullmatch(typed)
    if crate is not None:
        return CrateNumber(crate[1])
    return _number(typed) or _measure(typed) or _date(typed, today) or _name(text, typed)


def _number(typed: str) -> HowMany | None:
    if not quantity.is_number(typed) and (_DIGITS.fullmatch(typed) or not _SUM.fullmatch(typed)):
        return None
    number = quantity.read_count(typed)
    if number == 0:
        raise Refused(translate("takein", "Type a number from 1. Ctrl+Z takes the scan back."))
    return HowMany(number)


def _measure(typed: str) -> Measured | None:
    if not measures.is_much(typed):
        return None
    much = measures.read(typed)
    if not much.number:
        raise Refused(translate("quantity", "Type a weight as 450 g or 1.2 kg."))
    return Measured(much.number, much.measure)


def _date(typed: str, today: date) -> OnDate | NoDate | None:
    if not dates.looks_like(typed):
        return None
    dated = dates.read(typed, today)
    return NoDate() if dated is None else OnDate(dated)


def _name(text: str, typed: str) -> Name:
    if _WORD.search(typed):
        return Name(text.strip()[:LONGEST_NAME])
    raise Refused(
        translate(
            "takein",
            "Type how many (up to 3 digits, or 3*24+5), a date such as 2711 or 0627, or x.",
        )
    )
