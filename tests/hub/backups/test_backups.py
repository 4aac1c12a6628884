"""Backups: made while the desk works, looked at, carried, and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import day
from hubdesk.backups import erased, making, places, state, taking, whole
from hubdesk.backups.bringing_back import bring_back, newest_whole
from hubdesk.errors import Refused, Trouble
from hubdesk.folders import FILE
from hubdesk.forgetting import erasing
from hubdesk.security import key_file, keys, put_back
from hubdesk.storage.damage import found
from hubdesk.sync import keyring
from tests.erased import erased_subjects
from tests.hub.backups.kept import PHRASE, QUICK, Kept, backups_of, flip, kept_world

CANARIES = ("Zephyrina", "Quillfeather", "Wolfram Lane", "coeliac", "High Street Hub")


def test_a_lost_laptop_is_brought_back_from_a_stick_by_its_phrase(
    kept: Kept, stick: Path, tmp_path: Path
) -> None:
    home = kept.household(name="Zephyrina Quillfeather")
    kept.serve(home)
    kept.on_stick(stick)
    before = kept.report()
    kept.lose()

    (backup,) = places.under(stick)
    kept.bring_back(backup, hub=tmp_path / "new")

    after = kept.report()
    assert after.sound
    assert (after.operations, after.digest) == (before.operations, before.digest)
    assert kept.brought is not None and kept.brought.aside is None
    assert kept.serve(home)


def test_the_recovery_code_opens_it_as_well(kept: Kept, stick: Path, tmp_path: Path) -> None:
    backup = kept.on_stick(stick)

    assert bring_back(backup, tmp_path / "new", kept.code, kept.clock).key == kept.key


def test_a_wrong_passphrase_changes_nothing(kept: Kept, stick: Path) -> None:
    backup = kept.on_stick(stick)
    kept.desk.close()
    before = sorted(each.name for each in kept.folder.iterdir())

    with pytest.raises(Refused, match="does not open this hub"):
        bring_back(backup, kept.folder, "wrong wrong wrong word", kept.clock)
    assert sorted(each.name for each in kept.folder.iterdir()) == before
    kept.open()


def test_the_present_hub_is_put_aside_and_never_overwritten(kept: Kept, stick: Path) -> None:
    backup = kept.on_stick(stick)
    kept.serve(kept.household())
    kept.desk.close()
    present = (kept.folder / FILE).read_bytes()

    brought = bring_back(backup, kept.folder, PHRASE, kept.clock)

    assert brought.aside is not None
    assert (brought.aside / FILE).read_bytes() == present
    assert (brought.aside / key_file.NAME).exists()
    kept.open()


def test_a_restored_hub_is_another_device(kept: Kept, stick: Path) -> None:
    def device() -> bytes:
        return kept.desk.ask(keyring.asked).device

    before = device()
    kept.bring_back(kept.on_stick(stick))
    assert device() != before


def test_who_may_open_the_hub_now_may_open_the_restored_one(kept: Kept, stick: Path) -> None:
    backup = kept.on_stick(stick)
    (first, _) = keys.openers(kept.folder)
    keys.replace_phrase(kept.folder, kept.key, first.id, "another one was chosen since", QUICK)
    kept.bring_back(backup)

    assert keys.unlock(kept.folder, "another one was chosen since") == kept.key


def test_the_desk_works_on_while_a_backup_is_made(kept: Kept) -> None:
    home = kept.household()
    kept.scan(home.card)
    backup = kept.back_up()
    kept.finish()
    assert backup.about.operations == kept.report().operations - 1


def test_a_backup_tells_nothing_of_anybody(kept: Kept, stick: Path) -> None:
    kept.household(name="Zephyrina Quillfeather", street="Wolfram Lane 3", diet=("coeliac",))
    kept.on_stick(stick)

    for folder in (stick, kept.folder / places.OWN):
        for each in folder.rglob("*"):
            content = each.name.encode() + (each.read_bytes() if each.is_file() else b"")
            for canary in CANARIES:
                assert canary.encode() not in content, each.name
                assert canary.encode().hex().encode() not in content


@pytest.mark.parametrize("where", [0, 100, 5000, -1])
def test_a_damaged_backup_is_told_apart_without_a_passphrase(
    kept: Kept, stick: Path, where: int
) -> None:
    backup = kept.on_stick(stick)
    whole.look(backup)
    flip(backup.file, where % backup.about.file_bytes)

    with pytest.raises(Trouble, match="not whole"):
        whole.look(backup)
    with pytest.raises(Refused, match="No backup that is whole"):
        newest_whole(places.under(stick))


def test_the_newest_whole_one_is_taken(kept: Kept, stick: Path) -> None:
    older = kept.on_stick(stick)
    kept.household()
    newer = kept.on_stick(stick)
    assert newest_whole(places.under(stick)) == newer
    flip(newer.file, 9000)
    assert newest_whole(places.under(stick)) == older


def test_another_hub_s_backup_on_the_stick_is_passed_over(
    kept: Kept, stick: Path, tmp_path: Path
) -> None:
    own = kept.on_stick(stick)
    other = kept_world(tmp_path / "other")
    other.clock.forward(hours=1)
    other.on_stick(stick)
    other.desk.close()

    assert newest_whole(places.under(stick), kept.key) == own


def test_a_damaged_hub_makes_no_backup_that_counts(kept: Kept) -> None:
    kept.back_up()
    kept.desk.close()
    size = (kept.folder / FILE).stat().st_size
    flip(kept.folder / FILE, size // 2)

    with pytest.raises(Trouble, match="damaged"):
        making.make(kept.folder, kept.key, kept.now_ms + 60_000)
    assert len(backups_of(kept.folder)) == 1


def test_a_damaged_key_file_is_replaced_by_the_newest_good_one(kept: Kept) -> None:
    first = kept.back_up()
    flip(kept.folder / key_file.NAME, 40)
    second = kept.back_up()

    assert second.keys.read_bytes() == first.keys.read_bytes()


def test_a_cut_off_backup_leaves_nothing_that_looks_like_one(
    kept: Kept, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = kept.back_up()
    cut = places.on_medium(stick, backup.about.laptop) / "20261121T080000Z.part"
    cut.mkdir(parents=True)
    (cut / FILE).write_bytes(b"half")

    assert places.under(stick) == []
    taking.carry(kept.folder, kept.key, backup, stick, kept.now_ms)
    assert not cut.exists()
    assert [each.about for each in places.under(stick)] == [backup.about]


def test_what_was_erased_stays_erased_after_a_restore(kept: Kept, stick: Path) -> None:
    home = kept.household(name="Zephyrina Quillfeather")
    other = kept.household(name="Ada Lovelace")
    backup = kept.on_stick(stick)
    kept.desk.do(erasing.erase, home.id)
    kept.back_up()

    desk = kept.bring_back(backup)

    assert desk.ask(erased_subjects) == {home.id}
    with desk._database.reading() as view:
        names = view.exec_driver_sql("SELECT name FROM household").scalars().all()
        held = view.exec_driver_sql("SELECT DISTINCT subject FROM subject_key").scalars().all()
        assert names == ["Ada Lovelace"]
        assert home.id not in held and other.id in held
        assert found(view) == []
    assert kept.report().sound


def test_the_erased_stay_erased_when_the_laptop_s_date_is_in_doubt(kept: Kept, stick: Path) -> None:
    home = kept.household(name="Zephyrina Quillfeather")
    backup = kept.on_stick(stick)
    erased.note(places.own(kept.folder), kept.key, [home.id])
    kept.clock.forward(days=60)

    desk = kept.bring_back(backup)

    assert desk.ask(erased_subjects) == {home.id}
    assert desk.ask(day.doubt_of) is not None, "somebody is still asked what day it is"


def test_the_list_of_the_erased_goes_onto_the_stick(
    kept: Kept, stick: Path, tmp_path: Path
) -> None:
    home = kept.household(name="Zephyrina Quillfeather")
    first = kept.on_stick(stick)
    erased.note(places.own(kept.folder), kept.key, [home.id])
    kept.on_stick(stick)
    kept.lose()

    desk = kept.bring_back(first, hub=tmp_path / "new")
    with desk._database.reading() as view:
        assert view.exec_driver_sql("SELECT count(*) FROM subject_key").scalar() == 0
    list_ = (tmp_path / "new" / places.OWN / erased.NAME).read_text()
    assert erased.mark(kept.key, home.id) in list_ and home.id.hex() not in list_


@pytest.mark.parametrize("step", range(9))
def test_a_power_cut_while_the_hub_is_put_in_place_loses_neither(
    kept: Kept, stick: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    backup = kept.on_stick(stick)
    kept.household()
    before = kept.report().operations
    kept.desk.close()
    real, left = put_back._move, iter(range(step))

    def cut(source: object, target: object) -> None:
        if next(left, None) is None:
            raise OSError("power cut")
        real(source, target)  # type: ignore[arg-type]

    monkeypatch.setattr(put_back, "_move", cut)
    try:
        bring_back(backup, kept.folder, PHRASE, kept.clock)
    except Trouble as failure:
        assert "nothing was lost" in str(failure)
    monkeypatch.undo()

    kept.open()
    assert keys.unlock(kept.folder, PHRASE) == kept.key
    assert kept.report().operations == backup.about.operations
    (aside,) = (kept.folder / put_back.ASIDE).iterdir()
    kept.desk.close()
    put_back.stage(kept.folder)
    for each in aside.iterdir():
        each.rename(kept.folder / put_back._STAGE / each.name)
    put_back.swap(kept.folder, "20261121T120000Z")
    kept.open()
    assert kept.report().operations == before


def test_times_are_remembered_and_nag_after_two_days(kept: Kept, stick: Path) -> None:
    kept.back_up()
    hour = state.HOUR_MS
    known = state.read(kept.folder)
    assert not known.needs_medium(kept.now_ms + 47 * hour)
    assert known.needs_medium(kept.now_ms + 49 * hour)
    kept.clock.forward(hours=49)
    kept.on_stick(stick)
    assert not state.read(kept.folder).needs_medium(kept.now_ms + hour)


def test_every_quarter_of_an_hour(kept: Kept) -> None:
    kept.back_up()
    known = state.read(kept.folder)
    assert not known.is_due(kept.now_ms + 14 * 60_000)
    assert known.is_due(kept.now_ms + 15 * 60_000)
    assert known.is_due(kept.now_ms - 1), "a clock that went back must not stop backups"
