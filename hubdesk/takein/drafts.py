"""The take-in in progress on this laptop: what the next scan, and what is typed, is about.

Nothing of it is needed to know what came in: each scan stands in the journal at once. It is kept
so that the screen stands as it was after a visit, another screen or a restart.
"""

from __future__ import annotations

import msgspec

from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.stock.batch import dated_of, day_text
from hubdesk.stock.dates import Dated
from hubdesk.storage import meta

FACT = "take in"


class Draft(msgspec.Struct, frozen=True):
    """``drop_off`` is what the goods came with, on the day ``on``.

    ``after``: a scan came last, so that what is typed is about it. ``run_ms`` is when the first
    of the scans was made that a date is typed for: those of one product, one after the other.
    ``typed``: something was typed about them, so that the next scan begins anew. ``date`` (a day
    and its kind) was typed first and stays; ("", None) says that packs bear none. ``number`` was
    typed first and is for the next scan alone. ``crate`` is the one that is being sorted,
    ``binned`` names what was put to waste last, ``labelled`` what bound a label to the last scan.
    ``asks_giver``: letters are an organisation's name. ``crate_label`` was printed ahead and is
    for the next weight; ``asks_of`` is the earlier drop-off whose source is asked.
    ``is_thanked``: a slip of thanks was printed for this drop-off. ``weights`` are what was typed
    of what one weighs: when, and the name of the operation.
    """

    drop_off: bytes
    on: str
    after: bool = False
    run_ms: int = 0
    typed: bool = False
    date: tuple[str, str | None] | None = None
    number: int | None = None
    crate: bytes | None = None
    binned: tuple[bytes, int] | None = None
    asks_giver: bool = False
    labelled: tuple[bytes, int] | None = None
    crate_label: str = ""
    asks_of: bytes | None = None
    is_thanked: bool = False
    weights: tuple[tuple[int, bytes, int], ...] = ()

    @property
    def dated(self) -> Dated | None:
        """The date that stays."""
        return dated_of(self.date[0], self.date[1]) if self.date and self.date[0] else None

    @property
    def says_no_date(self) -> bool:
        """True when packs were said to bear no date until another is typed."""
        return self.date == ("", None)


_decode = msgspec.json.Decoder(Draft).decode


def current(view: View) -> Draft:
    """The take-in in progress; another day begins another one."""
    kept = meta.read(view.connection, FACT)
    day = view.today.isoformat()
    if kept is not None:
        try:
            found = _decode(kept)
        except msgspec.MsgspecError:
            return _new(day)  # of another version: every scan stands in the journal all the same
        if found.on == day:
            return found
    return _new(day)


def begun(view: View) -> Draft:
    """Another take-in, of which nothing has come yet."""
    return _new(view.today.isoformat())


def _new(day: str) -> Draft:
    return Draft(identity.new_id(), day)


def keep(act: Act, draft: Draft) -> None:
    """Keeps it, in the transaction of the scan that changed it."""
    meta.write(act.connection, FACT, msgspec.json.encode(draft).decode())


def change(draft: Draft, **values: object) -> Draft:
    """A draft with some things changed."""
    return msgspec.structs.replace(draft, **values)


def date_of(dated: Dated | None) -> tuple[str, str | None]:
    """A date as a draft keeps it."""
    return (day_text(dated) or "", dated.kind if dated else None)
