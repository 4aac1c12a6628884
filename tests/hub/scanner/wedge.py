"""A scanner and a laptop that may be set to different keyboards: what arrives for what is printed.

Real edges are hard to put into a test, so the keys themselves are played: the scanner looks up
the key for a character on *its* keyboard, the laptop types what that key has on *its own*.
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.scanner.setup import GS

# (key, shift) of the signs that differ; all other characters are at one place on both.
_UK = {
    '"': ("2", True),
    "@": ("'", True),
    "#": ("iso-hash", False),
    "~": ("iso-hash", True),
    "\\": ("iso-102", False),
    "|": ("iso-102", True),
    "£": ("3", True),
    "`": ("grave", False),
    "¬": ("grave", True),
}
# A US keyboard has one key there, and a laptop set to US reads the 102nd key as < and >.
_US = {
    "@": ("2", True),
    '"': ("'", True),
    "\\": ("iso-hash", False),
    "|": ("iso-hash", True),
    "#": ("3", True),
    "`": ("grave", False),
    "~": ("grave", True),
}
_US_TYPES = {**{place: sign for sign, place in _US.items()}}
_US_TYPES |= {("iso-102", False): "\\", ("iso-102", True): "|"}
_UK_TYPES = {place: sign for sign, place in _UK.items()}


@dataclass(frozen=True)
class Wedge:
    """One scanner on one laptop."""

    scanner: str = "UK"
    laptop: str = "UK"
    caps_lock: bool = False
    gs: str = GS
    prefix: str = ""
    suffix: str = ""

    def sends(self, printed: str) -> str:
        """What arrives as text."""
        typed = "".join(self._types(each) for each in printed)
        return f"{self.prefix}{typed}{self.suffix}"

    def _types(self, printed: str) -> str:
        if printed == GS:
            return self.gs
        place = (_UK if self.scanner == "UK" else _US).get(printed)
        if place is None:
            return printed.swapcase() if self.caps_lock else printed
        return (_UK_TYPES if self.laptop == "UK" else _US_TYPES)[place]
