"""What was taken back since a backup was made stays so when that backup is brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import day
from hubdesk.backups import erased, places, salvage, taking
from hubdesk.backups.bringing_back import bring_back
from hubdesk.backups.going_on import go_on
from hubdesk.errors import Refused, Trouble
from hubdesk.folders import FILE
from hubdesk.forgetting import consent, erasing, leaving, retention
from hubdesk.households import household
from hubdesk.households.household import details_of
from hubdesk.households.record import Details
from hubdesk.security import keys, put_back
from hubdesk.volunteers import volunteer
from tests.erased import erased_subjects
from tests.hub.backups.kept import PHRASE, QUICK, Kept, flip

TOLD = Details("Zephyrina Quillfeather", "Wolfram Lane 3", "ZE1 9QX", "", ("no pork",), ("milk",))
BO = "Bo has a phrase of their own"


def the_day_is_said(kept: Kept) -> None:
    kept.desk.do(day.confirm, kept.clock.day_of(kept.now_ms))


def shown(kept: Kept, subject: bytes) -> Details:
    return kept.desk.ask(details_of, subject)


@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_diet_whose_consent_was_taken_back_is_forgotten_again(
    kept: Kept, stick: Path, tmp_path: Path, elsewhere: bool
) -> None:
    home, other = kept.household(), kept.household()
    for each in (home, other):
        kept.desk.do(household.note_details, each.id, TOLD)
        kept.desk.do(consent.record, each.id)
    backup = kept.on_stick(stick)
    kept.desk.do(consent.withdraw, home.id)
    kept.on_stick(stick)
    if elsewhere:
        kept.lose()

    kept.bring_back(backup, hub=tmp_path / "new" if elsewhere else None)

    told = shown(kept, home.id)
    assert (told.name, told.diet, told.allergies) == (TOLD.name, (), ())
    assert kept.desk.ask(consent.of, home.id) is None
    assert shown(kept, other.id).allergies == ("milk",)
    assert kept.report().sound


def test_what_they_agreed_to_anew_is_kept(kept: Kept, stick: Path) -> None:
    home = kept.household()
    kept.desk.do(household.note_details, home.id, TOLD)
    kept.desk.do(consent.withdraw, home.id)
    kept.desk.do(household.note_details, home.id, TOLD)
    backup = kept.on_stick(stick)
    kept.bring_back(backup)
    assert shown(kept, home.id).allergies == ("milk",)


def test_the_pin_of_somebody_who_left_opens_nothing_again(kept: Kept, stick: Path) -> None:
    amina = kept.desk.do(volunteer.add, "Amina")
    kept.desk.do(volunteer.set_pin, amina.id, "2711")
    backup = kept.on_stick(stick)
    kept.desk.do(leaving.leave, amina.id)
    kept.back_up()
    desk = kept.bring_back(backup)
    with desk._database.reading() as view:
        held = view.exec_driver_sql("SELECT count(*) FROM subject_key WHERE matter = 'pin'")
        assert held.scalar() == 0
    assert kept.report().sound


def test_what_is_over_its_time_goes_again_by_the_same_rule(kept: Kept, stick: Path) -> None:
    """It is not on the list: the run of the day does it, as on any start."""
    home = kept.household()
    kept.desk.do(household.note_details, home.id, TOLD)
    backup = kept.on_stick(stick)
    kept.clock.forward(days=200)
    the_day_is_said(kept)
    kept.desk.do(retention.piece)
    assert shown(kept, home.id).name == ""
    kept.back_up()
    assert erased.again(kept.key, erased.known(places.own(kept.folder))).stamps == {}
    kept.bring_back(backup)
    the_day_is_said(kept)
    kept.desk.do(retention.piece)
    assert shown(kept, home.id).name == ""


def test_a_phrase_that_was_removed_does_not_open_a_restored_older_backup(
    kept: Kept, stick: Path, tmp_path: Path
) -> None:
    """On a new laptop too: the newest backup on the stick says who may open the hub."""
    bo = keys.add_phrase(kept.folder, kept.key, BO, "Bo", QUICK)
    old = kept.on_stick(stick)
    keys.remove_slot(kept.folder, kept.key, bo)
    kept.on_stick(stick)
    kept.lose()

    kept.bring_back(old, hub=tmp_path / "new")

    assert keys.unlock(tmp_path / "new", PHRASE) == kept.key
    assert keys.unlock(tmp_path / "new", kept.code) == kept.key
    with pytest.raises(Refused):
        keys.unlock(tmp_path / "new", BO)


def test_a_damaged_newer_key_file_is_passed_over(kept: Kept, stick: Path, tmp_path: Path) -> None:
    old = kept.on_stick(stick)
    newer = kept.on_stick(stick)
    newer.keys.write_bytes(b"half")
    kept.lose()
    kept.bring_back(old, hub=tmp_path / "new")
    assert keys.unlock(tmp_path / "new", PHRASE) == kept.key


def names_held(kept: Kept) -> list[str]:
    with kept.desk._database.reading() as view:
        held = view.exec_driver_sql("SELECT name FROM household WHERE name > ''")
        return list(held.scalars())


def erased_since(kept: Kept, stick: Path) -> tuple[bytes, places.Backup]:
    """Somebody who was erased after the last backup; and that backup."""
    home = kept.household()
    kept.desk.do(household.note_details, home.id, TOLD)
    backup = kept.on_stick(stick)
    the_day_is_said(kept)
    kept.desk.do(erasing.erase, home.id)
    assert erased.known(places.own(kept.folder)) == frozenset(), "no list knows of it yet"
    return home.id, backup


def test_who_was_erased_since_the_last_backup_stays_erased(kept: Kept, stick: Path) -> None:
    """The present hub is sound and here: it says so itself."""
    home, backup = erased_since(kept, stick)
    kept.bring_back(backup)
    assert kept.desk.ask(erased_subjects) == {home} and names_held(kept) == []
    assert erased.mark(kept.key, home) in erased.known(places.own(kept.folder))
    assert not (kept.folder / put_back._STAGE).exists()
    assert kept.report().sound


def test_a_backup_of_before_them_and_then_one_with_them(kept: Kept, stick: Path) -> None:
    """The first restored hub never heard of them; what the hub before it knew is not lost."""
    before = kept.on_stick(stick)
    home, backup = erased_since(kept, stick)
    kept.bring_back(before)
    assert kept.desk.ask(erased_subjects) == set()
    kept.bring_back(backup)
    assert kept.desk.ask(erased_subjects) == {home} and names_held(kept) == []


def test_an_erasure_that_is_still_in_the_write_ahead_file_counts(
    kept: Kept, stick: Path, tmp_path: Path
) -> None:
    """The laptop went off without closing the hub."""
    home, backup = erased_since(kept, stick)
    left = {name: (kept.folder / name).read_bytes() for name in (FILE, FILE + "-wal")}
    assert left[FILE + "-wal"]
    kept.desk.close()
    for name, content in left.items():
        (kept.folder / name).write_bytes(content)
    bring_back(backup, kept.folder, PHRASE, kept.clock)
    kept.open()
    assert kept.desk.ask(erased_subjects) == {home} and names_held(kept) == []


def test_what_was_withdrawn_and_who_left_since_the_last_backup_stays_so(
    kept: Kept, stick: Path
) -> None:
    home, amina = kept.household(), kept.desk.do(volunteer.add, "Amina")
    kept.desk.do(volunteer.set_pin, amina.id, "2711")
    kept.desk.do(household.note_details, home.id, TOLD)
    kept.desk.do(consent.record, home.id)
    backup = kept.on_stick(stick)
    kept.desk.do(consent.withdraw, home.id)
    kept.desk.do(leaving.leave, amina.id)
    desk = kept.bring_back(backup)
    assert (shown(kept, home.id).name, shown(kept, home.id).allergies) == (TOLD.name, ())
    with desk._database.reading() as view:
        held = view.exec_driver_sql("SELECT count(*) FROM subject_key WHERE matter = 'pin'")
        assert held.scalar() == 0


@pytest.mark.parametrize("page", [1, 17, 29, 33, 45, 77, 101])
def test_a_damaged_hub_that_can_be_opened_says_whom_it_erased(
    kept: Kept, stick: Path, tmp_path: Path, page: int
) -> None:
    """It stands there twice, in the journal and beside it: one page costs one at most."""
    home, backup = erased_since(kept, stick)
    kept.desk.close()
    sound = (kept.folder / FILE).read_bytes()
    damage(kept, tmp_path, page)
    damaged = (kept.folder / FILE).read_bytes()
    brought = bring_back(backup, kept.folder, PHRASE, kept.clock)
    assert brought.aside and (brought.aside / FILE).read_bytes() == damaged != sound
    kept.open()
    assert kept.desk.ask(erased_subjects) == {home} and names_held(kept) == []


def damage(kept: Kept, aside: Path, page: int) -> None:
    """A bit of a page turns over, or of the next one that does not hold the file's plan."""
    flip(kept.folder / FILE, page * 4096 + 100)
    left = salvage.copied(kept.folder, aside / f"page {page}", kept.key)
    opens = left.opens()
    left.close()
    if not opens:
        flip(kept.folder / FILE, page * 4096 + 100)
        damage(kept, aside, page + 1)


