"""A volunteer who leaves: off the list, and PIN and card are forgotten.

Their name stays beside what they did; see docs/privacy.md.
"""

from __future__ import annotations

from hubdesk.forgetting.forgot import Why, forget
from hubdesk.journal import forgotten
from hubdesk.journal.act import Act
from hubdesk.volunteers import serving, volunteer


def leave(act: Act, subject: bytes) -> None:
    """They help here no more. What is sealed of their PIN can never be read again."""
    serving.leave_list(act, subject)
    stamp = forgotten.newest(act.connection, subject, volunteer.PIN)
    if stamp is not None:
        forget(act, [(subject, volunteer.PIN, stamp)], Why.LEFT)
