"""The day at the stall under all that can stand above it at once: the fields keep their height."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from tests.journeys.conftest import look, tidying, world
from tests.journeys.meter import Meter
from tests.screens import audit
from tests.world import World
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.result import Result

__all__ = ["look", "tidying", "world"]


def test_a_tally_is_typed_under_a_banner_a_notice_and_a_result(
    qapp: QApplication, look: Look, world: World
) -> None:
    meter = Meter(qapp, look, world, practice=True)
    meter.desk.window.resize(1366, 728)
    meter.press("F3")
    meter.press("Alt+D")
    told = ("Put paper into the printer.", "The label waits and prints with the next one.")
    meter.desk.notices.notice(Result(Tone.SOON, "Write 4821 on the bag", told, pinned=True))
    page = meter.desk.places.stall.pages.day
    page.show_result(
        Result(Tone.OK, "12 people, 31 items, 9 tins from 10 to 11", ("Ctrl+Z undoes it.",))
    )
    meter.settle()
    for field in (*page.tally.fields, page.tally.clicker):
        assert field.entry.visibleRegion().boundingRect() == field.entry.rect()
    assert audit.everything(meter.desk.window, look) == []
    meter.close()
