from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hubdesk.errors import Refused
from hubdesk.storage import folder_lock
from hubdesk.storage.folder_lock import FolderLock

HOLD = """
import sys, time
from pathlib import Path
from hubdesk.storage.folder_lock import FolderLock
lock = FolderLock(Path(sys.argv[1]))
print("held", flush=True)
time.sleep(60)
"""


def test_a_second_program_is_told_and_a_killed_one_frees_the_folder(tmp_path: Path) -> None:
    root = Path(folder_lock.__file__).parents[2]
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, cwd=root
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(Refused, match="already open in another window or program"):
            FolderLock(tmp_path)
        other.kill()

    FolderLock(tmp_path).release()


def test_a_released_folder_can_be_taken_again(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path)
    lock.release()
    lock.release()

    again = FolderLock(tmp_path)
    with pytest.raises(Refused):
        FolderLock(tmp_path)
    again.release()
