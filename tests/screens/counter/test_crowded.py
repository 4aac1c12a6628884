"""A household with every allergy, on the smallest screen at the largest size."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.households.allergens import Allergen
from tests.screens import audit
from tests.screens.counter.conftest import OpenedIn
from tests.screens.counter.states import card
from ui import keys
from ui.counter import rows
from ui.theme.scale import STEPS
from ui.theme.tokens import Theme, Tone
from ui.widgets.chip import Chip
from ui.widgets.result import Action, Result

STOP = Result(
    Tone.STOP,
    "Do not give out",
    ("Long-life milk 1 litre", "Use by yesterday has passed.", "Another date? Type it."),
    (Action("aside", "Put aside", "Space", "hand"), Action("discard", "Move to waste")),
    pinned=True,
)


def test_fourteen_allergies_are_all_seen_beside_a_stop(opened_in: OpenedIn) -> None:
    meter = opened_in(Theme.LIGHT, 150, Qt.LayoutDirection.LeftToRight)
    meter.scan(card(meter, "Thuy Li"))
    counter = meter.desk.counter
    visit = counter.card.visit
    assert visit is not None and visit.household is not None
    household = replace(visit.household, allergies=tuple(each.value for each in Allergen))
    counter.card.show_visit(replace(visit, household=household))
    counter.service.on_show.show(STOP)
    for _ in range(4):
        QApplication.processEvents()
    assert not audit.clipped(meter.desk.window)
    shown = [each for each in counter.findChildren(Chip) if each.isVisible()]
    assert sum("allergy" in each.accessibleName() for each in shown) == len(Allergen)
    assert not counter.card.finish.isVisible(), "nothing can be finished while a stop stands"
    counter.service.choose("aside")
    meter.settle()
    assert counter.card.finish.isVisible()


def test_a_few_allergies_are_said_in_full_in_any_space(opened_in: OpenedIn) -> None:
    meter = opened_in(Theme.LIGHT, 100, Qt.LayoutDirection.LeftToRight)
    meter.scan(card(meter, "Thuy Li"))
    visit = meter.desk.counter.card.visit
    assert visit is not None and visit.household is not None
    few = replace(visit, household=replace(visit.household, allergies=("milk", "eggs")))
    assert rows.chips(few, short=True) == rows.chips(few)
    assert all(text == said for text, _, _, said in rows.chips(few))


@pytest.mark.parametrize("percent", STEPS)
@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2], ids=["to right", "to left"])
def test_the_head_of_a_second_visit_is_whole_also_while_the_name_shows(
    opened_in: OpenedIn, percent: int, direction: Qt.LayoutDirection
) -> None:
    meter = opened_in(Theme.LIGHT, percent, direction)
    home = card(meter, "Rhys O'Brien")
    for _ in range(2):
        meter.scan(home)
        meter.press("Space")
        meter.press("F12")
    meter.scan(home)
    meter.press("Space")
    counter = meter.desk.counter
    assert meter.visit is not None and meter.visit.visits_this_month >= 2
    assert not audit.clipped(meter.desk.window)
    meter.press(keys.SHOW_NAME.shown)
    meter.wait(lambda: bool(counter.parts.show_name.name.text))
    assert not audit.clipped(meter.desk.window)
    counter.card.show_visit(replace(meter.visit, adults=15, children=15, visits_this_month=12))
    counter.parts.show_name.name.say("Wolfeschlegelsteinhausenbergerdorff " * 3)
    for _ in range(4):
        QApplication.processEvents()
    assert not audit.clipped(meter.desk.window)
    for button in (counter.parts.show_name.button, counter.card.change):
        assert button.width() >= button.sizeHint().width()
