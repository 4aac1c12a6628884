"""What came out of this laptop's printer before: a second label says that it is one.

Codes of shelves are kept for good, for their labels are chosen from lists; of all else the last
few hundred (``queue.printed``). A label that another laptop printed is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, insert, select

from hubdesk.codes import own
from hubdesk.journal.act import Act, View
from hubdesk.labels import queue
from hubdesk.labels.contents import Content
from hubdesk.labels.kinds import name_of
from hubdesk.labels.queue import Job, State, label_job

_SHELF = own.Kind.SHELF.value
of_shelf: ColumnElement[bool] = label_job.c.code.between(_SHELF, _SHELF + "~")


def wait(act: Act, content: Any) -> Job:
    """The label of a thing waits for the printer, and says so when it is not the first.

    One that waits already is dead: two would come out.
    """
    is_second = bool(_out(act, label_job.c.code == content.code))
    queue.kill(act, content.code)
    return queue.queue(act, replace(content, reprint=is_second))


def shelves(view: View) -> frozenset[str]:
    """The codes of shelves whose labels came out here."""
    return _out(view, of_shelf)


def note(act: Act, contents: Sequence[Content]) -> None:
    """Labels of a run came out: those of shelves are remembered."""
    known = shelves(act)
    fresh = {each.code: each for each in contents if each.code.startswith(_SHELF)}
    rows = [
        {"code": code, "kind": name_of(each), "state": State.PRINTED, "body": _body(each)}
        for code, each in fresh.items()
        if code not in known
    ]
    if rows:
        act.connection.execute(insert(label_job), rows)


def _body(content: Content) -> bytes:
    return msgspec.json.encode(msgspec.to_builtins(content))


def _out(view: View, which: ColumnElement[bool]) -> frozenset[str]:
    """Codes that were printed, may have been, or were to be printed for a second time."""
    chosen = select(label_job.c.code, label_job.c.state, label_job.c.body).where(which)
    return frozenset(
        code
        for code, state, body in view.connection.execute(chosen)
        if state in (State.PRINTED, State.SENDING) or b'"reprint":true' in body
    )
