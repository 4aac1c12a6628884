"""Lists brought in on Set-up, driven by keys and clicks."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from hubdesk.catalogue import catalogue, dry_run
from hubdesk.catalogue import stock_list as stock_list_of_hub
from hubdesk.catalogue.importing import PastImport
from hubdesk.codes import check_digit
from hubdesk.stock import products
from tests.screens import audit
from tests.screens.settings.conftest import Bench
from ui.catalogue.products_page import ProductsPage
from ui.catalogue.stock_page import StockListPage
from ui.sheets.import_page import SheetPage
from ui.theme.look import Look
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

BEANS = "5000157024671"
LIST = (
    "code\tproduct_name\tbrands\tquantity\tingredients_text\n"
    f"{BEANS}\tBaked Beans\tHeinz\t415 g\tBeans, tomatoes\n"
    "5000112546538\tFanta Lemon\t\t330 ml\tWater\n"
    "5000159461122\tSnickers\t\t50 g\tSugar, _peanuts_, _milk_\n"
    "5000159461123\tOne digit off\t\t\t\n"
    "5000159461122\tSnickers again\t\t\t\n"
)


def a_list(folder: Path, content: str = LIST, name: str = "products.tsv") -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def settled(bench: Bench, page: SheetPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    bench.settle(qtbot)


def opened(bench: Bench, qtbot: QtBot, path: Path) -> ProductsPage:
    """The products page with a file read and shown, by keys alone."""
    bench.screen.cards.catalogue.open_button.click()
    page = bench.screen.pages.lists_in.page.products
    assert page.path.entry.hasFocus()
    page.path.entry.setText(str(path))
    QTest.keyClick(page.path.entry, Qt.Key.Key_Return)
    settled(bench, page, qtbot)
    return page


def known(bench: Bench, qtbot: QtBot, code: str) -> catalogue.Entry | None:
    answers: list[catalogue.Entry | None] = []
    bench.line.ask(catalogue.known, code, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def test_a_list_is_looked_at_and_taken_in(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(bench, qtbot, a_list(tmp_path))
    assert page.pages.currentWidget() is page.checking
    assert "Nothing has been changed yet" in page.state.text()
    assert known(bench, qtbot, BEANS) is None
    assert page.go.hasFocus()
    QTest.keyClick(page.go, Qt.Key.Key_Space)
    settled(bench, page, qtbot)
    assert "3" in page.told.text()
    found = known(bench, qtbot, BEANS)
    assert found is not None and found.name == "Heinz Baked Beans" and found.weight_g == 415


def test_what_is_left_out_is_said_with_its_reason(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(bench, qtbot, a_list(tmp_path))
    page.figures.buttons["left"].click()
    said = page.figures.first.text()
    assert "1  The last digit of the barcode is wrong" in said
    assert "1  The same barcode stands further up" in said


def test_it_can_be_undone_at_once_and_later(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(bench, qtbot, a_list(tmp_path))
    page.go.click()
    settled(bench, page, qtbot)
    page.undo.click()
    settled(bench, page, qtbot)
    assert known(bench, qtbot, BEANS) is None
    page.done.click()
    page.path.entry.setText(str(a_list(tmp_path)))
    page.read_it.click()
    settled(bench, page, qtbot)
    page.go.click()
    settled(bench, page, qtbot)
    page.done.click()
    settled(bench, page, qtbot)
    assert page.past.isVisible()
    page.past.setFocus()
    page.undo_past.click()
    settled(bench, page, qtbot)
    assert known(bench, qtbot, BEANS) is None


def test_stopping_leaves_nothing_half_done(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    draw = Random(4)
    codes = {f"50{draw.randrange(10**10):010}" for _ in range(6000)}
    rows = "".join(f"{c}{check_digit.expected(c + '0')}\tThing {c}\n" for c in sorted(codes))
    page = opened(bench, qtbot, a_list(tmp_path, "code\tproduct_name\n" + rows))
    page.go.click()
    page.cancel.click()
    settled(bench, page, qtbot)
    answers: list[int] = []
    bench.line.ask(catalogue.how_many, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [0]
    assert "taken out" in page.told.text()


def test_columns_are_mapped_by_hand(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    path = a_list(tmp_path, f"What,Digits\nBaked beans,{BEANS}\n", "own.csv")
    page = opened(bench, qtbot, path)
    assert not page.go.isEnabled() and "No column tells barcodes" in page.state.text()
    for row, meant in zip(page.columns.rows, ("name", "code"), strict=True):
        row.pick.set_value(meant)
        row.pick.picked.emit(meant)
        settled(bench, page, qtbot)
    assert page.go.isEnabled()


def test_a_file_that_is_none_is_refused_beside_the_box(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(bench, qtbot, a_list(tmp_path, "%PDF-1.7", "list.csv"))
    assert page.pages.currentWidget() is page.choosing
    assert "PDF" in page.refusal.words.text()


def stock_list(bench: Bench, qtbot: QtBot, path: Path) -> StockListPage:
    """The stock list's page with a file read, asked about and shown."""
    bench.screen.cards.catalogue.open_button.click()
    bench.screen.pages.lists_in.page.which.buttons["stock"].click()
    page = bench.screen.pages.lists_in.page.stock
    page.path.entry.setText(str(path))
    QTest.keyClick(page.path.entry, Qt.Key.Key_Return)
    settled(bench, page, qtbot)
    bench.settle(qtbot)
    return page


