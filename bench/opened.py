"""A hub of the bench, opened. Light: what builds hubs is not measured with the program."""

from __future__ import annotations

from pathlib import Path

from bench.hub_key import KEY, NOW
from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.counter import drafts
from hubdesk.desk import Desk
from hubdesk.journal.act import Act, View


def opened(folder: Path) -> Desk:
    """The desk of a hub that was built."""
    return desks.open_desk(folder, KEY, SetClock(NOW))


def cards(view: View, most: int = 400) -> list[str]:
    """Some households' cards, the same ones every time and none after the other."""
    told = view.connection.exec_driver_sql(
        "SELECT card FROM household WHERE card > '' AND allergies IS NULL ORDER BY id LIMIT ?",
        (most,),
    )
    return [card for (card,) in told]


def put_all_away(act: Act) -> None:
    """No visit stands open or on hold."""
    waiting = [each.id for each in drafts.on_hold(act)]
    for visit_id in filter(None, [*waiting, drafts.open_visit(act)]):
        drafts.put_away(act, visit_id)
