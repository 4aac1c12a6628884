"""What the desk answers to a scan or a key, as plain values for cards, bars and sounds."""

from __future__ import annotations

from msgspec import Struct

from ui.theme.tokens import Tone


class Action(Struct, frozen=True):
    """Something the volunteer can do about a result.

    ``what`` is the screen's own name for it; ``word`` stands on the button; ``key`` is a
    shortcut such as ``Ctrl+Z`` (or ``Space``, which the scan box hears while it is empty).
    """

    what: str
    word: str
    key: str = ""
    icon_name: str = ""


class Result(Struct, frozen=True):
    """One answer. ``pinned`` ones stay until they are put aside, and scans wait behind them.

    ``of_page``: it speaks of the page in front alone, and goes when that is left.
    """

    tone: Tone
    headline: str
    lines: tuple[str, ...] = ()
    actions: tuple[Action, ...] = ()
    pinned: bool = False
    of_page: bool = False

    def aloud(self) -> str:
        """The whole answer as one sentence for a screen reader."""
        return ". ".join(part.rstrip(".") for part in (self.headline, *self.lines))
