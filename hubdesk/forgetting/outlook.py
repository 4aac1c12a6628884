"""What Set-up shows of forgetting: what goes within 30 days, what went, and how long is kept."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import bindparam, select

from hubdesk.day_answers import DAY_MS
from hubdesk.forgetting import limits
from hubdesk.forgetting.erased import ERASED
from hubdesk.forgetting.forgot import FORGOT, Forgot
from hubdesk.forgetting.limits import Limit
from hubdesk.journal.act import View
from hubdesk.journal.operations import Ref
from hubdesk.journal.tables import operation, stream
from hubdesk.packing.diet import CHIPS

DAYS = 30

_since = (
    select(stream.c.id, operation.c.seq, operation.c.type)
    .join(stream, stream.c.no == operation.c.stream_no)
    .where(
        operation.c.at_ms >= bindparam("since_ms"),
        operation.c.type.in_([ERASED.name, FORGOT.name]),
    )
)


class Went(Struct, frozen=True):
    """How long each matter is kept, and of the last 30 days: erased, and lost some details."""

    limits: tuple[Limit, ...]
    erased: int
    forgotten: int


def went(view: View) -> Went:
    """What was forgotten in the last 30 days, as counts."""
    since_ms = view.clock.now_ms() - DAYS * DAY_MS
    erased = 0
    lost: set[bytes] = set()
    for id_, seq, type_ in view.connection.execute(_since, {"since_ms": since_ms}).all():
        erased += type_ == ERASED.name
        found = view.journal.read(view.connection, Ref(id_, seq))
        body = view.journal.body_of(view.connection, *found) if found else None
        if isinstance(body, Forgot):
            lost |= {subject for subject, matter, _ in body.items if matter != CHIPS}
    return Went(limits.limits(view), erased, len(lost))
