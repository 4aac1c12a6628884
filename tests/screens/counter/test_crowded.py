"""A household with every allergy, on the smallest screen at the largest size."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.households.allergens import Allergen
from tests.screens import audit
from tests.screens.counter.conftest import OpenedIn
from tests.screens.counter.states import card
from ui.counter import rows
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
