"""A stock list that a hub kept in a spreadsheet: looked at, taken in, and out again."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import check
from hubdesk.catalogue import export, importing, packed, stock_list, stock_rows
from hubdesk.catalogue.packed import Listed
from hubdesk.catalogue.stock_list import Becomes
from hubdesk.catalogue.stock_rows import Outcome, StockRow, StockRun
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import intake, ledger, measuring
from hubdesk.stock.dates import DateKind
from hubdesk.stock.measures import Measure
from tests.hub.households.sheets import book, text
from tests.world import World

IMPORT = b"s" * 16
BEANS = "5000157024671"


@pytest.fixture
def hub(world: World) -> World:
    world.line("Baked beans")
    world.line("Soup")
    return world


def asked(world: World, run: StockRun) -> list[StockRow]:
    return world.desk.ask(stock_list.asked, run.rows)


def read(world: World, folder: Path, content: str) -> list[StockRow]:
    return asked(world, stock_rows.read(text(folder, content)))


def brought(world: World, rows: list[StockRow]) -> int:
    ready = [row for row in rows if row.outcome is not Outcome.REFUSED]
    return world.desk.do(stock_list.take_in, IMPORT, 0, 1, ready)


def there(world: World, product: bytes) -> int:
    def ask(view: View) -> int:
        return ledger.on_hand(view.connection, product, view.here)

    return world.desk.ask(ask)


def some(line: str) -> bytes:
    return identity.unspecified_product(identity.named("line", line))


def test_a_line_by_its_name_comes_in_with_its_date(hub: World, tmp_path: Path) -> None:
    rows = read(hub, tmp_path, "Item,Qty,Best before\nBaked beans,24,06/2027\nSoup,12,\n")
    assert [row.outcome for row in rows] == [Outcome.READY, Outcome.READY]
    became = rows[0].becomes
    assert isinstance(became, Becomes) and became.dated is not None
    assert became.dated.month_only and became.dated.kind is DateKind.BEST_BEFORE
    assert brought(hub, rows) == 2
    assert (there(hub, some("Baked beans")), there(hub, some("Soup"))) == (24, 12)
    assert check.check(hub.desk).sound


def test_a_name_that_ends_on_a_line_belongs_to_it(hub: World, tmp_path: Path) -> None:
    (row,) = read(hub, tmp_path, "Product,How many\nHeinz Cream of Tomato Soup,6\n")
    assert isinstance(row.becomes, Becomes) and row.becomes.name == "Soup"


def test_a_barcode_is_named_by_the_list_itself(hub: World, tmp_path: Path) -> None:
    rows = read(hub, tmp_path, f"Barcode,Item,Qty\n{BEANS},Heinz Baked Beans,10\n")
    brought(hub, rows)
    assert there(hub, identity.product_of_code(BEANS)) == 10
    assert hub.scan(BEANS).outcome.title.text != "New barcode"


def test_what_is_on_no_line_is_doubted_and_kept_under_its_own_name(
    hub: World, tmp_path: Path
) -> None:
    rows = read(hub, tmp_path, "Item,Qty\nGlow sticks,5\n")
    assert rows[0].outcome is Outcome.DOUBTFUL and "own name" in str(rows[0].why[0])
    brought(hub, rows)
    assert isinstance(rows[0].becomes, Becomes)
    assert there(hub, rows[0].becomes.product) == 5


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Soup,99999,", "only 1 to"),
        ("Soup,0,", "only 1 to"),
        ("Soup,a few,", "not a number of packs"),
        ("Soup,4,31/02/2027", "no day 31/2"),
        ("Soup,4,46112", "not a date"),
        (",4,", "what it is"),
    ],
    ids=["too many", "none", "words", "31 February", "serial", "nameless"],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason(
    hub: World, tmp_path: Path, line: str, why: str
) -> None:
    (row,) = read(hub, tmp_path, f"Item,Qty,Use by\n{line}\n")
    assert row.outcome is Outcome.REFUSED
    assert why in " ".join(map(str, row.why))
    with pytest.raises(Refused, match="cannot be taken in"):
        hub.desk.do(stock_list.take_in, IMPORT, 0, 1, [row])


def test_a_place_nobody_knows_is_refused_and_a_known_one_is_used(
    hub: World, tmp_path: Path
) -> None:
    rows = read(hub, tmp_path, "Item,Qty,Location\nSoup,4,The moon\nSoup,4,counter\n")
    assert [row.outcome for row in rows] == [Outcome.REFUSED, Outcome.READY]


def test_a_sum_of_cases_is_worked_out(hub: World, tmp_path: Path) -> None:
    (row,) = read(hub, tmp_path, "Item,Qty\nSoup,3*24+5\n")
    assert row.count == 77


def test_a_workbook_is_read_like_a_text(hub: World, tmp_path: Path) -> None:
    path = book(tmp_path, ("Item", "Quantity"), ("Soup", 7), ("Baked beans", 3))
    rows = asked(hub, stock_rows.read(path))
    assert [row.count for row in rows] == [7, 3]


def test_what_the_book_has_already_is_doubted(hub: World, tmp_path: Path) -> None:
    hub.desk.do(intake.take_in, some("Soup"), 5)
    (row,) = read(hub, tmp_path, "Item,Qty\nSoup,4\n")
    assert row.outcome is Outcome.DOUBTFUL and "on top" in str(row.why[0])


def test_undoing_takes_out_all_that_nothing_was_moved_of(hub: World, tmp_path: Path) -> None:
    rows = read(hub, tmp_path, "Item,Qty\nSoup,4\nSoup,2\nBaked beans,9\n")
    brought(hub, rows)
    hub.desk.do(intake.discard, some("Baked beans"), 1, None, "damaged")
    gone = 0
    while (out := hub.desk.do(stock_list.take_out, IMPORT)).more:
        gone += out.gone
    assert gone == 2
    assert (there(hub, some("Soup")), there(hub, some("Baked beans"))) == (0, 8)
    (past,) = hub.desk.ask(stock_list.past)
    assert past.entries == 1
    assert check.check(hub.desk).sound


def test_a_pack_weighs_what_only_a_list_of_products_knows(hub: World, tmp_path: Path) -> None:
    """Ten packs that nobody has named yet are ten of what the list says one holds."""
    rice = hub.line("Basmati rice")
    hub.desk.do(measuring.say, rice, Measure("g", 500))
    entry = Listed(int(BEANS), "Basmati rice", 250, 0, "Basmati rice")
    hub.desk.do(importing.take_in, b"c" * 16, 0, 1, (1, packed.pack([entry])))
    (row,) = read(hub, tmp_path, f"Barcode,Item,Qty\n{BEANS},,10\n")
    assert isinstance(row.becomes, Becomes) and str(row.becomes.measure.said(2_500)) == "2.5 kg"
    brought(hub, [row])
    assert there(hub, identity.product_of_code(BEANS)) == 2_500
    assert check.check(hub.desk).sound


def test_rice_by_the_kilo_goes_out_in_a_list_and_comes_back_as_much(
    hub: World, tmp_path: Path
) -> None:
    """8,300 in a cell would be so many packs, and four tonnes."""
    rice, oil = (hub.line(name, food=None) for name in ("Rice", "Oil"))
    hub.desk.do(measuring.say, rice, Measure("g", 500))
    hub.desk.do(measuring.say, oil, Measure("ml", 750))
    for line, many in (("Rice", 8300), ("Oil", 750), ("Soup", 12)):
        hub.desk.do(intake.take_in, some(line), many)
    rows, _ = hub.desk.ask(export.stock_rows)
    assert {row[0]: row[3] for row in rows} == {"Rice": "8.3kg", "Oil": "0.75l", "Soup": 12}
    told = "\n".join(",".join(map(str, row)) for row in (export.STOCK, *rows))
    back = read(hub, tmp_path, told)
    came = [row.becomes for row in back]
    assert [each.many for each in came if isinstance(each, Becomes)] == [
        {"Rice": 8300, "Oil": 750, "Soup": 12}[str(row[0])] for row in rows
    ]
