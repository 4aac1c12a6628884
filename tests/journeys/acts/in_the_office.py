"""Between visits and after: who is who, the day looked through, and the list of households."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.counter import history
from hubdesk.sheets import file as sheet_file
from tests.hub.households.sheets import HEAD, book
from tests.journeys.acts.saturday import Saturday, costs
from ui.households.find_screen import FindScreen
from ui.households.import_page import ImportPage
from ui.reports.today_screen import TodayScreen

SHEET, EXPORT = "list.xlsx", "out.xlsx"
NEWCOMERS = (("Halina Wrona", 2, 1, "B1 1AA"), ("Idris Bello", 1, 0, "B1 1AB"))


@costs(keys=16, clicks=1)
def a_new_household_turns_out_to_be_one_that_was_here(day: Saturday) -> None:
    """5 keys serve it; a name is typed, who looks like it is offered, and Alt+1 makes them one."""
    meter = day.meter
    meter.step(meter.type_, "2+3\r")
    day.finish()
    day.gave(Beans=6, Milk=1)
    made = how_many(day)
    meter.click(meter.answer("Keep a name or diet"))
    details = meter.desk.places.find.pages.details
    meter.press("Space")
    meter.wait(details.form.name.box.hasFocus)
    meter.type_("siobhan")
    meter.wait(details.likely.isVisible)
    assert details.likely.rows[0].number.text() == day.people.known.number
    meter.press("Alt+1")
    assert how_many(day) == made - 1
    meter.press("Esc")
    meter.press("F2")


@costs(keys=6, clicks=2)
def two_that_look_alike_are_merged_side_by_side(day: Saturday) -> None:
    """F8, all, These look alike; Enter compares the first pair, and Enter makes them one."""
    meter, find = day.meter, listed(day)
    before = how_many(day)
    meter.click(find.pages.all.doubles_button)
    meter.wait(lambda: bool(find.pages.all.doubles.list.records.records))
    meter.press("Return")
    meter.wait(find.pages.merge.sides.isVisible)
    meter.press("Return")
    assert how_many(day) == before - 1
    leave(day, steps=2)


@costs(keys=5, clicks=2)
def they_are_two_after_all(day: Saturday) -> None:
    """Where the merged one is seen, one click separates them; each has its own history again."""
    meter, find = day.meter, listed(day)
    before = how_many(day)
    open_about(day, day.people.twice[0].number, day.people.twice[1].number)
    about = find.pages.all.about
    assert about.merges.isVisible()
    meter.click(about.merges.rows[0].findChildren(QWidget)[-1])
    assert how_many(day) == before + 1
    leave(day, steps=2)


@costs(keys=6, clicks=2)
def an_old_parcel_is_seen_beside_the_list_of_its_day(day: Saturday) -> None:
    """Last week's list had five tins for five people; today's has six, and does not change it."""
    meter, find = day.meter, listed(day)
    open_about(day, day.people.last_week.number)
    meter.click(find.pages.all.about.see_parcel)
    rows = find.pages.all.about.parcel.list.records.records
    assert ("Beans", 5, 5) in [(row.name, row.asked, row.given) for row in rows]
    leave(day, steps=3)


@costs(keys=15, clicks=4)
def a_spreadsheet_comes_in_and_is_taken_out_again(day: Saturday) -> None:
    """F8, all, Import; its name and Enter, Enter takes it in; Undo, and F2."""
    meter, find = day.meter, listed(day)
    before = how_many(day)
    book(Path(), HEAD, *NEWCOMERS, name=SHEET)
    meter.click(find.pages.all.import_button)
    page = find.pages.all.importing
    meter.type_(SHEET + "\r")
    worked(day, page)
    meter.click(page.go)
    worked(day, page)
    assert how_many(day) == before + len(NEWCOMERS)
    meter.click(page.undo)
    worked(day, page)
    assert how_many(day) == before
    leave(day, steps=3)


@costs(keys=3, clicks=2)
def the_households_are_exported_without_a_contact(day: Saturday) -> None:
    meter, find = day.meter, listed(day)
    meter.click(find.pages.all.export_button)
    meter.wait(lambda: meter.desk.notices.recent[-1].headline == "Households exported")
    rows = sheet_file.read(Path(EXPORT)).rows
    assert len(rows) == 1 + how_many(day) and "Nowak" not in str(rows)
    leave(day, steps=1)


@costs(keys=7)
def today_is_sifted_by_who_and_by_kind(day: Saturday) -> None:
    """F9; Shift+Tab goes back to the two choices, Down chooses, and F2 leaves."""
    meter, today = day.meter, todays(day)
    everything = today.list.records.rowCount()
    meter.press("Shift+Tab")
    meter.press("Shift+Tab")
    assert today.sift.who.hasFocus()
    meter.press("Down")
    by_amina = today.list.records.rowCount()
    assert today.sift.who.currentText() == "Amina" and 0 < by_amina <= everything
    meter.press("Shift+Tab")
    meter.press("Down")
    visits = today.list.records.rowCount()
    assert today.sift.sort.currentText() == "Visits" and visits == day.served
    meter.press("F2")


@costs(keys=6)
def the_one_turned_away_came_in_after_all(day: Saturday) -> None:
    """F9, Down three times to the line, Ctrl+Z, F2."""
    today = todays(day)
    down_to(day, "Turned away")
    assert today.figures.cards[-1].figure.text() == "1"
    day.meter.press("Ctrl+Z")
    assert today.figures.cards[-1].figure.text() == "0"
    day.meter.press("F2")


@costs(keys=4, scans=1, clicks=1)
def a_finished_parcel_is_opened_again_for_one_thing_more(day: Saturday) -> None:
    """F9, Down to the line; Open again brings it to the counter, and F12 finishes it anew."""
    meter, today = day.meter, todays(day)
    down_to(day, "Parcel for")
    meter.click(today.card.reopen)
    meter.wait(lambda: meter.visit is not None)
    meter.step(meter.scan, day.world.barcodes["Peas as sold"])
    day.finish()
    day.took(Peas=1)


@costs(keys=2, clicks=1)
def the_day_is_printed(day: Saturday) -> None:
    today = todays(day)
    before = len(list(Path().glob("**/day-*.pdf")))
    day.meter.click(today.print_day)
    day.meter.wait(lambda: len(list(day.world.folder.glob("**/day-*.pdf"))) > before)
    day.meter.press("F2")


@costs(scans=1, keys=6)
def whoever_waited_overnight_is_asked_about(day: Saturday) -> None:
    """On hold under a word; the next morning Alt+N says that nothing was given."""
    meter = day.meter
    meter.step(meter.scan, day.people.second_of_two.card)
    meter.step(meter.type_, "blue")
    meter.step(meter.press, "Ctrl+K")
    day.world.clock.forward(days=1)
    meter.desk.status.tick()
    strip = meter.desk.counter.left_over.held
    meter.wait(strip.isVisible)
    assert "blue" in strip.lines[0].text()
    meter.step(meter.press, "Alt+N")
    meter.wait(strip.isHidden)


def listed(day: Saturday) -> FindScreen:
    """F8 and the button: the list of all households."""
    day.meter.press("F8")
    find = day.meter.desk.places.find
    assert find.found.all_button.isVisible()
    day.meter.click(find.found.all_button)
    day.meter.wait(lambda: QApplication.focusWidget() is find.pages.all.table)
    return find


def leave(day: Saturday, steps: int) -> None:
    """Back to the start of Find by Esc, so many steps, and to the counter by F2."""
    for _ in range(steps):
        day.meter.press("Esc")
    day.meter.press("F2")


def open_about(day: Saturday, *numbers: str) -> None:
    """The first of the list with one of these numbers, double-clicked as one finds it."""
    find = day.meter.desk.places.find
    model = find.pages.all.model
    model.record(0)
    day.meter.settle()
    row = next(n for n in range(model.rowCount()) if model.data(model.index(n, 0)) in numbers)
    find.pages.all.table.setCurrentIndex(model.index(row, 0))
    day.meter.press("Return")


def todays(day: Saturday) -> TodayScreen:
    """F9, once the day is told."""
    day.meter.press("F9")
    today = day.meter.desk.places.today
    day.meter.wait(lambda: bool(today.list.records.rowCount()))
    return today


def down_to(day: Saturday, words: str) -> None:
    """Down, line by line, to the newest that says this."""
    while words not in day.meter.desk.places.today.card.what.text():
        day.meter.press("Down")


def worked(day: Saturday, page: ImportPage) -> None:
    """The page has done what it was asked."""
    day.meter.wait(lambda: not page.is_busy())
    day.meter.settle()


def how_many(day: Saturday) -> int:
    """How many households there are."""
    found: list[int] = []
    day.meter.desk._line.ask(history.how_many, then=found.append)
    day.meter.wait(lambda: bool(found))
    return found[0]


ACTS = (
    a_new_household_turns_out_to_be_one_that_was_here,
    two_that_look_alike_are_merged_side_by_side,
    they_are_two_after_all,
    an_old_parcel_is_seen_beside_the_list_of_its_day,
    a_spreadsheet_comes_in_and_is_taken_out_again,
    the_households_are_exported_without_a_contact,
    today_is_sifted_by_who_and_by_kind,
    the_one_turned_away_came_in_after_all,
    a_finished_parcel_is_opened_again_for_one_thing_more,
    the_day_is_printed,
    whoever_waited_overnight_is_asked_about,
)
