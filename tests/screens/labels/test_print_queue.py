"""What the print queue says of a printer, as CUPS 2.4 words it."""

from __future__ import annotations

import pytest

from ui.labels.print_queue import QueueState, read

_TOLD = """printer zebra {state}
\tForm mounted:
\tAlerts: {alerts}
\tConnection: direct
zebra {accepts} since Sat Nov 21 10:19:36 2026
{jobs}"""
_JOB = """zebra-{number}                volunteer          1024   Sat Nov 21 10:19:36 2026
\tStatus: Paper jam
\tAlerts: job-printing
\tqueued for zebra
"""
JAM = "media-low-warning media-jam-error"


def told(alerts: str = "none", jobs: int = 0, accepts: str = "accepting requests") -> QueueState:
    waiting = "".join(_JOB.format(number=number) for number in range(1, jobs + 1))
    state = "is idle.  enabled since Sat Nov 21 10:19:36 2026"
    return read("zebra", _TOLD.format(state=state, alerts=alerts, accepts=accepts, jobs=waiting))


def test_a_printer_that_is_ready_or_low_on_paper_is_printed_on() -> None:
    assert told() == QueueState()
    assert told("media-low-warning marker-supply-low-report") == QueueState()
    assert told("media-empty-warning") == QueueState(), "of a second tray"
    assert read("zebra", "") == QueueState(), "it did not answer"


@pytest.mark.parametrize(
    "alerts", [JAM, "paused", "offline-report", "media-empty-error", "cover-open"]
)
def test_one_that_is_jammed_off_open_or_paused_stands_still(alerts: str) -> None:
    assert told(alerts).stands_still


def test_one_that_is_being_reached_may_be_off() -> None:
    state = told("connecting-to-device", jobs=1)
    assert state.connects and not state.stands_still


def test_what_it_holds_and_whether_it_takes_more_is_counted() -> None:
    assert told(jobs=2).holds == 2
    assert told(accepts="not accepting requests").refuses
    assert read("zebra", _JOB.format(number=3).replace("zebra-3", "zebra-two-3")).holds == 0
