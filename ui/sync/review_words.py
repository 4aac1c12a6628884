"""What was written differently, in words: whose, which field, and what each laptop wrote."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from hubdesk.forgetting.limits import CHANGED
from hubdesk.households.kinds import NOTED, SIZED
from hubdesk.parcels.lists import ISSUED
from hubdesk.stock import records
from hubdesk.stock.shelves import SHELF
from hubdesk.stock.windows import RULE, WINDOW
from hubdesk.sync.asked_about import LISTED
from hubdesk.sync.compared import Difference
from hubdesk.sync.review import Clash, Version
from hubdesk.volunteers.volunteer import NOTED as VOLUNTEER
from hubdesk.volunteers.volunteer import TRUSTED
from ui.sync.review_values import field, said
from ui.sync.words import when
from ui.wording import inside, translated

_OF_HUB: Final = {
    RULE.name: QT_TRANSLATE_NOOP("Review", "The hub's rules for dates"),
    CHANGED.name: QT_TRANSLATE_NOOP("Review", "How long details are kept"),
}
_NAMED: Final = {
    SIZED.name: QT_TRANSLATE_NOOP("Review", "Household {name}"),
    NOTED.name: QT_TRANSLATE_NOOP("Review", "Household {name}"),
    records.PLACE.name: QT_TRANSLATE_NOOP("Review", "Place {name}"),
    SHELF.name: QT_TRANSLATE_NOOP("Review", "Shelf {name}"),
    VOLUNTEER.name: QT_TRANSLATE_NOOP("Review", "Volunteer {name}"),
    TRUSTED.name: QT_TRANSLATE_NOOP("Review", "Volunteer {name}"),
    ISSUED.name: QT_TRANSLATE_NOOP("Review", "Parcel list {name}"),
}
PRIVATE: Final = frozenset({"name", "street", "postcode", "phone", "ages"})
"""What a screen shows of a person only when somebody asks to see it."""


def is_private(clash: Clash) -> bool:
    """Whether it is shown only when somebody asks."""
    return clash.kind == NOTED.name and bool(PRIVATE.intersection(clash.names))


def whose(clash: Clash) -> str:
    """Whose it is: a household by its number, goods, places and people by their names."""
    say = QCoreApplication.translate
    if clash.kind in _OF_HUB:
        return say("Review", str(_OF_HUB[clash.kind]))
    if clash.kind == WINDOW.name:
        return translated(clash.name) or say("Review", "A kind of food")
    if clash.kind in _NAMED:
        return say("Review", str(_NAMED[clash.kind])).format(name=inside(clash.name))
    return inside(clash.name) if clash.name else say("Review", "Goods with no name")


def which(clash: Clash) -> str:
    """The fields: "Adults, Children"."""
    return ", ".join(field(name) for name in clash.names)


def value(version: Version) -> str:
    """What one laptop wrote."""
    return "  ·  ".join(said(name, each) for name, each in version.values.items())


def by(version: Version, now_ms: int) -> str:
    """Who wrote it, where and when, as far as that is known."""
    people = ", ".join(map(inside, version.who))
    parts = (people, inside(version.laptop) if version.laptop else "")
    return ", ".join(filter(None, (*parts, when(version.at_ms, now_ms))))


def choice(version: Version, now_ms: int) -> tuple[str, str]:
    """A version as a choice: what was written, and by whom; of a list, which takes more room,
    the other way about."""
    said, who = value(version), by(version, now_ms)
    return (who, said) if LISTED in version.values else (said, who)


def differ(found: Sequence[Difference]) -> str:
    """That the journals of laptops are not alike, and what to do; "" when they are."""
    say = QCoreApplication.translate
    altered = say(
        "Review",
        "The journals here and on {laptop} differ: an entry was changed or taken away behind "
        "Hubdesk's back, on one of the two. Change nothing, and show this to whoever looks "
        "after the hub.",
    )
    lost = say(
        "Review",
        "{laptop} lost entries that it had told of. They are still here. Show this to whoever "
        "looks after the hub.",
    )
    another = say("Review", "another laptop")
    return " ".join(
        (lost if each.lost else altered).format(laptop=inside(each.laptop or another))
        for each in found
    )
