"""The hub's folder was copied: whoever opens the second is told, until they say it is read."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk.sync import copied
from tests.screens import audit
from tests.screens.sync.conftest import Counter, Store
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

Opened = Callable[..., Counter]


@pytest.mark.parametrize("beside", ["/srv/hubs/High Street Hub", ""])
def test_it_is_told_once_until_it_is_read(counter: Opened, store: Store, beside: str) -> None:
    here = counter()
    here.do(copied.become_another, 1, beside)
    here.settle()
    told = here.meter.desk.window.notice.told
    assert told is not None
    words = " ".join((told.headline, *told.lines))
    assert (beside in words) and ("copy" in words)
    here.meter.desk.window.notice.chosen.emit("understood")
    here.settle()
    assert here.ask(copied.told) is None


@pytest.mark.parametrize("dress", ["light", "sunlight", "large", "mirrored"])
def test_it_can_be_read_in_every_dress(counter: Opened, qapp: QApplication, dress: str) -> None:
    here = counter()
    window, look = here.meter.desk.window, here.meter.look
    if dress == "mirrored":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.wear(
        theme=Theme.SUNLIGHT if dress == "sunlight" else Theme.LIGHT,
        scale=Scale(150 if dress == "large" else 100),
    )
    here.do(copied.become_another, 1, "/srv/hubs/High Street Hub")
    here.settle()
    assert audit.everything(window, look) == []
    if to := os.environ.get("KEEP7"):
        window.grab().save(f"{to}/copied-{dress}.png")
