"""The last word on a restored hub before it takes its place: see ``identity`` for the first.

Their keys are destroyed by then; here it is also recorded, so that nothing of them is taken
in again that another laptop sends.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from hubdesk.desk import Desk
from hubdesk.forgetting import erasing
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation


def after_restore(desk: Desk, was_erased: Callable[[bytes], bool]) -> int:
    """Erases again everybody that the restored journal speaks of and that was erased since."""
    again = [each for each in desk.ask(_subjects) if was_erased(each)]
    return desk.do(erasing.apply_again, again) if again else 0


def _subjects(view: View) -> list[bytes]:
    found = select(operation.c.subject).where(operation.c.type.startswith("household."))
    return list(view.connection.execute(found.distinct()).scalars())
