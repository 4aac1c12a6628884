"""Mounts of the system, where whoever runs the tests may make them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def mount(*words: str | Path) -> bool:
    """Whether it could be mounted."""
    return _done("mount", *words)


def unmount(folder: Path) -> None:
    """Takes it away at once, like a stick that is pulled out: what is open stays open."""
    _done("umount", "-l", folder)


@contextmanager
def small_disk(folder: Path, size_kib: int) -> Iterator[bool]:
    """A disk in memory of so many KiB; False where none can be mounted."""
    folder.mkdir(exist_ok=True)
    is_there = sys.platform == "linux" and mount(
        *("-t", "tmpfs", "-o", f"size={size_kib}k", "tmpfs", folder)
    )
    try:
        yield is_there
    finally:
        if is_there:
            unmount(folder)


def _done(*words: str | Path) -> bool:
    try:
        told = subprocess.run(
            [str(word) for word in words], capture_output=True, check=False, timeout=60
        )
    except OSError:
        return False
    return told.returncode == 0
