"""What was known of a household when it was served: its children's ages, what its diet changed.

A collection is of the stock class, and says for how many it was. What else a household told is
sealed with its other details, by matter, under the household's own keys: a laptop without names
holds none of it, and it is forgotten with the name, or with the diet.
"""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import bindparam, delete
from sqlalchemy.dialects.sqlite import insert

from hubdesk.households.ages import Ages, recalled
from hubdesk.households.tables import at_visit
from hubdesk.journal.act import View
from hubdesk.journal.operations import Applying, encode
from hubdesk.storage.prepared import Prepared

_put = {
    name: Prepared(
        (made := insert(at_visit)).on_conflict_do_update(
            index_elements=["household", "visit"], set_={name: made.excluded[name]}
        ),
        "household",
        "visit",
        name,
    )
    for name in ("ages", "asked")
}
_drop_empty = Prepared(
    delete(at_visit).where(
        at_visit.c.household == bindparam("of"),
        at_visit.c.visit == bindparam("during"),
        at_visit.c.ages.is_(None),
        at_visit.c.asked.is_(None),
    )
)
_known = Prepared(
    at_visit.select().where(
        at_visit.c.household == bindparam("of"), at_visit.c.visit == bindparam("during")
    )
)
_asked = msgspec.msgpack.Decoder(dict[bytes, int])


def show(applying: Applying, household: bytes, field: str, value: Any) -> None:
    """Makes the row of a visit say what a field shows: called by reducers."""
    name, _, visit_hex = field.partition(":")
    column, visit = name.removesuffix(" at"), bytes.fromhex(visit_hex)
    kept = encode(value) if column == "asked" and value is not None else value
    _put[column].run(applying.connection, household=household, visit=visit, **{column: kept})
    if value is None:
        _drop_empty.run(applying.connection, of=household, during=visit)


def ages_at(view: View, household: bytes | None, visit: bytes) -> Ages:
    """How many children of which age were told of at a visit; empty when that is not known."""
    row = _known.one(view.connection, of=household, during=visit)
    return () if row is None else recalled(row[2])


def asked_at(view: View, household: bytes | None, visit: bytes) -> dict[bytes, int]:
    """What the list asked for by line, otherwise than of all; empty when that is not known."""
    row = _known.one(view.connection, of=household, during=visit)
    return {} if row is None or row[3] is None else _asked.decode(row[3])
