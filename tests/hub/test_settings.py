"""This laptop's choices survive slips of the clipboard, damage and newer versions."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as given_settings
from hypothesis import strategies as st

from hubdesk import set_up, settings
from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.settings import PrinterSetup, Settings
from hubdesk.trust import Role
from tests.world import World

NAMES = sorted(each.name for each in msgspec.structs.fields(Settings))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda each: st.lists(each, max_size=3) | st.dictionaries(st.text(), each, max_size=3),
    max_leaves=6,
)
one_hub = given_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def written(world: World, name: str, raw: bytes) -> None:
    """Puts bytes in the file past all checks, as a newer Hubdesk or a damaged disk may."""

    def write(act: Act) -> None:
        act.connection.execute(settings.setting.delete().where(settings.setting.c.name == name))
        act.connection.execute(settings.setting.insert(), {"name": name, "value": raw})

    world.desk.do(write)


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("theme", b'"plum"'),
        ("theme", b"{"),
        ("scale_percent", b'"huge"'),
        ("scale_percent", b"0"),
        ("here", b'"AAAA"'),
        ("sheet_starts", b'{"l7160": -1}'),
        ("scanner", b"[]"),
        ("emergency", b'[["only one"]]'),
        ("sounds", b"\xff\xfe"),
        ("language", b'"../../etc"'),
        ("card_format", b'"l\xc97160"'),
    ],
)
def test_a_damaged_setting_takes_its_default_and_costs_no_other(
    world: World, name: str, raw: bytes
) -> None:
    before = world.desk.do(settings.change, hub_name="St Anne's", laptop_name="Stall")
    written(world, name, raw)
    now = world.desk.ask(settings.asked)
    assert getattr(now, name) == getattr(Settings(), name)
    assert (now.hub_name, now.laptop_name) == (before.hub_name, before.laptop_name)


def test_a_hub_with_a_damaged_setting_opens_again(world: World) -> None:
    written(world, "theme", b"not json")
    world.reopen()
    assert world.desk.ask(settings.asked).hub_name == "High Street Hub"


def test_a_setting_of_a_newer_hubdesk_is_left_alone(world: World) -> None:
    written(world, "of_next_year", b'{"a": 1}')
    world.desk.do(settings.change, theme="dark")
    assert world.desk.ask(settings.asked).theme == "dark"


@pytest.mark.parametrize(
    "values",
    [
        {"theme": "plum"},
        {"scale_percent": 90},
        {"sheet_starts": {"l7160": 0}},
        {"here": b"short"},
        {"hub_name": "x" * 501},
        {"laptop_name": "\ud83d"},
        {"emergency": [("Crisis line",)]},
        {"serving": [bytes(16)] * 3},
        {"serving_on": "today"},
    ],
)
def test_what_cannot_be_kept_is_refused_and_changes_nothing(
    world: World, values: dict[str, Any]
) -> None:
    before = world.desk.ask(settings.asked)
    with pytest.raises(Refused, match="Choose it again"):
        world.desk.do(settings.put, sounds=False, **values)
    assert world.desk.ask(settings.asked) == before


def test_every_setting_comes_back_as_it_was_told(world: World) -> None:
    told: dict[str, Any] = {
        "hub_name": "مركز المجتمع & Söhne </para> 🙂",
        "laptop_name": "ষ" * 500,
        "here": bytes(range(16)),
        "theme": "sunlight",
        "scale_percent": 150,
        "language": "pt_BR",
        "sounds": False,
        "printer": 'Brother "QL" <2>',
        "sheet_starts": {"l7160": 7, "mine": 1},
        "own_sheets": {"mine": "columns = 2"},
        "printers": {"": PrinterSetup(), "Zebra": PrinterSetup(203, -1.5, 0.25, 1.01, 0.99)},
        "labels_on": "l7159",
        "scanner": {"gap_ms": 30, "layout": {"@": '"'}},
        "emergency": [("Social services", "020 7946 0000")],
        "serving": [bytes(range(16)), bytes(16)],
        "serving_on": "2026-11-21",
        "stands": bytes(range(16)),
        "stands_on": "2026-11-21",
        "backup_folders": ["/media/blue stick"],
        "unnamed": Role.COUNTER,
        "openers": {"slot": Role.LEAD},
        "lock_min": 30,
    }
    assert sorted(told) == [name for name in NAMES if not name.endswith("_format")]
    world.desk.do(settings.put, **told)
    world.reopen()
    now = world.desk.ask(settings.asked)
    assert {name: getattr(now, name) for name in told} == told


@one_hub
@given(name=st.sampled_from(NAMES), value=JSON | st.binary(max_size=40) | st.characters())
def test_no_value_does_worse_than_be_refused(world: World, name: str, value: Any) -> None:
    try:
        kept = world.desk.do(settings.put, **{name: value})
    except Refused:
        return
    assert world.desk.ask(settings.asked) == kept


@one_hub
@given(name=st.sampled_from(NAMES), raw=st.binary(max_size=60) | JSON.map(json.dumps))
def test_no_bytes_in_the_file_keep_a_hub_from_its_settings(
    world: World, name: str, raw: bytes | str
) -> None:
    written(world, name, raw if isinstance(raw, bytes) else raw.encode(errors="surrogatepass"))
    assert world.desk.ask(settings.asked).hub_name


@pytest.mark.parametrize("name", sorted(settings.GUARDED))
def test_who_is_trusted_is_not_changed_like_a_colour(world: World, name: str) -> None:
    """Commands that see who asks change these; a screen's own settings are all else."""
    with pytest.raises(TypeError, match="not changed this way"):
        world.desk.do(settings.change, **{name: getattr(world.desk.ask(settings.asked), name)})


def test_the_first_place_is_served_from_and_the_next_ones_wait_to_be_chosen(world: World) -> None:
    """Another place had moved the counter there, and the book knew of nothing."""
    before = world.desk.ask(set_up.asked).settings.here
    world.desk.do(set_up.add_place, "Store")
    assert world.desk.ask(set_up.asked).settings.here == before
    with pytest.raises(Refused):
        world.desk.do(set_up.add_place, " store")
    world.desk.do(settings.change, here=bytes(16))
    hall = world.desk.do(set_up.add_place, "Hall")
    assert world.desk.ask(set_up.asked).here == "Hall"
    assert world.desk.ask(set_up.asked).settings.here == hall.id
