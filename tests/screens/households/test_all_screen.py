"""All households, one of them, and a spreadsheet that becomes more of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from hubdesk.counter import history
from hubdesk.journal.act import View
from hubdesk.sheets import file as sheet_file
from tests.hub.counter.test_serving import stocked
from tests.hub.households.sheets import PLAIN, text
from tests.screens import audit
from tests.screens.conftest import ScreenWorld
from tests.screens.privacy import holds
from ui.households.find_screen import FindScreen
from ui.households.import_page import ImportPage
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import Theme

NAMES = ("Amina O'Brien", "Ben Carter")


@pytest.fixture
def find(screen_world: ScreenWorld) -> FindScreen:
    """Two households, one of them served, and the screen that lists them."""
    world = screen_world.world
    stocked(world)
    served = world.household(
        2, 3, name=NAMES[0], postcode="B14 7XY", diet=("halal",), allergies=("nuts",)
    )
    world.serve(served)
    world.household(1, 0, name=NAMES[1])
    made = FindScreen(screen_world.look, screen_world.line, screen_world.notices)
    screen_world.show(made)
    return made


def listed(find: FindScreen, world: ScreenWorld) -> None:
    find.found.all_button.click()
    world.settle()


def cells(find: FindScreen, world: ScreenWorld) -> list[list[str]]:
    """What the table shows, once its window has arrived."""
    model = find.pages.all.model
    model.record(0)
    world.settle()
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def judged(find: FindScreen, world: ScreenWorld, path: Path) -> ImportPage:
    """The import page with a file read, compared and shown."""
    listed(find, world)
    find.pages.all.import_button.click()
    page = find.pages.all.importing
    page.path.entry.setText(str(path))
    page.read_it.click()
    settled(page, world)
    return page


def settled(page: ImportPage, world: ScreenWorld) -> None:
    world.qtbot.waitUntil(lambda: not page.is_busy(), timeout=20_000)
    world.settle()


def how_many(world: ScreenWorld) -> int:
    found = world.ask(history.how_many)
    assert isinstance(found, int)
    return found


def test_the_list_shows_numbers_and_sizes_and_no_name(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    listed(find, screen_world)
    second, first = cells(find, screen_world)
    assert first[1:] == ["B14", "2", "3", "1", "21 November 2026"]
    assert second[1:] == ["", "1", "0", "", ""]
    assert find.pages.all.count.text() == "2"
    assert holds(find.window(), *NAMES) == []
    assert QApplication.focusWidget() is find.pages.all.table


def test_enter_opens_one_with_its_cards_chips_and_visits(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    wanted: list[bytes] = []
    find.visit_wanted.connect(wanted.append)
    listed(find, screen_world)
    cells(find, screen_world)
    find.pages.all.table.setCurrentIndex(find.pages.all.model.index(1, 0))
    QTest.keyClick(find.pages.all.table, Qt.Key.Key_Return)
    screen_world.settle()
    about = find.pages.all.about
    assert about.isVisible() and "H" in about.cards.text()
    assert len(about.list.records.records) == 1
    assert "unsafe" in about.why.text()
    assert holds(find.window(), *NAMES) == []
    about.open_visit.click()
    assert len(wanted) == 1
    find.window().go(1)  # type: ignore[attr-defined]
    assert holds(about, "halal", "nuts", "unsafe") == []


def test_an_old_parcel_is_seen_with_what_its_list_asked_for(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    listed(find, screen_world)
    cells(find, screen_world)
    find.pages.all._open(find.pages.all.model.record(1))
    screen_world.settle()
    about = find.pages.all.about
    about.see_parcel.click()
    screen_world.settle()
    parcel = about.parcel
    assert "2 adults, 3 children" in parcel.heading.text()
    assert "Standard parcel" in parcel.made_with.text()
    assert [(row.name, row.asked, row.given) for row in parcel.list.records.records] == [
        ("beans", 5, 5),
        ("soup", 2, 2),
    ]
    assert audit.everything(find.window(), screen_world.look) == []
    QTest.keyClick(find.window().windowHandle(), Qt.Key.Key_Escape)
    screen_world.settle()
    assert about.list.isVisible() and parcel.list.records.rowCount() == 0
    QTest.keyClick(about.list, Qt.Key.Key_Return)
    screen_world.settle()
    assert parcel.list.records.rowCount() == 2
    parcel.back.click()
    find.pages.all.back.click()
    assert find.pages.all.pages.currentWidget() is find.pages.all.listing


def test_details_are_seen_from_the_list_and_back_leads_there(
    find: FindScreen, screen_world: ScreenWorld
) -> None:
    listed(find, screen_world)
    cells(find, screen_world)
    find.pages.all._open(find.pages.all.model.record(0))
    screen_world.settle()
    find.pages.all.about.see.click()
    screen_world.settle()
    assert find.pages.currentWidget() is find.pages.details
    find.pages.details.back.click()
    assert find.pages.currentWidget() is find.pages.all
    find.pages.all.back.click()
    find.pages.all.back.click()
    assert find.pages.currentWidget() is find.found.nothing


def test_a_spreadsheet_is_looked_at_taken_in_and_undone(
    find: FindScreen, screen_world: ScreenWorld, tmp_path: Path
) -> None:
    more = PLAIN + "Chloe Diallo,2,1,B1 1AA\nDawit Evans,0,0,\nEwa Green,9,9,\n"
    page = judged(find, screen_world, text(tmp_path, more))
    assert page.pages.currentWidget() is page.checking
    said = [button.text() for button in page.figures.buttons.values()]
    assert said == ["Ready: 2", "To check: 1", "Seen before: 1", "Refused: 1"]
    assert page.go.text() == "Import 3" and how_many(screen_world) == 2
    page.figures.doubtful.click()
    assert page.go.text() == "Import 2"
    page.go.click()
    settled(page, screen_world)
    assert how_many(screen_world) == 4
    assert "2" in page.told.text()
    assert holds(find.window(), "Chloe", "Dawit") == [], "the file is forgotten at once"
    page.undo.click()
    settled(page, screen_world)
    assert how_many(screen_world) == 2
    page.done.click()
    screen_world.settle()
    assert page.past.isVisible() and page.pages.currentWidget() is page.choosing


def test_a_refusal_stands_beside_the_box(
    find: FindScreen, screen_world: ScreenWorld, tmp_path: Path
) -> None:
    page = judged(find, screen_world, text(tmp_path, b"%PDF-1.7", "list.xlsx"))
    assert page.pages.currentWidget() is page.choosing
    assert "PDF" in page.refusal.words.text()


def test_another_meaning_of_a_column_reads_the_rows_anew(
    find: FindScreen, screen_world: ScreenWorld, tmp_path: Path
) -> None:
    page = judged(find, screen_world, text(tmp_path, "Whom,Big,Small\nAmina,2,3\n"))
    assert not page.go.isEnabled() and "No column says" in page.state.text()
    page.columns.rows[1].pick.set_value("adults")
    page.columns.rows[1].pick.picked.emit("adults")
    settled(page, screen_world)
    assert page.go.isEnabled()


def test_nothing_of_the_file_is_on_a_hidden_screen(
    find: FindScreen, screen_world: ScreenWorld, tmp_path: Path
) -> None:
    page = judged(find, screen_world, text(tmp_path, "Name,Adults\nZephyrine Quokka,2\n"))
    assert holds(find.window(), "Zephyrine") != []
    find.window().go(1)  # type: ignore[attr-defined]
    assert holds(find.window(), "Zephyrine") == []
    find.window().go(0)  # type: ignore[attr-defined]
    screen_world.settle()
    assert page.isVisible() and holds(find.window(), "Zephyrine") != []


def test_stopping_keeps_what_came_in_and_it_can_be_undone(
    find: FindScreen, screen_world: ScreenWorld, tmp_path: Path
) -> None:
    lines = "\n".join(f"N{n:04},1" for n in range(600))
    page = judged(find, screen_world, text(tmp_path, "Name,Adults\n" + lines))
    page.go.click()
    page.cancel.click()
    settled(page, screen_world)
    came = how_many(screen_world) - 2
    assert 0 < came < 600 and page.undo.isVisible()
    page.undo.click()
    settled(page, screen_world)
    assert how_many(screen_world) == 2


def test_an_export_is_written_where_one_chooses(
    find: FindScreen, screen_world: ScreenWorld, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into = str(tmp_path / "out.xlsx")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (into, ""))
    listed(find, screen_world)
    find.pages.all.export_button.click()
    screen_world.qtbot.waitUntil(lambda: bool(screen_world.notices.recent), timeout=10_000)
    assert screen_world.notices.recent[-1].headline == "Households exported"
    rows = sheet_file.read(Path(into)).rows
    assert len(rows) == 3 and "Amina" not in str(rows)


def test_a_hundred_thousand_scroll_without_reading_them_all(
    find: FindScreen, screen_world: ScreenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def window(view: View, first: int, count: int) -> list[history.Listed]:
        asked.append(count)
        return [
            history.Listed(b"", f"H{n}", 1, 0, "", 0, None) for n in range(first, first + count)
        ]

    monkeypatch.setattr(history, "window", window)
    monkeypatch.setattr(history, "how_many", lambda view: 100_000)
    listed(find, screen_world)
    find.pages.all.table.scrollToBottom()
    screen_world.settle()
    find.pages.all.table.grab()
    screen_world.settle()
    assert sum(asked) <= 1000
    model = find.pages.all.model
    assert model.data(model.index(99_999, 0)) == "H99999"


def judge(find: FindScreen, world: ScreenWorld, folder: Path) -> None:
    """The list, one household, the three steps of an import."""

    def problems() -> list[str]:
        for _ in range(4):
            QApplication.processEvents()
        return audit.everything(find.window(), world.look)

    found = problems()
    listed(find, world)
    cells(find, world)
    found += problems()
    find.pages.all._open(find.pages.all.model.record(1))
    world.settle()
    found += problems()
    find.pages.all.back.click()
    page = judged(find, world, text(folder, PLAIN + "Ewa Green,9,9,\n", "list.csv"))
    found += problems()
    page.go.click()
    settled(page, world)
    found += problems()
    page.done.click()
    world.settle()
    found += problems()
    assert found == []


@pytest.mark.parametrize("theme", Theme)
def test_every_theme_passes_every_audit(
    find: FindScreen, screen_world: ScreenWorld, theme: Theme, tmp_path: Path
) -> None:
    screen_world.look.wear(theme)
    judge(find, screen_world, tmp_path)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("percent", STEPS)
def test_every_scale_and_direction_passes_every_audit(
    find: FindScreen,
    screen_world: ScreenWorld,
    qapp: QApplication,
    percent: int,
    direction: Qt.LayoutDirection,
    tmp_path: Path,
) -> None:
    qapp.setLayoutDirection(direction)
    screen_world.look.wear(scale=Scale(percent))
    judge(find, screen_world, tmp_path)
