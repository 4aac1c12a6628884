"""What holds for every test: no screen, no touch on the user's own files, no chance."""

from __future__ import annotations

import gc
import os
import re
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Without this Qt aborts the whole run where there is no screen, instead of failing a test.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def _private_home() -> Path:
    """A home folder of this run's own, set before anything asks where the user's files are."""
    home = Path(tempfile.mkdtemp(prefix="hubdesk-tests-"))
    for name, folder in {
        "HOME": "",
        "USERPROFILE": "",
        "APPDATA": "roaming",
        "LOCALAPPDATA": "local",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
        "XDG_RUNTIME_DIR": "run",
    }.items():
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        os.environ[name] = str(home / folder)
    return home


HOME = _private_home()

# Taken out at once: what the tests start, and the workers among them, note nothing.
NOTE, TREE = (os.environ.pop(name, "") for name in ("HUBDESK_NOTE", "HUBDESK_TREE"))

# Derived from the test itself, an example that fails in CI fails again on every desk.
settings.register_profile(
    "hubdesk",
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# ``--hypothesis-profile=search`` looks for new examples.
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("hubdesk")


SELDOM_MORE = re.compile(
    r"\[.*(125|dark|sunlight|(?=.*100)(?=.*(rtl|RightToLeft))|(?=.*150)(?=.*(ltr|LeftToRight)))"
)
"""Dresses that are audited among the long tests: each tells little that the others do not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is long: the fault harnesses, which kill programs and fill disks, and of the
    audits all but two: as the desk is worn most, and largest from right to left."""
    faults = Path(__file__).parent / "faults"
    for item in items:
        is_fault = faults in item.path.parents
        if is_fault or ("audit" in item.name and SELDOM_MORE.search(item.name)):
            item.add_marker("slow")


def pytest_collection_finish() -> None:
    """All that stands now stays: looking through it after each test would take as long as it."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Notes for hub.py that the short tests, all of them, have passed on these files."""
    if exitstatus == 0 and NOTE:
        Path(NOTE).write_text(TREE, "ascii")


def pytest_unconfigure() -> None:
    shutil.rmtree(HOME, ignore_errors=True)
