"""The open hub: ``do`` a command, ``ask`` a question.

A command runs in one transaction; what it recorded and the tables that follow are saved
together or not at all, and only then announced. Plain and synchronous: tests and the command
line call it directly, the app calls it from its one worker thread.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from hubdesk import binding, day, paper, settings
from hubdesk.catalogue import importing as catalogue
from hubdesk.catalogue import listed
from hubdesk.changes import Changes, Touched
from hubdesk.clock import Clock
from hubdesk.counter import collection, turned_away
from hubdesk.folders import FILE as FILE
from hubdesk.forgetting import age_sums, erased, forgot, limits, sweeping, told_all
from hubdesk.households import cards, importing, looking, merging
from hubdesk.households import kinds as household
from hubdesk.journal import growth
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import Journal
from hubdesk.journal.operations import Applying, OperationKind
from hubdesk.labels.queue import label_job
from hubdesk.packing import diet
from hubdesk.packing import parcel as packed
from hubdesk.parcels import lists
from hubdesk.security import put_back, roles
from hubdesk.stall import closing, swap
from hubdesk.stock import (
    chosen,
    counts,
    dating,
    freezing,
    held_back,
    intake,
    moving,
    none_left,
    records,
    sending,
    shelves,
    windows,
)
from hubdesk.stocktake import takes
from hubdesk.storage import damage, derived, indexes, meta
from hubdesk.storage.database import Database, create, open_
from hubdesk.storage.repeatable import is_repeatable
from hubdesk.sync import tables as sharing
from hubdesk.takein import crates, packs, weighing
from hubdesk.trust import Role, Trust
from hubdesk.volunteers import openers, serving, trusting, volunteer

P = ParamSpec("P")
T = TypeVar("T")

KINDS: tuple[OperationKind[Any], ...] = (
    binding.CODE_BOUND,
    records.PLACE,
    records.LINE,
    records.PRODUCT,
    intake.TAKEN_IN,
    intake.DISCARDED,
    records.DROP_OFF,
    none_left.NONE_LEFT,
    shelves.SHELF,
    shelves.LINE_SHELVED,
    moving.MOVED,
    sending.SENT,
    sending.RECEIVED,
    dating.REDATED,
    held_back.HELD,
    held_back.RELEASED,
    freezing.FROZEN,
    windows.WINDOW,
    windows.RULE,
    counts.COUNTED,
    counts.DECIDED,
    chosen.CHOSEN,
    counts.SHEET_ENTERED,
    takes.SETTLED,
    takes.EXPLAINED,
    crates.WEIGHED,
    crates.SORTED,
    packs.OPENED,
    weighing.ONE_WEIGHS,
    household.OPENED,
    household.SIZED,
    household.NOTED,
    household.SETTLED_KIND,
    household.AT_VISIT,
    cards.REPLACED,
    looking.LOOKED,
    merging.MERGED,
    merging.APART,
    importing.IMPORTED,
    importing.WITHDRAWN,
    erased.ERASED,
    forgot.FORGOT,
    age_sums.SUMMED,
    limits.CHANGED,
    told_all.TOLD_ALL,
    volunteer.NOTED,
    volunteer.CARD,
    volunteer.TRUSTED,
    openers.WAY_IN,
    catalogue.IMPORTED,
    listed.LISTED,
    lists.ISSUED,
    packed.PACKED,
    diet.PACKED_FOR,
    packed.UNPACKED,
    packed.TAKEN_OUT,
    collection.COLLECTED,
    collection.CAME_BACK,
    turned_away.TURNED_AWAY,
    swap.SWAPPED,
    swap.CLICKED,
    closing.CLOSED,
    paper.BOTH_RIGHT,
)
"""Every kind of operation this version knows: the reducers, given to the journal."""

KEPT = (settings.setting, label_job, sharing.shared_file)
"""Kept tables that no operation of ``KINDS`` brings along: a new file must hold them too."""


class Desk:
    """One hub, opened on this laptop."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        kinds: Iterable[OperationKind[Any]] = KINDS,
        opener: str = "",
    ) -> None:
        self.clock = clock
        self._trust = Trust()
        self._database = database
        self._listeners: list[Callable[[Changes], None]] = []
        with database.writing() as connection:
            _draw_device(connection)
            self.journal = Journal(kinds)
            outgrown = growth.outgrown(connection, self.journal.kinds)
            if outgrown or derived.rebuild_needed(connection):
                derived.drop_and_create(connection)
                self.journal.replay(connection)
            growth.remember(connection, self.journal.kinds)
            # Where joining was cut off, they were left out.
            indexes.make(connection)
        with database.reading() as connection:
            self._settings = settings.read(connection)
            self._day = day.load(connection, clock)
            trusting.wear(connection, self._settings, self._trust, opener)

    def do(self, command: Callable[Concatenate[Act, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Runs a command: all of it is saved, or it raises and nothing is.

        Raises NotTrusted when whoever is serving may not do it.
        """
        mark = self.journal.mark()
        try:
            with self._database.writing(lasting=not is_repeatable(command)) as connection:
                applying = Applying(connection)
                act = self._act(applying)
                roles.check(command, act.role)
                result = command(act, *args, **kwargs)
        except BaseException:
            self.journal.back_to(mark)
            raise
        changes = applying.changes()
        # What other laptops did says nothing of this one's clock.
        if self.journal.mark() != mark:
            self._day.stamped(act.at_ms)
        self._announce(changes)
        return result

    def ask(
        self, question: Callable[Concatenate[View, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Answers a question from the tables as they stand."""
        with self._database.reading() as connection:
            at_ms = self._day.now_ms()
            view = View(
                connection,
                self.clock,
                self.journal,
                self._here(at_ms),
                self._day,
                role=self._role(at_ms),
                trust=self._trust,
            )
            roles.check(question, view.role)
            return question(view, *args, **kwargs)

    def now_ms(self) -> int:
        """The moment, by the hub's confirmed date."""
        return self._day.now_ms()

    def damage(self) -> list[str]:
        """What is wrong with the file itself, in SQLite's words; reads all of it."""
        with self._database.reading() as connection:
            return damage.found(connection)

    def trial(self, work: Callable[[Connection], None]) -> None:
        """Runs work beside commands in one transaction; where it raises, nothing is kept."""
        with self._database.writing() as connection:
            work(connection)

    def sweep(self) -> bool:
        """Leaves no byte of what was forgotten in the file; True when there was something to do.

        To be called when something was forgotten, outside of any command, and at every start.
        """
        if not self.ask(sweeping.is_due):
            return False
        self.do(sweeping.merge_words)
        # A reader on another connection may hold on to it: then it stays due.
        if self._database.checkpoint(empty=True):
            self.do(sweeping.done)
        return True

    def listen(self, listener: Callable[[Changes], None]) -> None:
        """Calls a listener after every command that changed something."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Folds everything into the file and closes it."""
        self._database.close()

    def _act(self, applying: Applying) -> Act:
        at_ms = self._day.now_ms()
        return Act(
            applying.connection,
            self.clock,
            self.journal,
            self._here(at_ms),
            self._day,
            applying,
            at_ms,
            serving.actor(self._settings, self.clock, at_ms),
            role=self._role(at_ms),
            trust=self._trust,
        )

    def _role(self, at_ms: int) -> Role:
        """What whoever stands here may do."""
        named = serving.actor(self._settings, self.clock, at_ms) is not None
        return self._trust.role(anybody=named)

    def _here(self, at_ms: int) -> bytes:
        """The place this laptop serves from: its own, or where it stands for the day."""
        if not self._settings.stands_on:
            return self._settings.here
        return settings.place_on(self._settings, self.clock.day_of(at_ms))

    def _announce(self, changes: Changes) -> None:
        if changes.touches(Touched.SETTING, Touched.VOLUNTEER):
            with self._database.reading() as connection:
                self._settings = settings.read(connection)
                trusting.wear(connection, self._settings, self._trust)
        if changes.kinds:
            for listener in self._listeners:
                listener(changes)


def found(folder: Path, key: bytes, clock: Clock) -> Desk:
    """Makes a new hub's file and opens it. Raises Refused when there is one already."""
    return _opened(create(folder / FILE, key), clock)


def open_desk(folder: Path, key: bytes, clock: Clock, opener: str = "") -> Desk:
    """Opens a hub's file. Raises Refused or Trouble, in a sentence, when it cannot be.

    ``opener`` is the slot of ``hub.keys`` whose phrase opened it, "" for one that does not say:
    what nobody is named for may be done as far as that opener is trusted.
    """
    put_back.finish_or_say(folder)
    return _opened(open_(folder / FILE, key), clock, opener)


def _opened(database: Database, clock: Clock, opener: str = "") -> Desk:
    """The desk on a file; a failure leaves the file closed, so that it can be tried again."""
    try:
        return Desk(database, clock, opener=opener)
    except BaseException:
        database.close()
        raise


def _draw_device(connection: Any) -> None:
    """Which copy of the hub this is, on this laptop; drawn when the file is made."""
    if meta.read(connection, meta.DEVICE) is None:
        meta.write(connection, meta.DEVICE, secrets.token_hex(16))
