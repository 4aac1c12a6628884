"""How often a laptop writes small files, so that a folder of many laptops stays small.

A small file stays for a fortnight after its merged one was written. Two laptops may write one
every 45 seconds all day; fifteen may not. Each laptop counts its own small files against its
share, one part for each laptop that belongs, and takes more time between two as they grow.
Nothing is kept back for ever, and nothing that was asked for.
"""

from __future__ import annotations

from typing import Final

from hubdesk.sync.files import Known, Sort
from hubdesk.sync.pace import MINUTE_MS
from hubdesk.sync.passing import Passing

STEPS: Final = ((0.5, 0), (1.0, 5 * MINUTE_MS), (1.5, 20 * MINUTE_MS), (2.0, 60 * MINUTE_MS))
"""Up to so much of its share a laptop waits so long between two small files."""
LONGEST_MS: Final = 240 * MINUTE_MS


def must_wait(passing: Passing) -> bool:
    """Whether a few operations of this laptop's are kept for a later pass."""
    if passing.pace.at_once:
        return False
    own = _small(passing)
    if not own:
        return False
    share = max(1.0, passing.pace.live_files / max(1, _laptops(passing)))
    newest_ms = max(each.since_ms for each in own)
    return 0 <= passing.now_ms - newest_ms < _wait_ms(len(own) / share)


def _laptops(passing: Passing) -> int:
    """How many laptops' cards lie in the folder, without those that are shut out."""
    found = {each.device for each in passing.present() if each.sort is Sort.CARD}
    return len(found - passing.keys.removed)


def _small(passing: Passing) -> list[Known]:
    """This laptop's own files of a few operations."""
    device, small = passing.keys.device[:8], passing.pace.small
    return [
        each
        for each in passing.present()
        if each.sort is Sort.SEGMENT and each.device == device and each.last - each.first < small
    ]


def _wait_ms(used: float) -> int:
    return next((wait_ms for upto, wait_ms in STEPS if used < upto), LONGEST_MS)
