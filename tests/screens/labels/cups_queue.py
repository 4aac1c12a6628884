"""A CUPS server of its own whose queue keeps its jobs as files, in a folder to throw away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path

QUEUE = "labels"
_CONF = """
Listen {root}/cups.sock
LogLevel debug
MaxLogSize 0
Browsing Off
PreserveJobFiles Yes
PreserveJobHistory Yes
DefaultAuthType None
WebInterface No
<Location />
  Order allow,deny
  Allow all
</Location>
<Location /admin>
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order allow,deny
    Allow all
  </Limit>
</Policy>
"""
_FILES = """
FileDevice Yes
SystemGroup root
User {user}
Group {group}
ServerRoot {root}/etc
StateDir {root}/state
CacheDir {root}/cache
RequestRoot {root}/spool
TempDir {root}/spool/tmp
AccessLog {root}/access_log
ErrorLog {root}/error_log
PageLog {root}/page_log
ServerBin {root}/bin
DataDir /usr/share/cups
"""


def is_there() -> bool:
    """True where Debian's cups-daemon and cups-client are installed."""
    return shutil.which("cupsd", path=_path()) is not None and (
        shutil.which("lpadmin", path=_path()) is not None
    )


_BIN = Path("/usr/lib/cups")
_BACKEND = """#!/bin/sh
[ $# = 0 ] && exit 0
case $DEVICE_URI in *jam*) sign=+ ;; *) sign=- ;; esac
echo "STATE: ${sign}media-jam-error" >&2
sleep 60
"""
"""A printer that is given a job and never ends it: it is jammed and says so, or says nothing."""


class CupsServer:
    """The server and its queue."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("etc/ppd", "state/certs", "cache", "spool/tmp"):
            (root / name).mkdir(parents=True)
        self._fill_bin(root / "bin")
        (root / "cupsd.conf").write_text(_CONF.format(root=root))
        owner = {"user": "lp", "group": "lp", "root": root}
        (root / "cups-files.conf").write_text(_FILES.format(**owner))
        words = ["cupsd", "-f", "-c", str(root / "cupsd.conf"), "-s", str(root / "cups-files.conf")]
        self.environ = {**os.environ, "PATH": _path(), "CUPS_SERVER": str(root / "cups.sock")}
        self._process = subprocess.Popen(
            words, env=self.environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait(root / "cups.sock")
        self._run("lpadmin", "-p", QUEUE, "-E", "-v", "file:///dev/null", "-m", "raw")

    def refuse(self) -> None:
        """The queue takes no more jobs."""
        self._run("cupsreject", QUEUE)

    def hang(self, how: str) -> None:
        """The printer stops at the job that it is given: "jam", or "mute" when it says nothing."""
        self._run("lpadmin", "-p", QUEUE, "-v", f"stuck:/{how}")
        stuck = self.root / "stuck.txt"
        stuck.write_text("labels from before")
        self._run("lp", "-d", QUEUE, str(stuck))
        wanted = "media-jam-error" if how == "jam" else "now printing"
        for _ in range(50):
            if wanted in self._run("lpstat", "-l", "-p", QUEUE):
                return
            time.sleep(0.1)
        raise AssertionError((self.root / "error_log").read_text()[-2000:])

    def clear(self) -> None:
        """Its jobs are taken off the queue, which works again."""
        self._run("cancel", "-a", QUEUE)
        self._run("lpadmin", "-p", QUEUE, "-v", "file:///dev/null")
        self._run("cupsenable", QUEUE)

    def pause(self) -> None:
        """The queue takes jobs and prints none."""
        self._run("cupsdisable", QUEUE)

    def remove(self) -> None:
        """The queue is there no more."""
        self._run("lpadmin", "-x", QUEUE)

    def received(self) -> list[Path]:
        """What each job handed to the queue, which keeps it as a file."""
        return sorted((self.root / "spool").glob("d*-001"))

    def wait_for_print(self, before: int) -> bytes:
        """What the next job handed over, once none is under way."""
        for _ in range(40):
            told = self._run("lpstat", "-o")
            jobs = self.received()
            if len(jobs) > before and not told.strip():
                return jobs[-1].read_bytes()
            time.sleep(0.1)
        raise AssertionError((self.root / "error_log").read_text()[-2000:])

    def close(self) -> None:
        """Ends the server."""
        self._process.terminate()
        self._process.wait(10)

    def _fill_bin(self, folder: Path) -> None:
        """CUPS's own programs, and a printer that never ends a job."""
        (folder / "backend").mkdir(parents=True)
        for there in _BIN.iterdir():
            if there.name != "backend":
                (folder / there.name).symlink_to(there)
        backend = folder / "backend" / "stuck"
        backend.write_text(_BACKEND)
        backend.chmod(0o755)

    def _run(self, *words: str) -> str:
        done = subprocess.run(words, env=self.environ, capture_output=True, text=True, check=True)
        return done.stdout

    def _wait(self, file: Path) -> None:
        for _ in range(100):
            if file.exists():
                return
            time.sleep(0.1)
        raise AssertionError("cupsd did not start")


def _path() -> str:
    return os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))


def main() -> None:
    """Prints through the queue in a process of its own, and says what arrived, as JSON.

    The library of CUPS reads which server to ask only once in each process.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        root.chmod(0o755)
        server = CupsServer(root)
        os.environ["CUPS_SERVER"] = str(root / "cups.sock")
        try:
            sys.stdout.write(json.dumps(_printed(server)))
        finally:
            server.close()


def _printed(server: CupsServer) -> dict[str, object]:
    # Here, because Qt must not have asked CUPS before its server is known.
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from hubdesk.errors import Trouble  # noqa: PLC0415
    from hubdesk.labels import sheet_text  # noqa: PLC0415
    from hubdesk.labels.contents import ShelfLabel  # noqa: PLC0415
    from hubdesk.labels.designed import designed  # noqa: PLC0415
    from hubdesk.labels.draft import Room  # noqa: PLC0415
    from hubdesk.labels.pages import pages_of  # noqa: PLC0415
    from tests.hub.labels.paper import dots, own_codes, scanned  # noqa: PLC0415
    from ui.labels.outlines import QtOutlines  # noqa: PLC0415
    from ui.labels.printers import QueuePrinter, names  # noqa: PLC0415

    app = QApplication([])
    told: dict[str, object] = {"names": names(), "codes": own_codes(24, 3)}
    printer = QueuePrinter(QUEUE, 300, QtOutlines())
    for name in ("l7159", "roll-62x40", "dymo-99010"):
        paper = sheet_text.named(name)
        codes = own_codes(24, 3)[: paper.labels]
        labels = [designed(ShelfLabel(code, "A1"), Room.on(paper)) for code in codes]
        before = len(server.received())
        printer.print_(pages_of(labels, paper, 7 if paper.labels > 1 else 1))
        pages = list(dots(server.wait_for_print(before), 300))
        told[name] = [
            [page.width * 25.4 / 300, page.height * 25.4 / 300, scanned(page)] for page in pages
        ]
    again = QueuePrinter(QUEUE, 300, QtOutlines(), alone=True)
    for name, how, spoil in (
        ("jammed", printer, partial(server.hang, "jam")),
        ("held", again, partial(server.hang, "mute")),
        ("paused", printer, server.pause),
        ("refused", printer, server.refuse),
        ("removed", printer, server.remove),
    ):
        server.clear()
        spoil()
        before = len(server.received())
        try:
            how.print_(pages_of(labels, paper))
        except Trouble as trouble:
            told[name] = str(trouble)
        assert len(server.received()) == before, "it was given nothing"
    del app
    return told


if __name__ == "__main__":
    main()
