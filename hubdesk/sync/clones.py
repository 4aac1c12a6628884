"""Two laptops that are one device: somebody copied a disk, and both copies share.

Each would write the device's card anew in every pass, for ever. A card of this laptop's own
that it never wrote comes from such a twin, or from its own life before an old disk was put
back. So the first one is only outnumbered; when a twin outnumbers that as well, at a later
moment, it is alive, and the laptop that notices takes a new identity. Of two whose clocks differ
it is the one behind. What nobody answered some cards ago was such a former life, and is
forgotten: an old disk may be put back once more. Nothing is lost: what was recorded stands under
streams, which no two laptops share.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from sqlalchemy import Connection

from hubdesk.journal.act import Act
from hubdesk.sync import copied, keyring

MEANT: Final = "cards meant"
RIVAL: Final = "card not ours"
KEPT: Final = 8
"""So many of the cards it wrote last a laptop knows again."""
UNANSWERED: Final = 4
"""So many cards of its own after one that it did not write, and no twin is alive."""
_MARK: Final = 8


def mean(act: Act, raw: bytes) -> None:
    """This laptop is about to write a card: it knows it again, even if the power goes now."""
    kept = keyring.fact(act.connection, MEANT) or b""
    keyring.keep_fact(act.connection, MEANT, (kept + mark(raw))[-KEPT * _MARK :])
    rival = keyring.fact(act.connection, RIVAL)
    if rival:
        unanswered = rival + b"."
        is_over = len(unanswered) >= _MARK + UNANSWERED
        keyring.keep_fact(act.connection, RIVAL, b"" if is_over else unanswered)


def is_ours(connection: Connection, raw: bytes) -> bool:
    """Whether this laptop, or the one it was copied from, wrote a card of its device."""
    kept, sought = keyring.fact(connection, MEANT) or b"", mark(raw)
    return any(kept[at : at + _MARK] == sought for at in range(0, len(kept), _MARK))


def met(act: Act, before: bytes | None, raw: bytes, is_later: bool) -> bool:
    """A newer card of this device was read; True when this laptop is another one from now on.

    ``before`` is the card that it held to be its newest; ``is_later`` says whether the other was
    written after it, going by their clocks.
    """
    if is_ours(act.connection, raw):
        return False
    wrote_last = before is not None and is_ours(act.connection, before)
    if not (keyring.fact(act.connection, RIVAL) and wrote_last and is_later):
        keyring.keep_fact(act.connection, RIVAL, mark(raw))
        return False
    return notice(act)


def part(act: Act) -> None:
    """Another laptop was this one once, and has its secret: this one becomes another as well.

    So it is after a copy was noticed by the other, or a backup of this one was brought back.
    Whoever loses one of the two then loses nothing that the other is sealed by.
    """
    _begin_anew(act)
    copied.be_another(act.connection)


def notice(act: Act) -> bool:
    """A copy of this laptop is at work: this one becomes another, and who works here is told.

    True, as of ``met``.
    """
    _begin_anew(act)
    copied.become_another(act, act.now_ms)
    return True


def _begin_anew(act: Act) -> None:
    for name in (MEANT, RIVAL):
        keyring.keep_fact(act.connection, name, b"")


def mark(raw: bytes) -> bytes:
    """What a card is known by."""
    return blake2b(raw, digest_size=_MARK, person=b"hubdesk card").digest()
