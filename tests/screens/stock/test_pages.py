"""A long list holds the pages that came last, and asks again for the others."""

from __future__ import annotations

from ui.widgets.pages import KEPT, PAGE, Pages


class Hub:
    """Answers at once with the numbers of the rows, and notes what it was asked."""

    def __init__(self, total: int) -> None:
        self.asked: list[int] = []
        self.pages: Pages[int] = Pages(total, self._answer)

    def look(self, row: int) -> None:
        """Somebody comes to a row."""
        assert self.pages[row] is None
        assert self.pages[row] == row

    def _answer(self, first: int, count: int) -> None:
        self.asked.append(first)
        self.pages.take(first, range(first, first + count))


def test_a_list_that_somebody_went_through_is_not_all_in_memory() -> None:
    hub = Hub(100 * PAGE)
    for row in range(0, 100 * PAGE, PAGE):
        hub.look(row)
    assert list(hub.pages._pages) == list(range(100 - KEPT, 100))


def test_a_page_that_went_is_asked_for_again() -> None:
    hub = Hub(100 * PAGE)
    for row in range(0, (KEPT + 1) * PAGE, PAGE):
        hub.look(row)
    hub.look(0)
    assert hub.asked.count(0) == 2
