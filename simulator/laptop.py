"""One laptop in play: a real desk on a disk of its own, a clock that may be wrong, a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Concatenate, ParamSpec, TypeVar

from hubdesk import day
from hubdesk.clock import SetClock
from hubdesk.day import DayUnsure
from hubdesk.desk import Desk
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.operations import OperationKind
from hubdesk.storage import meta
from hubdesk.sync import joining, keyring, status
from hubdesk.sync.folder import Folder
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.pace import Pace
from hubdesk.sync.past.making import Making
from hubdesk.sync.report import PassReport
from simulator import homes
from simulator.files import Files
from simulator.homes import Home
from simulator.truth import Ref, Truth, Wrong
from simulator.window import Crash, Plan, PlannedLine, reached

P = ParamSpec("P")
T = TypeVar("T")

_NEW = (
    "SELECT operation.position, stream.id, operation.seq, stream.own, operation.type,"
    " operation.version, operation.actor, operation.at_ms, operation.stamp, operation.subject,"
    " operation.body FROM operation JOIN stream ON stream.no = operation.stream_no"
    " WHERE operation.position > ? ORDER BY operation.position"
)


class Laptop:
    """A laptop by its name. ``refs`` are the operations in its journal."""

    def __init__(
        self,
        name: str,
        home: Home,
        clock: SetClock,
        files: Files,
        truth: Truth,
        kinds: Iterable[OperationKind[Any]],
    ) -> None:
        self.name, self.home, self.clock, self.files, self.truth = name, home, clock, files, truth
        self.kinds = tuple(kinds)
        self.backups: list[Any] = []
        self.device, self.removed = b"", frozenset[bytes]()
        self.visit: Any = None
        self.start()

    def start(self) -> None:
        """Opens the hub, as after switching on."""
        self.making = Making(lambda _line: homes.beside())
        self.desk = Desk(self.home.opened(), self.clock, self.kinds)
        self.refs: set[Ref] = set()
        self._seen = 0
        self.look_at_keys()
        self.look()

    def become_itself(self) -> None:
        """Draws a device of its own, as a hub's file does when it is made."""
        with self.home.opened().writing() as connection:
            meta.write(connection, "device", identity.new_id().hex())
        self.start()

    def look(self) -> None:
        """Tells the truth what the journal came to hold. Raises Wrong."""
        rows = self.driver.execute(_NEW, (self._seen,)).fetchall()
        if rows:
            self._seen = rows[-1][0]
            self.truth.saw(self, [row[1:] for row in rows])
            self.refs |= {(row[1], row[2]) for row in rows}

    def look_at_keys(self) -> None:
        """Notes who it is in the folder, and whom it knows to be shut out."""
        keys = self.desk.ask(keyring.asked)
        self.device, self.removed = keys.device[:8], keys.removed
        if self.device in self.removed:
            # It is shut out itself, and seals with whatever key it was left.
            self.removed = frozenset()

    def look_again(self) -> None:
        """Counts the whole journal anew."""
        self.refs, self._seen = set(), 0
        self.look()

    @property
    def driver(self) -> Any:
        """The connection itself, to look behind the desk's back."""
        return self.home.opened().connection.connection.dbapi_connection

    def key_ids(self) -> set[bytes]:
        """The keys it can read segments with."""
        return {id_ for (id_,) in self.driver.execute("SELECT id FROM epoch_key")}

    @property
    def heard_of(self) -> set[bytes]:
        """The other laptops that it knows to be in the hub."""
        heard = self.desk.ask(status.heard, self.clock.now_ms())
        return {each.device for each in heard if not each.is_here}

    def do(self, command: Callable[Concatenate[Act, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """A command; whoever is asked what day it is believes the laptop's clock."""
        try:
            found = self.desk.do(command, *args, **kwargs)
        except DayUnsure as unsure:
            self.desk.do(day.confirm, unsure.doubt.day, on_purpose=True)
            found = self.desk.do(command, *args, **kwargs)
        self.look()
        return found

    def sync(self, pace: Pace, plan: Plan) -> PassReport | None:
        """One pass; None when the power went. Raises Wrong when good copies were deleted."""
        before = self.truth.in_folder(self.files)
        try:
            line, folder = self.line(plan), self.folder(plan)
            report = sync_once(line, folder, self.clock.now_ms(), pace, making=self.making)
            self.look()
            self.look_at_keys()
        except Crash:
            report = None
            self.start()
        if before - self.truth.in_folder(self.files):
            raise Wrong(f"{self.name} deleted the last good copy in its folder")
        return report

    def folder(self, plan: Plan | None = None) -> Folder:
        """The shared folder as this laptop reaches it."""
        return reached(self.files, plan or Plan(), self.truth.wrote, self._takes_away)

    def _takes_away(self, name: str, raw: bytes) -> None:
        """Raises Wrong where another laptop's operations lie in it: each deletes its own alone."""
        keys = self.desk.ask(keyring.asked)
        writer = self.truth.writer_of(raw)
        if writer is not None and writer not in (keys.device[:8], *keys.former):
            raise Wrong(f"{self.name} takes away {name}, which another laptop wrote")

    def line(self, plan: Plan | None = None) -> PlannedLine:
        """The way to the desk that sync has."""
        return PlannedLine(self.desk, plan or Plan())

    def join(self, codes: Iterable[str], plan: Plan | None = None) -> bool:
        """Joins the hub by the first code that works; whether one did."""
        self.look()
        for code in codes:
            try:
                joining.join(self.line(plan), self.folder(plan), code, self.clock.now_ms())
            except Refused:
                continue
            except Crash:
                self.start()
                return False
            self.look_at_keys()
            return True
        return False

    @property
    def belongs(self) -> bool:
        """Whether it shares a hub."""
        return self.desk.ask(joining.belongs)

    def back_up(self) -> None:
        """Keeps its disk as it is now."""
        backup = self.home.as_now()
        self.backups.append(backup)
        self.start()

    def restore(self, backup: Any) -> None:
        """Its disk is as it was."""
        self.home.put_back(backup)
        self.start()
