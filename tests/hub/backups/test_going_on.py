"""A damaged hub goes on from its newest good copy, with what can still be read of it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from hubdesk.backups import places
from hubdesk.backups.going_on import go_on
from hubdesk.errors import Refused
from hubdesk.folders import FILE
from hubdesk.security import key_file
from tests.hub.backups.kept import Kept, flip

PAGE = 4096


def put_away(kept: Kept) -> int:
    """Closes the hub; how many pages its file has."""
    kept.desk.close()
    return (kept.folder / FILE).stat().st_size // PAGE


def test_everything_since_the_backup_is_brought_over_when_an_index_is_damaged(kept: Kept) -> None:
    kept.back_up()
    kept.clock.forward(minutes=5)
    home = kept.household(name="Ada Lovelace")
    for _ in range(5):
        kept.clock.forward(minutes=1)
        kept.serve(kept.household())
    kept.serve(home)
    before = kept.report()
    put_away(kept)
    # The first page: SQLite reads the key's salt and its schema from there.
    damaged = (kept.folder / FILE).read_bytes()

    brought = go_on(kept.folder, kept.key, kept.clock)
    kept.open()

    after = kept.report()
    assert after.sound and after.digest == before.digest
    assert brought.regained and brought.aside
    assert (brought.aside / FILE).read_bytes() == damaged
    with kept.desk._database.reading() as view:
        assert view.exec_driver_sql("SELECT count(*) FROM household WHERE name > ''").scalar() == 1


@pytest.mark.parametrize("seed", range(12))
def test_any_damaged_page_costs_at_most_what_stood_on_it(kept: Kept, seed: int) -> None:
    draw = random.Random(seed)
    kept.back_up()
    backed_up = kept.report().operations
    for _ in range(10):
        kept.clock.forward(minutes=1)
        kept.serve(kept.household(name="Ada Lovelace"))
    before = kept.report().operations
    pages = put_away(kept)
    flip(kept.folder / FILE, draw.randrange(pages) * PAGE + draw.randrange(PAGE))

    brought = go_on(kept.folder, kept.key, kept.clock)
    kept.open()

    after = kept.report()
    assert after.sound
    assert after.operations == backed_up + brought.regained
    assert backed_up <= after.operations <= before


def test_a_hub_whose_beginning_is_gone_goes_on_from_the_copy(kept: Kept) -> None:
    backup = kept.back_up()
    kept.serve(kept.household())
    put_away(kept)
    (kept.folder / FILE).write_bytes(b"\0" * 30_000)
    (kept.folder / key_file.NAME).write_bytes(b"")

    assert go_on(kept.folder, kept.key, kept.clock).regained == 0
    kept.open()
    assert kept.report().operations == backup.about.operations


def test_without_a_whole_backup_the_damaged_hub_stays_as_it_is(kept: Kept) -> None:
    put_away(kept)
    flip(kept.folder / FILE, 5 * PAGE)
    content = (kept.folder / FILE).read_bytes()

    with pytest.raises(Refused, match="No backup that is whole"):
        go_on(kept.folder, kept.key, kept.clock)
    assert (kept.folder / FILE).read_bytes() == content
    flip(kept.folder / FILE, 5 * PAGE)


def test_a_backup_on_a_stick_is_used_when_those_here_are_damaged(kept: Kept, stick: Path) -> None:
    kept.on_stick(stick)
    own = places.in_folder(places.own(kept.folder))[0]
    flip(own.file, 9 * PAGE)
    put_away(kept)

    brought = go_on(kept.folder, kept.key, kept.clock, places.under(stick))
    assert brought.backup.folder.is_relative_to(stick)
    kept.open()
