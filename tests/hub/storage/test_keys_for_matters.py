"""A hub from when a household had one key for all it told opens with all of it, sealed anew."""

from __future__ import annotations

from pathlib import Path

import msgspec
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import Connection, text

from hubdesk import check, sealing
from hubdesk import desk as desks
from hubdesk.clock import SetClock
from hubdesk.desk import FILE
from hubdesk.forgetting import retention
from hubdesk.households import household as households
from hubdesk.households.record import Details
from hubdesk.journal import identity
from hubdesk.journal.operations import encode
from hubdesk.journal.sealed import keys_of
from hubdesk.storage import database
from hubdesk.storage.connection import engine_for
from hubdesk.storage.versions import STEPS
from tests.world import KEY, SATURDAY

HOME, LOST = identity.named("household", "known"), identity.named("household", "lost")
STREAM, OLD_KEY, STAMP = b"people01", bytes(range(32)), 7 << 16
SAID = {"name": "Ann Lee", "street": "4 Elm Row", "diet": "vegan", "allergies": "nuts"}


def _run_two_steps(made: Connection) -> None:
    operations = Operations(MigrationContext.configure(made))
    for step in STEPS[:2]:
        step(operations)


def older(folder: Path) -> Path:
    """A file of schema 2 with one readable entry and one whose key is gone already."""
    folder.mkdir()
    path = folder / FILE
    with engine_for(path, KEY).connect() as made:
        _run_two_steps(made)
        made.execute(text("INSERT INTO meta (name, value) VALUES ('schema', '2')"))
        made.execute(
            text("INSERT INTO stream (no, id, klass, device, own) VALUES (1, :id, 'p', :id, 0)"),
            {"id": STREAM},
        )
        for seq, subject in enumerate((HOME, LOST), start=1):
            settings = [[name, msgspec.Raw(encode(value)), []] for name, value in SAID.items()]
            place = STREAM + seq.to_bytes(8, "big") + b"household.noted"
            body = sealing.seal(OLD_KEY, encode([settings]), place)
            made.execute(
                text(
                    "INSERT INTO operation (position, stream_no, seq, type, version, at_ms, stamp,"
                    " subject, body) VALUES (:seq, 1, :seq, 'household.noted', 1, 1795250000000,"
                    " :stamp, :subject, :body)"
                ),
                {"seq": seq, "subject": subject, "stamp": STAMP, "body": body},
            )
        key = {"subject": HOME, "key": OLD_KEY}
        made.execute(text("INSERT INTO subject_key (subject, key) VALUES (:subject, :key)"), key)
        made.commit()
    return path


def test_all_it_told_is_there_and_each_matter_has_a_key(tmp_path: Path) -> None:
    path = older(tmp_path / "hub")
    desk = desks.Desk(database.open_(path, KEY), SetClock(SATURDAY))
    told = desk.ask(households.details_of, HOME)
    assert told == Details("Ann Lee", "4 Elm Row", "", "", ("vegan",), ("nuts",))
    keys = desk.ask(lambda view: keys_of(view.connection))
    assert sorted(key.matter for key in keys) == ["address", "diet", "name"]
    assert {key.subject for key in keys} == {HOME}
    assert OLD_KEY not in {key.key for key in keys}
    assert check.check(desk).sound
    assert desk.do(retention.piece).forgotten == 0
    desk.close()
