"""Starts Hubdesk from a checkout, and tests, checks, measures or bundles it.

The one file that runs before anything is installed: standard library only, on Linux,
Windows and macOS. ``main`` chooses a command, ``set_up`` makes ``.venv`` once and stamps
what is in it, and ``Machine`` is the world outside, which the tests fake.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import itertools
import os
import shutil
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

HELP = """\
Hubdesk, the counter of a community hub.

  python3 hub.py COMMAND          (on Windows: py hub.py COMMAND)

To use it:
  run                  open Hubdesk; the first time, fetch what it needs (about 100 MB)
                       With no screen, play a practice Saturday and keep pictures of it.

To work on it:
  test                 run the tests; words after it go to pytest: test tests/hub -k card
  test --longest       the full figures alone: most of an hour
  test --all           the long ones too, with the services they use; under 20 minutes.
                       Short ones that just passed on these very files are not run again.
  check                style, types and layers: ruff, mypy, import-linter
  bench [NAME ...]     measure, and compare with the goals; --long for the largest hubs
  faults [NAME ...]    break the disk, the power and the window; --long for closing figures
  simulate [--seeds N] play laptops that share a folder through faults; --real for real files
  bundle               make dist/hubdesk, which runs with no Python, and try it
  pictures [WAY ...]   take the pictures of the documents again, all or those of one way to look

Anything else goes to Hubdesk itself, for example:
  check --hub FOLDER   check the books of one hub
