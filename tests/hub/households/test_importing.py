"""A spreadsheet becomes households, and can be taken back."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from hubdesk.counter import history, unimport
from hubdesk.households import alike, dry_run, find, importing
from hubdesk.households import household as households
from hubdesk.households.dry_run import DryRun
from hubdesk.households.record import Details
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.journal.tables import subject_key
from hubdesk.reports import household_export
from hubdesk.sheets import written
from hubdesk.storage import derived
from tests.hub.counter.test_serving import stocked
from tests.hub.households.sheets import PLAIN, called, text
from tests.hub.test_nothing_personal import dump, said
from tests.world import World

MORE = "Amina O'Brien,2,3,B14 7XY,halal,lost his job\nBen Carter,1,0,CV1 2AB,nuts,in debt\n"
FULL = "Name,Adults,Children,Postcode,Diet,Reason\n" + MORE


def taken_in(world: World, run: DryRun) -> bytes:
    """Takes in all that is ready or doubtful, in batches, and returns the import's id."""
    import_id = identity.new_id()
    rows = run.chosen(doubtful=True, doubles=True)
    for at in range(0, len(rows), importing.AT_ONCE):
        world.desk.do(importing.take_in, import_id, rows[at : at + importing.AT_ONCE])
    return import_id


def taken_out(world: World, import_id: bytes) -> int:
    gone = 0
    while True:
        out = world.desk.do(unimport.undo_some, import_id)
        gone += out.gone
        if not out.more:
            return gone


def names_found(world: World, words: str) -> list[str]:
    return [each.name for each in world.desk.ask(find.find, words)]


def test_households_come_in_with_what_they_told_and_no_reason(world: World, tmp_path: Path) -> None:
    taken_in(world, dry_run.read(text(tmp_path, FULL)))
    assert names_found(world, "amena obrian")[0] == "Amina O'Brien"
    (first,) = [e for e in world.desk.ask(find.find, "amina") if e.name.startswith("Amina")]
    assert (first.household.adults, first.household.children) == (2, 3)
    assert first.household.district == "B14" and first.household.diet == ("halal",)
    everything = said(dump(world)).casefold()
    assert "lost his job" not in everything and "in debt" not in everything
    journal = said({"operation": dump(world)["operation"]}).casefold()
    assert "amina" not in journal and "carter" not in journal


def test_those_already_here_are_shown(world: World, tmp_path: Path) -> None:
    home = world.household(2, 3, name="Amena OBrien", postcode="B14 7XY")
    run = dry_run.read(text(tmp_path, PLAIN))
    numbers = world.desk.ask(alike.in_hub, dry_run.who(run))
    assert numbers == [home.number, ""]
    judged = dry_run.with_doubles(run, numbers)
    assert [row.double for row in judged.rows] == [True, False]
    assert home.number in str(judged.rows[0].why[-1])


def test_undoing_takes_all_of_them_out_and_their_keys(world: World, tmp_path: Path) -> None:
    before = dump(world)
    import_id = taken_in(world, dry_run.read(text(tmp_path, FULL)))
    assert taken_out(world, import_id) == 2
    assert names_found(world, "amina") == []
    after = dump(world)
    for table in (
        "household",
        "household_words",
        "bound_code",
        "field_value",
        "field_head",
        "subject_key",
    ):
        assert after[table] == before[table], table
    (past,) = world.desk.ask(importing.past)
    assert (past.households, past.left) == (2, 0)


def test_those_served_or_changed_since_stay(world: World, tmp_path: Path) -> None:
    stocked(world)
    third = FULL + "Chloe Diallo,1,1,B1 1AA,,\nDawit Evans,1,0,B1 1AB,,\n"
    import_id = taken_in(world, dry_run.read(text(tmp_path, third)))
    served, changed, waiting = (
        world.desk.ask(find.find, name)[0].household for name in ("amina", "ben", "chloe")
    )
    world.serve(served)
    world.desk.do(households.note_details, changed.id, Details(name="Ben Carter-Wu"))
    world.scan(waiting.card)
    assert taken_out(world, import_id) == 1
    assert world.desk.ask(importing.past)[0].left == 3
    assert world.desk.ask(history.about, served.id) is not None


