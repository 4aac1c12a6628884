"""The journals of two laptops are not alike: it is told in words, until somebody saw to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from hubdesk.desk import Desk
from tests.screens import audit
from tests.screens.sync.conftest import Counter, Store
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

Opened = Callable[..., Counter]
MEDDLED = (
    "UPDATE operation SET at_ms = at_ms + 1 WHERE seq = 2 AND stream_no ="
    " (SELECT stream_no FROM operation JOIN stream ON no = stream_no WHERE NOT own LIMIT 1)"
)


def differing(counter: Opened, store: Store) -> Counter:
    """Somebody with the key changed at the counter what the store wrote."""
    here = counter()
    store.join(here.make().with_names.words)
    for _ in range(3):
        store.world.household(2, 3)
    store.sync()
    here.share()

    def meddle(desk: Desk) -> None:
        with desk._database.writing() as connection:
            assert connection.execute(text(MEDDLED)).rowcount

    done: list[object] = []
    here.meter._line.call(meddle, then=done.append)
    here.qtbot.waitUntil(lambda: bool(done))
    store.world.clock.moment += timedelta(days=1)
    store.sync()
    here.share()
    return here


def test_it_is_told_on_the_list_and_goes_when_somebody_saw_to_it(
    counter: Opened, store: Store
) -> None:
    here = differing(counter, store)
    assert here.says("review") == "1 to look at"
    here.meter.desk.window.status.pressed.emit("review")
    here.settle()
    page = here.page.review
    assert page.journals.isVisible()
    assert "here and on" in page.journals.words.text() and "Store" in page.journals.words.text()
    page.seen_to.click()
    here.settle()
    assert not page.journals.isVisible() and not page.seen_to.isVisible()
    assert here.says("review") == ""


@pytest.mark.parametrize("dress", ["light", "sunlight", "large", "mirrored"])
def test_it_can_be_read_in_every_dress(
    counter: Opened, store: Store, shared: Path, qapp: QApplication, dress: str
) -> None:
    here = differing(counter, store)
    window, look = here.meter.desk.window, here.meter.look
    if dress == "mirrored":
        qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    look.wear(
        theme=Theme.SUNLIGHT if dress == "sunlight" else Theme.LIGHT,
        scale=Scale(150 if dress == "large" else 100),
    )
    here.meter.desk.sharing.open_review()
    here.settle()
    assert here.page.review.journals.isVisible()
    assert audit.everything(window, look) == []
    if to := os.environ.get("KEEP7"):
        window.grab().save(f"{to}/journals-{dress}.png")
