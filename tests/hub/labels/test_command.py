"""``hubdesk labels``: any label as a PDF, from words or a table."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.__main__ import main
from hubdesk.labels.kinds import KINDS
from tests.hub.labels.paper import dots, scanned, texts

TABLE = """name,day,kind,copies
"Beans, tinned",271127,best before,2
Milk,27/11/26,use by,
"""


def made(tmp_path: Path, *words: str) -> bytes:
    out = tmp_path / "out.pdf"
    assert main(["labels", *words, "--out", str(out)]) == 0
    return out.read_bytes()


def test_shelf_labels_from_place_7_go_on_two_sheets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = made(tmp_path, "shelf", "--count", "24", "--sheet", "l7159", "--start", "7")
    found = [scanned(page) for page in dots(pdf, 203)]
    assert [len(page) for page in found] == [18, 6]
    assert len({code for page in found for code in page}) == 24
    assert "24 labels on 2 pages" in capsys.readouterr().out


def test_the_paper_pack_and_the_test_page_are_made_too(tmp_path: Path) -> None:
    pack = made(tmp_path, "paper pack", "hub_name=High Street Hub")
    pages = [scanned(page) for page in dots(pack, 203)]
    assert len(pages) > 3 and any(pages)
    assert "High Street Hub" in "".join(texts(pack))
    assert len(texts(made(tmp_path, "test page", "--sheet", "l7160"))) == 1
    assert main(["labels", "paper pack", "food=Beans", "--out", str(tmp_path / "no.pdf")]) == 1


def test_a_table_becomes_labels(tmp_path: Path) -> None:
    (tmp_path / "dates.csv").write_text(TABLE, "utf-8")
    pdf = made(tmp_path, "batch", "--csv", str(tmp_path / "dates.csv"))
    words = texts(pdf)[0]
    assert words.count("Beans, tinned") == 2
    assert "Best before 27 November 2027" in words
    assert "Use by 27 November 2026" in words
    assert len(scanned(next(dots(pdf, 300)))) == 3


def test_names_of_food_in_any_script_are_shaped(tmp_path: Path) -> None:
    plain = made(tmp_path, "product", "name=Bread")
    shaped = made(tmp_path, "product", "name=خبز Hub 12")
    assert b"NotoSansArabic" not in shaped
    assert len(shaped) > len(plain) / 3


def test_a_sheet_of_ones_own_is_printed_on(tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text("[page]\nwidth_mm = 100\nheight_mm = 60\n[label]\nwidth_mm = 90\nheight_mm = 50")
    pdf = made(tmp_path, "crate", "holds=Tins", "--sheet", str(own))
    assert scanned(next(dots(pdf, 300)))[0].startswith("C")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["dragon"], "There are no labels dragon"),
        (["shelf", "colour=red"], "colour has no meaning"),
        (["shelf", "--count", "0"], "1 to 1,000"),
        (["shelf", "--sheet", "l9999"], "no label sheet l9999"),
        (["shelf", "--start", "40"], "places 1 to 21"),
        (["product"], "There is no name"),
        (["batch", "name=Milk", "day=3102"], "no day"),
        (["opened", "name=Flour", "day=270127", "opened_on=211126"], "There is no allergens"),
        (["shelf", "--csv", "missing.csv"], "cannot be read"),
    ],
)
def test_what_cannot_be_made_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert main(["labels", *words, "--out", str(tmp_path / "out.pdf")]) == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("name,colour\nMilk,red\n", "Column colour has no meaning"),
        ("name,day\nMilk,soon\n", "Row 2"),
        ("name,copies\nMilk,many\n", "Row 2 is not right: many is no number"),
        ("name,copies\nMilk,1001\n", "more than 1,000"),
        ("", "has no meaning"),
    ],
)
def test_a_row_that_is_wrong_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, said: str
) -> None:
    file = tmp_path / "table.csv"
    file.write_text(table, "utf-8")
    assert main(["labels", "batch", "--csv", str(file), "--out", str(tmp_path / "out.pdf")]) == 1
    assert said in capsys.readouterr().err


def test_every_kind_has_its_samples_as_words(tmp_path: Path) -> None:
    told = {
        "parcel": ["adults=2", "children=1", "household=", "packed_on=211126"],
        "packed": ["people=4", "packed_on=211126"],
        "card": ["hub_name=Hub"],
        "volunteer": ["hub_name=Hub", "number=0007"],
        "shelf": ["name=A1"],
        "product": ["name=Nappies"],
        "crate": [],
        "batch": ["name=Milk", "day=271126"],
        "opened": ["name=Flour", "allergens=gluten", "opened_on=211126", "day=310127"],
        "frozen": ["name=Quiche", "frozen_on=211126", "eat_by=211226"],
        "food": ["name=Soup", "ingredients=water", "allergens=none", "day=231126", "packed_by=Hub"],
        "delivery": ["address=1 High Street;Leeds"],
        "unused": ["what=Crate"],
        "thank you": ["hub_name=Hub", "given_on=211126", "code=T1"],
    }
    assert set(told) == set(KINDS)
    told["parcel"][2] = "household=0417"
    for kind, words in told.items():
        assert made(tmp_path, kind, *words, "--sheet", "l7165").startswith(b"%PDF")