def test_a_rebuilt_hub_stays_without_those_taken_out(world: World, tmp_path: Path) -> None:
    stayed = taken_in(world, dry_run.read(text(tmp_path, PLAIN)))
    gone = taken_in(world, dry_run.read(text(tmp_path, FULL.replace("Amina", "Zephyrine"))))
    taken_out(world, gone)
    before = dump(world)

    def rebuild(view: View) -> None:
        derived.drop_and_create(view.connection)
        world.desk.journal.replay(view.connection)

    world.desk.do(rebuild)
    after = dump(world)
    for table in ("bound_code", "field_value", "field_head", "imported", "withdrawn"):
        assert sorted(map(str, after[table])) == sorted(map(str, before[table])), table
    left = {past.id: past.left for past in world.desk.ask(importing.past)}
    assert left == {stayed: 2, gone: 0}
    assert names_found(world, "zephyrine") == []


def test_the_list_shows_numbers_sizes_and_visits_and_no_name(world: World) -> None:
    stocked(world)
    first = world.household(2, 3, name="Amina Khan", postcode="B14 7XY")
    world.household(1, 0)
    world.serve(first)
    assert world.desk.ask(history.how_many) == 2
    (second, again) = world.desk.ask(history.window, 0, 10)
    assert (again.number, again.adults, again.district, again.visits) == (first.number, 2, "B14", 1)
    assert second.visits == 0 and second.last_ms is None
    assert "Amina" not in str((second, again))
    about = world.desk.ask(history.about, first.id)
    assert about is not None and [card.code for card in about.cards] == [first.card]
    assert [given.adults for given in about.collections] == [2]


def test_a_district_of_five_households_is_written_and_a_rarer_one_is_not(world: World) -> None:
    """Whoever lives alone in a district could be known by it."""
    for _ in range(5):
        world.household(1, 0, postcode="B14 1AA")
    for _ in range(4):
        world.household(1, 0, postcode="ZE1 9QX")
    rows, _ = world.desk.ask(household_export.rows)
    assert [row[3] for row in rows] == ["B14"] * 5 + ["fewer than 5"] * 4


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_export_has_no_contact_in_it(world: World, tmp_path: Path, ending: str) -> None:
    stocked(world)
    home = world.household(
        2, 3, name="Zephyrine Quokka", street="3 Wombat Row", postcode="ZE1 9QX", diet=("halal",)
    )
    world.serve(home)
    rows, more = world.desk.ask(household_export.rows)
    path = tmp_path / f"out{ending}"
    written.write(path, rows, household_export.HEADINGS)
    few = "fewer than 5"
    assert rows == [(home.number, 2, 3, few, 1, "2026-11-21")] and more != 0
    assert world.desk.ask(household_export.rows, more) == ([], 0)
    read = dry_run.read(path).sheet.rows
    assert read == (household_export.HEADINGS, (home.number, "2", "3", few, "1", "2026-11-21"))
    assert not [w for w in ("Zephyrine", "Wombat", "9QX", "halal") if w in str(read)]
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".part"] == []


@pytest.mark.parametrize(
    "many",
    [pytest.param(5_000, marks=pytest.mark.slow), pytest.param(50_000, marks=pytest.mark.longest)],
)
def test_many_rows_come_in_in_reasonable_time(world: World, tmp_path: Path, many: int) -> None:
    drawn = random.Random(3)
    lines = ["Name,Adults,Children,Postcode,Diet"]
    lines += [
        f"{called(drawn)} {called(drawn)},{drawn.randint(1, 2)},{n % 4},B{n % 30 + 1} {n % 9}A"
        f"{chr(65 + n // 26 % 26)},{drawn.choice(['', 'halal', 'vegan'])}"
        for n in range(many)
    ]
    begun = time.process_time()
    run = dry_run.read(text(tmp_path, "\n".join(lines)))
    assert len(run.rows) == many
    assert time.process_time() - begun < 60 * many / 50_000
    begun = time.process_time()
    import_id = taken_in(world, run)
    assert time.process_time() - begun < 300 * many / 50_000
    assert world.desk.ask(history.how_many) == many
    begun = time.process_time()
    assert [each.number for each in world.desk.ask(history.window, many - 100, 100)]
    assert time.process_time() - begun < 0.5
    assert taken_out(world, import_id) == many
    assert world.desk.ask(lambda v: v.connection.execute(subject_key.select()).all()) == []
