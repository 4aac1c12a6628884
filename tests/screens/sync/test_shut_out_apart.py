"""Two laptops shut others out apart: no code lets anybody in, and the page asks for new ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from hubdesk.sync import epochs
from hubdesk.sync.disk_folder import DiskFolder
from tests.hub.sync.hubs import CHEAP
from tests.screens import audit
from tests.screens.sync.conftest import Counter, Store, another_laptop
from ui.sync.state_page import StatePage

Opened = Callable[..., Counter]


def test_the_page_asks_for_new_codes_until_they_are_drawn(
    counter: Opened, store: Store, shared: Path, tmp_path: Path
) -> None:
    here = counter()
    codes = here.make()
    store.join(codes.with_names.words)
    for name in ("Van", "Stall"):
        other = Store(another_laptop(tmp_path / name), shared)
        other.join(codes.with_names.words)
        other.sync()
        other.world.desk.close()
    store.sync()
    here.share()
    _page(here)
    apart = tmp_path / "apart"
    shutil.copytree(shared, apart)
    _shut_out(here, 1)
    lost = here.page.state.laptops.records.records[2]
    epochs.shut_out(store.world.desk, DiskFolder(apart), [lost.device], CHEAP)
    shutil.copytree(apart, shared, dirs_exist_ok=True)
    for _ in range(2):
        store.sync()
        here.share()
    page = _page(here)
    assert page.also.isVisible()
    assert "No code lets another laptop in" in page.also.text()
    assert audit.everything(here.meter.desk.window, here.meter.look) == []
    page.codes.click()
    here.settle()
    here.page.codes.show_code.click()
    here.page.codes.next.click()
    here.share()
    assert "No code" not in _page(here).also.text()


def _page(here: Counter) -> StatePage:
    """Alt+J, on how it stands."""
    if not here.page.isVisible():
        here.open_page()
    return here.page.state


def _shut_out(here: Counter, row: int) -> None:
    """Two presses, and the codes are put on paper."""
    page = here.page.state
    page.laptops.mark(row)
    page.lost_button.click()
    page.lost_button.click()
    here.settle()
    here.page.codes.show_code.click()
    here.page.codes.next.click()
    here.settle()
