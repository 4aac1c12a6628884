"""A barcode that nobody has named, scanned while a list of products knows it."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk import bring_in, check
from hubdesk.catalogue import catalogue, dry_run, importing, naming
from hubdesk.counter.outcome import Answer, Result
from hubdesk.errors import Refused
from hubdesk.households.allergens import Allergen
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import products
from hubdesk.stock.allergens import Stated
from hubdesk.stock.products import Product
from tests.world import World

BEANS, BAR = "5000157024671", "5000159461122"
LIST = (
    "code\tproduct_name\tbrands\tquantity\tingredients_text\n"
    f"{BEANS}\tBaked Beans\tHeinz\t415 g\tBeans\n"
    f"{BAR}\tSnickers\t\t50 g\tSugar, _peanuts_, _milk_, _qwerty_\n"
)


@pytest.fixture
def listed(world: World, tmp_path: Path) -> World:
    """A hub with a line of beans and a list that knows two barcodes."""
    world.line("Baked beans")
    world.parcel(Baked_beans=2)
    path = tmp_path / "list.tsv"
    path.write_text(LIST, encoding="utf-8")
    run = dry_run.read(path)
    world.desk.do(importing.take_in_all, b"i" * 16, run.parts)
    return world


def product(world: World, code: str) -> Product:
    def ask(view: View) -> Product:
        return products.product_by_id(view, identity.product_of_code(code))

    return world.desk.ask(ask)


def test_the_card_offers_the_name_and_the_line(listed: World) -> None:
    came = listed.scan(BEANS).outcome
    assert came.answers[0] is Answer.KEEP_NAME
    assert str(came.lines[0]) == "Heinz Baked Beans  ·  Baked beans"


def test_one_key_keeps_the_name_its_weight_and_its_line(listed: World) -> None:
    listed.desk.do(naming.keep_as_listed, BEANS)
    kept = product(listed, BEANS)
    assert (kept.name, kept.weight_g) == ("Heinz Baked Beans", 415)
    assert kept.line == identity.named("line", "Baked beans")
    assert listed.scan(BEANS).outcome.result is not Result.NEW


def test_marked_allergens_conflict_and_the_rest_of_the_pack_is_still_to_be_read(
    listed: World,
) -> None:
    listed.desk.do(naming.keep, BAR, "Snickers", None)
    stated = product(listed, BAR).stated
    assert stated == Stated(frozenset({Allergen.PEANUTS, Allergen.MILK}), known=False)


def test_a_code_no_list_knows_is_asked_about_as_ever(listed: World) -> None:
    came = listed.scan("5000112546538").outcome
    assert came.answers == (Answer.NAME_IT, Answer.SKIP)
    with pytest.raises(Refused, match="No list knows"):
        listed.desk.do(naming.keep_as_listed, "5000112546538")


def test_what_the_hub_has_named_stays_when_the_list_goes(listed: World) -> None:
    listed.desk.do(naming.keep_as_listed, BEANS)
    while listed.desk.do(importing.take_out, b"i" * 16).more:
        pass
    assert listed.desk.ask(catalogue.known, BEANS) is None
    assert product(listed, BEANS).name == "Heinz Baked Beans"


def test_the_newest_list_names_it_and_no_list_hides_an_allergen(
    listed: World, tmp_path: Path
) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"Barcode,Name,Allergens\n{BAR},Snickers bar,none\n", encoding="utf-8")
    listed.clock.moment = listed.clock.moment.replace(hour=12)
    listed.desk.do(importing.take_in_all, b"j" * 16, dry_run.read(path).parts)
    found = listed.desk.ask(catalogue.known, BAR)
    assert found is not None and found.name == "Snickers bar"
    assert {Allergen.PEANUTS, Allergen.MILK} <= found.stated.allergens


def test_undoing_the_newer_list_brings_the_older_name_back(listed: World, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(f"Barcode,Name\n{BAR},Something else\n", encoding="utf-8")
    listed.desk.do(importing.take_in_all, b"j" * 16, dry_run.read(path).parts)
    listed.desk.do(importing.take_out, b"j" * 16)
    found = listed.desk.ask(catalogue.known, BAR)
    assert found is not None and found.name == "Snickers"
    (past,) = listed.desk.ask(importing.past)
    assert (past.entries, past.is_whole) == (2, True)


def test_it_is_known_after_the_hub_is_opened_again(listed: World) -> None:
    listed.reopen()
    assert listed.desk.ask(catalogue.known, BEANS) is not None


def test_a_list_comes_in_whole_with_no_screen(world: World, tmp_path: Path) -> None:
    path = tmp_path / "list.tsv"
    path.write_text(LIST + "5000157024672\tOne digit off\t\t\t\n", encoding="utf-8")
    report = bring_in.products(world.desk, path)
    assert (report.rows, report.products, report.is_dry) == (3, 2, False)
    assert world.desk.ask(catalogue.known, BAR) is not None
    assert check.check(world.desk).sound