def test_going_on_from_the_newest_copy_keeps_them_erased(kept: Kept, stick: Path) -> None:
    home, _ = erased_since(kept, stick)
    kept.desk.close()
    go_on(kept.folder, kept.key, kept.clock)
    kept.open()
    assert kept.desk.ask(erased_subjects) == {home} and names_held(kept) == []


@pytest.mark.parametrize("content", [b"", b"x" * 20_000])
def test_a_hub_of_which_nothing_can_be_read_lets_the_backup_in(
    kept: Kept, stick: Path, content: bytes
) -> None:
    _, backup = erased_since(kept, stick)
    kept.desk.close()
    (kept.folder / FILE).write_bytes(content)
    bring_back(backup, kept.folder, PHRASE, kept.clock)
    kept.open()
    assert kept.report().sound


@pytest.mark.parametrize("step", range(-3, 6))
def test_a_power_cut_at_any_step_of_a_restore_brings_nobody_back(
    kept: Kept, stick: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    """Before the swap: the present hub still knows. After it: the restored one does."""
    home, backup = erased_since(kept, stick)
    kept.desk.close()
    with monkeypatch.context() as cut:
        if step < 0:
            early = (erased, "add"), (put_back, "swap"), (put_back, "sync_folder")
            cut.setattr(*early[step], power_cut)
        else:
            left, real = iter(range(step)), put_back._move

            def moved(source: Path, target: Path) -> None:
                if next(left, None) is None:
                    power_cut()
                real(source, target)

            cut.setattr(put_back, "_move", moved)
        try:
            bring_back(backup, kept.folder, PHRASE, kept.clock)
        except Trouble as failure:
            assert "power" not in str(failure)
    kept.open()
    assert kept.desk.ask(erased_subjects) == {home} and names_held(kept) == []
    kept.bring_back(backup)
    assert kept.desk.ask(erased_subjects) == {home} and names_held(kept) == []


def power_cut(*_: object) -> None:
    raise OSError("power cut")


def test_a_list_that_cannot_be_read_just_now_is_not_written_over(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virus scanner has it open. Nothing is noted, and nothing is brought back meanwhile."""
    own = places.own(kept.folder)
    backup = kept.back_up()
    erased.note(own, kept.key, [b"x" * 16])
    real = Path.read_bytes

    def held(path: Path) -> bytes:
        if path.name == erased.NAME:
            raise PermissionError("in use")
        return real(path)

    with monkeypatch.context() as scanned:
        scanned.setattr(Path, "read_bytes", held)
        with pytest.raises(Trouble, match="could not be noted"):
            erased.note(own, kept.key, [b"y" * 16])
        with pytest.raises(Trouble):
            kept.back_up()
        kept.desk.close()
        with pytest.raises(Trouble):
            bring_back(backup, kept.folder, PHRASE, kept.clock)
    kept.open()
    erased.note(own, kept.key, [b"y" * 16])
    assert erased.known(own) >= {erased.mark(kept.key, letter * 16) for letter in (b"x", b"y")}


def test_damage_costs_a_list_only_the_marks_it_lies_on(kept: Kept) -> None:
    own = places.own(kept.folder)
    whose = [bytes([each]) * 16 for each in range(9)]
    erased.note(own, kept.key, whose, [(whose[0], "diet", 77)])
    flip(own / erased.NAME, 60, 7)
    erased.note(own, kept.key, [b"y" * 16])
    assert len(erased.known(own)) == 10, "nine and a matter, less one, and a new one"


def test_a_stick_has_the_list_before_it_has_the_backup(
    kept: Kept, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, old = erased_since(kept, stick)
    backup = kept.back_up()
    monkeypatch.setattr("hubdesk.backups.carrying._copy", power_cut)
    with pytest.raises(Trouble):
        taking.carry(kept.folder, kept.key, backup, stick, kept.now_ms)
    assert erased.mark(kept.key, home) in erased.known(old.folder.parent)
