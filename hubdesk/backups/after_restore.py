"""The last word on a restored hub before it takes its place: see ``identity`` for the first.

Their keys are destroyed by then; here it is also recorded, so that nothing of them is taken
in again that another laptop sends. That must not wait for somebody to confirm the date, as a
command would: it is recorded at the newest moment that the journal knows.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from sqlalchemy import Connection, func, select

from hubdesk.desk import Desk
from hubdesk.forgetting.erased import ERASED, Erased
from hubdesk.journal import forgotten
from hubdesk.journal.act import View
from hubdesk.journal.operations import Applying
from hubdesk.journal.tables import operation


def after_restore(desk: Desk, was_erased: Callable[[bytes], bool]) -> int:
    """Erases again everybody that the restored journal speaks of and that was erased since."""
    again = sorted(each for each in desk.ask(_known) if was_erased(each))
    if again:
        desk.trial(partial(_erase, desk, again))
    return len(again)


def _known(view: View) -> set[bytes]:
    """Whom the journal speaks of, without those it knows to be erased."""
    told = select(operation.c.subject).where(operation.c.type.startswith("household."))
    found = view.connection.execute(told.distinct()).scalars()
    return set(found) - forgotten.erased(view.connection)


def _erase(desk: Desk, subjects: list[bytes], connection: Connection) -> None:
    newest_ms = connection.execute(select(func.max(operation.c.at_ms))).scalar_one()
    first, *others = subjects
    desk.journal.append(
        Applying(connection),
        ERASED,
        Erased(others),
        subject=first,
        at_ms=newest_ms,
        stamp=0,
        actor=None,
    )
