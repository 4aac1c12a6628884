"""Tells a scanner's burst of keys from a person's typing. No Qt here: text and times only.

Each key is judged as it comes: held back while it may belong to a code, given back (replayed)
when it was typing after all, or taken as a scan when a fast run ends in Enter or Tab. The
figures are the measured ones of the design notes: keys at most 45 ms apart, at least 6 of
them; 8 when the Enter never comes.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from msgspec import Struct

from hubdesk.scanner import typed_before
from hubdesk.scanner.setup import ScannerSetup

ENDINGS = ("\r", "\n", "\t")
UNENDED_LENGTH = 8
# Some scanners send their Enter after a pause. Nobody's finger is on Enter this soon after
# the last character of a scan, so it belongs to that scan.
LATE_ENDING_MS = 250.0
_DATA_CONTROLS = "\x04\x1c\x1d\x1e\x1f"
_EDITING = "\x08\x1b\x7f"


class Verdict(Enum):
    """What to do with keys: REPLAY is about those held so far, the others about this one."""

    PASS = auto()
    HOLD = auto()
    SWALLOW = auto()
    REPLAY = auto()


class Scan(Struct, frozen=True):
    """A code that came in as one burst; everything held belonged to it.

    ``ending`` is the Enter or Tab that closed it, or nothing. ``widest_gap_ms`` is the longest
    pause inside, ``alt_codes`` whether some of it came as Alt and a number.
    """

    text: str
    ending: str = ""
    widest_gap_ms: float = 0.0
    alt_codes: bool = False


class Typed(Struct, frozen=True):
    """So many of the keys held, the first ones, were typed just before a scan: give them back."""

    keys: int


Outcome = Verdict | Scan | Typed


class Burst:
    """The run of fast keys that is coming in now.

    Every answer is a list whose last item is about the key just given (PASS, HOLD or SWALLOW),
    after what became of the keys held before it (REPLAY, Typed or a Scan), if anything did.
    """

    def __init__(self, setup: ScannerSetup) -> None:
        self.setup = setup
        self._ended_at: float | None = None
        self._ended_within = 0.0
        self._text = ""
        self._digits = ""
        self._from_alt = ""
        self._alt_codes = False
        self._keys = 0
        self._last_at = 0.0
        self._widest = 0.0
        self._first_pauses: tuple[float, ...] = ()
        self._widest_later = 0.0

    @property
    def holding(self) -> bool:
        """Whether any key is held back."""
        return self._keys > 0

    def key(self, text: str, at_ms: float, *, alt: bool = False) -> list[Outcome]:
        """A key went down that types ``text``; ``alt`` marks a numpad digit with Alt held."""
        before = self._settle_if_late(at_ms)
        if alt:
            return [*before, self._alt_digit(text, at_ms)]
        if text in ENDINGS:
            return [*before, *self._ending(text, at_ms)]
        if not self._may_be_code(text):
            return [*before, *self.other(), Verdict.PASS]
        if not self._echo_of_alt(text):
            self._text += text
        self._stamp(at_ms)
        return [*before, Verdict.HOLD]

    def alt_down(self, at_ms: float) -> list[Outcome]:
        """Alt itself went down: inside a burst it is the scanner's, else somebody's."""
        before = self._settle_if_late(at_ms)
        if not self.holding:
            return [*before, Verdict.PASS]
        self._stamp(at_ms)
        return [*before, Verdict.HOLD]

    def alt_up(self, at_ms: float) -> list[Outcome]:
        """Alt was let go: the digits since it went down are one character's number."""
        if not self.holding:
            return [Verdict.PASS]
        digits, self._digits = self._digits, ""
        self._stamp(at_ms)
        character = _numbered(digits)
        if character in ENDINGS:
            return self._ending(character, at_ms)
        self._text += character
        self._from_alt = character
        self._alt_codes = self._alt_codes or bool(character)
        return [Verdict.HOLD]

    def other(self) -> list[Outcome]:
        """A key or click that is in no code (F4, an arrow, the mouse): what is held was typed."""
        if not self.holding:
            return []
        self._forget()
        return [Verdict.REPLAY]

    def quiet(self) -> list[Outcome]:
        """No key came for longer than the gap: what is held is settled."""
        if not self.holding:
            return []
        if not self._is_unended_code():
            return self.other()
        return self._scan("", self._last_at, LATE_ENDING_MS)

    def would_take(self, text: str, at_ms: float, *, alt: bool = False) -> bool:
        """Whether this key would be kept from the widgets, asked before it is given."""
        if text in ENDINGS and not alt and not self._is_late(at_ms):
            # The key that a volunteer waits after: the scan itself is made but once.
            return self._is_code() if self.holding else self._is_second_ending(at_ms)
        # copy.copy would take longer than all the rest that is done for a key.
        twin = Burst.__new__(Burst)
        twin.__dict__.update(self.__dict__)
        return twin.key(text, at_ms, alt=alt)[-1] is not Verdict.PASS

    def _settle_if_late(self, at_ms: float) -> list[Outcome]:
        return self.quiet() if self._is_late(at_ms) else []

    def _is_late(self, at_ms: float) -> bool:
        """Whether the keys that are held were not followed soon enough to be of one run."""
        return self.holding and at_ms - self._last_at > self.setup.gap_ms

    def _ending(self, text: str, at_ms: float) -> list[Outcome]:
        if not self.holding:
            return [Verdict.SWALLOW if self._is_second_ending(at_ms) else Verdict.PASS]
        if not self._is_code():
            return [*self.other(), Verdict.PASS]
        return [*self._scan(text, at_ms, self.setup.gap_ms), Verdict.SWALLOW]

    def _is_second_ending(self, at_ms: float) -> bool:
        """CR and LF, or an Enter that came late: both belong to the scan just made."""
        return self._ended_at is not None and at_ms - self._ended_at <= self._ended_within

    def _is_code(self) -> bool:
        if self._digits:
            return False
        prefix = self.setup.prefix
        marked = bool(prefix) and self._text.startswith(prefix) and self._text != prefix
        return marked or len(self._text) >= self.setup.min_length

    def _is_unended_code(self) -> bool:
        # One character over and over is a key held down on a laptop that does not say so.
        varied = len(set(self._text)) > 1
        return self._is_code() and varied and len(self._text) >= UNENDED_LENGTH

    def _may_be_code(self, text: str) -> bool:
        if len(text) != 1 or text in _EDITING:
            return False
        if text in _DATA_CONTROLS or text.isprintable():
            return True
        # Ctrl and a letter, in a run that is already fast: a scanner's way to send controls.
        return self._keys >= 2

    def _echo_of_alt(self, text: str) -> bool:
        """Windows types the character itself after Alt and its number: it is one character."""
        echo = bool(self._from_alt) and text == self._from_alt
        self._from_alt = ""
        return echo

    def _alt_digit(self, text: str, at_ms: float) -> Verdict:
        self._digits += text
        self._stamp(at_ms)
        return Verdict.HOLD

    def _stamp(self, at_ms: float) -> None:
        if self._keys:
            self._note_pause(at_ms - self._last_at)
        self._keys += 1
        self._last_at = at_ms

    def _note_pause(self, pause_ms: float) -> None:
        self._widest = max(self._widest, pause_ms)
        if self._keys <= typed_before.MOST:
            self._first_pauses += (pause_ms,)
        else:
            self._widest_later = max(self._widest_later, pause_ms)

    def _scan(self, ending: str, at_ms: float, ended_within: float) -> list[Outcome]:
        if ending:
            self._note_pause(at_ms - self._last_at)
        typed = self._typed_before()
        scan = Scan(self._text[typed:], ending, self._widest, self._alt_codes)
        self._ended_at, self._ended_within = at_ms, ended_within
        self._forget()
        return [Typed(typed), scan] if typed else [scan]

    def _typed_before(self) -> int:
        """How many of the keys held are somebody's, and the rest the scanner's."""
        if self._keys != len(self._text):
            return 0
        return typed_before.keys_before(
            self._text, self._first_pauses, self._widest_later, self.setup
        )

    def _forget(self) -> None:
        self._text = ""
        self._digits = ""
        self._from_alt = ""
        self._alt_codes = False
        self._keys = 0
        self._last_at = 0.0
        self._widest = 0.0
        self._first_pauses = ()
        self._widest_later = 0.0


def scans_of(burst: Burst, keys: Sequence[tuple[str, float]]) -> list[Scan]:
    """The scans in a run of (text, at_ms) keys, with quiet at the end."""
    outcomes = [outcome for text, at_ms in keys for outcome in burst.key(text, at_ms)]
    outcomes += burst.quiet()
    return [outcome for outcome in outcomes if isinstance(outcome, Scan)]


def _numbered(digits: str) -> str:
    """The character with this number, as Windows numbers them; nothing when there is none."""
    if not digits or len(digits) > 5:
        return ""
    number = int(digits)
    if 128 <= number < 256:
        return bytes([number]).decode("cp1252", errors="ignore")
    return chr(number) if 0 < number < 0xD800 else ""
