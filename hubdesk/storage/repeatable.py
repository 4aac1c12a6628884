"""Commands whose work can be had again, so that nobody waits for the disk to keep it.

A commit waits until the disk says that it will last. What was read of the shared folder lies
there still: if the power goes, it and the mark that it was read are gone together, and the next
pass reads it again. A later command that does wait makes all before it last as well, for the
write-ahead file is written in order (https://www.sqlite.org/wal.html).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeVar

F = TypeVar("F", bound=Callable[..., Any])
_MARK: Final = "_repeatable"


def repeatable(command: F) -> F:
    """Says of a command that a power cut may undo it: whoever calls it would do it again."""
    setattr(command, _MARK, True)
    return command


def is_repeatable(command: Callable[..., Any]) -> bool:
    """Whether that was said."""
    return getattr(command, _MARK, False) is True
