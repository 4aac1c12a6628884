"""What was taken back since a backup was made stays so when that backup is brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import day
from hubdesk.backups import erased, places
from hubdesk.errors import Refused
from hubdesk.forgetting import consent, leaving, retention
from hubdesk.households import household
from hubdesk.households.household import details_of
from hubdesk.households.record import Details
from hubdesk.security import keys
from hubdesk.volunteers import volunteer
from tests.hub.backups.kept import PHRASE, QUICK, Kept

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
