"""What a cut-off backup leaves behind, and what a disk says when it is full."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path
from typing import Final

from hubdesk.backups import places

UNDER_WAY_MS: Final = 3_600_000
"""For so long a part may belong to a backup that another program is making."""
_FULL: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
_LOCKED: Final = frozenset((errno.EROFS, errno.EACCES, errno.EPERM))


def clear(place: Path, now_ms: int) -> None:
    """Removes the parts of backups that were cut off."""
    oldest = places.stamp(now_ms - UNDER_WAY_MS)
    latest = places.stamp(now_ms + UNDER_WAY_MS)
    for part in place.glob("*" + places.PART):
        name = part.name.removesuffix(places.PART)
        if places.is_stamp(name) and not oldest < name < latest:
            shutil.rmtree(part, ignore_errors=True)


def is_full(error: OSError) -> bool:
    """True when a disk or stick has no room left."""
    return error.errno in _FULL


def is_locked(error: OSError) -> bool:
    """True when a folder does not allow changes."""
    return error.errno in _LOCKED
