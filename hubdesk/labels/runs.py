"""Runs: labels that are printed together from the Labels screen, and how they came out.

A run is kept before it is printed, with the place at which its first label goes. It is over when
somebody said that all of it came out; what did not is a new run. Until then nothing is lost when
the printer fails or the laptop stops, and nothing prints by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.labels import kinds, second, sheets
from hubdesk.labels.contents import Content, ParcelLabel
from hubdesk.labels.format import Format
from hubdesk.labels.pages import next_place
from hubdesk.labels.queue import GONE_AFTER_MS, RUN, State, label_job
from hubdesk.wording import translate

MOST = 1000


class Run(Struct, frozen=True):
    """Labels, the sheet they go on, and where on it they begin.

    ``is_out``: the printer was given them, and nobody has said yet how they look.
    """

    no: int
    contents: tuple[Content, ...]
    format_name: str
    start_at: int
    is_out: bool = False


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    format_name: str
    start_at: int
    contents: list[tuple[str, Any]]
    asked_ms: int = 0


def begin(act: Act, contents: Sequence[Content], format_name: str, start_at: int) -> Run:
    """Labels are to be printed. Raises Refused while an earlier run is not settled."""
    if not 1 <= len(contents) <= MOST:
        raise Refused(translate("hub", "That is not 1 to 1,000 labels. Type another number."))
    before = unsettled(act)
    if before is not None and not before.is_out:
        raise Refused(
            translate("hub", "Labels from before wait still. Say first: print them, or do not.")
        )
    if before is not None:
        raise Refused(
            translate("hub", "Say first how the labels before these came out: all, some or none.")
        )
    _forget_runs(act)
    packed = [kinds.packed(each) for each in contents]
    kept = _Kept(format_name, start_at, packed, act.now_ms)
    row = {"code": "", "kind": RUN, "state": State.HELD, "body": msgspec.json.encode(kept)}
    no = act.connection.execute(insert(label_job), row).lastrowid
    act.touch(Touched.LABEL)
    return Run(no, tuple(contents), format_name, start_at)


def unsettled(view: View) -> Run | None:
    """The run that waits for its printer, or for somebody to say how it came out.

    None for one whose parcels have gone home by now: their labels never print.
    """
    chosen = (
        select(label_job)
        .where(label_job.c.kind == RUN, label_job.c.state.in_([State.HELD, State.ASKED]))
        .order_by(label_job.c.no.desc())
    )
    row = view.connection.execute(chosen).first()
    if row is None:
        return None
    kept = msgspec.json.decode(row.body, type=_Kept)
    contents = tuple(kinds.unpacked(name, told) for name, told in kept.contents)
    if _are_gone(contents, kept.asked_ms, view.clock.now_ms()):
        return None
    is_out = row.state == State.ASKED
    return Run(row.no, contents, kept.format_name, kept.start_at, is_out)


def waiting(view: View) -> int:
    """How many labels wait on their screen for somebody to say: print them."""
    run = unsettled(view)
    return 0 if run is None or run.is_out else len(run.contents)


def _are_gone(contents: Sequence[Content], asked_ms: int, now_ms: int) -> bool:
    """True for labels of parcels only, so long after they were asked for that none is here."""
    parcels = all(isinstance(each, ParcelLabel) for each in contents)
    return parcels and 0 < asked_ms < now_ms - GONE_AFTER_MS


def sent(act: Act, no: int) -> Run:
    """The printer is about to be given a run; whatever happens then, somebody has to look at it.

    Returns it as it stands now. Raises Refused when its parcels were opened again or are gone.
    """
    run = unsettled(act)
    if run is None or run.no != no:
        raise Refused(
            translate("hub", "These labels are dead by now: their parcels are gone. None printed.")
        )
    _set(act, no, State.ASKED)
    return run


def not_sent(act: Act, no: int) -> None:
    """The printer did not take a run: nothing of it came out."""
    _set(act, no, State.HELD)


def settle(act: Act, run: Run, paper: Format, good: int) -> Run | None:
    """The first ``good`` labels of a run are right. The rest is a new run, on the next places.

    When none is right they go where they should have gone. Returns the rest, None when there
    is none.
    """
    _forget(act, run.no)
    place = next_place(good, paper, run.start_at) if paper.labels > 1 else 1
    sheets.begin_at(act, run.format_name, place)
    second.note(act, run.contents[:good])
    rest = run.contents[good:]
    return begin(act, rest, run.format_name, place) if rest else None


def drop(act: Act, no: int) -> None:
    """A run is not printed any more. Its codes stand for nothing, or for what they did before."""
    _forget(act, no)


def _forget(act: Act, no: int) -> None:
    """A run that is over is kept no longer: a driver's label says where somebody lives."""
    act.connection.execute(delete(label_job).where(label_job.c.no == no))
    act.touch(Touched.LABEL)


def _forget_runs(act: Act) -> None:
    """No run is left over whose parcels have gone."""
    act.connection.execute(delete(label_job).where(label_job.c.kind == RUN))


def _set(act: Act, no: int, state: State) -> None:
    act.connection.execute(update(label_job).where(label_job.c.no == no).values(state=state))
    act.touch(Touched.LABEL)
