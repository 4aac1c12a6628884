"""How this laptop's scanner sends its codes: what the set-up page learned, or the defaults."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from msgspec import Struct, field

from hubdesk.errors import Refused
from hubdesk.wording import translate

GS = "\x1d"
WIDEST_GAP_MS = 300
NARROWEST_GAP_MS = 30
_LONGEST_EXTRA = 20


class GsMode(StrEnum):
    """What becomes of the separator (GS, character 29) that GS1 codes end long fields with."""

    UNKNOWN = "unknown"
    RAW = "raw"
    ALT = "alt"
    STAND_IN = "stand-in"
    LOST = "lost"


class ScannerSetup(Struct, frozen=True):
    """What one scanner does to a code on its way in.

    ``gap_ms`` is the longest pause between two keys of one code and ``min_length`` the fewest
    characters of a code. ``prefix`` and ``suffix`` are characters that the scanner adds.
    ``layout`` maps a character as received to what was printed; several characters there mean
    that nobody can know which of them it was. ``gs_text`` is what arrives for a GS when ``gs``
    is STAND_IN.
    """

    gap_ms: int = 45
    min_length: int = 6
    prefix: str = ""
    suffix: str = ""
    layout: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    gs: GsMode = GsMode.UNKNOWN
    gs_text: str = ""

    def plain(self) -> dict[str, object]:
        """As plain values, for the settings of this laptop."""
        return {
            "gap_ms": self.gap_ms,
            "min_length": self.min_length,
            "prefix": self.prefix,
            "suffix": self.suffix,
            "layout": dict(self.layout),
            "gs": self.gs.value,
            "gs_text": self.gs_text,
        }

    @classmethod
    def from_plain(cls, plain: Mapping[str, object]) -> ScannerSetup:
        """Back from plain values; what is missing takes its default.

        Raises Refused when a value cannot be right, so that a damaged setting is set up anew
        and not guessed at.
        """
        usual = cls()
        return cls(
            gap_ms=_number(plain.get("gap_ms", usual.gap_ms), 1, WIDEST_GAP_MS),
            min_length=_number(plain.get("min_length", usual.min_length), 1, 40),
            prefix=_text(plain.get("prefix", "")),
            suffix=_text(plain.get("suffix", "")),
            layout=_layout(plain.get("layout", {})),
            gs=_mode(plain.get("gs", usual.gs.value)),
            gs_text=_text(plain.get("gs_text", "")),
        )


def _damaged() -> Refused:
    return Refused(translate("hub", "The scanner settings are damaged. Set the scanner up again."))


def _number(value: object, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise _damaged()
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_EXTRA:
        raise _damaged()
    return value


def _layout(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        raise _damaged()
    pairs = {_text(received): _text(printed) for received, printed in value.items()}
    if not all(len(received) == 1 and printed for received, printed in pairs.items()):
        raise _damaged()
    return MappingProxyType(pairs)


def _mode(value: object) -> GsMode:
    if not isinstance(value, str) or value not in {mode.value for mode in GsMode}:
        raise _damaged()
    return GsMode(value)
