from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk import sealing
from hubdesk.errors import Refused, Trouble
from hubdesk.security import key_file, keys, recovery
from hubdesk.security.key_file import Cost, SlotKind

FAST = Cost(n=16, r=1, p=1)
PHRASE = "penny cake wool flour"
OTHER = "badger teapot window rain"


@pytest.fixture
def made(tmp_path: Path) -> tuple[Path, bytes, str]:
    """A hub's folder, its database key and its recovery code."""
    key, code = keys.make(tmp_path, PHRASE, "Amina", FAST)
    return tmp_path, key, code


Made = tuple[Path, bytes, str]


def test_the_phrase_and_the_recovery_code_open_the_hub(made: Made) -> None:
    folder, key, code = made

    assert len(key) == 32
    assert keys.unlock(folder, PHRASE) == key
    assert keys.unlock(folder, f"  {PHRASE.replace(' ', '  ')} ") == key
    assert keys.unlock(folder, code) == key
    assert keys.unlock(folder, code.lower().replace("-", " ")) == key


def test_a_wrong_phrase_opens_nothing_and_says_what_to_do(made: Made) -> None:
    for wrong in (PHRASE.upper(), "penny cake wool flou", "", "\ud800", "x" * 5000):
        with pytest.raises(Refused, match="That passphrase does not open this hub"):
            keys.unlock(made[0], wrong)


def test_a_slip_in_the_recovery_code_is_told_by_group(made: Made) -> None:
    folder, _key, code = made
    slip = "0" if code[11] != "0" else "2"

    with pytest.raises(Refused, match="Group 3"):
        keys.unlock(folder, code[:11] + slip + code[12:])
    with pytest.raises(Refused, match="does not open this hub"):
        keys.unlock(folder, recovery.draw())


def test_each_opener_has_a_phrase_of_their_own(made: Made) -> None:
    folder, key, code = made
    slot = keys.add_phrase(folder, key, OTHER, "Ben", FAST)

    assert keys.unlock(folder, OTHER) == keys.unlock(folder, PHRASE) == key
    assert [(each.kind, each.label) for each in keys.openers(folder)] == [
        (SlotKind.PHRASE, "Amina"),
        (SlotKind.RECOVERY, ""),
        (SlotKind.PHRASE, "Ben"),
    ]
    keys.remove_slot(folder, key, slot)
    with pytest.raises(Refused):
        keys.unlock(folder, OTHER)
    assert keys.unlock(folder, code) == key


def test_a_phrase_in_use_is_not_given_twice(made: Made) -> None:
    folder, key, _code = made

    with pytest.raises(Refused, match="in use on this hub already"):
        keys.add_phrase(folder, key, PHRASE, "Ben", FAST)


def test_a_changed_phrase_takes_the_place_of_the_old_one(made: Made) -> None:
    folder, key, code = made
    keys.replace_phrase(folder, key, keys.openers(folder)[0].id, OTHER, FAST)

    assert keys.unlock(folder, OTHER) == keys.unlock(folder, code) == key
    with pytest.raises(Refused):
        keys.unlock(folder, PHRASE)
    assert [each.label for each in keys.openers(folder)] == ["Amina", ""]


def test_a_forgotten_phrase_is_replaced_by_the_recovery_code(made: Made) -> None:
    folder, key, code = made
    opened = keys.unlock(folder, code)
    keys.replace_phrase(folder, opened, keys.openers(folder)[0].id, OTHER, FAST)

    assert keys.unlock(folder, OTHER) == key
    with pytest.raises(Refused):
        keys.unlock(folder, PHRASE)


def test_a_new_recovery_code_ends_the_old_paper(made: Made) -> None:
    folder, key, code = made
    fresh = keys.new_recovery_code(folder, key, FAST)

    assert keys.unlock(folder, fresh) == keys.unlock(folder, PHRASE) == key
    with pytest.raises(Refused):
        keys.unlock(folder, code)


def test_the_last_phrase_and_the_recovery_code_stay(made: Made) -> None:
    folder, key, _code = made
    for slot in keys.openers(folder):
        with pytest.raises(Refused, match="cannot be removed"):
            keys.remove_slot(folder, key, slot.id)


def test_another_hubs_key_changes_nothing(made: Made) -> None:
    folder = made[0]
    before = (folder / "hub.keys").read_bytes()
    stranger = sealing.new_key()

    for change in (
        lambda: keys.add_phrase(folder, stranger, OTHER, "Ben", FAST),
        lambda: keys.remove_slot(folder, stranger, "x"),
        lambda: keys.new_recovery_code(folder, stranger, FAST),
    ):
        with pytest.raises(Refused, match="another hub's"):
            change()
    assert (folder / "hub.keys").read_bytes() == before


