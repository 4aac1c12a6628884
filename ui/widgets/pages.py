"""A long list of which only the pages that were looked at are held, for a RecordList."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Generic, TypeVar, overload

T = TypeVar("T")
PAGE = 20
KEPT = 5
"""So many pages are held: a long list that somebody went through is not all in memory."""


class Pages(Sequence[T | None], Generic[T]):
    """``total`` records by page: one that was not fetched yet is None, and is asked for once.

    ``ask(first, count)`` is answered with ``take``; ``size`` is how many stand on a page. What
    came in first goes first, and is asked for again when somebody comes back to it.
    """

    def __init__(self, total: int, ask: Callable[[int, int], object], size: int = PAGE) -> None:
        self._total, self._ask, self._size = total, ask, size
        self._pages: dict[int, Sequence[T]] = {}
        self._asked: set[int] = set()

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, at: int) -> T | None: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[T | None]: ...

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(self._total))]
        page, place = divmod(at, self._size)
        held = self._pages.get(page)
        if held is not None:
            return held[place] if place < len(held) else None
        if page not in self._asked:
            self._asked.add(page)
            self._ask(page * self._size, self._size)
        return None

    def __iter__(self) -> Iterator[T | None]:
        return (self[at] for at in range(self._total))

    def take(self, first: int, records: Sequence[T]) -> None:
        """The records that were asked for, from ``first`` on."""
        page = first // self._size
        self._pages.pop(page, None)
        if records:
            self._pages[page] = records
        while len(self._pages) > KEPT:
            oldest = next(iter(self._pages))
            self._pages.pop(oldest)
            self._asked.discard(oldest)
