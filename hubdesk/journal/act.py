"""What a command and a question are handed: the tables, the time, and the way to record."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Protocol

import msgspec
from msgspec import Struct, field
from sqlalchemy import Connection

from hubdesk.changes import Touched
from hubdesk.clock import Clock
from hubdesk.day_answers import Doubt
from hubdesk.journal import fields, forgotten
from hubdesk.journal.journal import Journal
from hubdesk.journal.operations import Applying, Body, Operation, OperationKind, Ref, encode
from hubdesk.trust import Role, Trust


class Day(Protocol):
    """The hub's date; see ``hubdesk.day``."""

    def today(self) -> date:
        """The confirmed date; raises Refused while nobody has confirmed it."""
        ...

    def confirm(self, connection: Connection, day: date) -> None:
        """Somebody said what day it is."""
        ...

    def heard(self, at_ms: int) -> bool:
        """Notes when another laptop recorded something; True when it makes the date doubtful."""
        ...

    def doubt(self) -> Doubt | None:
        """What to ask about the date, or None."""
        ...

    def to_put_right(self) -> Doubt:
        """What to ask when somebody wants another date, though nothing is in doubt."""
        ...


class Standing(Struct, frozen=True, kw_only=True):
    """Who asks: ``role`` is what they may do now; see ``hubdesk.security.roles``."""

    role: Role = Role.ADMIN
    trust: Trust = field(default_factory=Trust)


class View(Standing, frozen=True, dict=True):
    """What a question may look at. ``here`` is the place this laptop serves from."""

    connection: Connection
    clock: Clock
    journal: Journal
    here: bytes
    hub_day: Day

    @cached_property
    def today(self) -> date:
        """The hub's confirmed date, the same all along even at midnight.

        Raises Refused while nobody has confirmed it.
        """
        return self.hub_day.today()

    def day_of(self, at_ms: int) -> date:
        """The calendar day of a moment."""
        return self.clock.day_of(at_ms)


class Act(View, frozen=True):
    """What a command may do: everything in one transaction, through the journal.

    ``at_ms`` is the moment of the command by the hub's confirmed date, later than every
    earlier command's here; ``actor`` is who is serving. ``entered_ms`` is None while things
    happen, and for what is told afterwards the moment of the telling: ``at_ms`` is then when it
    happened (see ``hubdesk.paper``).
    """

    applying: Applying
    at_ms: int
    actor: bytes | None
    entered_ms: int | None = None

    @property
    def now_ms(self) -> int:
        """The moment of the command, whenever what it tells of happened."""
        return self.at_ms if self.entered_ms is None else self.entered_ms

    def record(
        self, kind: OperationKind[Any], body: Body, subject: bytes, *, at_ms: int | None = None
    ) -> Operation:
        """Appends one operation and applies it. ``at_ms`` is given for what is told later.

        Raises Refused while nobody has confirmed what day it is: what is recorded under a
        wrong clock stays wrong.
        """
        self.hub_day.today()
        return self.journal.append(
            self.applying,
            kind,
            body,
            subject=subject,
            at_ms=self.at_ms if at_ms is None else at_ms,
            stamp=0,
            actor=self.actor,
        )

    def note(
        self, kind: OperationKind[Any], subject: bytes, values: dict[str, Any]
    ) -> Operation | None:
        """Sets fields of a record, naming the versions seen; nothing if nothing changes."""
        settings = []
        newest = 0
        for name, value in values.items():
            seen = fields.heads(self.connection, subject, name)
            if (len(seen) == 1 and seen[0].value == value) or (not seen and value is None):
                continue
            newest = max([newest, *(head.stamp for head in seen)])
            raw = msgspec.Raw(encode(value))
            settings.append(
                fields.Setting(name, raw, [(head.ref.stream, head.ref.seq) for head in seen])
            )
        if not settings:
            return None
        if kind.matter_of is not None:
            matters = {kind.matter_of(setting.field) for setting in settings}
            newest = max(newest, forgotten.upto(self.connection, subject, matters))
        self.hub_day.today()
        return self.journal.append(
            self.applying,
            kind,
            fields.FieldsNoted(settings),
            subject=subject,
            at_ms=self.at_ms,
            stamp=max(self.now_ms << 16, newest + 1),
            actor=self.actor,
        )

    def undo(self, target: Ref) -> Operation:
        """Records that an earlier operation did not happen."""
        self.hub_day.today()
        return self.journal.undo(self.applying, target, at_ms=self.at_ms, stamp=0, actor=self.actor)

    def touch(self, kind: Touched, *ids: bytes) -> None:
        """Notes what changed outside the journal: a parked visit, a setting."""
        self.applying.touch(kind, *ids)