"""

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
WORKERS = ("-n", str(max(2, min(8, os.cpu_count() or 2))), "--dist", "worksteal")
SHORT = "not slow and not longest"
LONG = "slow and not longest"
MARKED = {"--all": "not longest", "--longest": "longest"}
TRIED = "bench faults hubdesk resources simulator tests ui docs *.py *.toml *.spec *.md .ci/run"
BUILD = ("--noconfirm", "--log-level", "WARN")
OLDER, OLDER_OPENS = "before-packing-ahead", "seven green apples by the door"
PATIENCE_S = 300
IN_MEMORY, ROOM = Path("/dev/shm"), 4 << 30

# Each was found needed on a bare Debian 12 by leaving it out.
QT_PACKAGES = "libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 libglib2.0-0"
WINDOW_PACKAGES = (
    "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libcups2"
)
# What the long tests try Hubdesk with: a printer's queue, readers of its pages and sheets, and
# what carries a shared folder. The program of each package, and the package.
SERVICES = {
    "cupsd": "cups-daemon",
    "lpadmin": "cups-client",
    "pdftoppm": "poppler-utils",
    "soffice": "libreoffice-calc-nogui",
    "syncthing": "syncthing",
    "smbd": "samba",
    "smbclient": "smbclient",
}

QT_PROBE = "from PySide6 import QtWidgets"
WINDOW_PROBE = "from PySide6 import QtWidgets; QtWidgets.QApplication([])"
NO_DISPLAY = "could not connect to display"
UNDER_WAY = "under-way"
# Python keeps no docstring then: 3 MB less beside a browser on an old laptop (decision 022).
LIGHT = {"PYTHONOPTIMIZE": "2"}
LAYERS = "from importlinter.cli import lint_imports_command as go; go()"
CHECKS = {
    "ruff check": ["-m", "ruff", "check", "."],
    "ruff format": ["-m", "ruff", "format", "--check", "."],
    "mypy": ["-m", "mypy"],
    "import-linter": ["-c", LAYERS, "--no-logo"],
}


class Stop(Exception):
    """Set-up cannot go on; the sentence says what the person can do."""


class Machine:
    """The world outside: what runs, what is printed, and whose computer this is."""

    def __init__(self, folder: Path = ROOT) -> None:
        self.folder = folder
        self.venv = folder / ".venv"
        self.python = self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        self.stamps = self.venv / "hubdesk-ready"
        self.environ = {**os.environ}
        paths = [str(folder), self.environ.get("PYTHONPATH", "")]
        self.environ["PYTHONPATH"] = os.pathsep.join(filter(None, paths))
        self.linux = sys.platform.startswith("linux")
        self.root = hasattr(os, "geteuid") and os.geteuid() == 0

    def say(self, text: str) -> None:
        print(text, flush=True)

    def has(self, tool: str) -> bool:
        # Debian's servers are where only root looks for programs.
        path = os.pathsep.join([self.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"])
        return shutil.which(tool, path=path) is not None

    def can_make_environments(self) -> bool:
        """Debian keeps ``ensurepip`` in a package of its own."""
        return importlib.util.find_spec("ensurepip") is not None

    def has_room(self, folder: Path, room: int) -> bool:
        """Whether a folder is there, may be written to, and has so many bytes free."""
        return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= room

    def has_python_library(self) -> bool:
        """Debian's Python does without its own shared library; a bundle cannot."""
        folder, name = sysconfig.get_config_vars("LIBDIR", "INSTSONAME")
        return sys.base_prefix != "/usr" or Path(folder, name).exists()

    def run(self, *words: str | Path, **extra: str) -> int:
        """Run to its end in sight of the person; ``extra`` adds to the environment."""
        import subprocess  # noqa: PLC0415  a ready start never needs it

        return subprocess.call([str(w) for w in words], env={**self.environ, **extra})

    def ask(self, *words: str | Path, **extra: str) -> tuple[int, str]:
        """Run unseen: the exit code, and what it wrote to either stream."""
        import subprocess  # noqa: PLC0415

        try:
            told = subprocess.run(
                [str(w) for w in words],
                env={**self.environ, **extra},
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                encoding="utf-8",
                errors="replace",
                timeout=PATIENCE_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return 1, f"No answer within {PATIENCE_S} seconds."
        return told.returncode, told.stdout

    def become(self, *words: str | Path, **extra: str) -> int:
        """Hand this process over, so that hub.py costs nothing from here on."""
        if os.name != "nt":  # there it would return to the prompt at once
            sys.stdout.flush()
            os.execve(words[0], [str(w) for w in words], {**self.environ, **extra})
        return self.run(*words, **extra)


def too_old(version: tuple[int, int]) -> str | None:
    """The kind refusal for a Python that is too old, or None."""
    if version >= OLDEST:
        return None
    return (
        "Hubdesk needs Python {}.{} or newer, and this one is {}.{}.\n"
        "Install a newer one from python.org or your package manager, then type for example:\n"
        "  python3.12 hub.py run".format(*OLDEST, *version)
    )


# --- what is installed -------------------------------------------------------------------


def dependency_lists() -> dict[str, list[str]]:
    """What pyproject.toml asks for: ``runtime`` and each extra by its name."""
    import tomllib  # noqa: PLC0415  an old Python must get as far as the refusal

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {"runtime": project["dependencies"], **project["optional-dependencies"]}


def digest(packages: Iterable[str]) -> str:
    """Changes when the list does, or the Python that it was installed for."""
    return hashlib.sha256(repr((sys.version_info[:2], sorted(packages))).encode()).hexdigest()


def stamped(machine: Machine, name: str, packages: Iterable[str]) -> bool:
    try:
        told = (machine.stamps / name).read_text("ascii")
    except OSError:
        return False
    return told == digest(packages) and machine.python.exists()


def stamp(machine: Machine, name: str, packages: Iterable[str]) -> None:
    machine.stamps.mkdir(parents=True, exist_ok=True)
    (machine.stamps / name).write_text(digest(packages), "ascii")


@contextlib.contextmanager
def alone(machine: Machine) -> Iterator[None]:
    """Only one set-up at a time; the system drops the lock when its holder dies."""
    with (ROOT / ".venv.lock").open("w") as lock:
        for attempt in range(3600):
            try:
                if sys.platform == "win32":
                    import msvcrt  # noqa: PLC0415

                    msvcrt.locking(lock.fileno(), msvcrt.LK_NBLCK, 1)
                else:
                    import fcntl  # noqa: PLC0415

                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                if attempt == 0:
                    machine.say("Another set-up is running here; waiting for it ...")
                time.sleep(1)
        else:
            raise Stop("The other set-up has taken an hour. Stop it, then type the same again.")
        yield


def set_up(machine: Machine, *extras: str) -> None:
    """Make sure that ``.venv`` holds the runtime and these extras, and that Qt loads."""
    lists = dependency_lists()
    wanted = {name: lists[name] for name in ("runtime", *extras)}

    def ready() -> bool:
        return all(stamped(machine, name, packages) for name, packages in wanted.items())

    if not ready():
        with alone(machine):
            if not ready():  # the set-up we waited for may have done it
                make_venv(machine)
                install(machine, wanted)
    probe(machine, "qt", QT_PROBE, QT_PACKAGES)


def make_venv(machine: Machine) -> None:
    """A working ``.venv`` for this Python; a half-made or foreign one is made again."""
    version = "{}.{}".format(*sys.version_info)
    if machine.python.exists() and not (machine.stamps / UNDER_WAY).exists():
        code, told = machine.ask(machine.python, "-m", "pip", "--version")
        if code == 0 and f"(python {version})" in told:
            return
    if not machine.can_make_environments():
        get_packages(machine, f"python{version}-venv", "This Python cannot make environments.")
    machine.say("Making .venv ...")
    shutil.rmtree(machine.venv, ignore_errors=True)
    if machine.run(sys.executable, "-m", "venv", "--clear", machine.venv) != 0:
        raise Stop("The folder .venv could not be made; the lines above say why.")


def install(machine: Machine, wanted: dict[str, list[str]]) -> None:
    """Fetch by pip. One that was cut off leaves its mark, and the next starts afresh."""
    machine.say(f"Fetching what Hubdesk needs ({', '.join(wanted)}); a minute or two ...")
    stamp(machine, UNDER_WAY, [])
    quietly = [] if sys.stdout.isatty() else ["--quiet"]
    pip = ["-m", "pip", "install", "--disable-pip-version-check", *quietly]
    failed = machine.run(machine.python, *pip, *itertools.chain(*wanted.values()))
    (machine.stamps / UNDER_WAY).unlink()
    if failed:
        raise Stop("Not everything could be fetched. Is there a network? Then type the same again.")
    for name, packages in wanted.items():
        stamp(machine, name, packages)


# --- what the system must bring ----------------------------------------------------------


def probe(machine: Machine, name: str, program: str, packages: str) -> bool:
    """Try once whether Qt loads; where the system lacks libraries, get them.

    False when there is a display in name only; anything else that is wrong stops.
    """
    if stamped(machine, name, [program]):
        return True
    code, told = machine.ask(machine.python, "-c", program)
    if code != 0 and NO_DISPLAY not in told and machine.linux:
        get_packages(machine, packages, f"Qt lacks a system library:\n{told.strip()[-300:]}")
        code, told = machine.ask(machine.python, "-c", program)
    if code != 0 and NO_DISPLAY in told:
        return False
    if code != 0:
        raise Stop(f"Qt does not start on this computer. It says:\n{told.strip()}")
    stamp(machine, name, [program])
    return True


def get_packages(machine: Machine, names: str, why: str) -> None:
    """Install Debian packages when that is ours to do; otherwise say what to type."""
    line = f"apt-get install -y --no-install-recommends {names}"
    if not machine.has("apt-get"):
        raise Stop(f"{why}\nInstall what your system calls these, then try again:\n  {names}")
    if not machine.root:
        raise Stop(f"{why}\nType this, then the same again:\n  sudo apt-get update && sudo {line}")
    machine.say(f"{why}\nInstalling {names} ...")
    machine.run("apt-get", "update", "-qq")
    quietly = line.replace("install -y", "install -y -qq").split()
    if machine.run(*quietly, DEBIAN_FRONTEND="noninteractive") != 0:
        raise Stop(f"That failed. When this works, try again:\n  {line}")


def get_services(machine: Machine) -> None:
    """What the long tests need besides; those whose service is not to be had say so and pass."""
    lacking = [package for tool, package in SERVICES.items() if not machine.has(tool)]
    if not lacking or not machine.linux:
        return
    try:
        get_packages(machine, " ".join(lacking), "The long tests use services of the system.")
    except Stop as stop:
        machine.say(f"{stop}\nUntil then the tests that need them are left out.")


def has_screen(machine: Machine) -> bool:
    """Whether a person could see a window here."""
    if machine.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    if not machine.linux:
        return True
    if not any(machine.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")):
        return False
    return probe(machine, "window", WINDOW_PROBE, WINDOW_PACKAGES)


# --- the commands ------------------------------------------------------------------------


def hubdesk(machine: Machine, words: list[str], **extra: str) -> int:
    """Hand over to Hubdesk. ``-P`` keeps a folder called ``ui`` in the way out of the way."""
    set_up(machine)
    return machine.become(machine.python, "-P", "-m", "hubdesk", *words, **LIGHT, **extra)


def run(machine: Machine, words: list[str]) -> int:
    set_up(machine)
    if has_screen(machine):
        return hubdesk(machine, words)
    machine.say("No screen was found here, so the practice Saturday is played without one.")
    if words:
        machine.say(f"It makes its own hub: {' '.join(words)} is left aside.")
    saturday = ["saturday", "--out", "practice-saturday"]
    return hubdesk(machine, saturday, QT_QPA_PLATFORM="offscreen")


def test(machine: Machine, words: list[str]) -> int:
    set_up(machine, "test")
    which = next((word for word in words if word in MARKED), "")
    if which:
        get_services(machine)
    rest = [word for word in words if word not in MARKED]
    marked, tree, note = MARKED.get(which, SHORT), tree_digest(machine), machine.stamps / "passed"
    extra = {} if which or rest else {"HUBDESK_NOTE": str(note), "HUBDESK_TREE": tree}
    if which == "--all" and not rest and note.exists() and note.read_text("ascii") == tree:
        machine.say("The short tests have passed on these very files: here are the long ones.")
        marked = LONG
    os.chdir(machine.folder)
    chosen = [*WORKERS, "-m", marked, *rest]
    return machine.become(machine.python, "-m", "pytest", *chosen, **extra, **scratch(machine))


def scratch(machine: Machine) -> dict[str, str]:
    """Where tests write. A hub waits for the disk at each command: in memory there is no wait."""
    if "TMPDIR" in machine.environ or not machine.has_room(IN_MEMORY, ROOM):
        return {}
    return {"TMPDIR": str(IN_MEMORY)}


def tree_digest(machine: Machine) -> str:
    """Changes with any file that a test could read, the packages, and the services at hand."""
    packages = itertools.chain(*dependency_lists().values())
    services = [program for program in SERVICES if machine.has(program)]
    tree = hashlib.sha256(repr((digest(packages), services)).encode())
    for top in itertools.chain(*(sorted(machine.folder.glob(each)) for each in TRIED.split())):
        for file in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if file.is_file() and "__pycache__" not in file.parts:
                content = hashlib.sha256(file.read_bytes()).digest()
                tree.update(repr((str(file.relative_to(machine.folder)), content)).encode())
    return tree.hexdigest()


def check(machine: Machine, words: list[str]) -> int:
    if words:  # Hubdesk has a check of its own, of a hub's books
        return hubdesk(machine, ["check", *words])
    set_up(machine, "test", "check")
    os.chdir(machine.folder)
    verdicts = {}
    for name, tool in CHECKS.items():
        machine.say(f"--- {name}")
        verdicts[name] = machine.run(machine.python, *tool) == 0
    machine.say("---")
    for name, holds in verdicts.items():
        machine.say(f"{name:15}{'holds' if holds else 'FAILS'}")
    return 0 if all(verdicts.values()) else 1


def bench(machine: Machine, words: list[str]) -> int:
    set_up(machine, "test")
    os.chdir(machine.folder)
    return machine.become(machine.python, "-m", "bench", *words)


def faults(machine: Machine, words: list[str]) -> int:
    set_up(machine, "test")
    os.chdir(machine.folder)
    return machine.become(machine.python, "-m", "faults", *words)


def simulate(machine: Machine, words: list[str]) -> int:
    set_up(machine, "test")
    os.chdir(machine.folder)
    extra = {"PYTHONHASHSEED": "0", **scratch(machine)}
    return machine.become(machine.python, "-m", "simulator", *words, **extra)


def pictures(machine: Machine, words: list[str]) -> int:
    set_up(machine, "test")
    os.chdir(machine.folder)
    return machine.become(machine.python, "-m", "tests.journeys.tour", *words, **scratch(machine))


def bundle(machine: Machine, words: list[str]) -> int:
    """Make the bundle and open its counter once: one that does not open is no bundle."""
    set_up(machine, "bundle")
    lacking = [] if machine.has("objdump") else ["binutils"]
    if not machine.has_python_library():
        lacking.append("libpython{}.{}".format(*sys.version_info))
    if machine.linux and lacking:
        get_packages(machine, " ".join(lacking), "PyInstaller takes libraries apart and along.")
    os.chdir(machine.folder)
    if machine.run(machine.python, "-m", "PyInstaller", *BUILD, *words, "hubdesk.spec"):
        raise Stop("No bundle was made; the lines above say why.")
    made = machine.folder / "dist" / "hubdesk"
    code, told = machine.ask(made / "hubdesk", "prove", QT_QPA_PLATFORM="offscreen")
    machine.say(told.strip())
    if code != 0:
        raise Stop("The bundle was made, but its counter does not open.")
    if not brings_up_to_date(machine, made / "hubdesk"):
        raise Stop("The bundle was made, but a hub of an older Hubdesk does not open in it.")
    size_mb = sum(file.lstat().st_size for file in made.rglob("*")) / 1e6
    machine.say(f"dist/hubdesk is ready to hand out: {size_mb:.0f} MB.")
    return 0


def brings_up_to_date(machine: Machine, program: Path) -> bool:
    """Whether a hub that an older Hubdesk left is upgraded, and is sound afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        old = Path(scratch) / "hub"
        shutil.copytree(ROOT / "tests" / "databases" / OLDER, old)
        code, told = machine.ask(program, "check", "--hub", old, HUBDESK_PASSPHRASE=OLDER_OPENS)
    machine.say(told.strip())
    return code == 0


COMMANDS = {
    "run": run,
    "test": test,
    "check": check,
    "bench": bench,
    "faults": faults,
    "simulate": simulate,
    "bundle": bundle,
    "pictures": pictures,
}


def main(words: list[str], machine: Machine) -> int:
    """Do what was typed; the exit code. Refusals are sentences, not tracebacks."""
    refusal = too_old(sys.version_info[:2])
    if refusal is not None:
        machine.say(refusal)
        return 1
    if not words or words[0] in ("-h", "--help", "help"):
        machine.say(HELP)
        return 0
    try:
        if words[0] in COMMANDS:
            return COMMANDS[words[0]](machine, words[1:])
        return hubdesk(machine, words)
    except Stop as stop:
        machine.say(str(stop))
        return 1
    except KeyboardInterrupt:
        machine.say("Stopped.")
        return 130


if __name__ == "__main__":
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old Windows console knows few letters
    sys.exit(main(sys.argv[1:], Machine()))
