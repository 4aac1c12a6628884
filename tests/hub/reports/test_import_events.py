"""Lists that were taken in are told in Today as one row each, and undone from there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.catalogue import importing, packed
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.reports import today
from hubdesk.reports.today import Event
from tests.hub.catalogue.test_stock_list import asked, brought, hub, read, some, there
from tests.world import World

__all__ = ["asked", "hub"]


def bring_products(world: World, parts: int) -> None:
    """A list of products, one in each part."""
    import_id = identity.new_id()
    for part in range(parts):
        content = packed.pack([(5000157024671 + part, "Beans", 0, 0, "")])
        world.desk.do(importing.take_in, import_id, part, parts, (1, content))


def events(world: World) -> list[Event]:
    return world.desk.ask(today.events)


def test_a_stock_list_is_one_row_and_is_undone_from_today(hub: World, tmp_path: Path) -> None:
    rows = read(hub, tmp_path, "Item,Qty\nBaked beans,24\nSoup,6\n")
    brought(hub, rows)
    (event,) = events(hub)
    assert str(event.title) == "A stock list was taken in"
    assert str(event.detail) == "2 rows came into stock"
    assert event.can_undo and event.sort is today.Sort.STOCK
    hub.desk.do(today.undo, event.ref)
    (event,) = events(hub)
    assert event.undone and not event.can_undo
    assert there(hub, some("Baked beans")) == 0


def test_ctrl_z_at_the_counter_never_takes_a_list_out(hub: World, tmp_path: Path) -> None:
    bring_products(hub, 2)
    assert len(events(hub)) == 1
    assert not hub.desk.do(today.undo_last)
    assert not events(hub)[0].undone


def test_a_list_of_products_is_one_row_however_many_parts_it_came_in(hub: World) -> None:
    bring_products(hub, 3)
    (event,) = events(hub)
    assert str(event.title) == "A list of products was taken in"
    hub.desk.do(today.undo, event.ref)
    assert events(hub)[0].undone and hub.desk.ask(importing.past) == []
    with pytest.raises(Refused):
        hub.desk.do(today.undo, event.ref)


def test_a_list_of_one_row_is_told_as_one(hub: World, tmp_path: Path) -> None:
    brought(hub, read(hub, tmp_path, "Item,Qty\nBaked beans,24\n"))
    bring_products(hub, 1)
    assert {str(event.detail) for event in events(hub)} == {
        "1 row came into stock",
        "1 product that new barcodes are named from",
    }
