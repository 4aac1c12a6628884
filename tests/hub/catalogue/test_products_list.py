"""Lists of products as they come: long, dirty, damaged, hostile. Rows and reasons add up."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.__main__ import main
from hubdesk.catalogue import (
    bits,
    dry_run,
    export,
    headings,
    importing,
    judging,
    said_allergens,
    weights,
)
from hubdesk.catalogue.dry_run import DryRun
from hubdesk.catalogue.packed import Listed, pack, unpack
from hubdesk.catalogue.skipping import Why
from hubdesk.codes import check_digit
from hubdesk.errors import Refused, Trouble
from hubdesk.households.allergens import Allergen
from hubdesk.sheets import flow, written
from hubdesk.sheets.sheet import Sheet
from hubdesk.stock.allergens import Stated
from tests.hub.households.sheets import SHEET, book, lying, rewritten, text
from tests.world import World

UK = Path(__file__).parents[4] / "shared" / "data" / "open-food-facts-uk.tsv"
BEANS, BAR = "5000157024671", "5000159461122"
IN_STORE = "201234567890" + check_digit.expected("2012345678900")
HEAD = "code\tproduct_name\tingredients_text\n"


def entries(run: DryRun) -> list[Listed]:
    return [each for _, part in run.parts for each in unpack(part)]


def left(run: DryRun) -> dict[Why, int]:
    return {each.why: each.count for each in run.skipped}


@pytest.mark.skipif(not UK.exists(), reason="the public list is not part of the product")
def test_a_public_list_of_15_460_rows_adds_up_and_names_nearly_all_it_can() -> None:
    run = dry_run.read(UK)
    assert run.rows == 15_460 == run.entries + sum(left(run).values())
    assert left(run) == {Why.WRONG_CHECK: 9, Why.NO_NAME: 3}
    assert run.entries / (run.rows - left(run)[Why.WRONG_CHECK]) > 0.999
    assert sum(len(part) for _, part in run.parts) < 20 * run.entries
    stated = [bits.stated(each.allergens) for each in entries(run)]
    assert sum(bool(each.allergens) for each in stated) > 1_000
    assert not any(each.known for each in stated), "strangers never clear a whole pack"


def test_every_reason_is_counted_once_and_nothing_is_put_right(tmp_path: Path) -> None:
    rows = [
        f"{BEANS}\tBeans\t",
        f"{BEANS}\tBeans again\t",
        "5000157024672\tOne digit off\t",
        "50001570246\tToo short\t",
        "\tNo code\t",
        "5.00E+12\tCut by a spreadsheet\t",
        f"{IN_STORE}\tWeighed in the shop\t",
        f"{BAR}\t\t",
        f"{BAR}\t{'x' * 1_200_000}\t",
        "\t\t",
    ]
    run = dry_run.read(text(tmp_path, HEAD + "\n".join(rows)))
    assert left(run) == {
        Why.TWICE: 1,
        Why.WRONG_CHECK: 1,
        Why.BAD_LENGTH: 1,
        Why.NO_CODE: 1,
        Why.NOT_A_NUMBER: 1,
        Why.IN_STORE: 1,
        Why.NO_NAME: 1,
        Why.TOO_LONG: 1,
    }
    assert (run.rows, run.entries) == (9, 1)


def test_a_line_of_ten_megabytes_costs_only_itself_between_tabs(tmp_path: Path) -> None:
    long = f"{BAR}\tBar\t{'y' * 10_000_000}\n"
    run = dry_run.read(text(tmp_path, f"{HEAD}{long}{BEANS}\tBeans\t\n"))
    assert (run.entries, left(run)) == (1, {Why.TOO_LONG: 1})


def test_a_quote_that_is_never_closed_is_said(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="quote mark is not closed"):
        dry_run.read(text(tmp_path, f'code,name\n{BEANS},"{"z" * 10_000_000}\n'))


CODED = {
    "windows": ("cp1252", "code,name\n{},Crème brûlée\n"),
    "bom": ("utf-8-sig", "code,name\n{},Crème brûlée\n"),
    "utf-16": ("utf-16", "code;name\n{};Crème brûlée\n"),
    "utf-16 with no mark": ("utf-16-le", "code\tname\n{}\tCrème brûlée\n"),
    "old mac": ("utf-8", "code\tname\r{}\tCrème brûlée\r"),
}


@pytest.mark.parametrize("how", CODED)
def test_letters_come_out_right_however_they_were_written(tmp_path: Path, how: str) -> None:
    coding, content = CODED[how]
    run = dry_run.read(text(tmp_path, content.format(BEANS), coded=coding))
    assert [each.name for each in entries(run)] == ["Crème brûlée"]


def test_one_slip_in_the_letters_does_not_cost_the_others(tmp_path: Path) -> None:
    content = f"{HEAD}{BEANS}\tŁazanki\t\n".encode() + f"{BAR}\tCr\xe8me\t\n".encode("latin-1")
    run = dry_run.read(text(tmp_path, content))
    assert [each.name for each in entries(run)] == ["Łazanki", "Crème"]


def test_an_export_is_read_packed_as_it_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "products.csv.gz"
    path.write_bytes(gzip.compress(f'{HEAD}{BEANS}\t12" pizza "hot\t\n'.encode()))
    assert [each.name for each in entries(dry_run.read(path))] == ['12" pizza "hot']
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(Trouble, match="could not be read"):
        dry_run.read(path)


def test_a_workbook_is_read_and_a_bomb_is_not(tmp_path: Path) -> None:
    made = book(tmp_path, ("EAN", "Product", "Size"), (int(BEANS), "Beans", "4 x 415 g"))
    assert entries(dry_run.read(made)) == [Listed(int(BEANS), "Beans", 1660, 0, "")]
    bomb = rewritten(made, SHEET, b"<v>" + b" " * 160_000_000)
    with pytest.raises(Refused, match="unpacks to far more"):
        dry_run.read(bomb)
    with zipfile.ZipFile(made) as packed:
        assert packed.namelist()
    with pytest.raises(Refused):
        dry_run.read(lying(bomb, SHEET, 100))


def test_only_what_is_sold_here_comes_in_unless_that_column_is_left_out(tmp_path: Path) -> None:
    path = text(
        tmp_path,
        "code\tproduct_name\tcountries_tags\n"
        f"{BEANS}\tBeans\ten:united-kingdom,en:france\n{BAR}\tBarre\ten:france\n",
    )
    run = dry_run.read(path)
    assert left(run) == {Why.ELSEWHERE: 1}
    said = [column.about for column in run.headings.columns]
    again = dry_run.again(run, [*said[:2], type(said[0])("left out")])
    assert again.entries == 2


def test_reading_ends_when_nobody_wants_it_any_more(tmp_path: Path) -> None:
    run = dry_run.read(text(tmp_path, f"{HEAD}{BEANS}\tBeans\t\n"), go_on=lambda: False)
    assert run.entries == 0


MARKED = {
    "Sugar, _milk_, salt": {Allergen.MILK},
    "Farine de _blé_, _œufs_": {Allergen.GLUTEN, Allergen.EGGS},
    "**Magermilchpulver**": {Allergen.MILK},
    "<b>hazelnuts</b>": {Allergen.NUTS},
    "Sugar, WHEAT flour, water": {Allergen.GLUTEN},
    "SUGAR, WHEAT FLOUR, WATER": set(),
    "contains _so_ and _qwerty_": set(),
    "_noix de coco_": set(),
    "_peanut butter_": {Allergen.PEANUTS},
    "_sulphur dioxide_": {Allergen.SULPHITES},
    "GLUTEN FREE oats, water and more": set(),
    "Sucre, beurre de cacao": set(),
    "": set(),
}


@pytest.mark.parametrize("words", MARKED)
def test_marked_words_are_stated_in_part(words: str) -> None:
    stated = bits.stated(said_allergens.among_ingredients(words))
    assert stated == Stated(frozenset(MARKED[words]), known=False)


def test_only_a_hubs_own_column_speaks_of_the_whole_pack() -> None:
    own = {text: bits.stated(said_allergens.listed(text, is_own=True)) for text in OWN}
    assert own["milk; soya"] == Stated(frozenset({Allergen.MILK, Allergen.SOYA}))
    assert own["none"] == Stated()
    assert own["milk; so"] == Stated(frozenset({Allergen.MILK}), known=False)
    assert own["milk; ?"] == Stated(frozenset({Allergen.MILK}), known=False)
    for words in ("en:milk", "none"):
        assert not bits.stated(said_allergens.listed(words, is_own=False)).known


OWN = ("milk; soya", "none", "milk; so", "milk; ?")
WEIGHED = {
    "415 g": 415,
    "6 x 25g": 150,
    "25 g x 6": 150,
    "1L": 1000,
    "1,5 kg": 1500,
    "1,000 g": 1000,
    "397g (14 oz)": 397,
    "12 eggs": 0,
    "": 0,
    "99999999 kg": 0,
}


@pytest.mark.parametrize("words", WEIGHED)
def test_a_weight_is_told_from_its_words(words: str) -> None:
    assert weights.of_quantity(words) == WEIGHED[words]


@given(st.text(max_size=200))
def test_no_words_break_a_reader(words: str) -> None:
    assert 0 <= weights.of_quantity(words) <= weights.HEAVIEST_G
    assert 0 <= weights.of_name(words) <= weights.HEAVIEST_G
    assert not bits.stated(said_allergens.among_ingredients(words)).known
    said_allergens.listed(words, is_own=True)
    name = judging.named(words)
    assert name == judging.named(name) and len(name) <= judging.LONGEST_NAME
    assert "\n" not in name


@given(st.integers(0, 10**14 - 1))
def test_a_check_digit_is_believed_only_when_it_is_right(number: int) -> None:
    for length in check_digit.LENGTHS:
        code = str(number % 10**length).zfill(length)
        judge = judging.Judge(headings.found(Sheet((("Code", "Name"), (code, "x")))))
        came = list(judge.entries([(1, [code, "Beans"])]))
        (skipped,) = [each.why for each in judge.skipped.values() if each.count] or [None]
        assert [each[0] for each in came] == ([int(code)] if skipped is None else [])
        if skipped in (None, Why.WRONG_CHECK):
            assert check_digit.valid(code) is (skipped is None)


ENTRIES = st.lists(
    st.builds(
        Listed,
        st.integers(1, 10**14 - 1),
        st.text(max_size=30).map(judging.named),
        st.integers(0, 10**5),
        st.integers(0, 2**14 - 1),
        st.just("soups"),
    ),
    min_size=1,
    unique_by=lambda each: each.code,
)


@given(ENTRIES)
def test_what_is_packed_comes_out_again(listed: list[Listed]) -> None:
    assert list(unpack(pack(listed))) == sorted(listed)


@given(st.lists(st.lists(st.text(max_size=12), max_size=4), max_size=12))
def test_rows_are_entries_or_left_out_whatever_they_hold(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / "list.csv"
    written.write(path, [[*row, BEANS] for row in rows], ("name", "brand", "size", "code"))
    try:
        run = dry_run.read(path)
    except Refused:
        return
    assert run.rows == run.entries + sum(left(run).values())


@given(st.binary(max_size=3000))
def test_no_bytes_do_more_than_be_refused(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("bytes") / "list.csv"
    path.write_bytes(data)
    try:
        opened = flow.opened(path)
        assert all(cells is None or isinstance(cells, list) for _, cells in opened.rows())
    except (Refused, Trouble):
        return


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_hostile_name_goes_out_as_text_and_comes_back_the_same(
    world: World, tmp_path: Path, ending: str
) -> None:
    names = ['=cmd|"/c calc"!A1', "@SUM(A1)", "+Beans", "-Beans", "#N/A beans", "O'Brien's"]
    codes = [f"50{n:010}" for n in range(len(names))]
    codes = [code + check_digit.expected(code + "0") for code in codes]
    listed = [Listed(int(c), n, 0, 0, "") for c, n in zip(codes, names, strict=True)]
    world.desk.do(importing.take_in_all, b"i" * 16, [(len(listed), pack(listed))])
    rows, more = world.desk.ask(export.product_rows)
    path = tmp_path / f"out{ending}"
    written.write(path, rows, export.PRODUCTS)
    assert more == 0
    if ending == ".csv":
        assert not any(
            cell[:1] in "=+-@"
            for row in path.read_text("utf-8-sig").splitlines()[1:]
            for cell in row.split(",")
            if cell
        )
    else:
        with zipfile.ZipFile(path) as packed:
            assert b"<f>" not in packed.read(SHEET)
    back = {each.name for each in entries(dry_run.read(path))}
    assert back == set(names)


def test_the_command_line_reports_in_words_and_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = text(tmp_path, f"Number,What\n{BEANS},Beans\n1,Bad\n")
    command = ["import-products", str(path), "--dry-run", "--map", "code=A", "--map", "name=What"]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "2 rows: 1 products would come in." in said and "Nothing has been changed." in said
    assert main([*command, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["rows"], told["products"], told["is_dry"]) == (2, 1, True)
    assert told["rows"] == told["products"] + sum(each["rows"] for each in told["left_out"])
    assert main(["import-products", str(path), "--dry-run"]) == 1
    assert "No column tells barcodes" in capsys.readouterr().err
    assert main(["import-products", str(path)]) == 1
    assert main([*command, "--map", "colour=A"]) == 1
    assert "A column tells one of" in capsys.readouterr().err


def test_of_two_lists_the_newer_name_goes_out_even_where_a_page_ends_between_them(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(("Beans", "Baked beans")):
        listed = [Listed(int(code), name, 400, 0, "") for code in (BEANS, BAR)]
        world.desk.do(importing.take_in_all, bytes([number]) * 16, [(2, pack(listed))])
    for at_once in (1, 2, 3, 4, 5):
        monkeypatch.setattr(export, "AT_ONCE", at_once)
        told, after = world.desk.ask(export.product_rows)
        while after:
            rows, after = world.desk.ask(export.product_rows, after)
            told += rows
        assert [row[:3] for row in told] == [(c, "Baked beans", 400) for c in (BEANS, BAR)]
