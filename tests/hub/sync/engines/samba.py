"""A Samba share on loopback, on a high port, and a way to it that needs no mount."""

from __future__ import annotations

import errno
import getpass
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from hubdesk.sync.folder import Listed

CONFIG = """[global]
server role = standalone server
interfaces = lo
bind interfaces only = yes
smb ports = {port}
private dir = {home}/private
lock directory = {home}/lock
state directory = {home}/state
cache directory = {home}/cache
pid directory = {home}/pid
ncalrpc dir = {home}/ncalrpc
map to guest = Bad User
guest account = {user}
disable netbios = yes
load printers = no
printing = bsd
printcap name = /dev/null
disable spoolss = yes
log file = {home}/log
[hub]
path = {home}/share
read only = no
guest ok = yes
force user = {user}
"""
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
PATIENCE_S = 60.0
ERRORS = {
    "OBJECT_NAME_NOT_FOUND": errno.ENOENT,
    "NO_SUCH_FILE": errno.ENOENT,
    "OBJECT_PATH_NOT_FOUND": errno.ENOENT,
    "OBJECT_NAME_COLLISION": errno.EEXIST,
    "DISK_FULL": errno.ENOSPC,
    "ACCESS_DENIED": errno.EACCES,
}
_LISTED = re.compile(r"^  (?P<name>.+?) {2,}(?P<kind>[A-Z]*) +(?P<size>\d+)  \w{3} .+$")


def is_here() -> bool:
    """Whether a share can be served and reached."""
    return all(shutil.which(tool, path=PATH) for tool in ("smbd", "smbclient"))


class Server:
    """A share that anybody on this computer may use; ``share`` is the folder behind it."""

    def __init__(self) -> None:
        # Its sockets want a short path.
        self.home = Path(tempfile.mkdtemp(prefix="hub-smb-"))
        for name in ("private", "lock", "state", "cache", "pid", "share"):
            (self.home / name).mkdir()
        self.share = self.home / "share"
        with socket.socket() as asked:
            asked.bind(("127.0.0.1", 0))
            self.port = asked.getsockname()[1]
        config = self.home / "smb.conf"
        told = CONFIG.format(home=self.home, port=self.port, user=getpass.getuser())
        config.write_text(told, "utf-8")
        self._running = subprocess.Popen(
            ["smbd", "-F", "--no-process-group", "-s", config],
            env={**os.environ, "PATH": PATH},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # At its end it ends everybody of its group.
            start_new_session=True,
        )

    def wait(self) -> bool:
        """Whether it answers, after a while."""
        ends_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends_s and self._running.poll() is None:
            try:
                ShareFolder(self).names()
            except OSError:
                time.sleep(0.3)
            else:
                return True
        return False

    def mount_words(self) -> tuple[str, ...]:
        """What ``mount`` is told, but for the folder."""
        return ("-t", "cifs", "-o", f"port={self.port},guest,vers=3.0", "//127.0.0.1/hub")

    def close(self) -> None:
        """Ends it and takes its folder away."""
        self._running.terminate()
        self._running.wait(timeout=60)
        shutil.rmtree(self.home, ignore_errors=True)


class ShareFolder:
    """The share as a laptop sees it through Samba's own client: ``hubdesk.sync.folder.Folder``."""

    def __init__(self, server: Server) -> None:
        self._server = server

    def names(self) -> list[Listed]:
        found, above = [], ""
        for line in self._run("recurse; ls").splitlines():
            if line.startswith("\\"):
                above = line.strip("\\").replace("\\", "/") + "/"
            elif (told := _LISTED.match(line)) and "D" not in told["kind"]:
                name = above.removeprefix("/") + told["name"]
                if not name.endswith(".part"):
                    found.append(Listed(name, int(told["size"]), 0))
        return found

    def read(self, name: str, at_most: int) -> bytes:
        with tempfile.TemporaryDirectory() as scratch:
            self._run(f'get "{name}" "{scratch}/got"')
            return (Path(scratch) / "got").read_bytes()[:at_most]

    def write(self, name: str, content: bytes) -> None:
        *above, _ = name.split("/")
        made = [f'mkdir "{"/".join(above[: n + 1])}"' for n in range(len(above))]
        self._run("; ".join(made), may_stand=True)
        with tempfile.TemporaryDirectory() as scratch:
            put = Path(scratch) / "put"
            put.write_bytes(content)
            self._run(f'put "{put}" "{name}.part"')
            self._run(f'rename "{name}.part" "{name}"', may_stand=True)
        if self.read(name, len(content) + 1) != content:
            raise FileExistsError(errno.EEXIST, "something else stands there")

    def delete(self, name: str) -> None:
        self._run(f'rm "{name}"')

    def sweep(self, now_ms: int) -> None:
        """What was cut off stays: this client does not list it."""

    def _run(self, told: str, *, may_stand: bool = False) -> str:
        """Has the client do something. Raises OSError when the share says no."""
        words = ["smbclient", "//127.0.0.1/hub", "-p", str(self._server.port), "-N", "-c", told]
        done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
        said = done.stdout + done.stderr
        for status in re.findall(r"NT_STATUS_(\w+)", said):
            if not (may_stand and status == "OBJECT_NAME_COLLISION"):
                raise OSError(ERRORS.get(status, errno.EIO), status)
        if done.returncode and not may_stand:
            raise OSError(errno.EIO, "the share does not answer")
        return done.stdout
