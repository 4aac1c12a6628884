"""Learns from a printed code what a scanner does to codes: what it adds, swaps and loses.

The set-up code is known, so each sign can be held against what was printed. Its digits and its
first and last letters stand at the same keys on every keyboard in use here and are the marks
to measure from; what a UK and a US keyboard swap stands between them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec import Struct

from hubdesk.errors import Refused
from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.setup import GS, NARROWEST_GAP_MS, WIDEST_GAP_MS, GsMode, ScannerSetup
from hubdesk.wording import translate

_HEAD = "HuB"
_DIGITS = "0123456789"
_SIGNS = "AQZWYMaqzwym" + '@"#~\\|' + ":/?=&.%-_()+"
_TAIL = "eNd"
SETUP_CODE = f"{_HEAD}{_DIGITS}{_SIGNS}{GS}{_TAIL}"
"""The text of the printed set-up code, a GS before its last three letters."""

READINGS_NEEDED = 3
LEARNING = ScannerSetup(gap_ms=WIDEST_GAP_MS)
"""How to listen to a scanner that nothing is known about: with the widest gap."""
_SPARE_GAP_MS = 20
_SYMBOLOGY = re.compile(r"\][A-Za-z][0-9A-Za-z]$")


class Lesson(Struct, frozen=True):
    """What one scan of the set-up code shows. ``caps_lock`` is no part of the set-up."""

    prefix: str
    suffix: str
    layout: Mapping[str, str]
    gs: GsMode
    gs_text: str
    caps_lock: bool
    widest_gap_ms: float

    @property
    def _lasting(self) -> tuple[object, ...]:
        return (self.prefix, self.suffix, dict(self.layout), self.gs, self.gs_text)

    def agrees(self, other: Lesson) -> bool:
        """Whether both say the same of the scanner; speed and Caps Lock may differ."""
        return self._lasting == other._lasting


def lesson(scan: Scan) -> Lesson:
    """What this scan of the set-up code shows.

    Raises Refused when it was not the set-up code, or when signs were lost on the way.
    """
    before, digits, after = scan.text.partition(_DIGITS)
    if not digits or not before.casefold().endswith(_HEAD.casefold()):
        raise Refused(
            translate("hub", "That was not the set-up code. Scan the set-up code on the sheet.")
        )
    signs, rest = after[: len(_SIGNS)], after[len(_SIGNS) :]
    gs_text, tail, suffix = _parted(rest, _TAIL)
    if not tail or not _signs_arrived(signs):
        raise _signs_lost()
    return Lesson(
        prefix=_SYMBOLOGY.sub("", before[: -len(_HEAD)]),
        suffix=suffix,
        layout=_layout(signs),
        gs=_gs_mode(gs_text, scan),
        gs_text="" if gs_text == GS else gs_text,
        caps_lock=before.endswith(_HEAD.swapcase()),
        widest_gap_ms=scan.widest_gap_ms,
    )


def learn(scans: Sequence[Scan]) -> ScannerSetup:
    """The set-up that these scans of the set-up code agree on.

    Raises Refused when there are too few of them, when one is not the set-up code, or when
    they disagree.
    """
    if len(scans) < READINGS_NEEDED:
        raise Refused(
            translate("hub", "Scan the set-up code {count} times."), count=READINGS_NEEDED
        )
    lessons = [lesson(scan) for scan in scans]
    first = lessons[0]
    if not all(first.agrees(other) for other in lessons[1:]):
        raise Refused(
            translate("hub", "The readings were not alike. Scan the set-up code again, from near.")
        )
    widest = math.ceil(max(each.widest_gap_ms for each in lessons))
    return ScannerSetup(
        gap_ms=min(max(widest + _SPARE_GAP_MS, NARROWEST_GAP_MS), WIDEST_GAP_MS),
        prefix=first.prefix,
        suffix=first.suffix,
        layout=first.layout,
        gs=first.gs,
        gs_text=first.gs_text,
    )


def _signs_lost() -> Refused:
    return Refused(
        translate(
            "hub",
            "This scanner leaves out some signs. Set it to the United Kingdom keyboard with its "
            "own booklet, then scan the set-up code again.",
        )
    )


def _parted(text: str, mark: str) -> tuple[str, str, str]:
    """``text`` before, at and after ``mark``, in capitals or not."""
    at = text.casefold().find(mark.casefold()) if text.isascii() else text.find(mark)
    if at < 0:
        return text, "", ""
    return text[:at], text[at : at + len(mark)], text[at + len(mark) :]


def _signs_arrived(signs: str) -> bool:
    """One received for each printed: a letter for a letter's place is not asked, but a digit or
    a letter for a sign's means that the row has slipped."""
    return len(signs) == len(_SIGNS) and all(
        received.isprintable() and (printed.isalpha() or not received.isalnum())
        for printed, received in zip(_SIGNS, signs, strict=True)
    )


def _layout(signs: str) -> Mapping[str, str]:
    origins: dict[str, str] = {}
    for printed, received in zip(_SIGNS, signs, strict=True):
        for came, meant in _pairs(printed, received):
            if meant not in origins.get(came, ""):
                origins[came] = origins.get(came, "") + meant
    return MappingProxyType({came: meant for came, meant in origins.items() if came != meant})


def _pairs(printed: str, received: str) -> list[tuple[str, str]]:
    """A letter that moved is learned in both cases, since Caps Lock turns them about."""
    if not printed.isalpha() or not received.isalpha():
        return [(received, printed)]
    return [(received.lower(), printed.lower()), (received.upper(), printed.upper())]


def _gs_mode(gs_text: str, scan: Scan) -> GsMode:
    if gs_text == GS:
        return GsMode.ALT if scan.alt_codes else GsMode.RAW
    return GsMode.STAND_IN if gs_text else GsMode.LOST
