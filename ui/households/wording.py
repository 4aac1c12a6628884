"""How a household is said: its size, its place. Names are never part of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from hubdesk.households.household import Household


def _tr(text: str, count: int) -> str:
    return QCoreApplication.translate("households", text, "", count)


def size(household: Household) -> str:
    """How many a parcel is for: "2 adults, 3 children"."""
    parts = []
    if household.adults or not household.children:
        one = household.adults == 1
        parts.append(_tr("1 adult", 1) if one else _tr("%n adults", household.adults))
    if household.children:
        one = household.children == 1
        parts.append(_tr("1 child", 1) if one else _tr("%n children", household.children))
    return ", ".join(parts)
