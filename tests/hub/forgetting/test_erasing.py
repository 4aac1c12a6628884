"""A household asks to be forgotten: no byte of it is left, and every total stands."""

from __future__ import annotations

import logging
import tempfile
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from hubdesk import check
from hubdesk.counter import drafts
from hubdesk.desk import FILE
from hubdesk.errors import Refused
from hubdesk.forgetting import erasing
from hubdesk.households import find, merging, seek
from hubdesk.households import household as households
from hubdesk.households.record import Details, Household
from hubdesk.journal.act import View
from hubdesk.labels import queue
from hubdesk.labels.contents import DeliveryLabel, ParcelLabel
from hubdesk.reports import today
from tests.erased import erased_subjects
from tests.hub.counter.test_serving import stocked
from tests.hub.forgetting.conftest import bytes_of
from tests.hub.test_nothing_personal import CANARIES, dump, said
from tests.world import World

TOLD = Details(
    "Zephyrine Quokkaworth", "3 Wombat Row", "ZE1 9QX", "07700900123", ("no pork",), ("lupin",)
)


def known(world: World) -> Household:
    """A household that told everything, and was served."""
    stocked(world)
    home = world.household(2, 3)
    world.desk.do(households.note_details, home.id, TOLD)
    world.serve(home)
    return home


def erase(world: World, home: Household) -> None:
    world.desk.do(erasing.erase, home.id)
    assert world.desk.sweep()


def test_no_byte_of_it_is_left_on_the_disk(
    bare_world: World,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Names lie open in this hub's file until then, so that the test can find them."""
    world = bare_world
    caplog.set_level(logging.DEBUG)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    home = known(world)
    for name in ("Bo Ash", "Cy Elm"):
        world.household(1, 0, name=name)
    assert b"Quokkaworth" in bytes_of(world.folder)
    erase(world, home)

    left = bytes_of(world.folder).lower()
    assert [each for each in CANARIES if each.lower().encode() in left] == []
    assert [each for each in CANARIES if each in caplog.text] == []
    assert bytes_of(temporary) == b""
    assert (world.folder / f"{FILE}-wal").stat().st_size < 20_000, "emptied, then one small write"
    world.desk.close()
    left = bytes_of(world.folder).lower()
    assert [each for each in CANARIES if each.lower().encode() in left] == []


def test_no_part_of_a_word_is_left_in_the_search(bare_world: World) -> None:
    """The search keeps words in threes, also deleted ones until its parts are merged."""
    world = bare_world
    home = known(world)
    world.household(1, 0, name="Bo Ash")
    erase(world, home)

    def terms(view: View) -> set[str]:
        view.connection.execute(
            text("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, household_words, row)")
        )
        return set(view.connection.execute(text("SELECT term FROM temp.terms")).scalars())

    assert not {"zep", "quo", "okk", "wom"} & world.desk.ask(terms)
    left = bytes_of(world.folder)
    threes = [b"quo", b"uok", b"okk", b"kka", b"kaw", b"wor", b"ort", b"rth"]
    assert sum(b"0" + three in left for three in threes) < 3


def test_its_sealed_entries_have_no_key_and_its_row_is_gone(world: World) -> None:
    home = known(world)
    erase(world, home)
    rows = dump(world)
    assert rows["household"] == [] and rows["subject_key"] == [] and rows["household_words"] == []
    assert rows["settled"] == [] and not any(home.id in row for row in rows["field_value"])
    everything = said(rows).casefold()
    assert not any(canary.casefold() in everything for canary in CANARIES)
    assert world.desk.ask(find.find, "quokkaworth") == []
    assert check.check(world.desk).sound


def test_the_years_totals_do_not_change_by_a_parcel(world: World) -> None:
    home = known(world)
    before = world.desk.ask(today.figures)
    collections = dump(world)["collection"]
    erase(world, home)
    assert world.desk.ask(today.figures) == before
    assert dump(world)["collection"] == collections
    world.reopen()
    assert dump(world)["collection"] == collections


def test_its_card_is_of_nobody_any_more(world: World) -> None:
    home = known(world)
    erase(world, home)
    told = world.scan(home.card).outcome
    assert "of nobody any more" in str(told.title)
    assert world.desk.ask(drafts.open_visit) is None
    assert world.desk.ask(seek.seek, home.card).is_nobodys
    assert world.desk.ask(households.by_id, home.id) is None


def test_whoever_was_merged_with_it_goes_too(world: World) -> None:
    home = known(world)
    other = world.household(1, 0, name="Zephyrine Quokka", allergies=("nuts",))
    world.desk.do(merging.merge, other.id, home.id)
    gone = world.desk.do(erasing.erase, other.id)
    assert (gone.number, gone.merged) == (home.number, 1)
    assert world.desk.ask(erased_subjects) == {home.id, other.id}
    assert dump(world)["household"] == [] == dump(world)["subject_key"]


def test_a_visit_on_hold_goes_on_as_one_of_nobody(world: World) -> None:
    home = known(world)
    world.scan(home.card)
    visit_id = world.desk.ask(drafts.open_visit)
    assert visit_id is not None
    world.desk.do(drafts.park)
    erase(world, home)
    world.desk.do(drafts.resume, visit_id)
    assert world.visit().adults == 2
    kept = {name: dump(world)[name] for name in ("visit", "visit_step")}
    bodies = [cell for row in kept["visit"] for cell in row if isinstance(cell, bytes)]
    assert home.id not in b"".join(bodies)
    assert kept["visit_step"] == []
    world.finish()
    assert check.check(world.desk).sound


def test_labels_of_its_parcels_are_gone_and_others_wait(world: World) -> None:
    home = known(world)
    parcel = dump(world)["collection"][0]
    code = next(cell for cell in parcel if isinstance(cell, str) and cell.startswith("P"))
    address = DeliveryLabel(code, ("Zephyrine Quokkaworth", "3 Wombat Row"))
    other = ParcelLabel("P000000000000", "H1234", 1, 0, date(2026, 11, 21))
    world.desk.do(queue.queue, address)
    world.desk.do(queue.queue, other)
    erase(world, home)
    assert [job.content for job in world.desk.ask(queue.waiting)] == [other]
    assert "Wombat" not in said({"label_job": dump(world)["label_job"]})


def test_it_is_final(world: World) -> None:
    home = known(world)
    erase(world, home)
    with pytest.raises(Refused, match="not known"):
        world.desk.do(erasing.erase, home.id)
    with pytest.raises(Refused, match="erased"):
        world.desk.do(lambda act: households.note_ages(act, home.id, (0, 1, 0, 0)))
    events = world.desk.ask(today.events)
    assert not any(event.can_undo for event in events if event.kind == "household.erased")


def test_a_power_cut_before_the_sweep_is_made_good(world: World) -> None:
    home = known(world)
    world.desk.do(erasing.erase, home.id)
    world.reopen()
    assert world.desk.sweep()
    assert not world.desk.sweep()