def test_a_stock_list_comes_in_and_goes_out_again(
    bench: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    bench.line.do(products.note_line, b"l" * 16, name="Soup")
    page = stock_list(bench, qtbot, a_list(tmp_path, STOCK, "stock.csv"))
    shown = page.figures.buttons
    assert [shown[each].text()[-1] for each in ("ready", "doubtful", "refused")] == ["1", "1", "1"]
    page.figures.doubtful.click()
    page.go.click()
    settled(bench, page, qtbot)
    assert "2" in page.told.text()
    page.undo.click()
    settled(bench, page, qtbot)
    answers: list[list[PastImport]] = []
    bench.line.ask(stock_list_of_hub.past, then=answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [[]]


def test_what_comes_out_can_be_brought_in_again(
    bench: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(bench, qtbot, a_list(tmp_path))
    page.go.click()
    settled(bench, page, qtbot)
    into = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(into), ""))
    bench.screen.pages.lists_in.page.export_button.click()
    qtbot.waitUntil(into.exists, timeout=10_000)
    run = dry_run.read(into)
    assert run.entries == 3 and not run.skipped
    bench.settle(qtbot)


def test_esc_leads_back_to_set_up(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(bench, qtbot, a_list(tmp_path))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.pages.currentWidget() is page.choosing
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert bench.screen.pages.currentIndex() == 0
    assert bench.screen.cards.catalogue.open_button.hasFocus()


STOCK = "Item,Qty,Best before\nSoup,12,2027-06\nGlow sticks,3,\nSoup,lots,\n"


def judge(bench: Bench, qtbot: QtBot, look: Look, folder: Path) -> None:
    """Set-up with its card, and the three steps of each list."""

    def problems() -> list[str]:
        for _ in range(4):
            QApplication.processEvents()
        return audit.everything(bench.window, look)

    page = opened(bench, qtbot, a_list(folder))
    found = problems()
    page.figures.buttons["left"].click()
    found += problems()
    page.go.click()
    settled(bench, page, qtbot)
    found += problems()
    page.done.click()
    settled(bench, page, qtbot)
    found += problems()
    stock = stock_list(bench, qtbot, a_list(folder, STOCK, "stock.csv"))
    found += problems()
    stock.figures.buttons["refused"].click()
    found += problems()
    assert found == []


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    bench: Bench, qtbot: QtBot, look: Look, theme: Theme, tmp_path: Path
) -> None:
    look.wear(theme)
    judge(bench, qtbot, look, tmp_path)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    bench: Bench,
    qtbot: QtBot,
    look: Look,
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
    tmp_path: Path,
) -> None:
    qapp.setLayoutDirection(direction)
    look.wear(scale=Scale(percent))
    judge(bench, qtbot, look, tmp_path)
