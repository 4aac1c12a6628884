"""Before the doors open: who serves, what a parcel holds today, and parcels packed ahead."""

from __future__ import annotations

from hubdesk.packing import waiting
from hubdesk.packing.parcel import Standing
from tests.journeys.acts.saturday import PIN, Saturday, costs, scroll_to
from ui.packing.screen import PackScreen


def pack_screen(day: Saturday) -> PackScreen:
    """The screen of Ctrl+P, once it is in front."""
    screen = day.meter.desk.window.here()
    assert isinstance(screen, PackScreen)
    return screen


def packed_rows(day: Saturday) -> list[str]:
    """The list of what is packed, as it reads."""
    model = pack_screen(day).packed.list.records
    return [str(model.data(model.index(row))) for row in range(model.rowCount())]


@costs(scans=1, keys=11)
def two_names_share_the_counter_one_by_card_and_one_by_pin(day: Saturday) -> None:
    """A card anywhere; Ctrl+I, eight digits, Enter, and Enter to go back."""
    meter = day.meter
    meter.scan(day.people.amina_card)
    meter.press("Ctrl+I")
    meter.type_(PIN + "\r")
    meter.type_("\r")
    serving = meter.desk.window.title.serving.accessibleName()
    assert "Amina" in serving and "Joe" in serving


@costs(keys=10, clicks=1)
def the_parcel_list_is_changed_for_five_and_six_people(day: Saturday) -> None:
    """F10, Change, across to five people, a digit, Tab, a digit; Ctrl+S, and back by F2."""
    meter = day.meter
    meter.press("F10")
    set_up = meter.desk.places.set_up
    scroll_to(meter, set_up.cards.parcels.change)
    meter.click(set_up.cards.parcels.change)
    page = set_up.pages.lists.page
    meter.wait(page.lines.table.hasFocus)
    for _ in range(4):
        meter.press("Right")
    meter.type_("6")
    meter.press("Tab")
    meter.type_("6")
    meter.press("Ctrl+S")
    assert not page.is_dirty()
    meter.press("F2")


@costs(keys=5)
def twenty_parcels_are_packed_ahead_for_four(day: Saturday) -> None:
    """Ctrl+P, 4 Enter Enter: twenty stands there already. F2 goes back."""
    meter = day.meter
    before = len(meter.printer.printed)
    meter.press("Ctrl+P")
    meter.type_("4\r\r")
    screen = pack_screen(day)
    assert screen.result.result is not None
    assert screen.result.result.headline == "20 parcels packed"
    assert meter.printer.printed[before:] == [20], "in one go"
    meter.press("F2")
    day.took(Beans=80, Soup=40, Milk=20)


@costs(keys=6, clicks=1)
def three_more_are_packed_vegan_for_two(day: Saturday) -> None:
    """The same with one chip ticked, and three typed for how many."""
    meter = day.meter
    meter.press("Ctrl+P")
    screen = pack_screen(day)
    meter.click(next(b for b in screen.make.how.buttons if b.what == "vegan"))
    meter.type_("2\r3\r")
    assert screen.result.result is not None
    assert screen.result.result.headline == "3 parcels packed"
    meter.press("F2")
    day.took(Beans=6, Soup=6, Oat_drink=3)


@costs(keys=2, clicks=1)
def a_parcel_of_last_week_is_watched_and_its_milk_taken_out(day: Saturday) -> None:
    """It stands first, for its use by has passed; one click takes that pack out, to waste."""
    meter = day.meter
    meter.press("Ctrl+P")
    first, *rest = packed_rows(day)
    assert "Take out: Milk as sold" in first and len(rest) == 23
    screen = pack_screen(day)
    meter.click(screen.packed.take_out)
    assert not any("Take out" in row for row in packed_rows(day))
    codes = {each.people: each.code for each in _standing(day)}
    day.noted |= {"packed for two": codes[2], "packed for one": codes[1]}
    fours = [each.code for each in _standing(day) if each.people == 4]
    day.noted |= {f"packed for four, {n}": code for n, code in enumerate(fours)}
    meter.press("F2")


def _standing(day: Saturday) -> list[Standing]:
    """What is packed, as the labels in the room say."""
    found: list[waiting.Waiting] = []
    day.meter.desk._line.ask(waiting.window, 0, 99, then=found.extend)
    day.meter.wait(lambda: bool(found))
    return [each.parcel for each in found]


ACTS = (
    two_names_share_the_counter_one_by_card_and_one_by_pin,
    the_parcel_list_is_changed_for_five_and_six_people,
    twenty_parcels_are_packed_ahead_for_four,
    three_more_are_packed_vegan_for_two,
    a_parcel_of_last_week_is_watched_and_its_milk_taken_out,
)
