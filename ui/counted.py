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

    def crates(self, count: int) -> str:
        return self.tr("%n crates", "", count)

    def days_left(self, count: int) -> str:
        return self.tr("%n days left", "", count)

    def for_people(self, count: int) -> str:
        return self.tr("For %n people", "", count)

    def days_ago(self, count: int) -> str:
        return self.tr("packed %n days ago", "", count)

    def packed(self, count: int) -> str:
        return self.tr("%n parcels packed", "", count)

    def past_use_by(self, count: int) -> str:
        return self.tr("%n past use by", "", count)

    def tins_in(self, count: int) -> str:
        return self.tr("%n tins in", "", count)

    def at_stall(self, count: int) -> str:
        return self.tr("%n items at the stall", "", count)

    def unweighed(self, count: int) -> str:
        return self.tr("kg leave out %n items of unknown weight", "", count)

    def not_counted(self, count: int) -> str:
        return self.tr("%n not counted", "", count)

    def earlier_visits(self, count: int) -> str:
        return self.tr("%n earlier visits this month", "", count)

    def lines_short(self, count: int) -> str:
        return self.tr("%n lines will not last for next week", "", count)

    def households(self, count: int) -> str:
        return self.tr("%n households", "", count)

    def lasts(self, count: int) -> str:
        return self.tr("Lasts %n days", "", count)

    def lines(self, count: int) -> str:
        return self.tr("%n lines", "", count)

    def labels_print(self, count: int) -> str:
        return self.tr("%n labels print", "", count)

    def changes(self, count: int) -> str:
        return self.tr("%n changes", "", count)

    def days(self, count: int) -> str:
        return self.tr("%n days", "", count)

    def laptops(self, count: int) -> str:
        return self.tr("%n laptops", "", count)

    def damaged(self, count: int) -> str:
        return self.tr("%n damaged files waiting for a good copy", "", count)

    def not_read(self, count: int) -> str:
        return self.tr("%n files cannot be read yet", "", count)

    def set_aside(self, count: int) -> str:
        return self.tr("%n files set aside", "", count)

    def hours(self, count: int) -> str:
        return self.tr("%n hours", "", count)

    def minutes(self, count: int) -> str:
        return self.tr("%n minutes", "", count)

    def erased(self, count: int) -> str:
        return self.tr("%n erased households", "", count)

    def still_there(self, count: int) -> str:
        return self.tr("%n erased households are still on it", "", count)

    def to_look_at(self, count: int) -> str:
        return self.tr("%n to look at", "", count)

    def collections(self, count: int) -> str:
        return self.tr("%n collections", "", count)

    def new_households(self, count: int) -> str:
        return self.tr("%n new households", "", count)

    def other_changes(self, count: int) -> str:
        return self.tr("%n other changes", "", count)


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


def crates(count: int) -> str:
    """How many crates came in by weight: "2 crates"."""
    return _counted.crates(count)


def days_left(count: int) -> str:
    """How long food may still be given: "3 days left"."""
    return _counted.days_left(count)


def for_people(count: int) -> str:
    """For how many a packed parcel is: "For 4 people"."""
    return _counted.for_people(count)


def days_ago(count: int) -> str:
    """How old a parcel is: "packed 3 days ago"."""
    return _counted.days_ago(count)


def packed(count: int) -> str:
    """How many were packed: "20 parcels packed"."""
    return _counted.packed(count)


def past_use_by(count: int) -> str:
    """How many parcels hold what nobody may be given: "2 past use by"."""
    return _counted.past_use_by(count)


def tins_in(count: int) -> str:
    """What somebody brought to the stall: "2 tins in"."""
    return _counted.tins_in(count)


def at_stall(count: int) -> str:
    """What stands at the stall: "24 items at the stall"."""
    return _counted.at_stall(count)


def unweighed(count: int) -> str:
    """What a sum of kilos cannot say: "kg leave out 9 items of unknown weight"."""
    return _counted.unweighed(count)


def earlier_visits(count: int) -> str:
    """How often somebody was here before: "2 earlier visits this month"."""
    return _counted.earlier_visits(count)


def not_counted(count: int) -> str:
    """How much of a shelf has no number: "3 not counted"."""
    return _counted.not_counted(count)


def lines_short(count: int) -> str:
    """How much will run out: "3 lines will not last for next week"."""
    return _counted.lines_short(count)


def households(count: int) -> str:
    """How many households: "34 households"."""
    return _counted.households(count)


def lasts(count: int) -> str:
    """For how long there is enough: "Lasts 3 days"."""
    return _counted.lasts(count)


def lines(count: int) -> str:
    """How many lines of goods: "6 lines"."""
    return _counted.lines(count)


def labels_print(count: int) -> str:
    """How many labels were sent: "3 labels print"."""
    return _counted.labels_print(count)


def changes(count: int) -> str:
    """What was recorded: "12 changes"."""
    return _counted.changes(count)


def days(count: int) -> str:
    """How long: "6 days"."""
    return _counted.days(count)


def laptops(count: int) -> str:
    """How many laptops: "2 laptops"."""
    return _counted.laptops(count)


def damaged(count: int) -> str:
    """What was set aside: "1 damaged file waiting for a good copy"."""
    return _counted.damaged(count)


def not_read(count: int) -> str:
    """What waits for a key, an update or the cloud: "2 files cannot be read yet"."""
    return _counted.not_read(count)


def set_aside(count: int) -> str:
    """What is never used: "1 file set aside"."""
    return _counted.set_aside(count)


def hours(count: int) -> str:
    """How far a clock is off: "2 hours"."""
    return _counted.hours(count)


def minutes(count: int) -> str:
    """How far a clock is off: "15 minutes"."""
    return _counted.minutes(count)


def erased(count: int) -> str:
    """Who was erased for ever: "1 erased household"."""
    return _counted.erased(count)


def still_there(count: int) -> str:
    """What a laptop has not erased yet: "2 erased households are still on it"."""
    return _counted.still_there(count)


def to_look_at(count: int) -> str:
    """What a person has to decide: "3 to look at"."""
    return _counted.to_look_at(count)


def collections(count: int) -> str:
    """Parcels that were handed out: "340 collections"."""
    return _counted.collections(count)


def new_households(count: int) -> str:
    """Who came for the first time: "12 new households"."""
    return _counted.new_households(count)


def other_changes(count: int) -> str:
    """All that has no name of its own: "85 other changes"."""
    return _counted.other_changes(count)
