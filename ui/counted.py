"""How many of something, as each language counts: "1 adult", "2 adults".

``pyside6-lupdate`` takes a text for a plural only where a class says ``self.tr``; so what is
counted outside a widget is counted here.
"""

from __future__ import annotations

from PySide6.QtCore import QObject


class _Counted(QObject):
    def adults(self, count: int) -> str:
        return self.tr("%n adults", "", count)

    def children_(self, count: int) -> str:
        return self.tr("%n children", "", count)

    def items(self, count: int) -> str:
        return self.tr("%n items", "", count)

    def days_left(self, count: int) -> str:
        return self.tr("%n days left", "", count)

    def earlier_visits(self, count: int) -> str:
        return self.tr("%n earlier visits this month", "", count)


_counted = _Counted()


def people(adults: int, children: int) -> str:
    """How many a parcel is for: "2 adults, 3 children"."""
    parts = [_counted.adults(adults)] if adults or not children else []
    if children:
        parts.append(_counted.children_(children))
    return ", ".join(parts)


def items(count: int) -> str:
    """How many things: "34 items"."""
    return _counted.items(count)


def days_left(count: int) -> str:
    """How long food may still be given: "3 days left"."""
    return _counted.days_left(count)


def earlier_visits(count: int) -> str:
    """How often somebody was here before: "2 earlier visits this month"."""
    return _counted.earlier_visits(count)
