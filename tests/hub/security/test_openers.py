"""Each person who opens the hub has a phrase of their own; none is ever written to disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.doorstep import Unlocked
from hubdesk.errors import Refused
from hubdesk.reports import today
from hubdesk.security import keys
from hubdesk.security.key_file import Cost
from hubdesk.security.roles import NotTrusted, Role
from hubdesk.volunteers import openers, serving, trusting, volunteer
from tests.world import World

FAST = Cost(n=2)
FIRST, SECOND, THIRD = (
    "orange ladder seven clouds",
    "quiet harbour tin whistle",
    "nine blue kites up",
)


@pytest.fixture
def hub(tmp_path: Path) -> tuple[Unlocked, str]:
    """A hub's key file, and its recovery code."""
    key, code = keys.make(tmp_path / "keys", FIRST, cost=FAST)
    return Unlocked(tmp_path / "keys", key), code


def _named(world: World, by: Unlocked) -> dict[str, str]:
    return {each.name: each.id for each in world.desk.ask(openers.listed, by.folder)}


def test_each_opens_it_with_their_own_and_the_paper_always_does(
    world: World, hub: tuple[Unlocked, str]
) -> None:
    by, code = hub
    world.desk.do(openers.add, by, "Amina", SECOND, Role.LEAD, FAST)
    for words in (FIRST, SECOND, code):
        assert keys.unlock(by.folder, words) == by.key
    assert [each.role for each in world.desk.ask(openers.listed, by.folder)] == [
        Role.ADMIN,
        Role.LEAD,
    ]


def test_another_phrase_keeps_what_its_owner_may_do(
    world: World, hub: tuple[Unlocked, str]
) -> None:
    by, _ = hub
    world.desk.do(openers.add, by, "Amina", SECOND, Role.LEAD, FAST)
    slot = _named(world, by)["Amina"]
    world.desk.do(openers.change, by, slot, THIRD, FAST)
    with pytest.raises(Refused, match="does not open"):
        keys.unlock(by.folder, SECOND)
    assert keys.opened_by(by.folder, THIRD) == (by.key, slot)
    keys.replace_phrase(by.folder, by.key, slot, SECOND, FAST)
    assert keys.opened_by(by.folder, SECOND) == (by.key, slot)
    assert world.desk.ask(openers.listed, by.folder)[1].role is Role.LEAD


def test_the_last_phrase_stays_and_one_that_went_opens_nothing(
    world: World, hub: tuple[Unlocked, str]
) -> None:
    by, code = hub
    first = _named(world, by)[""]
    with pytest.raises(Refused, match="last passphrase"):
        world.desk.do(openers.remove, by, first)
    world.desk.do(openers.add, by, "Amina", SECOND, Role.ADMIN, FAST)
    world.desk.do(openers.remove, by, first)
    with pytest.raises(Refused, match="does not open"):
        keys.unlock(by.folder, FIRST)
    assert keys.unlock(by.folder, SECOND) == keys.unlock(by.folder, code) == by.key


def test_a_copy_made_before_still_opens_and_the_hub_does_not(
    world: World, hub: tuple[Unlocked, str], tmp_path: Path
) -> None:
    """What the page says plainly: a phrase that was removed opens an older copy."""
    by, _ = hub
    world.desk.do(openers.add, by, "Joe", SECOND, Role.ADMIN, FAST)
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "hub.keys").write_bytes((by.folder / "hub.keys").read_bytes())
    world.desk.do(openers.remove, by, _named(world, by)["Joe"])
    assert keys.unlock(tmp_path / "copy", SECOND) == by.key
    with pytest.raises(Refused):
        keys.unlock(by.folder, SECOND)


def test_a_new_code_counts_once_it_was_typed_back_and_the_old_paper_no_more(
    world: World, hub: tuple[Unlocked, str]
) -> None:
    by, old = hub
    drawn = openers.new_code()
    assert keys.unlock(by.folder, old) == by.key
    with pytest.raises(Refused):
        keys.unlock(by.folder, drawn)
    world.desk.do(openers.keep_code, by, drawn, FAST)
    assert keys.unlock(by.folder, drawn) == by.key
    with pytest.raises(Refused):
        keys.unlock(by.folder, old)


def test_two_people_have_neither_one_name_nor_one_phrase(
    world: World, hub: tuple[Unlocked, str]
) -> None:
    by, _ = hub
    world.desk.do(openers.add, by, "Amina", SECOND, Role.ADMIN, FAST)
    with pytest.raises(Refused, match="one amina already"):
        world.desk.do(openers.add, by, "amina ", THIRD, Role.ADMIN, FAST)
    with pytest.raises(Refused, match="in use"):
        world.desk.do(openers.add, by, "Joe", SECOND, Role.ADMIN, FAST)
    with pytest.raises(Refused, match="too short"):
        world.desk.do(openers.add, by, "Joe", "short", Role.ADMIN, FAST)
    with pytest.raises(Refused, match="whose passphrase"):
        world.desk.do(openers.add, by, "  ", THIRD, Role.ADMIN, FAST)
    assert sorted(_named(world, by)) == ["", "Amina"]
    assert len([e for e in world.desk.ask(today.events) if e.kind == "hub.way_in"]) == 1


def test_only_an_admin_changes_who_can_open_it(world: World, hub: tuple[Unlocked, str]) -> None:
    by, _ = hub
    lead = world.desk.do(volunteer.add, "Lena")
    world.desk.do(volunteer.set_pin, lead.id, "4711")
    world.desk.do(trusting.give_role, lead.id, Role.LEAD)
    world.desk.do(serving.pin_typed, "4711")
    with pytest.raises(NotTrusted, match="admin"):
        world.desk.do(openers.add, by, "Eve", SECOND, Role.ADMIN, FAST)
    with pytest.raises(NotTrusted, match="admin"):
        world.desk.ask(openers.listed, by.folder)
    with pytest.raises(NotTrusted, match="admin"):
        world.desk.do(openers.keep_code, by, openers.new_code(), FAST)


def test_no_phrase_and_no_code_is_ever_on_the_disk(
    world: World, hub: tuple[Unlocked, str], tmp_path: Path
) -> None:
    by, code = hub
    world.desk.do(openers.add, by, "Amina", SECOND, Role.ADMIN, FAST)
    drawn = openers.new_code()
    world.desk.do(openers.keep_code, by, drawn, FAST)
    world.desk.close()
    for path in tmp_path.rglob("*"):
        held = path.read_bytes() if path.is_file() else b""
        for secret in (FIRST, SECOND, code, drawn, drawn.replace("-", "")):
            assert secret.encode() not in held, path
