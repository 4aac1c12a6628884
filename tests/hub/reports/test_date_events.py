"""Today tells what was held back, frozen or changed about dates, and takes it back."""

from __future__ import annotations

from hubdesk.journal import identity
from hubdesk.labels import freezing
from hubdesk.reports import today
from hubdesk.stock import held_back, windows
from hubdesk.stock.foods import Food
from tests.world import World


def told(world: World) -> list[str]:
    found = world.desk.ask(today.events)
    return [f"{each.title} | {each.detail}" for each in found if not each.undone]


def test_today_tells_of_dates_and_takes_each_back(world: World) -> None:
    world.line("milk", date_kind="use by")
    world.product("milk", "milk")
    world.shelf("6 milk, use by 2026-11-22")
    old = identity.batch_of(world.product_id("milk"), "2026-11-22", "use by", None)
    before = told(world)
    world.desk.do(held_back.hold, world.product_id("milk"), "called back")
    world.desk.do(held_back.release, world.product_id("milk"))
    world.desk.do(held_back.hold, old, "warm")
    world.desk.do(held_back.release, old)
    world.desk.do(freezing.freeze, world.product_id("milk"), old, 2)
    world.desk.do(windows.change, Food.CANS, "3 years", "Shrewsbury Food Hub", "2021")
    world.desk.do(windows.as_shipped, Food.CANS)
    world.desk.do(windows.set_rule, refuse_past=True, take_in_days=60)
    assert told(world)[: -len(before)] == [
        "Dates: the hub's own rules | See Set-up, Dates",
        "Dates: another window | Cans: as it was shipped",
        "Dates: another window | Cans: 3 years, by Shrewsbury Food Hub",
        "Frozen | 2 × milk. Frozen, use by 21 December",
        "Released | milk. Use by tomorrow",
        "Held back | milk. Use by tomorrow: warm",
        "Released | milk",
        "Held back | milk: called back",
    ]
    for _ in range(8):
        assert world.desk.do(today.undo_last)
    assert told(world) == before
    assert world.desk.ask(held_back.all_) == []
    assert not world.desk.ask(windows.shown).refuse_past
