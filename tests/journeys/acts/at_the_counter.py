"""While people come: every kind of visit, each with what it takes of hands and of the shelf."""

from __future__ import annotations

from tests.journeys.acts.before_opening import pack_screen, packed_rows
from tests.journeys.acts.saturday import Saturday, costs


@costs(scans=1, keys=1)
def a_returning_household(day: Saturday) -> None:
    day.meter.step(day.meter.scan, day.people.returning.card)
    assert day.meter.rows() == [("Beans", 6), ("Soup", 2), ("Milk", 1)]
    day.finish()
    day.gave(Beans=6, Soup=2, Milk=1)


@costs(keys=5)
def a_first_visit(day: Saturday) -> None:
    day.meter.step(day.meter.type_, "2+3\r")
    day.finish()
    day.gave(Beans=6, Soup=2, Milk=1)


@costs(scans=2, keys=1)
def a_packed_parcel_by_card_and_label(day: Saturday) -> None:
    day.meter.step(day.meter.scan, day.people.four.card)
    day.meter.step(day.meter.scan, day.noted["packed for four, 0"])
    assert day.meter.visit is not None and day.meter.visit.parcel
    day.finish()
    day.gave()


@costs(scans=1, keys=5)
def a_packed_parcel_by_its_label_alone(day: Saturday) -> None:
    day.meter.step(day.meter.scan, day.noted["packed for four, 1"])
    day.meter.step(day.meter.type_, "2+2\r")
    assert day.meter.visit is not None and day.meter.visit.parcel
    day.finish()
    day.gave()


@costs(scans=2, keys=2, clicks=1)
def a_household_chooses_by_scan_and_tile(day: Saturday) -> None:
    meter = day.meter
    meter.step(meter.scan, day.people.chooses.card)
    meter.step(meter.press, "Ctrl+L")
    assert meter.rows() == []
    meter.step(meter.scan, day.world.barcodes["Peas as sold"])
    meter.step(meter.click, meter.desk.counter.side.tiles.tiles[0])
    assert meter.rows() == [("Peas", 1), ("Bread", 1)]
    day.finish()
    day.gave(Peas=1, Bread=1)


@costs(scans=2, keys=6)
def somebody_with_no_household_chooses(day: Saturday) -> None:
    meter = day.meter
    meter.step(meter.press, "Ctrl+L")
    for line in ("Oat drink", "Peas"):
        meter.step(meter.scan, day.world.barcodes[f"{line} as sold"])
    meter.step(meter.type_, "1+1\r")
    day.finish()
    day.gave(Oat_drink=1, Peas=1)


@costs(scans=1, keys=5)
def a_household_has_grown(day: Saturday) -> None:
    meter = day.meter
    meter.step(meter.scan, day.people.grows.card)
    meter.step(meter.type_, "2+4\r")
    assert meter.headline == "2 + 4 from now on" and kept(day) == (2, 4)
    day.finish()
    day.gave(Beans=6, Soup=2, Milk=1)


@costs(scans=1, keys=6)
def a_household_has_guests_today_only(day: Saturday) -> None:
    meter = day.meter
    meter.step(meter.scan, day.people.visited.card)
    meter.step(meter.type_, "4+2\r")
    meter.step(meter.press, "Space")
    assert meter.headline == "4 + 2, today only" and kept(day) == (2, 2)
    day.finish()
    day.gave(Beans=6, Soup=2, Milk=1)


@costs(scans=1, keys=7)
def a_household_is_vegan_now_and_tells_two_ages(day: Saturday) -> None:
    meter = day.meter
    meter.step(meter.scan, day.people.changed.card)
    meter.press("Ctrl+E")
    meter.type_("d")
    meter.type_("1")
    meter.press("Tab")
    meter.type_("1")
    meter.step(meter.type_, "\r")
    assert meter.rows() == [("Beans", 4), ("Soup", 2), ("Oat drink", 1)]
    assert meter.visit is not None and meter.visit.parties[0].ages == (1, 1, 0, 0)
    day.finish()
    day.gave(Beans=4, Soup=2, Oat_drink=1)


@costs(scans=2, keys=2)
def two_households_in_one_visit(day: Saturday) -> None:
    meter = day.meter
    before = len(meter.printer.printed)
    meter.step(meter.scan, day.people.first_of_two.card)
    meter.step(meter.press, "Ctrl+J")
    meter.step(meter.scan, day.people.second_of_two.card)
    served = day.finish()
    assert len(served.also) == 1
    assert sum(meter.printer.printed[before:]) == 2, "a label each"
    day.gave(collections=2, Beans=4, Soup=4, Milk=2)


@costs(scans=1, keys=2)
def somebody_else_collects(day: Saturday) -> None:
    day.meter.step(day.meter.scan, day.people.neighbour.card)
    day.meter.step(day.meter.press, "Ctrl+O")
    assert day.meter.headline == "Collected by someone else"
    day.finish()
    day.gave(Beans=3, Soup=2, Milk=1)