def test_making_keys_never_writes_over_a_hubs(made: Made) -> None:
    with pytest.raises(Refused, match="keys of a hub already"):
        keys.make(made[0], OTHER, "", FAST)
    assert keys.unlock(made[0], PHRASE) == made[1]


def test_a_weak_phrase_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="too short"):
        keys.make(tmp_path, "1234", "", FAST)
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_opens_the_hub_is_written(made: Made) -> None:
    folder, key, code = made
    content = (folder / "hub.keys").read_bytes()

    for secret in (PHRASE.encode(), code.encode(), code.replace("-", "").encode(), key):
        assert secret not in content
    assert key.hex().encode() not in content
    assert [each.name for each in folder.iterdir()] == ["hub.keys"]


def test_the_usual_cost_is_the_settled_one(tmp_path: Path) -> None:
    assert Cost(n=2**17, r=8, p=1) == keys.USUAL_COST
    key, _code = keys.make(tmp_path, PHRASE)
    assert keys.unlock(tmp_path, PHRASE) == key


def test_a_missing_key_file_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"hub\.keys is missing"):
        keys.unlock(tmp_path, PHRASE)
    assert not keys.exists(tmp_path)


def test_every_changed_or_missing_byte_of_the_key_file_is_refused(made: Made) -> None:
    folder = made[0]
    content = (folder / "hub.keys").read_bytes()

    for place in range(len(content)):
        for flip in (1, 0x20, 0x80):
            changed = bytearray(content)
            changed[place] ^= flip
            with pytest.raises(Refused):
                key_file.parse(bytes(changed))
        with pytest.raises(Refused):
            key_file.parse(content[:place])


def test_a_key_file_of_a_newer_hubdesk_is_refused_kindly() -> None:
    with pytest.raises(Refused, match="newer Hubdesk"):
        key_file.parse(json.dumps({"hubdesk_keys": 2, "shares": []}).encode())


@pytest.mark.parametrize(
    "cost", [(3, 8, 1), (0, 8, 1), (2**30, 8, 1), (2**17, 10**9, 1), (16, 1, -1)]
)
def test_a_cost_that_would_choke_the_laptop_is_refused(
    made: Made, cost: tuple[int, int, int]
) -> None:
    found = key_file.read(made[0])
    slot = found.slots[0]
    greedy = key_file.Slot(slot.id, slot.kind, slot.label, slot.salt, Cost(*cost), slot.sealed)

    with pytest.raises(Refused, match="damaged"):
        key_file.parse(key_file.render(key_file.KeyFile((greedy,), found.proof)))


@given(st.binary(max_size=300))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(Refused):
        key_file.parse(noise)


words = st.text("ab 0", max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(st.sampled_from(["hubdesk_keys", "slots", "proof", "checksum"]), json_values)
)
def test_json_of_another_shape_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(Refused):
        key_file.parse(json.dumps(content).encode())


def test_deep_nesting_is_refused() -> None:
    deep = b'{"hubdesk_keys": 1, "slots": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
    with pytest.raises(Refused):
        key_file.parse(deep)


@given(label=st.text(max_size=120))
def test_any_label_can_be_written_and_read(label: str) -> None:
    tidy = key_file.tidy_label(label)
    slot = key_file.Slot("a", SlotKind.PHRASE, tidy, bytes(16), FAST, b"sealed")
    file = key_file.KeyFile((slot,), b"proof")

    assert key_file.parse(key_file.render(file)) == file


def test_a_slot_moved_to_another_owner_opens_nothing(made: Made) -> None:
    folder = made[0]
    found = key_file.read(folder)
    slot = found.slots[0]
    renamed = key_file.Slot(slot.id, slot.kind, "Mallory", slot.salt, slot.cost, slot.sealed)
    key_file.write(folder, key_file.KeyFile((renamed, *found.slots[1:]), found.proof))

    with pytest.raises(Refused):
        keys.unlock(folder, PHRASE)


def test_a_disk_that_fails_leaves_the_old_key_file(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key, _code = made
    before = (folder / "hub.keys").read_bytes()

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Trouble, match="passphrases are as they were"):
        keys.add_phrase(folder, key, OTHER, "Ben", FAST)

    assert (folder / "hub.keys").read_bytes() == before
    assert [each.name for each in folder.iterdir()] == ["hub.keys"]


def test_a_disk_that_gives_back_something_else_is_noticed(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, key, _code = made
    (slot,) = (each.id for each in keys.openers(folder) if each.kind is SlotKind.PHRASE)
    before = (folder / "hub.keys").read_bytes()
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"rotten")

    with pytest.raises(Trouble):
        keys.replace_phrase(folder, key, slot, OTHER, FAST)
    monkeypatch.undo()
    assert (folder / "hub.keys").read_bytes() == before
