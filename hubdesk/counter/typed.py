"""What text typed in the scan box means, once Enter is pressed.

==================  ====================  =======================================
typed               nothing scanned       after a product was scanned
==================  ====================  =======================================
``2+3`` ``2 3``     2 adults, 3 children  the same
``4``               asked about           a quantity
``3*24+5``          asked about           a quantity, worked out
``750g`` ``1.5kg``  search words          so much of it, also ``500ml``, ``3*500g+1.2kg``
``0427``            last four of a card   a date: April 2027
``2711`` ``271126`` last four; asked      a date
``27/11``           asked about           a date
``27 Nov``          search words          a date
``x``               search words          no date on the pack
``H0427``           last four of a card   the same
8 digits or more    a code, also with the spaces it is printed with
H and 12 digits     a code of our own     the same
letters             search words          the same
nothing             nothing to do         the same
==================  ====================  =======================================

A scanner that pauses mid-code also types here, so its text still works.
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
from hubdesk.stock.measures import Much
from hubdesk.wording import translate

MOST_PEOPLE = 30
"""More people than this in one household is a slip, or a place that needs a delivery."""

LONGEST_SEARCH = 200
"""Characters of search words that are looked at; the rest adds nothing."""


class Empty(Struct, frozen=True):
    """Enter in an empty box. It does nothing: a scanner may send two Enters."""


class Size(Struct, frozen=True):
    """How many people a first visit is for."""

    adults: int
    children: int


class TypedDate(Struct, frozen=True):
    """The date of what was scanned last."""

    dated: Dated


class NoDate(Struct, frozen=True):
    """What was scanned last bears no date."""


class Code(Struct, frozen=True):
    """A barcode typed by hand, or by a scanner too slow to be known as one."""

    text: str


class LastFour(Struct, frozen=True):
    """The last four digits of a card or label. ``kind`` is its letter when typed, else None."""

    text: str
    kind: str | None = None


class Words(Struct, frozen=True):
    """A name, street or postcode to look for, as it was typed."""

    text: str


Meaning = Empty | Size | Much | TypedDate | NoDate | Code | LastFour | Words

_SIZE = re.compile(r"([0-9]{1,3})(?:\s?\+\s?|\s)([0-9]{1,3})")
_LAST_FOUR = re.compile(r"([a-z])\s?([0-9]{4})")


def read(text: str, after_scan: bool, today: date) -> Meaning:
    """What was meant by the text; ``after_scan`` is True when a product was just scanned.

    Raises Refused, with what to type, for a number that could mean several things.
    """
    typed = plain(text)
    if not typed:
        return Empty()
    return (
        _code(text, typed)
        or _size(typed)
        or (_about_the_scanned(typed, today) if after_scan else _about_a_card(typed))
        or _words(text)
    )


def is_code(text: str) -> bool:
    """True for text that a scanner too slow to be known as one may have sent."""
    return isinstance(_code(text, plain(text)), Code)


def _code(text: str, typed: str) -> Code | LastFour | None:
    code = by_hand.code_in(text)
    if code is not None:
        return Code(code)
    found = _LAST_FOUR.fullmatch(typed)
    return LastFour(found[2], found[1].upper()) if found else None


def _size(typed: str) -> Size | None:
    found = _SIZE.fullmatch(typed)
    if found is None:
        return None
    adults, children = int(found[1]), int(found[2])
    if not 1 <= adults + children <= MOST_PEOPLE:
        raise Refused(
            translate(
                "counter",
                "A visit is for 1 to {most} people. Type adults, plus, children: 2+3.",
            ),
            most=MOST_PEOPLE,
        )
    return Size(adults, children)


def _about_the_scanned(typed: str, today: date) -> Much | TypedDate | NoDate | None:
    if quantity.is_number(typed) or quantity.is_sum(typed) or measures.is_much(typed):
        return measures.read(typed)
    if dates.looks_like(typed):
        dated = dates.read(typed, today)
        return NoDate() if dated is None else TypedDate(dated)
    if _has_letter(typed):
        return None
    raise Refused(
        translate(
            "counter",
            "Type a quantity of up to three digits, or a date such as 2711 or 0627.",
        )
    )


def _about_a_card(typed: str) -> LastFour | None:
    if re.fullmatch(r"[0-9]{4}", typed):
        return LastFour(typed)
    if _has_letter(typed) and not quantity.is_sum(typed):
        return None
    raise Refused(
        translate(
            "counter",
            "Type 2+3 for 2 adults and 3 children, the last four of a card, or a name.",
        )
    )


def _words(text: str) -> Words:
    return Words(text.strip()[:LONGEST_SEARCH])


def _has_letter(typed: str) -> bool:
    return any(sign.isalpha() for sign in typed)
