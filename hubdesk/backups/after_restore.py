"""The last word on a restored hub before it takes its place: see ``identity`` for the first.

Their keys are destroyed by then; here it is also recorded, so that nothing of them is taken
in again that another laptop sends. That must not wait for somebody to confirm the date, as a
command would: it is recorded at the newest moment that the journal knows.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Connection, func, select

from hubdesk.backups.erased import Again
from hubdesk.desk import Desk
from hubdesk.forgetting.erased import ERASED, Erased
from hubdesk.forgetting.forgot import FORGOT, Forgot, Why
from hubdesk.households.matters import Matter
from hubdesk.journal import forgotten
from hubdesk.journal.act import View
from hubdesk.journal.operations import Applying, Body, OperationKind
from hubdesk.journal.tables import operation
from hubdesk.packing import diet
from hubdesk.volunteers import volunteer


def after_restore(desk: Desk, again: Again) -> int:
    """Forgets again whom and what the restored journal speaks of and was forgotten since.

    Returns how many subjects were erased.
    """
    subjects, matters = desk.ask(_known)
    erased = sorted(each for each in subjects if again.is_erased(each))
    items = [(who, what, upto) for who, what in matters if (upto := again.upto(who, what))]
    if erased:
        first, *others = erased
        desk.trial(partial(_record, desk, ERASED, Erased(others), first))
    left = [each for each in items if each[0] not in erased]
    if left:
        why = Why.WITHDRAWN.value
        desk.trial(partial(_record, desk, FORGOT, Forgot(left, why), left[0][0]))
    return len(erased)


def _known(view: View) -> tuple[set[bytes], list[tuple[bytes, str]]]:
    """Whom the journal speaks of, without those it knows to be erased; and their matters."""
    told = select(operation.c.subject).where(operation.c.type.startswith("household."))
    found = view.connection.execute(told.distinct()).scalars()
    people = select(operation.c.subject).where(operation.c.type.startswith("volunteer."))
    volunteers = view.connection.execute(people.distinct()).scalars().all()
    subjects = set(found) - forgotten.erased(view.connection)
    matters = [(each, matter.value) for each in sorted(subjects) for matter in Matter]
    packed = select(operation.c.subject).where(operation.c.type == diet.PACKED_FOR.name)
    parcels = view.connection.execute(packed.distinct()).scalars().all()
    matters += [(each, diet.CHIPS) for each in parcels]
    return subjects, [*matters, *((each, volunteer.PIN) for each in volunteers)]


def _record(
    desk: Desk, kind: OperationKind[Any], body: Body, subject: bytes, connection: Connection
) -> None:
    newest_ms = connection.execute(select(func.max(operation.c.at_ms))).scalar_one()
    desk.journal.append(
        Applying(connection),
        kind,
        body,
        subject=subject,
        at_ms=newest_ms,
        stamp=0,
        actor=None,
    )
