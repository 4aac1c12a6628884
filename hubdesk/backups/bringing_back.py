"""Brings a hub back from a backup: on a new laptop, or in place of one that was lost.

It is made ready beside the present hub, looked at, given a new identity and told again who was
erased; only then does it take the present one's place, which is put aside and never overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from msgspec import Struct

from hubdesk.backups import carrying, erased, identity, leftovers, places, replaced, whole
from hubdesk.backups.after_restore import after_restore
from hubdesk.backups.places import Backup
from hubdesk.clock import Clock
from hubdesk.desk import Desk, open_desk
from hubdesk.errors import Refused, Said, Trouble
from hubdesk.folders import FILE
from hubdesk.security import key_file, keys, put_back
from hubdesk.storage import recognition
from hubdesk.storage.folder import make as make_folder
from hubdesk.storage.whole_file import write_whole
from hubdesk.wording import translate

Filling = Callable[[Desk], int]
NO_WHOLE: Final = translate(
    "hub",
    "No backup that is whole was found there. Put in another stick, or choose the folder "
    "with the backups.",
)


class BroughtBack(Struct, frozen=True):
    """A hub that is in its place again.

    ``aside`` is where the hub lies that was there before; ``regained`` how many operations
    came from it that the backup lacked.
    """

    key: bytes
    backup: Backup
    aside: Path | None
    regained: int = 0
    opener: str = ""
    """The slot whose phrase brought it back, as ``doorstep.Unlocked`` has it."""


def nothing_more(_desk: Desk) -> int:
    """The backup as it is."""
    return 0


def bring_back(backup: Backup, hub: Path, text: str, clock: Clock) -> BroughtBack:
    """Brings back a backup that ``text`` opens: a passphrase of that time or the recovery code.

    Raises Refused when it opens nothing, Trouble when the backup is not whole or a disk fails;
    the present hub is as it was then.
    """
    return bring_back_with(backup, hub, keys.unlock(backup.folder, text), clock)


def bring_back_with(
    backup: Backup, hub: Path, key: bytes, clock: Clock, filling: Filling = nothing_more
) -> BroughtBack:
    """As ``bring_back``, by the hub's own key. ``filling`` adds what the backup lacks."""
    make_folder(hub)
    lock = recognition.take(hub)
    try:
        put_back.finish(hub)
        stage = put_back.stage(hub)
        marks = erased.known(backup.folder.parent, places.own(hub))
        marks |= replaced.forgotten_in(hub, key)
        _copy(backup, stage, hub, key)
        regained = _made_ready(stage, key, clock, marks, filling)
        erased.add(places.own(hub), marks)
        aside = put_back.swap(hub, places.stamp(clock.now_ms()))
    except OSError as error:
        is_here = leftovers.is_full(error) or leftovers.is_locked(error)
        raise (put_back.trouble() if is_here else Trouble(whole.UNREADABLE)) from error
    finally:
        put_back.give_up(hub)
        lock.release()
    return BroughtBack(key, backup, aside, regained)


def newest_whole(found: Iterable[Backup], key: bytes | None = None) -> Backup:
    """The first of these backups that is whole and, with a key, is of that hub.

    Raises Refused when none is.
    """
    for backup in found:
        try:
            if key is not None and not keys.fits(backup.folder, key):
                continue
            whole.look(backup)
        except Said:
            continue
        return backup
    raise Refused(NO_WHOLE)


def _copy(backup: Backup, stage: Path, hub: Path, key: bytes) -> None:
    """The backup's file, read whole, and the newest key file there is of this hub."""
    if carrying.copy_file(backup.file, stage / FILE) != backup.about.file_sum:
        raise Trouble(whole.NOT_WHOLE)
    whole.look_inside(stage / FILE, key, backup.about.operations)
    write_whole(stage / key_file.NAME, _keys(backup, hub, key))


def _keys(backup: Backup, hub: Path, key: bytes) -> bytes:
    """Those of the present hub when it is the same one, else of the newest backup beside this.

    Who may open it may have changed since: a phrase that was removed opens the restored hub no
    more. The backup itself it opens as long as that is kept.
    """
    for folder in (hub, *(each.folder for each in places.in_folder(backup.folder.parent))):
        try:
            if keys.fits(folder, key):
                return (folder / key_file.NAME).read_bytes()
        except (OSError, Said):
            continue
    return backup.keys.read_bytes()


def _made_ready(
    stage: Path, key: bytes, clock: Clock, marks: frozenset[str], filling: Filling
) -> int:
    again = erased.again(key, marks)
    identity.renew(stage / FILE, key, again)
    desk = open_desk(stage, key, clock)
    try:
        regained = filling(desk)
        after_restore(desk, again)
    finally:
        desk.close()
    for leftover in stage.glob(f"{Path(FILE).stem}-before-schema-*"):
        leftover.unlink()
    return regained
