"""``hubdesk backup`` and ``hubdesk restore``: the same as the screens, without one."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from hubdesk.backups import carrying, places, taking, whole
from hubdesk.backups.bringing_back import bring_back, newest_whole
from hubdesk.backups.places import Backup
from hubdesk.clock import Clock
from hubdesk.errors import Refused
from hubdesk.security import keys
from hubdesk.wording import translate

Phrase = Callable[[], str]


def run(told: argparse.Namespace, phrase: Phrase, clock: Clock) -> str:
    """Does what was told and returns what to print. Raises Refused or Trouble."""
    done = _backed_up if told.command == "backup" else _restored
    plain = {"done": True, **done(told, phrase, clock)}
    return json.dumps(plain, indent=2) if told.json else str(plain.pop("words"))


def _backed_up(told: argparse.Namespace, phrase: Phrase, clock: Clock) -> dict[str, object]:
    if told.to is not None and not carrying.is_there(told.to):
        raise Refused(
            translate(
                "hub",
                "The folder to carry the backup to is not there. Put the stick in, or name "
                "another one.",
            )
        )
    key = keys.unlock(told.hub, phrase())
    now_ms = clock.now_ms()
    made = taking.take(told.hub, key, now_ms)
    if told.to is not None:
        made = taking.carry(told.hub, key, made, told.to, now_ms)
    words = translate("hub", "Backed up, and looked at: {operations} entries, in {folder}")
    return _told(made, words)


def _restored(told: argparse.Namespace, phrase: Phrase, clock: Clock) -> dict[str, object]:
    try:
        backup = newest_whole(places.under(told.source))
    except OSError as error:
        raise Refused(whole.UNREADABLE) from error
    brought = bring_back(backup, told.hub, phrase(), clock)
    words = translate("hub", "Brought back, and looked at: {operations} entries, from {folder}")
    return _told(backup, words) | {"put_aside": brought.aside and str(brought.aside)}


def _told(backup: Backup, words: str) -> dict[str, object]:
    told = backup.about
    return {
        "words": words.format(operations=told.operations, folder=backup.folder),
        "folder": str(backup.folder),
        "at_ms": told.at_ms,
        "operations": told.operations,
        "households": told.households,
        "bytes": told.file_bytes,
    }
