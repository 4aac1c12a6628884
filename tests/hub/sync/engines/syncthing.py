"""Syncthing on this computer alone: own home folders, loopback addresses, nothing announced."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterable
from pathlib import Path

CONFIG = """<configuration version="36">
<folder id="hub" label="hub" path="{path}" type="sendreceive" rescanIntervalS="2"
  fsWatcherEnabled="true" fsWatcherDelayS="1" ignorePerms="true" autoNormalize="true">
{members}<minDiskFree unit="">0</minDiskFree></folder>
{devices}<gui enabled="true" tls="false"><address>127.0.0.1:{gui}</address>
<apikey>hubdesk</apikey></gui>
<options><listenAddress>tcp://127.0.0.1:{port}</listenAddress>
<globalAnnounceEnabled>false</globalAnnounceEnabled>
<localAnnounceEnabled>false</localAnnounceEnabled><relaysEnabled>false</relaysEnabled>
<natEnabled>false</natEnabled><urAccepted>-1</urAccepted><startBrowser>false</startBrowser>
<autoUpgradeIntervalH>0</autoUpgradeIntervalH><reconnectionIntervalS>5</reconnectionIntervalS>
<crashReportingEnabled>false</crashReportingEnabled>
<stunKeepaliveStartS>0</stunKeepaliveStartS></options></configuration>
"""
QUIET = {"STNOUPGRADE": "1", "STNODEFAULTFOLDER": "1"}


def is_here() -> bool:
    """Whether Syncthing is installed."""
    return shutil.which("syncthing") is not None


class Instance:
    """One Syncthing with a folder, which it shares with the others once it is started."""

    def __init__(self, home: Path) -> None:
        self.home, self.folder = home, home / "shared"
        (self.folder / ".stfolder").mkdir(parents=True)
        self.port, self._gui = _free_port(), _free_port()
        self._running: subprocess.Popen[bytes] | None = None
        told = subprocess.run(
            ["syncthing", "generate", f"--home={home}", "--no-default-folder"],
            env=self._environment(),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        found = re.search(r"(?:[A-Z0-9]{7}-){7}[A-Z0-9]{7}", told.stdout + told.stderr)
        assert found, told
        self.id = found.group()

    def introduce(self, everybody: Iterable[Instance]) -> None:
        """Says who shares the folder and where each is."""
        known = list(everybody)
        members = "".join(f'<device id="{each.id}"></device>\n' for each in known)
        devices = "".join(
            f'<device id="{each.id}" name="{each.home.name}">'
            f"<address>tcp://127.0.0.1:{each.port}</address></device>\n"
            for each in known
        )
        config = CONFIG.format(
            path=self.folder, members=members, devices=devices, gui=self._gui, port=self.port
        )
        (self.home / "config.xml").write_text(config, "utf-8")

    def start(self) -> None:
        """Runs it until ``stop``."""
        with (self.home / "log").open("ab") as log:
            self._running = subprocess.Popen(
                ["syncthing", "serve", f"--home={self.home}", "--no-browser", "--no-restart"],
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def stop(self) -> None:
        """Ends it, if it runs."""
        if self._running is not None:
            self._running.terminate()
            self._running.wait(timeout=60)
            self._running = None

    def _environment(self) -> dict[str, str]:
        return {**os.environ, **QUIET, "HOME": str(self.home)}


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
        return port
