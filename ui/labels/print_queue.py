"""What the computer's print queue says of a printer before it is given anything.

CUPS takes jobs for a printer that is jammed, off or paused, and prints them whenever it can: by
then the parcels are gone, or the labels were printed anew. So it is asked first, by ``lpstat``;
where that is not there (Windows), Qt says whether the printer stands still.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import Final

from msgspec import Struct
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from hubdesk.errors import Trouble
from hubdesk.wording import translate

PATIENCE_S: Final = 5
"""For a print server that does not answer, a printer that is being reached, and a last page."""
_STOPPED: Final = {
    "paused",
    "shutdown",
    "offline",
    "media-jam",
    "media-empty",
    "media-needed",
    "cover-open",
    "door-open",
    "interlock-open",
}
"""Printer state reasons (RFC 8011, 5.4.12) with which nothing comes out."""


class QueueState(Struct, frozen=True):
    """``connects``: the printer is being reached; one that is switched off stays so.

    ``holds`` counts the jobs that it was given and has not printed.
    """

    refuses: bool = False
    stands_still: bool = False
    connects: bool = False
    holds: int = 0


def check(info: QPrinterInfo, *, alone: bool) -> None:
    """Raises Trouble, with what to do, for a printer that would not print now.

    ``alone``: what it still holds would come out twice, so it must hold nothing.
    """
    state = _settled(info, alone=alone)
    if state.refuses:
        said = translate(
            "hub",
            "The printer {name} takes no jobs now. Open the computer's printer settings "
            "and let it accept jobs, or choose another in Set-up.",
        )
    elif state.stands_still or state.connects:
        said = translate(
            "hub",
            "The printer {name} stands still. Is it on? Clear a jam, put labels in, close its "
            "lid. Is it paused? Open the computer's printer settings and let it go on.",
        )
    elif alone and state.holds:
        said = translate(
            "hub",
            "The printer {name} still holds labels from before: they would come out twice. Open "
            "the computer's printer settings and take them off its list, then print these.",
        )
    else:
        return
    raise Trouble(said, name=info.printerName())


def _settled(info: QPrinterInfo, *, alone: bool) -> QueueState:
    """The state, once a last page had time to come out and a printer to be reached."""
    for _ in range(PATIENCE_S):
        state = asked(info)
        if not (state.connects or (alone and state.holds)):
            break
        time.sleep(1)
    return state


def asked(info: QPrinterInfo) -> QueueState:
    """What the queue says now. One that does not answer is as good as ready: it will tell."""
    is_broken = info.state() is QPrinter.PrinterState.Error
    asker = shutil.which("lpstat")
    if asker is None:
        return QueueState(stands_still=is_broken)
    name = info.printerName()
    try:
        told = subprocess.run(
            [asker, "-l", "-p", name, "-a", name, "-o", name],
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return QueueState(stands_still=is_broken)
    return read(name, told.stdout, is_broken=is_broken)


def read(name: str, told: str, *, is_broken: bool = False) -> QueueState:
    """What ``lpstat -l -p -a -o`` told of one printer."""
    lines = told.splitlines()
    jobs = [line.split()[0] for line in lines if line.startswith(f"{name}-")]
    alerts = _alerts(lines)
    return QueueState(
        refuses=any(line.startswith(f"{name} not accepting requests") for line in lines),
        stands_still=is_broken or any(map(_stops, alerts)),
        connects="connecting-to-device" in alerts,
        holds=sum(job[len(name) + 1 :].isdecimal() for job in jobs),
    )


def _alerts(lines: list[str]) -> list[str]:
    """The reasons of the printer's state: its alerts come first, those of its jobs after."""
    told = next((line for line in lines if line.startswith("\tAlerts:")), "")
    return told.split()[1:]


def _stops(alert: str) -> bool:
    """A reason with no ending is an error; a warning may be of a second tray, or of low paper."""
    reason = alert.removesuffix("-report").removesuffix("-error")
    return alert.endswith("-error") or reason in _STOPPED
