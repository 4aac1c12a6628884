"""Two laptops a week apart: what it takes of whoever serves, in keys, scans, clicks and dialogs."""

from __future__ import annotations

from pathlib import Path

from tests.screens.sync.conftest import Store, counter, shared, store
from tests.screens.sync.test_week_apart import Opened, size, week_apart

__all__ = ["counter", "shared", "store"]


def test_a_week_of_news_takes_no_key_and_one_question_takes_one_click(
    counter: Opened, store: Store, shared: Path
) -> None:
    here, home = week_apart(counter, store, shared)
    count = here.meter.count
    before = (count.keys, count.clicks)
    here.share()
    assert here.meter.at_home()
    assert (count.keys, count.clicks, count.modals) == (*before, 0), "the week takes 0 keys"
    here.meter.type_("2+3")
    here.meter.press("Return")
    assert here.meter.visit is not None, "serving goes on under the summary"
    here.meter.desk.sharing.open_review()
    here.settle()
    page = here.page.review
    names = [each.names for each in page.list.records.records]
    page.list.mark(names.index(("adults",)))
    clicks = count.clicks
    here.meter.click(page.buttons[1])
    here.settle()
    assert size(here, home)[0] == 3
    assert count.clicks - clicks == 1
    assert count.modals == 0
