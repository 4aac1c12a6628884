"""The last word on a restored hub before it takes its place: see ``identity`` for the first."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import select

from hubdesk.desk import Desk
from hubdesk.journal.act import View
from hubdesk.journal.tables import operation


def after_restore(desk: Desk, was_erased: Callable[[bytes], bool]) -> list[bytes]:
    """Every subject that the restored journal speaks of and that was erased since."""
    return [each for each in desk.ask(_subjects) if was_erased(each)]


def _subjects(view: View) -> list[bytes]:
    found = select(operation.c.subject).where(operation.c.type.startswith("household."))
    return list(view.connection.execute(found.distinct()).scalars())
