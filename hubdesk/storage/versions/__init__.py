"""The steps that bring the kept tables of an older hub to this version's, in order.

Step N turns schema N-1 into schema N; a landed step never changes. The steps are plain
modules, listed here by hand, so that a frozen bundle carries them without any file search.
A test compares what they lead to with the tables as declared.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from hubdesk.storage.versions import (
    s0001_first,
    s0002_sync,
    s0003_a_key_for_each_matter,
    s0004_marks,
    s0005_packs,
    s0006_whose_keys,
)

if TYPE_CHECKING:
    from alembic.operations import Operations

STEPS: Final[tuple[Callable[[Operations], None], ...]] = (
    s0001_first.upgrade,
    s0002_sync.upgrade,
    s0003_a_key_for_each_matter.upgrade,
    s0004_marks.upgrade,
    s0005_packs.upgrade,
    s0006_whose_keys.upgrade,
)
HEAD: Final = len(STEPS)

TABLES: Final = frozenset(
    {
        "bundled_key",
        "epoch_key",
        "held_range",
        "label_job",
        "meta",
        "operation",
        "setting",
        "share_copy",
        "share_device",
        "share_fact",
        "share_missing",
        "shared_file",
        "stream",
        "stream_mark",
        "subject_key",
        "visit",
        "visit_step",
    }
)
"""The kept tables at HEAD."""
