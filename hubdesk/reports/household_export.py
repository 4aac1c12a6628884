"""All households as a spreadsheet, for an admin: numbers, sizes and visits, never a contact.

Names, addresses, phones, diets and allergies are not in it, so the file may be looked at by
whoever writes the hub's report. Of a district with fewer than five households the name is not
written: it could be somebody's. Every cell of words is text, and none can be a formula.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select

from hubdesk.counter import history
from hubdesk.counter.history import Listed
from hubdesk.households.tables import household
from hubdesk.journal.act import View
from hubdesk.reports import few
from hubdesk.security.roles import Role, require
from hubdesk.sheets.written import Cell

AT_ONCE: Final = 1000
HEADINGS: Final = ("Number", "Adults", "Children", "District", "Visits", "Last visit")

Row = tuple[Cell, ...]
_rare = (
    select(household.c.district)
    .where(household.c.district.is_not(None), household.c.merged_into.is_(None))
    .group_by(household.c.district)
    .having(func.count() < few.FEWEST)
)


def rows(view: View, after: int = 0) -> tuple[list[Row], int]:
    """The next thousand households as rows, and where to go on from; 0 at the end.

    ``Last visit`` is a day such as 2026-11-21, or empty. For an admin only.
    """
    require(view, Role.ADMIN)
    found, more = history.after(view, after, AT_ONCE)
    rare = set(view.connection.execute(_rare).scalars())
    return [_row(view, each, rare) for each in found], more


def _row(view: View, each: Listed, rare: set[str]) -> Row:
    district = few.told(1) if each.district in rare else each.district
    day = "" if each.last_ms is None else view.day_of(each.last_ms).isoformat()
    return (each.number, each.adults, each.children, district, each.visits, day)
