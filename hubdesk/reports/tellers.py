"""How each kind of operation is told on the Today screen: a title, and a line under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hubdesk.binding import CodeBound
from hubdesk.counter.collection import CAME_BACK, COLLECTED, CameBack, Collected
from hubdesk.counter.turned_away import TURNED_AWAY, TurnedAway
from hubdesk.forgetting.erased import ERASED
from hubdesk.forgetting.forgot import FORGOT
from hubdesk.forgetting.limits import CHANGED
from hubdesk.forgetting.told_all import TOLD_ALL
from hubdesk.households import household as households
from hubdesk.households import merging
from hubdesk.households.cards import REPLACED, Replaced
from hubdesk.households.looking import LOOKED, Looked
from hubdesk.households.merging import MERGED, Merged
from hubdesk.households.record import number_of
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation
from hubdesk.packing.parcel import PACKED, TAKEN_OUT, UNPACKED
from hubdesk.reports import (
    choice_events,
    count_events,
    date_events,
    drop_offs,
    forgetting_events,
    import_events,
    packing_events,
    stall_events,
    stock_events,
)
from hubdesk.stall.closing import CLOSED
from hubdesk.stall.swap import CLICKED, SWAPPED
from hubdesk.stock import measures, products, weighed
from hubdesk.stock.chosen import CHOSEN
from hubdesk.stock.counts import COUNTED, DECIDED, SHEET_ENTERED
from hubdesk.stock.dating import REDATED
from hubdesk.stock.freezing import FROZEN
from hubdesk.stock.held_back import HELD, RELEASED
from hubdesk.stock.intake import DISCARDED, TAKEN_IN, TakenIn
from hubdesk.stock.moving import MOVED
from hubdesk.stock.none_left import NONE_LEFT, NoneLeft
from hubdesk.stock.sending import RECEIVED, SENT
from hubdesk.stock.windows import RULE, WINDOW
from hubdesk.stocktake.takes import EXPLAINED, SETTLED
from hubdesk.takein.crates import SORTED, WEIGHED
from hubdesk.takein.packs import OPENED
from hubdesk.takein.weighing import ONE_WEIGHS
from hubdesk.volunteers.openers import WAY_IN, WayIn, What
from hubdesk.wording import Phrase, items, on_shelf_again, translate

Teller = Callable[[View, Operation, Any], tuple[Phrase, Phrase]]


def _collected(view: View, op: Operation, body: Collected) -> tuple[Phrase, Phrase]:
    household = households.by_id(view, body.household) if body.household else None
    number = household.number if household else body.parcel[-4:]
    return (
        Phrase(translate("today", "Parcel for {number}"), {"number": number}),
        Phrase(
            _how_collected(body),
            {
                "items": items(body.items),
                "adults": body.adults,
                "children": body.children,
                "label": body.parcel[-4:],
            },
        ),
    )


def _how_collected(body: Collected) -> str:
    """Which sentence tells of it: by someone else goes before that they chose."""
    if body.by_other:
        return translate(
            "today",
            "{items} for {adults}+{children}, label {label}, collected by someone else",
        )
    if body.chosen:
        return translate("today", "{items} for {adults}+{children}, label {label}, they chose")
    return translate("today", "{items} for {adults}+{children}, label {label}")


def _came_back(view: View, op: Operation, body: CameBack) -> tuple[Phrase, Phrase]:
    back = weighed.known(view.connection, body.given)
    many = measures.items(view, ((given.product, given.quantity) for given in back))
    return (
        Phrase(translate("today", "A parcel came back")),
        on_shelf_again(many),
    )


def _turned_away(view: View, op: Operation, body: TurnedAway) -> tuple[Phrase, Phrase]:
    whys = {
        "ran out": translate("today", "We had run out"),
        "closed": translate("today", "We were closed"),
        "other": translate("today", "For another reason"),
    }
    return (
        Phrase(translate("today", "Turned away")),
        Phrase(whys.get(body.why, "{why}"), {"why": body.why}),
    )


def _taken_in(view: View, op: Operation, body: TakenIn) -> tuple[Phrase, Phrase]:
    return (
        Phrase(translate("today", "Taken in")),
        measures.told(view, op.subject, body.quantity, body.pack),
    )


def _none_left(view: View, op: Operation, body: NoneLeft) -> tuple[Phrase, Phrase]:
    found = products.lines_named(view, [op.subject])
    name = found[0].name if found else ""
    return Phrase(translate("today", "None left today")), Phrase("{name}", {"name": name})


def _named(view: View, op: Operation, body: CodeBound) -> tuple[Phrase, Phrase]:
    name = products.product_by_id(view, op.subject).name
    said = {"code": body.text, "name": name}
    return Phrase(translate("today", "Barcode named")), Phrase("{code}: {name}", said)


def _merged(view: View, op: Operation, body: Merged) -> tuple[Phrase, Phrase]:
    numbers = {
        "number": merging.number_as_given(view, op.subject),
        "into": merging.number_as_given(view, body.into),
    }
    return (
        Phrase(translate("today", "Households merged")),
        Phrase(translate("today", "{number} is the same household as {into}"), numbers),
    )


def _looked(view: View, op: Operation, body: Looked) -> tuple[Phrase, Phrase]:
    number = merging.number_as_given(view, op.subject)
    return (
        Phrase(translate("today", "Details looked at")),
        Phrase(translate("today", "Household {number}"), {"number": number}),
    )


def _way_in(view: View, op: Operation, body: WayIn) -> tuple[Phrase, Phrase]:
    said = {
        What.ADDED.value: translate("today", "A passphrase was added"),
        What.CHANGED.value: translate("today", "A passphrase was changed"),
        What.REMOVED.value: translate("today", "A passphrase was removed"),
        What.CODE.value: translate("today", "A new recovery code was printed"),
    }
    return Phrase(said.get(body.what, "{what}"), {"what": body.what}), Phrase("")


def _card_replaced(view: View, op: Operation, body: Replaced) -> tuple[Phrase, Phrase]:
    said = {"number": number_of(body.card), "old": ", ".join(map(number_of, body.dead))}
    return (
        Phrase(translate("today", "Card replaced")),
        Phrase(translate("today", "Household {number}; {old} is dead"), said),
    )


TELLERS: dict[str, Teller] = {
    COLLECTED.name: _collected,
    CAME_BACK.name: _came_back,
    TURNED_AWAY.name: _turned_away,
    TAKEN_IN.name: _taken_in,
    DISCARDED.name: stock_events.discarded,
    MOVED.name: stock_events.moved,
    SENT.name: stock_events.sent,
    RECEIVED.name: stock_events.received,
    REDATED.name: stock_events.redated,
    NONE_LEFT.name: _none_left,
    PACKED.name: packing_events.packed,
    UNPACKED.name: packing_events.unpacked,
    TAKEN_OUT.name: packing_events.taken_out,
    HELD.name: date_events.held,
    RELEASED.name: date_events.released,
    FROZEN.name: date_events.frozen,
    WINDOW.name: date_events.window,
    RULE.name: date_events.rule,
    SWAPPED.name: stall_events.swapped,
    CLICKED.name: stall_events.clicked,
    CLOSED.name: stall_events.closed,
    COUNTED.name: count_events.counted,
    DECIDED.name: count_events.decided,
    CHOSEN.name: choice_events.chosen,
    SETTLED.name: count_events.settled,
    EXPLAINED.name: count_events.explained,
    SHEET_ENTERED.name: count_events.sheet_entered,
    WEIGHED.name: drop_offs.weighed,
    SORTED.name: drop_offs.sorted_,
    OPENED.name: drop_offs.opened,
    ONE_WEIGHS.name: stock_events.one_weighs,
    "code.bound": _named,
    **dict.fromkeys(import_events.KINDS, import_events.told),
    MERGED.name: _merged,
    ERASED.name: forgetting_events.erased,
    TOLD_ALL.name: forgetting_events.access,
    FORGOT.name: forgetting_events.forgot,
    CHANGED.name: forgetting_events.limit,
    REPLACED.name: _card_replaced,
    LOOKED.name: _looked,
    WAY_IN.name: _way_in,
}
"""The kinds of operation that are told on the Today screen, and how."""
