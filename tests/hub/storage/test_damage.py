from __future__ import annotations

import random
from pathlib import Path

from sqlalchemy import Engine

from hubdesk.errors import Said
from hubdesk.storage import damage, database, meta
from hubdesk.storage.connection import engine_for
from tests.hub.storage.conftest import KEY

FLIPS = 60


def noticed(path: Path) -> bool:
    try:
        hub = database.open_(path, KEY)
    except Said:
        return True
    try:
        with hub.reading() as view:
            return damage.found(view) != []
    except Said:
        return True
    finally:
        hub.close()


def test_every_flipped_bit_is_noticed(path: Path) -> None:
    hub = database.create(path, KEY)
    with hub.writing() as work:
        for number in range(100):
            meta.write(work, f"fact {number}", "x" * 300)
    hub.close()
    sound = path.read_bytes()
    draw = random.Random(20261121)

    assert not noticed(path)
    for _ in range(FLIPS):
        flipped = bytearray(sound)
        flipped[draw.randrange(len(sound))] ^= 1 << draw.randrange(8)
        path.write_bytes(flipped)
        assert noticed(path)


def test_a_row_that_points_at_nothing_is_named(tmp_path: Path) -> None:
    engine: Engine = engine_for(tmp_path / "hub.db", KEY)
    with engine.connect() as work:
        work.exec_driver_sql("PRAGMA foreign_keys = OFF")
        work.exec_driver_sql("CREATE TABLE shelf (id INTEGER PRIMARY KEY)")
        work.exec_driver_sql("CREATE TABLE tin (shelf INTEGER REFERENCES shelf)")
        work.exec_driver_sql("INSERT INTO tin VALUES (7)")
        assert any("tin" in each for each in damage.found(work))
