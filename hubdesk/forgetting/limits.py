"""For how long details are kept after the last contact: the hub's own choice, never for ever.

The numbers to begin with are those that hubs publish: names 6 months, what somebody must not
eat 90 days, where a parcel is brought 30 days. Everybody's laptop goes by the same ones, and the
journal says who changed them.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.households.matters import Matter
from hubdesk.journal import fields, identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Applying, Klass, Operation, OperationKind
from hubdesk.security.roles import Role, require
from hubdesk.stock.foods import Span
from hubdesk.wording import translate

HUB: Final = identity.named("hub", "keeping")
"""What the limits are noted of."""
KEEP: Final = "keep "
"""How long a matter is kept is a field of this name and the matter's."""


class Limit(Struct, frozen=True):
    """How long one matter is kept: so many months, or so many days, between two bounds."""

    matter: Matter
    number: int
    least: int
    most: int
    in_months: bool = False

    def over_on(self, last: date) -> date:
        """The first day on which it is kept no more, after a last contact."""
        return Span(self.number, self.in_months).after(last) + timedelta(days=1)


DEFAULTS: Final = (
    Limit(Matter.NAME, 6, 1, 24, in_months=True),
    Limit(Matter.DIET, 90, 30, 730),
    Limit(Matter.ADDRESS, 30, 7, 730),
)


def _noted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    fields.apply(applying, op, body)


def _unnoted(applying: Applying, op: Operation, body: FieldsNoted) -> None:
    fields.undo(applying, op, body)


CHANGED = OperationKind("hub.keeping", 1, Klass.STOCK, FieldsNoted, _noted, _unnoted)


def limits(view: View) -> tuple[Limit, ...]:
    """How long each matter is kept at this hub."""
    return tuple(_chosen(view, each) for each in DEFAULTS)


def change(act: Act, matter: Matter, number: int) -> Limit:
    """Keeps a matter for so long from now on. Raises Refused outside the bounds."""
    require(act, Role.LEAD)
    (known,) = (each for each in DEFAULTS if each.matter is matter)
    if not known.least <= number <= known.most:
        words = (
            translate("hub", "Type {least} to {most} months: nothing is kept for ever.")
            if known.in_months
            else translate("hub", "Type {least} to {most} days: nothing is kept for ever.")
        )
        raise Refused(words, least=known.least, most=known.most)
    act.note(CHANGED, HUB, {KEEP + matter.value: number})
    return _chosen(act, known)


def _chosen(view: View, known: Limit) -> Limit:
    """The hub's own number; one that cannot be (a newer Hubdesk wrote it) stands back."""
    number: Any = fields.shown(view.connection, HUB, KEEP + known.matter.value)
    fits = isinstance(number, int) and known.least <= number <= known.most
    return replace(known, number=number) if fits else known
