"""Operations of a newer Hubdesk, and the one door through which tables change."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from hubdesk import check
from hubdesk.desk import KINDS, Desk
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.journal import Foreign
from hubdesk.journal.operations import Klass, Operation, Ref, encode
from hubdesk.stock import ledger
from hubdesk.stock.tables import balance
from tests.hub.journal.laptops import COUNTED, Counted, laptop, pristine, reopened, sent

PLACE = identity.named("place", "counter")
BEANS = identity.product_of_code("1")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return laptop(pristine(tmp_path / "empty"), tmp_path / "hub", KINDS)


def counted_elsewhere(version: int = 1) -> Foreign:
    return Foreign(Ref(b"elsewher", version), Klass.STOCK, bytes(16), None, 5, 0, BEANS)


def hear_count(act: Act, version: int = 1) -> Operation | None:
    body = encode(Counted(PLACE, 12))
    return act.journal.accept(act.applying, counted_elsewhere(version), COUNTED.name, version, body)


def beans(view: View) -> int:
    return ledger.on_hand(view.connection, BEANS, PLACE)


def test_an_operation_of_a_newer_hubdesk_waits_untouched_and_counts_after_the_upgrade(
    desk: Desk, tmp_path: Path
) -> None:
    desk.do(hear_count)
    (kept,) = sent(desk)
    assert kept.body == encode(Counted(PLACE, 12))
    assert desk.ask(beans) == 0 and check.check(desk).sound
    digest = check.check(desk).digest
    desk.close()

    newer = reopened(tmp_path / "hub", [*KINDS, COUNTED])
    assert newer.ask(beans) == 12
    report = check.check(newer)
    assert report.sound and report.digest == digest
    newer.close()

    older = reopened(tmp_path / "hub", KINDS)
    assert older.ask(beans) == 0 and check.check(older).sound
    older.close()


def test_a_newer_version_of_a_known_operation_waits_as_well(tmp_path: Path) -> None:
    desk = laptop(pristine(tmp_path / "empty"), tmp_path / "hub", [*KINDS, COUNTED])
    desk.do(hear_count, 2)
    assert desk.ask(beans) == 0 and len(sent(desk)) == 1
    desk.close()


def test_hearing_of_an_operation_twice_changes_nothing(tmp_path: Path) -> None:
    desk = laptop(pristine(tmp_path / "empty"), tmp_path / "hub", [*KINDS, COUNTED])
    assert desk.do(hear_count) is not None
    assert desk.do(hear_count) is None
    assert desk.ask(beans) == 12 and len(sent(desk)) == 1
    desk.close()


def test_a_write_past_the_journal_fails(desk: Desk) -> None:
    desk.do(hear_count)
    desk._database.guard_derived(lambda: desk.journal.applying)

    def planted(act: Act) -> None:
        act.connection.execute(update(balance).values(quantity=99))

    with pytest.raises(DatabaseError, match="not authorized"):
        desk.do(planted)
    desk.do(hear_count)
    assert desk.ask(lambda view: view.connection.execute(select(balance.c.quantity)).all()) == []
    desk.close()


def test_a_refused_command_leaves_no_gap_in_the_numbering(tmp_path: Path) -> None:
    desk = laptop(pristine(tmp_path / "empty"), tmp_path / "hub", [*KINDS, COUNTED])

    def count(act: Act, fail: bool) -> None:
        act.record(COUNTED, Counted(PLACE, 1), BEANS)
        act.record(COUNTED, Counted(PLACE, 2), BEANS)
        if fail:
            raise ZeroDivisionError

    for fail in (True, False, True, True, False):
        if fail:
            with pytest.raises(ZeroDivisionError):
                desk.do(count, fail)
        else:
            desk.do(count, fail)
    desk.close()
    again = reopened(tmp_path / "hub")
    again.do(count, False)
    refs = [one.envelope.ref for one in sent(again)]
    streams = {ref.stream for ref in refs}
    assert len(streams) == 2, "each launch draws a stream of its own"
    for stream in streams:
        numbers = [ref.seq for ref in refs if ref.stream == stream]
        assert numbers == list(range(1, len(numbers) + 1))
    again.close()
