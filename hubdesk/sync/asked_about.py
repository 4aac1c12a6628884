"""What a person is asked about where two laptops wrote different things, and who may decide.

Of every kind of record each field stands here once: asked about, or let go to the latest, with
the reason in decision 049. A guard in the tests fails on one that is in neither.
"""

from __future__ import annotations

from typing import Any, Final

from msgspec import Struct

from hubdesk.forgetting import consent, limits
from hubdesk.households.kinds import AT_VISIT, NOTED, SETTLED_KIND, SIZED
from hubdesk.households.matters import AGES_AT, ASKED_AT, FIELDS, SETTLED, Matter
from hubdesk.journal.operations import OperationKind
from hubdesk.packing.diet import CHIPS, PACKED_FOR
from hubdesk.parcels.lists import ISSUED
from hubdesk.stock import records, shelves, windows
from hubdesk.trust import Role
from hubdesk.volunteers import volunteer


class Asked(Struct, frozen=True):
    """A kind of record: its fields that are asked about, those that are not, and who decides."""

    kind: OperationKind[Any]
    fields: frozenset[str]
    let_go: frozenset[str] = frozenset()
    role: Role = Role.COUNTER


def _asked(
    kind: OperationKind[Any], fields: str, let_go: str = "", role: Role = Role.COUNTER
) -> Asked:
    return Asked(kind, frozenset(fields.split()), frozenset(let_go.split()), role)


KEPT: Final = {limits.KEEP + matter.value: matter for matter in Matter}
"""The fields that say for how long a matter is kept."""
LISTED: Final = "parcel list"
"""A whole version of a parcel list, as a field."""
_ALL: Final = (
    _asked(SIZED, "adults children district"),
    Asked(AT_VISIT, frozenset(), frozenset({AGES_AT, ASKED_AT})),
    Asked(PACKED_FOR, frozenset(), frozenset({CHIPS})),
    Asked(NOTED, frozenset(FIELDS) - {consent.FIELD}, frozenset({consent.FIELD})),
    Asked(SETTLED_KIND, frozenset(), frozenset({SETTLED})),
    _asked(records.PRODUCT, "line name weight_g allergens pieces"),
    _asked(
        records.LINE,
        "name unit date_kind weight_g allergens substitutes food stall measure",
        "position icon tile",
    ),
    _asked(records.PLACE, "name use"),
    _asked(records.DROP_OFF, "", "source giver"),
    _asked(shelves.SHELF, "name", "place position code"),
    _asked(shelves.LINE_SHELVED, "", "place line spot"),
    _asked(windows.WINDOW, "figure", role=Role.LEAD),
    _asked(windows.RULE, "refuse_past take_in_days", role=Role.LEAD),
    Asked(limits.CHANGED, frozenset(KEPT), role=Role.LEAD),
    _asked(volunteer.NOTED, "name", "pin gone", role=Role.LEAD),
    _asked(volunteer.CARD, "", "card"),
    _asked(volunteer.TRUSTED, "role", role=Role.ADMIN),
    Asked(ISSUED, frozenset({LISTED}), role=Role.LEAD),
)
ASKED: Final = {each.kind.name: each for each in _ALL}


def is_asked(kind: str, field: str) -> bool:
    """Whether a person is asked about a field of a kind of record."""
    return kind in ASKED and field in ASKED[kind].fields
