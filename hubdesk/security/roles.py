"""Who may do what: one function that every guarded command and question calls.

Today everybody who can open the hub knows a phrase that opens all of it, and there is one
opener, so ``require`` lets every role through. It holds nobody back yet. Once volunteers are
known by card or PIN, the refusal is made here and nowhere else.
"""

from __future__ import annotations

from enum import StrEnum

from hubdesk.journal.act import View


class Role(StrEnum):
    """What somebody is trusted with: serving, looking after the hub, or everything."""

    COUNTER = "counter"
    LEAD = "lead"
    ADMIN = "admin"


def require(view: View, role: Role) -> None:
    """Refuses whoever does not have this role. For now it refuses nobody: see above."""
