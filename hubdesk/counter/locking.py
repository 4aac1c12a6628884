"""Locking the desk: the visit is on hold, and nothing of a person is shown until somebody says
who they are. The stall and taking in go on."""

from __future__ import annotations

from hubdesk.changes import Touched
from hubdesk.counter import drafts
from hubdesk.journal.act import Act


def lock(act: Act) -> None:
    """Parks the visit on the counter and locks. Locking a locked desk changes nothing."""
    if act.trust.locked:
        return
    drafts.park(act)
    act.trust.lock()
    act.touch(Touched.TRUST)