@costs(scans=1, keys=14)
def a_lost_card_is_replaced(day: Saturday) -> None:
    """Found by name (eight letters, Enter, Enter); then two keys, Ctrl+R and Space.

    Whoever finds the old one hears that it is dead, and puts it aside with a key.
    """
    meter = day.meter
    meter.type_("oluwaseu\r")
    meter.wait(meter.desk.places.find.found.hits.list.isVisible)
    meter.type_("\r")
    meter.wait(lambda: meter.visit is not None)
    meter.step(meter.press, "Ctrl+R")
    assert meter.headline == "Replace the card?"
    meter.step(meter.press, "Space")
    day.finish()
    day.gave(Beans=1, Soup=2, Milk=1)
    meter.step(meter.scan, day.people.lost.card)
    assert meter.headline == "This card was replaced" and meter.visit is None
    meter.step(meter.press, "Space")


@costs(scans=1, keys=9)
def a_visit_waits_under_a_ticket_through_a_crash(day: Saturday) -> None:
    """Three digits and Ctrl+K; the digits and Enter bring it back."""
    meter = day.meter
    meter.step(meter.scan, day.people.waits.card)
    meter.step(meter.type_, "234")
    meter.step(meter.press, "Ctrl+K")
    assert meter.headline == "On hold: 234" and meter.visit is None
    meter.reopen()
    assert meter.desk.counter.hold_button.text() == "On hold: 1"
    meter.step(meter.type_, "234\r")
    day.finish()
    day.gave(Beans=3, Soup=2, Milk=1)


@costs(scans=1, keys=12, clicks=1)
def two_sheets_of_this_morning_are_entered_from_paper(day: Saturday) -> None:
    """Ctrl+G and a time, once; a card or a size and F12 for each. No label prints."""
    meter = day.meter
    strip = meter.desk.counter.paper.strip
    printed = list(meter.printer.printed)
    meter.press("Ctrl+G")
    meter.step(meter.type_, "0930\r")
    meter.step(meter.scan, day.people.known.card)
    meter.step(meter.press, "F12")
    meter.step(meter.type_, "1+1\r")
    meter.step(meter.press, "F12")
    meter.step(meter.click, strip.leave)
    assert strip.isHidden() and meter.printer.printed == printed
    day.gave(collections=2, Beans=8, Soup=4, Milk=2)


@costs(scans=1, keys=5)
def there_is_no_soup_left_and_peas_are_given(day: Saturday) -> None:
    """Down and Down to the line, Del; Space gives what is offered. Later parcels have no soup."""
    meter = day.meter
    meter.step(meter.scan, day.people.returning.card)
    meter.step(meter.press, "Down")
    meter.step(meter.press, "Down")
    meter.step(meter.press, "Del")
    assert meter.headline == "None left"
    meter.step(meter.press, "Space")
    assert meter.rows() == [("Beans", 6), ("Milk", 1), ("Peas", 1)]
    day.finish()
    day.gave(Beans=6, Milk=1, Peas=1)


@costs(scans=1, keys=3)
def a_packed_parcel_nobody_came_for_is_unpacked(day: Saturday) -> None:
    """Ctrl+P, its label, Alt+U, F2: its goods are on the shelf again."""
    meter = day.meter
    meter.press("Ctrl+P")
    before = len(packed_rows(day))
    meter.scan(day.noted["packed for two"])
    meter.press("Alt+U")
    assert len(packed_rows(day)) == before - 1
    result = pack_screen(day).result.result
    assert result is not None and result.headline == "Unpacked"
    meter.press("F2")
    day.took(Beans=-2, Soup=-2, Oat_drink=-1)


@costs(keys=1)
def a_family_is_turned_away(day: Saturday) -> None:
    day.meter.step(day.meter.press, "Ctrl+T")
    assert day.meter.headline == "Counted as turned away"


def kept(day: Saturday) -> tuple[int, int]:
    """The size that the household on the counter keeps."""
    visit = day.meter.visit
    assert visit is not None and visit.household is not None
    return visit.household.adults, visit.household.children


ACTS = (
    a_returning_household,
    a_first_visit,
    a_packed_parcel_by_card_and_label,
    a_packed_parcel_by_its_label_alone,
    a_household_chooses_by_scan_and_tile,
    somebody_with_no_household_chooses,
    a_household_has_grown,
    a_household_has_guests_today_only,
    a_household_is_vegan_now_and_tells_two_ages,
    two_households_in_one_visit,
    somebody_else_collects,
    a_lost_card_is_replaced,
    a_visit_waits_under_a_ticket_through_a_crash,
    two_sheets_of_this_morning_are_entered_from_paper,
    there_is_no_soup_left_and_peas_are_given,
    a_packed_parcel_nobody_came_for_is_unpacked,
    a_family_is_turned_away,
)
