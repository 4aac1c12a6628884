"""A first visit stores nothing personal, and what a household tells lies nowhere in the clear."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from hubdesk.households import household as households
from hubdesk.households.record import Details
from hubdesk.journal.act import View
from hubdesk.reports import today
from tests.hub.counter.test_serving import stocked
from tests.world import World

CANARIES = ("Zephyrine", "Quokkaworth", "Wombat Row", "ZE1 9QX", "07700900123", "lupin")


def dump(world: World) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, shadow tables of the search included."""

    def everything(view: View) -> dict[str, list[tuple[object, ...]]]:
        names = view.connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'table'")
        ).scalars()
        return {
            name: [tuple(r) for r in view.connection.execute(text(f'SELECT * FROM "{name}"'))]
            for name in names.all()
        }

    return world.desk.ask(everything)


def said(rows: dict[str, list[tuple[object, ...]]]) -> str:
    """A dump as text, bytes as they would be read."""
    cells = (cell for table in rows.values() for row in table for cell in row)
    return "\n".join(
        cell.decode("utf-8", "replace") if isinstance(cell, bytes) else str(cell) for cell in cells
    )


def raw(world: World) -> bytes:
    """All the bytes on the disk, the write-ahead file too."""
    return b"".join(f.read_bytes() for f in sorted(Path(world.folder).iterdir()) if f.is_file())


def test_a_first_visit_leaves_a_number_and_a_size_and_no_more(world: World) -> None:
    stocked(world)
    before = dump(world)
    world.type("2+3")
    world.scan("Baked beans 420 g")
    world.finish()
    after = dump(world)

    (home,) = after["household"]
    (columns,) = [
        world.desk.ask(lambda view: view.connection.execute(text("SELECT * FROM household")).keys())
    ]
    filled = {name for name, value in zip(columns, home, strict=True) if value is not None}
    assert filled == {"no", "id", "card", "adults", "children"}
    for empty in ("subject_key", "settled", "household_words", "visit", "visit_step"):
        assert after[empty] == [], empty
    new = {name: [r for r in rows if r not in before[name]] for name, rows in after.items()}
    grown = {name for name, rows in new.items() if rows and not name.startswith("household_words")}
    assert grown <= {
        "stream", "stream_mark", "operation", "household", "field_value", "field_head",
        "bound_code", "collection", "movement", "balance", "batch_sum", "label_job",
        "sqlite_sequence",
    }  # fmt: skip
    kinds = {row[3] for row in new["operation"]}
    assert kinds == {"household.opened", "household.sized", "collection"}
    streams = after["stream"]
    assert {row[2] for row in streams} == {"s"}, "no stream of people's details was begun"


def test_what_a_household_tells_is_sealed_in_the_journal_and_on_the_disk(world: World) -> None:
    stocked(world)
    world.type("2+3")
    done = world.finish()
    told = Details(
        "Zephyrine Quokkaworth", "3 Wombat Row", "ZE1 9QX", "07700900123", (), ("lupin",)
    )
    world.desk.do(households.note_details, done.household, told)
    journal = {"operation": dump(world)["operation"]}
    for canary in CANARIES:
        assert canary.casefold() not in said(journal).casefold()
        assert canary.casefold() in said({"household": dump(world)["household"]}).casefold()
    assert not any(canary.encode() in raw(world) for canary in CANARIES)
    world.desk.close()
    assert not any(canary.encode() in raw(world) for canary in CANARIES)
    world.reopen()


def test_labels_and_visits_and_events_hold_no_name(world: World) -> None:
    stocked(world)
    home = world.household(1, 0, name="Zephyrine Quokkaworth", street="3 Wombat Row")
    world.serve(home)
    world.scan(home.card)
    world.scan("Baked beans 420 g")
    tables = dump(world)
    for kept in ("visit", "visit_step", "label_job", "setting", "meta"):
        assert tables[kept] or kept == "setting"
        assert "zephyrine" not in said({kept: tables[kept]}).casefold()
    shown = [f"{e.title} {e.detail}" for e in world.desk.ask(today.events)] + [str(world.visit())]
    assert "zephyrine" not in " ".join(shown).casefold()
