"""Labels that wait to be printed: saved with the work they belong to, so none is lost.

A label is queued in the same transaction as the collection it is for. It is printed after
that has been committed; if the printer fails, it waits.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any, Final

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
    true,
    update,
)
from sqlalchemy.engine import Connection
from sqlalchemy.sql import ColumnElement

from hubdesk.changes import Touched
from hubdesk.codes import own
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


RUN: Final = "run"
"""The kind of rows that are runs (``labels.runs``): their body begins with sheet and place."""

GONE_AFTER_MS: Final = 30 * 60_000
"""A parcel that was handed over this long ago is not here any more."""


class State(StrEnum):
    """Where a label is: waiting for the printer, with it, printed, or never to be printed.

    SENDING is kept before the printer is told, so that a label which a stopped laptop had under
    way is known: it may have come out.
    HELD and ASKED are of runs (``labels.runs``): to be printed from their screen, and out of the
    printer but with nobody having said how they came out.
    """

    WAITING = "waiting"
    SENDING = "sending"
    PRINTED = "printed"
    DEAD = "dead"
    HELD = "held"
    ASKED = "asked"


class Job(Struct, frozen=True):
    """A label to print: its number here, its code, what it says, and since when it waits."""

    no: int
    kind: str
    code: str
    content: Content
    asked_ms: int


class _Asked(Struct, frozen=True):
    """What is kept with a label and stands on none; labels of older versions do not say it."""

    asked_ms: int = 0


def queue(act: Act, content: Content) -> Job:
    """Lets a label wait for the printer; it is printed once this command is committed."""
    kind = name_of(content)
    row: dict[str, object] = {"code": content.code, "kind": kind, "state": State.WAITING}
    told = msgspec.to_builtins(content) | {"asked_ms": act.now_ms}
    row["body"] = msgspec.json.encode(told)
    no = act.connection.execute(insert(label_job), row).lastrowid
    act.touch(Touched.LABEL)
    return Job(no, kind, content.code, content, act.now_ms)


_SHELF = own.Kind.SHELF.value
_owed = label_job.c.state.in_([State.WAITING, State.SENDING])


def waiting(view: View) -> list[Job]:
    """The labels that the printer still owes, oldest first."""
    chosen = select(label_job).where(_owed).order_by(label_job.c.no)
    return [_job(row) for row in view.connection.execute(chosen)]


def _job(row: Any) -> Job:
    content = msgspec.json.decode(row.body, type=KINDS[row.kind])
    asked = msgspec.json.decode(row.body, type=_Asked)
    return Job(row.no, row.kind, row.code, content, asked.asked_ms)


def sending(act: Act, *numbers: int) -> frozenset[int]:
    """The printer is about to be given some labels: those of them that were not undone since."""
    chosen = select(label_job.c.no).where(label_job.c.no.in_(numbers), _owed)
    found = frozenset(act.connection.execute(chosen).scalars())
    _put(act, label_job.c.no.in_(found), State.SENDING)
    return found


def not_sent(act: Act, *numbers: int) -> None:
    """The printer did not take them after all, so none of them came out."""
    which = label_job.c.no.in_(numbers)
    _put(act, which & (label_job.c.state == State.SENDING), State.WAITING)


def take_up(act: Act) -> int:
    """At a start: what the printer was being given when the laptop stopped waits again.

    Nobody can know whether it came out, so it says that it is a second one. How many there are.
    """
    chosen = select(label_job).where(label_job.c.state == State.SENDING)
    left = act.connection.execute(chosen).all()
    for row in left:
        told: dict[str, object] = msgspec.json.decode(row.body)
        if "reprint" in KINDS[row.kind].__struct_fields__:
            told["reprint"] = True
        values = {"state": State.WAITING, "body": msgspec.json.encode(told)}
        which = label_job.c.no == row.no
        act.connection.execute(update(label_job).where(which).values(values))
    return len(left)


def printed(act: Act, *numbers: int) -> None:
    """The printer took these labels, in one go."""
    _set(act, label_job.c.no.in_(numbers), State.PRINTED)
    over = label_job.c.state.in_([State.PRINTED, State.DEAD])
    old = (label_job.c.no < max(numbers) - 500) & ~label_job.c.code.startswith(_SHELF)
    act.connection.execute(delete(label_job).where(old, over))


def drop_gone(act: Act) -> int:
    """Labels of parcels that have gone home never print; how many there were.

    A bag has its number in pen and is out of the door half an hour after the printer failed.
    What waits for somebody (a card, a parcel that is packed ahead, a crate) prints all the same.
    """
    before_ms = act.now_ms - GONE_AFTER_MS
    gone = [
        job.no
        for job in waiting(act)
        if isinstance(job.content, ParcelLabel) and job.asked_ms < before_ms
    ]
    if gone:
        _set(act, label_job.c.no.in_(gone), State.DEAD)
    return len(gone)


def kill(act: Act, code: str) -> None:
    """A label must never print any more: its parcel was reopened or never was.

    One that came out before stays noted as printed. Of a run that waits it is taken out; of one
    that came out only with all others, for somebody counts its labels from the first.
    """
    _set(act, (label_job.c.code == code) & _owed, State.DEAD)
    _out_of_runs(act.connection, {code}, also_in_part=label_job.c.state == State.HELD)


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
    _out_of_runs(applying.connection, codes, also_in_part=true())
    applying.touch(Touched.LABEL)


def _out_of_runs(
    connection: Connection, codes: Collection[str], also_in_part: ColumnElement[bool]
) -> None:
    """Labels of these codes are in no run any more; a run with nothing left is gone."""
    under_way = label_job.c.state.in_([State.HELD, State.ASKED]) & (label_job.c.kind == RUN)
    runs = select(label_job.c.no, label_job.c.body, also_in_part).where(under_way)
    for no, body, in_part in connection.execute(runs).all():
        kept: Any = msgspec.json.decode(body)
        left = [each for each in kept[2] if each[1].get("code") not in codes]
        which = label_job.c.no == no
        if not left:
            connection.execute(delete(label_job).where(which))
        elif in_part and len(left) < len(kept[2]):
            now = msgspec.json.encode([*kept[:2], left, *kept[3:]])
            connection.execute(update(label_job).where(which).values(body=now))


def _set(act: Act, which: object, state: State) -> None:
    _put(act, which, state)
    act.touch(Touched.LABEL)


def _put(act: Act, which: object, state: State) -> None:
    """As ``_set``, where no screen shows a difference."""
    act.connection.execute(update(label_job).where(which).values(state=state))  # type: ignore[arg-type]
