"""``python -m hubdesk``: opens the desk, or works without a screen.

``check`` and ``import-products`` need no Qt at all; the others hand over to ``ui.app``.
"""

from __future__ import annotations

import argparse
import gc
import getpass
import json
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import msgspec

from hubdesk.backups import command_words as backup_words
from hubdesk.clock import LaptopClock
from hubdesk.errors import Refused, Said
from hubdesk.labels import command_words
from hubdesk.leaving import leave
from hubdesk.stand_ins import load_hashes
from hubdesk.wording import translate

if TYPE_CHECKING:
    from hubdesk.check import Report
    from hubdesk.desk import Desk

PASSPHRASE = "HUBDESK_PASSPHRASE"
PASSPHRASE_HELP = f"a file with the passphrase (or set {PASSPHRASE})"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns 0 when it went well, 1 when something is wrong."""
    told = _parser().parse_args(arguments)
    try:
        return _run(told)
    except Said as failure:
        print(failure, file=sys.stderr)
        return 1


def _run(told: argparse.Namespace) -> int:
    if told.command == "check":
        return _check(told)
    if told.command == "import-products":
        return _import_products(told)
    if told.command == "sync":
        return _sync(told)
    if told.command in ("prove", "saturday"):
        # Here, because check works where Qt cannot load, and run starts faster without.
        from ui.saturday.play import prove, saturday  # noqa: PLC0415

        return prove() if told.command == "prove" else saturday(told.out)
    if told.command == "labels":
        return _labels(told)
    if told.command in ("backup", "restore"):
        return _backups(told)
    # All that is loaded now stays: looking through it again and again would hold up the window,
    # which from then on tidies up itself (ui/tidy.py).
    gc.disable()
    load_hashes()
    from ui.app import run  # noqa: PLC0415

    return run(told.hub, practise=told.practise)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hubdesk", description="Counter software for a hub.")
    parser.add_argument("--hub", type=Path, help="the hub's folder (default: this person's own)")
    parser.add_argument("--practise", action="store_true", help="open the practice hub")
    commands = parser.add_subparsers(dest="command")
    checking = commands.add_parser("check", help="verify a hub: file, balances, tables, digest")
    _of_a_hub(checking, required=True)
    bringing = commands.add_parser(
        "import-products", help="name barcodes from a list: CSV, XLSX, or Open Food Facts' export"
    )
    bringing.add_argument("file", type=Path, metavar="FILE")
    bringing.add_argument("--dry-run", action="store_true", help="look at it, change nothing")
    bringing.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="WHAT=COLUMN",
        help="what a column tells, by its heading or letter: --map code=EAN --map name=B",
    )
    bringing.add_argument("--sheet", default="", help="the sheet of a workbook, by its name")
    _of_a_hub(bringing, required=False)
    sharing = commands.add_parser("sync", help="share through a folder, once: send, read, report")
    sharing.add_argument("--folder", type=Path, help="the shared folder; it is remembered")
    how = sharing.add_mutually_exclusive_group()
    how.add_argument("--make", action="store_true", help="make the hub in the folder first")
    how.add_argument("--join", metavar="CODE", default="", help="join the hub in it by its code")
    _of_a_hub(sharing, required=True)
    commands.add_parser("prove", help="show that the counter opens, and end")
    command_words.add_to(commands)
    backup_words.add_to(commands, PASSPHRASE_HELP)
    saturday = commands.add_parser("saturday", help="play the practice Saturday, with pictures")
    saturday.add_argument("--out", type=Path, default=Path("practice-saturday"))
    return parser


def _of_a_hub(command: argparse.ArgumentParser, *, required: bool) -> None:
    command.add_argument("--hub", type=Path, required=required, help="the hub's folder")
    command.add_argument("--json", action="store_true", help="print the report as JSON")
    command.add_argument("--passphrase-file", type=Path, help=PASSPHRASE_HELP)


def _labels(told: argparse.Namespace) -> int:
    from hubdesk.labels import command  # noqa: PLC0415
    from ui.labels.headless import outlines  # noqa: PLC0415

    today = LaptopClock().day_of(LaptopClock().now_ms())
    print(command.run(told, today, outlines))
    return 0


def _backups(told: argparse.Namespace) -> int:
    from hubdesk.backups import command  # noqa: PLC0415 - as for check

    try:
        print(command.run(told, partial(_passphrase, told.passphrase_file), LaptopClock()))
    except Said as failure:
        if told.json:
            print(json.dumps({"done": False, "why": str(failure)}, indent=2))
        raise
    return 0


def _check(told: argparse.Namespace) -> int:
    try:
        return _checked(told)
    except Said as failure:
        if told.json:
            print(json.dumps({"sound": False, "not_checked": str(failure)}, indent=2))
        raise


def _checked(told: argparse.Namespace) -> int:
    # Here, because the window must not wait for the database to be loaded.
    from hubdesk import check  # noqa: PLC0415

    desk = _desk(told)
    try:
        report = check.check(desk)
    finally:
        desk.close()
    if told.json:
        print(json.dumps(msgspec.to_builtins(report) | {"sound": report.sound}, indent=2))
    else:
        print(_in_words(report))
    return 0 if report.sound else 1


def _import_products(told: argparse.Namespace) -> int:
    from hubdesk import bring_in  # noqa: PLC0415 - as above

    columns = dict(each.partition("=")[::2] for each in told.map)
    if told.hub is None and not told.dry_run:
        raise Refused(translate("hub", "Say which hub: --hub and its folder, or --dry-run."))
    desk = None if told.dry_run else _desk(told)
    try:
        report = bring_in.products(desk, told.file, told.sheet, columns)
    finally:
        if desk is not None:
            desk.close()
    print(json.dumps(report.plain(), indent=2) if told.json else bring_in.in_words(report))
    return 0


def _sync(told: argparse.Namespace) -> int:
    try:
        return _synced(told)
    except Said as failure:
        if told.json:
            from hubdesk.sync import command  # noqa: PLC0415 - as above

            stopped = command.not_run(failure, LaptopClock().now_ms())
            print(json.dumps(command.plain(stopped), indent=2))
        raise


def _synced(told: argparse.Namespace) -> int:
    from hubdesk.sync import command  # noqa: PLC0415 - as above

    desk = _desk(told)
    try:
        ran = command.run(desk, told, LaptopClock().now_ms())
        desk.sweep()
    finally:
        desk.close()
    print(json.dumps(command.plain(ran), indent=2) if told.json else command.in_words(ran))
    return 0 if ran.report.whole else 1


def _desk(told: argparse.Namespace) -> Desk:
    from hubdesk import desk as desks  # noqa: PLC0415 - as above
    from hubdesk.security import keys, put_back  # noqa: PLC0415

    put_back.finish_or_say(told.hub)
    key = keys.unlock(told.hub, _passphrase(told.passphrase_file))
    return desks.open_desk(told.hub, key, LaptopClock())


def _in_words(report: Report) -> str:
    names = {
        "file": translate("hub", "The file"),
        "journal": translate("hub", "What was written"),
        "balances": translate("hub", "The balances"),
        "tables": translate("hub", "The tables"),
    }
    sound = translate("hub", "sound")
    lines = [f"{names[f.what]}: {f.wrong or sound}" for f in report.findings]
    lines.append(f"{report.operations} operations, digest {report.digest or '-'}")
    lines.append(
        translate("hub", "Everything agrees.")
        if report.sound
        else translate("hub", "Something is wrong. Stop here, and restore the newest good copy.")
    )
    return "\n".join(lines)


def _passphrase(file: Path | None) -> str:
    """From a file, from the environment, or asked for; never from the command line itself."""
    if file is not None:
        try:
            return file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(
                translate(
                    "hub",
                    "The file with the passphrase cannot be read. Check its name, and that it "
                    "is plain text.",
                )
            ) from error
    return os.environ.get(PASSPHRASE) or _asked_for()


def _asked_for() -> str:
    """Typed at the prompt. Raises Refused where nobody is there to type it."""
    try:
        return getpass.getpass("Passphrase: ")
    except EOFError as error:
        raise Refused(
            translate(
                "hub",
                "No passphrase came. Type it when asked, name a file that holds it with "
                "--passphrase-file, or set HUBDESK_PASSPHRASE.",
            )
        ) from error


def program() -> NoReturn:
    """``hubdesk`` as a program of its own: one command, and out."""
    leave(main())


if __name__ == "__main__":
    program()
