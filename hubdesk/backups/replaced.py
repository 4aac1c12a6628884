"""Who was forgotten in the hub whose place a backup is about to take.

The list beside the backups knows of whoever was erased up to the newest of them. Who was erased
since, only the present hub knows: it is asked before it is put aside, as long as it can be opened.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import msgspec

from hubdesk.backups import erased, leftovers, salvage
from hubdesk.backups.salvage import Salvage
from hubdesk.folders import FILE
from hubdesk.forgetting.erased import ERASED, Erased
from hubdesk.forgetting.forgot import on_request
from hubdesk.security import put_back

_ASKED: Final = "asked"


def forgotten_in(hub: Path, key: bytes) -> frozenset[str]:
    """The marks of whom and what a closed hub has forgotten, as ``erased.note`` would write them.

    Read from a copy in the stage, so that the hub stays as it is; none where there is no hub,
    the key is another's, or nothing can be read any more. Raises OSError when there is no room.
    """
    if not (hub / FILE).exists():
        return frozenset()
    into = put_back.beside_stage(hub, _ASKED)
    try:
        left = salvage.copied(hub, into, key)
    except OSError as error:
        if leftovers.is_full(error) or leftovers.is_locked(error):
            raise
        # A disk that does not give the old hub back must not keep a backup from taking its place.
        shutil.rmtree(into, ignore_errors=True)
        return frozenset()
    try:
        return _marks(left, key) if left.opens() else frozenset()
    finally:
        left.close()
        shutil.rmtree(into)


def _marks(left: Salvage, key: bytes) -> frozenset[str]:
    subjects, matters = set(left.gone()), []
    for type_, subject, body in left.forgetting():
        if type_ == ERASED.name:
            subjects |= {subject, *msgspec.msgpack.decode(body, type=Erased).also}
        else:
            matters += on_request(body)
    return erased.marks(key, subjects, matters)
