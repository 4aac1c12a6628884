"""What the keys of the stall mean: a digit is a swap, and a few keys come before it.

=========  =============================================================
``3``      one tin in, three items out: a swap, counted at once
``0`` 3    brought nothing, three items out
``+`` 3    one tin more than one: two in, three out (``+ +``: three in)
``X`` 3    ten items more: thirteen out (``X X``: twenty more)
``C`` 3    one of a line with a key of its own, and three items besides
=========  =============================================================

After tins were scanned a digit is for those, and ``0`` says that nothing was taken for them.
Gloves press twice and press two keys at once: a second digit sooner than a hand can mean it is
not counted, and said.
"""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

TOGETHER_MS = 300
"""Two digits within this time are one press of a thick finger."""
BOUNCE_MS = 80
"""A key that says which swap comes may well be pressed twice; sooner than this it bounced."""
MOST_TENS = 9
MOST_TINS = 20
TINS, TENS = "+=", "x*"


class Coming(Struct, frozen=True):
    """The keys that were pressed before the digit: what the swap will be."""

    nothing: bool = False
    more_tins: int = 0
    tens: int = 0
    counted: tuple[str, ...] = ()

    @property
    def begun(self) -> bool:
        """True once a key says something of the swap that comes."""
        return self != Coming()


class Swap(Struct, frozen=True):
    """One swap as it was keyed: items out in all, tins in that nobody scanned, and how many of
    each line with a key (by its letter) are among the items."""

    out: int
    tins: int
    nothing: bool = False
    counted: dict[str, int] = field(default_factory=dict)


class Pressed(Struct, frozen=True):
    """What a key came to: a swap, a beginning, or a press that was not meant (``twice``)."""

    coming: Coming
    swap: Swap | None = None
    twice: bool = False
    known: bool = True


class Keys(Struct):
    """The keys of one stall as they are pressed, with the time between them."""

    letters: frozenset[str] = frozenset()
    coming: Coming = Coming()
    _last: tuple[str, int] | None = None

    @property
    def last_sign(self) -> str:
        """The key that was pressed before and meant."""
        return "" if self._last is None else self._last[0]

    def press(self, sign: str, at_ms: int, scanned: int = 0) -> Pressed:
        """One key; ``scanned`` is how many tins were scanned since the last swap."""
        sign = sign.casefold()
        last, self._last = self._last, (sign, at_ms)
        if last is not None and _is_slip(*last, sign, at_ms):
            # Measured from the first press: a row of bounces ends with it.
            self._last = last
            return Pressed(self.coming, twice=True)
        pressed = pressed_in(self.coming, sign, scanned, self.letters)
        self.coming = pressed.coming
        return pressed

    def forget(self) -> bool:
        """Takes back what was pressed before a digit; False if there was nothing."""
        begun, self.coming = self.coming.begun, Coming()
        return begun


def _is_slip(last: str, last_ms: int, sign: str, at_ms: int) -> bool:
    gone_ms = at_ms - last_ms
    if last.isdigit() and sign.isdigit():
        # "0" and then a digit may be meant as fast as a hand can.
        return gone_ms < (BOUNCE_MS if last == "0" else TOGETHER_MS)
    return last == sign and gone_ms < BOUNCE_MS


def pressed_in(coming: Coming, sign: str, scanned: int, letters: frozenset[str]) -> Pressed:
    """What a key comes to after those before it."""
    if sign in TINS:
        more = min(coming.more_tins + 1, MOST_TINS)
        return Pressed(replace(coming, more_tins=more))
    if sign in TENS:
        return Pressed(replace(coming, tens=min(coming.tens + 1, MOST_TENS)))
    if sign in letters:
        return Pressed(replace(coming, counted=(*coming.counted, sign)))
    if sign == "0" and not coming.begun and not scanned:
        return Pressed(Coming(nothing=True))
    if sign == "0" and coming == Coming(nothing=True):
        return Pressed(Coming())
    if len(sign) == 1 and sign.isdecimal() and sign.isascii():
        return Pressed(Coming(), _swap(coming, int(sign), scanned))
    return Pressed(coming, known=False)


def _swap(coming: Coming, digit: int, scanned: int) -> Swap:
    brought = 0 if coming.nothing or scanned else 1
    tins = brought + coming.more_tins
    counted = {letter: coming.counted.count(letter) for letter in coming.counted}
    out = digit + 10 * coming.tens + len(coming.counted)
    return Swap(out, tins, not tins and not scanned, counted)
