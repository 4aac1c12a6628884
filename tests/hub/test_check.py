"""What ``hubdesk check`` finds is told in sentences that say what is wrong and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from hubdesk import check, findings
from hubdesk.__main__ import main
from hubdesk.check import Report
from hubdesk.findings import Finding, Wrong
from hubdesk.journal.marks import Broken
from hubdesk.stock import products
from hubdesk.storage.tables import derived
from tests.hub.backups.kept import PHRASE, Kept, kept_world
from tests.hub.stocktake.hub import HERE, count, shelf
from tests.world import World


@pytest.fixture
def beans(world: World) -> World:
    """Nine tins on a shelf; they came as a dozen, and three went."""
    world.line("beans")
    world.product("baked beans", "beans")
    world.shelf("9 baked beans")
    return world


def meddle(world: World, words: str, **values: object) -> None:
    """Somebody writes into the file itself."""

    def written(connection: Connection) -> None:
        assert connection.execute(text(words), values).rowcount

    world.desk.trial(written)


def found(report: Report, what: str) -> Finding:
    return next(each for each in report.findings if each.what == what)


def test_stock_that_does_not_add_up_is_told_by_its_name_and_place(beans: World) -> None:
    meddle(beans, "UPDATE balance SET quantity = 12")
    wrong = found(check.check(beans.desk), "balances")
    assert wrong.wrong == (
        "The stock of baked beans at Counter says 12, and the entries add up to 9. "
        "Count it there once more: that puts it right."
    )
    assert wrong.plain()["each"][0] | {"words": ""} == {
        "sort": "off balance",
        "words": "",
        "product": beans.product_id("baked beans").hex(),
        "place": HERE.hex(),
        "kept": 12,
        "summed": 9,
    }


def test_counting_it_once_more_puts_it_right(beans: World) -> None:
    meddle(beans, "UPDATE balance SET quantity = 12")
    count(beans, shelf(beans, "A1", "beans"), "baked beans", 9)
    assert check.check(beans.desk).sound


def test_stock_by_weight_is_told_in_kilos(beans: World) -> None:
    beans.desk.do(products.note_line, beans.line("beans"), measure="g")
    meddle(beans, "UPDATE balance SET quantity = 1500")
    (wrong,) = found(check.check(beans.desk), "balances").wrongs
    assert "says 1.5 kg" in str(wrong.words)


def test_goods_and_a_place_that_nobody_named_are_told_so(beans: World) -> None:
    meddle(beans, "UPDATE product SET name = '', line = NULL")
    meddle(beans, "UPDATE place SET name = ''")
    meddle(beans, "DELETE FROM balance")
    (wrong,) = found(check.check(beans.desk), "balances").wrongs
    assert str(wrong.words).startswith(
        "The stock of goods with no name at a place with no name says 0,"
    )


def test_of_very_many_some_are_told_and_json_has_all(beans: World) -> None:
    view_of = beans.desk.ask
    wrong = view_of(lambda view: findings.off_balance(view, b"p" * 16, HERE, 2, 1))
    many = Finding("balances", (wrong,) * 23)
    assert many.wrong.endswith("There are 3 more.")
    assert many.wrong.count("Count it") == findings.MOST_TOLD
    assert len(many.plain()["each"]) == 23


def test_what_does_not_follow_is_told_by_its_matter_once(beans: World) -> None:
    meddle(beans, "UPDATE line SET name = 'peas'")
    meddle(beans, "UPDATE product SET name = 'mushy peas'")
    (wrong,) = found(check.check(beans.desk), "tables").wrongs
    assert str(wrong.words).startswith(
        "What Hubdesk shows of goods and their barcodes does not follow from the entries."
    )
    assert wrong.plain()["tables"] == ["line", "product"]


def test_every_table_has_a_matter_that_a_person_knows() -> None:
    assert {table.name for table in derived.sorted_tables} <= findings.MATTERS.keys()


def test_entries_that_are_missing_are_counted_and_streams_are_for_programs(beans: World) -> None:
    def told(lost: int) -> Wrong:
        return beans.desk.ask(lambda view: findings.broken(view, Broken(b"\xab" * 8, lost)))

    one, two = told(1), told(2)
    assert str(one.words).startswith("1 entry that was made on this laptop is missing.")
    assert str(two.words).startswith("2 entries that were made on this laptop are missing.")
    assert "abab" not in str(two.words) and two.plain()["stream"] == "ab" * 8
    assert str(two.words).endswith("still holds them."), "nothing is left that tells a day"


def test_the_days_are_told_among_which_to_look(beans: World) -> None:
    """Two runs of the desk: one of a Saturday alone, one that went on past midnight."""
    beans.reopen()
    beans.shelf("1 baked beans")
    beans.clock.forward(days=1)
    beans.shelf("1 baked beans")
    meddle(beans, "UPDATE operation SET actor = x'00112233445566778899aabbccddeeff'")
    wrongs = found(check.check(beans.desk), "journal").wrongs
    days = {str(each.words).partition("Look among the entries of ")[2] for each in wrongs}
    assert days == {"21 November.", "21 November to 22 November."}
    assert ("2026-11-21", "2026-11-22") in {
        (each.about["first"], each.about["last"]) for each in wrongs
    }


def test_no_sentence_holds_an_id_or_a_word_of_programs(beans: World) -> None:
    wrongs = [
        *findings.damaged(["Page 7: btreeInitPage() returns error code 11"]),
        beans.desk.ask(lambda view: findings.broken(view, Broken(b"\xab" * 8, 0))),
        findings.told_otherwise("Store laptop"),
        findings.told_otherwise(""),
        *findings.not_following(findings.MATTERS),
    ]
    for each in wrongs:
        said = str(each.words)
        assert "_" not in said and "btree" not in said and "abab" not in said
        assert "newest backup" in said, "it says what to do"


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """A hub that a passphrase opens, with stock that does not add up."""
    hub = kept_world(tmp_path / "hub")
    hub.shelf("9 beans")
    meddle(hub, "UPDATE balance SET quantity = 12")
    hub.desk.close()
    return hub


def told(kept: Kept, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    words = kept.folder.parent / "words"
    words.write_text(PHRASE)
    command = ["check", "--hub", str(kept.folder), "--passphrase-file", str(words), *more]
    assert main(command) == 1
    return capsys.readouterr().out


def test_a_treasurer_reads_what_to_do(kept: Kept, capsys: pytest.CaptureFixture[str]) -> None:
    lines = told(kept, capsys).splitlines()
    assert lines[0] == "The file: sound"
    assert lines[2].startswith("The stock: The stock of beans at ")
    assert lines[-1] == "Not everything agrees. Do what stands above before anybody serves."


def test_a_program_reads_names_and_ids_beside_the_sentence(
    kept: Kept, capsys: pytest.CaptureFixture[str]
) -> None:
    report = json.loads(told(kept, capsys, "--json"))
    assert report["sound"] is False
    by_what = {each["what"]: each for each in report["findings"]}
    assert by_what["file"] == {"what": "file", "wrong": "", "each": []}
    (wrong,) = by_what["balances"]["each"]
    assert (wrong["sort"], wrong["kept"], wrong["summed"]) == ("off balance", 12, 509)
    assert by_what["balances"]["wrong"] == wrong["words"]
