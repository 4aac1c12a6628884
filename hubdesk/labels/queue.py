"""Labels that wait to be printed: saved with the work they belong to, so none is lost.

A label is queued in the same transaction as the collection it is for. It is printed after
that has been committed; if the printer fails, it waits.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import (
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    delete,
    insert,
    select,
    update,
)

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Applying
from hubdesk.labels.contents import Content, ParcelLabel
from hubdesk.labels.kinds import KINDS, name_of
from hubdesk.storage.tables import kept

label_job = Table(
    "label_job",
    kept,
    Column("no", Integer, primary_key=True),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("ix_label_job_state", "state"),
    Index("ix_label_job_code", "code"),
)


class State(StrEnum):
    """Where a label is: waiting for the printer, printed, or never to be printed.

    HELD and ASKED are of runs (``labels.runs``): to be printed from their screen, and out of the
    printer but with nobody having said how they came out.
    """

    WAITING = "waiting"
    PRINTED = "printed"
    DEAD = "dead"
    HELD = "held"
    ASKED = "asked"


class Job(Struct, frozen=True):
    """A label to print: its number here, its code, and what it says."""

    no: int
    kind: str
    code: str
    content: Content


def queue(act: Act, content: Content) -> Job:
    """Lets a label wait for the printer; it is printed once this command is committed."""
    kind = name_of(content)
    row: dict[str, object] = {"code": content.code, "kind": kind, "state": State.WAITING}
    row["body"] = msgspec.json.encode(content)
    no = act.connection.execute(insert(label_job), row).lastrowid
    act.touch(Touched.LABEL)
    return Job(no, kind, content.code, content)


def waiting(view: View) -> list[Job]:
    """The labels that the printer still owes, oldest first."""
    chosen = select(label_job).where(label_job.c.state == State.WAITING).order_by(label_job.c.no)
    return [
        Job(row.no, row.kind, row.code, msgspec.json.decode(row.body, type=KINDS[row.kind]))
        for row in view.connection.execute(chosen)
    ]


def still_wait(view: View, *numbers: int) -> frozenset[int]:
    """Those of some labels that were neither printed nor undone while others were printing."""
    chosen = select(label_job.c.no).where(
        label_job.c.no.in_(numbers), label_job.c.state == State.WAITING
    )
    return frozenset(view.connection.execute(chosen).scalars())


def printed(act: Act, *numbers: int) -> None:
    """The printer took these labels, in one go."""
    _set(act, label_job.c.no.in_(numbers), State.PRINTED)
    old = max(numbers) - 500
    act.connection.execute(
        delete(label_job).where(
            label_job.c.no < old, label_job.c.state.in_([State.PRINTED, State.DEAD])
        )
    )


def drop_gone(act: Act) -> int:
    """Labels of parcels that went home on an earlier day never print; how many there were.

    What waits for somebody (a card, a parcel that is packed ahead, a crate) prints all the same.
    """
    gone = [
        job.no
        for job in waiting(act)
        if isinstance(job.content, ParcelLabel) and job.content.packed_on < act.today
    ]
    if gone:
        _set(act, label_job.c.no.in_(gone), State.DEAD)
    return len(gone)


def kill(act: Act, code: str) -> None:
    """A label must never print any more: its parcel was reopened or never was."""
    _set(act, label_job.c.code == code, State.DEAD)


def forget_addresses(act: Act) -> None:
    """An address on a label that was printed, or never will be, is not kept."""
    act.connection.execute(
        delete(label_job).where(
            label_job.c.kind == "delivery", label_job.c.state.in_([State.PRINTED, State.DEAD])
        )
    )


def forget(applying: Applying, codes: Collection[str]) -> None:
    """Labels of these codes are gone, printed or not, also out of runs: called by reducers."""
    if not codes:
        return
    applying.connection.execute(delete(label_job).where(label_job.c.code.in_(codes)))
    runs = select(label_job.c.no, label_job.c.body).where(label_job.c.code == "")
    for no, body in applying.connection.execute(runs).all():
        kept: Any = msgspec.json.decode(body)
        left = [each for each in kept[2] if each[1].get("code") not in codes]
        if len(left) < len(kept[2]):
            now = msgspec.json.encode([*kept[:2], left])
            put = update(label_job).where(label_job.c.no == no).values(body=now)
            applying.connection.execute(put)
    applying.touch(Touched.LABEL)


def _set(act: Act, which: object, state: State) -> None:
    act.connection.execute(update(label_job).where(which).values(state=state))  # type: ignore[arg-type]
    act.touch(Touched.LABEL)
