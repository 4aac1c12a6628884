"""The three kinds of failure: Refused, Trouble, and everything else, which is a bug.

Refused and Trouble carry a sentence a volunteer can act on. A bug carries nothing: it
reaches the one crash hook. None of the three may hold a name, an address or a diet,
because exceptions end up in logs.
"""

from __future__ import annotations


class Said(Exception):
    """A failure that is told to the volunteer, in a sentence with what to do next.

    ``text`` is the English sentence with ``{named}`` gaps, marked for translation with
    ``hubdesk.wording.translate``; ``values`` fill the gaps. The screen translates the
    sentence first and fills it after.
    """

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values = values

    def __str__(self) -> str:
        return self.text.format(**self.values)


class Refused(Said):
    """The hub's rules say no, and say what to do instead. Nothing was changed."""


class Trouble(Said):
    """The world failed: a disk, a printer, a damaged file. The work done so far is kept."""
