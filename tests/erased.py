"""Who is erased in a hub, as a question for its desk."""

from __future__ import annotations

from hubdesk.journal import forgotten
from hubdesk.journal.act import View


def erased_subjects(view: View) -> set[bytes]:
    """The ids of all who were erased."""
    return forgotten.erased(view.connection)
