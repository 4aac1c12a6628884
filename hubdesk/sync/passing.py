"""One pass over the folder while it runs: the desk, the folder, and what is known of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from typing import Final

from msgspec import Struct, field

from hubdesk.sync import files, keyring
from hubdesk.sync import held as holding
from hubdesk.sync.files import Known, State
from hubdesk.sync.folder import Folder, Listed, answers
from hubdesk.sync.keyring import Keyring
from hubdesk.sync.line import Line
from hubdesk.sync.pace import Pace
from hubdesk.sync.ranges import Range
from hubdesk.sync.report import Coming

Tell = Callable[[Coming], object]

NOTES: Final = 50
"""What was found out about so many files is kept together: each time waits for the disk."""


class Passing(Struct):
    """Everything a step of a pass is given. Steps change ``files`` as they learn.

    ``fitting`` is how many operations are applied together now. ``tell`` is told how far it is,
    where somebody waits for it. ``here`` are the numbers of each stream that came with a past:
    their segments need not be read at once. ``proof`` are the names of the hub's own file, and of
    the file that was read last: as long as one of them can be read, the folder is there.
    """

    line: Line
    folder: Folder
    now_ms: int
    pace: Pace
    keys: Keyring
    listed: dict[str, Listed]
    files: dict[str, Known]
    fitting: int
    proof: tuple[str, ...] = ()
    tally: Counter[str] = field(default_factory=Counter)
    touched: set[str] = field(default_factory=set)
    known_held: list[holding.Held] | None = None
    unkept: list[Known] = field(default_factory=list)
    tell: Tell | None = None
    here: dict[bytes, tuple[Range, ...]] = field(default_factory=dict)

    def note(self, known: Known) -> None:
        """Keeps what was found out about a file."""
        self.note_soon(known)
        self.keep_notes()

    def note_soon(self, known: Known) -> None:
        """As ``note``, together with others: a file of which it is lost is read once more."""
        self.files[known.name] = known
        self.unkept.append(known)
        if len(self.unkept) >= NOTES:
            self.keep_notes()

    def keep_notes(self) -> None:
        """Keeps what ``note_soon`` was given."""
        if self.unkept:
            self.line.do(files.noted, self.unkept)
            self.unkept = []

    def present(self) -> list[Known]:
        """The good files that the folder lists."""
        return [each for each in self.files.values() if each.state is State.GOOD]

    def was_read(self, name: str) -> None:
        """A file was read just now."""
        self.proof = (*self.proof[:1], name)

    def is_there(self) -> bool:
        """Whether the folder still is, where a file of it cannot be read."""
        return answers(self.folder, self.proof)

    def take_away(self, known: Known) -> None:
        """Deletes a file of this laptop's own; somebody who reads it just now may hold it."""
        try:
            self.folder.delete(known.name)
        except OSError:
            self.tally["not deleted"] += 1
            return
        self.files.pop(known.name, None)
        self.keep_notes()
        self.line.do(files.gone, [known.name])

    def covered(self) -> dict[bytes, list[Range]]:
        """The numbers of each stream of which the folder has a good copy."""
        found: dict[bytes, list[Range]] = {}
        for each in self.present():
            for stream, first, last in each.runs:
                found.setdefault(stream, []).append((first, last))
        return found

    def held(self) -> list[holding.Held]:
        """What this laptop holds of every stream, looked up once everything is read."""
        if self.known_held is None:
            self.known_held = all_held(self.line, max(holding.PAGE, self.pace.page))
        return self.known_held

    def held_now(self) -> list[holding.Held]:
        """As ``held``, with what somebody entered meanwhile."""
        if self.line.ask(holding.is_behind):
            self.known_held = None
        return self.held()

    def grace_ms(self) -> float:
        """How long it waits before it does what falls to another: each laptop a time of its own,
        so that not all of them write the same."""
        own_way = int.from_bytes(blake2b(self.keys.device, digest_size=2).digest(), "big")
        return self.pace.others_after_ms * (1 + own_way / 0xFFFF)

    def keys_changed(self) -> None:
        """Asks for the keys again."""
        self.keys = self.line.ask(keyring.asked)


def begin(line: Line, folder: Folder, now_ms: int, pace: Pace, tell: Tell | None = None) -> Passing:
    """Lists the folder and remembers what was known of it. Raises OSError."""
    listed = {each.name: each for each in folder.names()}
    known: dict[str, Known] = {}
    after = 0
    while True:
        some, after = line.ask(files.page, after)
        known |= {each.name: each for each in some}
        if not after:
            break
    lost = [name for name in known if name not in listed]
    for start in range(0, len(lost), 200):
        line.do(files.gone, lost[start : start + 200])
    known = {name: each for name, each in known.items() if name in listed}
    fitting = max(1, min(pace.first, pace.page))
    keys = line.ask(keyring.asked)
    return Passing(line, folder, now_ms, pace, keys, listed, known, fitting, tell=tell)


def all_held(line: Line, page: int = holding.PAGE) -> list[holding.Held]:
    """What this laptop holds of every stream, the newest operation included."""
    if line.ask(holding.is_behind):
        while line.do(holding.note, page):
            pass
    found: list[holding.Held] = []
    after = 0
    while True:
        some, after = line.ask(holding.streams, after)
        found += some
        if not after:
            return found
