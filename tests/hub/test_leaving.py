"""The last step out of the program, while threads are still at work."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import atexit, sys, threading
from hubdesk.leaving import leave

atexit.register(print, "tidied up")
reading = threading.Thread(target=threading.Event().wait, args=({seconds},), daemon={hangs})
reading.start()
if not {hangs}:
    reading.join()
print("closed")
leave(3)
"""


@pytest.mark.parametrize(("hangs", "said"), [(True, ["closed"]), (False, ["closed", "tidied up"])])
def test_nothing_is_taken_from_under_a_thread_that_still_reads(
    hangs: bool, said: list[str]
) -> None:
    seconds = 60 if hangs else 0.01
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(hangs=hangs, seconds=seconds)],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (ended.returncode, ended.stdout.split("\n")[:-1], ended.stderr) == (3, said, "")
