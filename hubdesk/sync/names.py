"""What files of a shared folder are called: as laptops write them, or as a cloud renamed them.

A name says what to look at first and what to tell of. What a file is, its bytes say.
"""

from __future__ import annotations

import re
from typing import Final

FOLDERS: Final = frozenset({"streams", "keys", "seen", "past"})
"""Where laptops write, but for the hub's own file. A cloud may have changed capitals."""
SUFFIXES: Final = (".hds", ".hdm", ".hdk", ".hdb", ".ack", ".hdp")
_ID, _MORE = "[0-9a-f]{16}", "(-[b-f])?"
_WRITTEN: Final = re.compile(
    rf"(streams/\d{{1,4}}-\d\d/{_ID}/\d+-\d+-{_ID}{_MORE}\.[sp]\.hds"
    rf"|streams/{_ID}/\d+-{_ID}{_MORE}\.[sp]\.hdm"
    rf"|keys/epoch-\d+-[sp]-{_ID}{_MORE}\.hdk"
    rf"|keys/{_ID}-{_ID}{_MORE}\.hdb"
    rf"|seen/{_ID}-\d+-{_ID}{_MORE}\.ack"
    rf"|past/{_ID}/{_ID}-\d+-{_ID}{_MORE}\.hdp)"
)
_OF_PEOPLE: Final = re.compile(r"\.p\.hd[sm]|epoch-\d+-p-")


def is_written(name: str) -> bool:
    """Whether a laptop gives a file just this name, letter by letter."""
    return _WRITTEN.fullmatch(name) is not None


def is_ours(name: str) -> bool:
    """Whether a file is called as ours are, whatever a cloud added: others are no concern of a
    hub's."""
    small = name.casefold()
    return any(suffix in small for suffix in SUFFIXES)


def is_of_people(name: str) -> bool:
    """Whether a file's name says that it is for laptops that hold names; a bundle's does not."""
    return _OF_PEOPLE.search(name.casefold()) is not None


def is_in_ours(name: str) -> bool:
    """Whether a file or folder lies where laptops write, or is such a place."""
    return name.split("/", 1)[0].casefold() in FOLDERS
