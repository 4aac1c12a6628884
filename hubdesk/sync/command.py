"""``hubdesk sync``: one pass without a screen, for a timer on a machine that is always on."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct

from hubdesk.errors import Refused, Said
from hubdesk.security.key_file import Cost
from hubdesk.sync import joining, where
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.hub_code import USUAL_COST
from hubdesk.sync.joining import Codes
from hubdesk.sync.line import Line
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.pace import HURRY
from hubdesk.sync.past.making import Making
from hubdesk.sync.report import PassReport, SetAside, Words
from hubdesk.wording import translate

NO_FOLDER: Final = translate(
    "hub", "Say which folder is shared: --folder and its path. It is remembered from then on."
)


class Ran(Struct, frozen=True):
    """What the command did: the codes of a hub it made, and the pass."""

    report: PassReport
    codes: Codes | None = None


def run(line: Line, told: argparse.Namespace, now_ms: int, cost: Cost = USUAL_COST) -> Ran:
    """Makes or joins a hub if told so, then passes once. Raises Refused or Trouble."""
    path: Path | None = told.folder or line.ask(where.folder)
    if path is None:
        raise Refused(NO_FOLDER)
    where.refuse_own(line, path)
    folder = DiskFolder(path)
    codes = joining.make(line, folder, now_ms, cost) if told.make else None
    if told.join:
        joining.join(line, folder, told.join, now_ms)
    if told.folder:
        line.do(where.remember, path)
    return Ran(sync_once(line, folder, now_ms, HURRY, making=Making()), codes)


def not_run(failure: Said, now_ms: int) -> Ran:
    """What is reported where no pass was begun: why, under the same keys."""
    return Ran(PassReport(now_ms, stopped=Words(failure.text, failure.values)))


def plain(ran: Ran) -> dict[str, Any]:
    """What it came to, for JSON. The codes are in it only when they were drawn just now."""
    report: dict[str, Any] = msgspec.to_builtins(ran.report)
    report["stopped"] = str(ran.report.stopped) if ran.report.stopped else None
    for each, heard in zip(report["heard"], ran.report.heard, strict=True):
        each["device"] = heard.device.hex()
    return report | _codes(ran.codes)


def in_words(ran: Ran) -> str:
    """What it came to, in lines."""
    report = ran.report
    said = [f"{report.sent} sent, {report.healed} put back, {report.read} read"]
    said += [_aside("quarantined", each) for each in report.quarantined]
    said += [_aside("waiting", each) for each in report.waiting]
    if report.unsent:
        said.append(f"{report.unsent} not sent yet")
    said += [f"{each.name}: {each.operations} heard" for each in report.heard]
    if report.stopped:
        said.append(str(report.stopped))
    said += [f"{name}: {code}" for name, code in _codes(ran.codes).items()]
    return "\n".join(said)


def _aside(what: str, each: SetAside) -> str:
    return f"{what}: {each.name}: {each.words}"


def _codes(codes: Codes | None) -> dict[str, str]:
    if codes is None:
        return {}
    return {"code": codes.with_names.words, "code_without_names": codes.without_names.words}
