"""The ways from Find's box to the pages behind it, from one to another, and back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.households.found_on_show import FoundOnShow
from ui.households.pages_behind import PagesBehind
from ui.widgets.late import is_made


class WaysBehind(QObject):
    """Leads back to where a page was opened from.

    ``details_closed`` (the id) when those are left that were opened for another screen.
    """

    details_closed = Signal(object)

    def __init__(self, pages: PagesBehind, found: FoundOnShow, parent: QObject) -> None:
        super().__init__(parent)
        self._pages, self._found = pages, found
        self._for_another: bytes | None = None
        self._from_all = False
        self._came_from: QWidget = found.nothing
        pages.details_left.connect(self._leave_details)
        pages.all_left.connect(self.start_again)
        pages.see_wanted.connect(self._see_of_all)
        pages.compare_wanted.connect(self.compare)
        pages.merge_left.connect(self._leave_merge)
        pages.merged.connect(self._merged)

    def see(self, household_id: bytes) -> None:
        """Opens the details of a household that was found here."""
        self._for_another, self._from_all = None, False
        self._pages.details.open_(household_id)
        self._pages.front(self._pages.details)

    def see_for_another(self, household_id: bytes) -> None:
        """Opens the details of a household for another screen: ``details_closed`` when Back is
        pressed, so that the volunteer is taken back there."""
        self.see(household_id)
        self._for_another = household_id

    def show_all(self) -> None:
        """Opens the list of all households."""
        self._found.wipe()
        self._pages.all.open_()
        self._pages.front(self._pages.all)

    def show_doubles(self) -> None:
        """Opens the households that look alike."""
        self.show_all()
        self._pages.all.show_doubles()

    def start_over(self) -> None:
        """The box again, unless details were typed here: these wait for whoever comes back."""
        if self._pages.is_at("details"):
            if self._pages.details.is_kept():
                return
            self._for_another = None
            self._pages.details.close_()
        self._pages.front(self._found.nothing)

    def start_again(self) -> None:
        """Nothing was found yet, and nothing is listed."""
        self._found.wipe()
        if self._pages.is_at("all"):
            self._pages.front(self._found.nothing)
        self._pages.focus_home()

    def _see_of_all(self, household_id: bytes) -> None:
        self.see(household_id)
        self._from_all = True

    def _leave_details(self) -> None:
        from_all, self._from_all = self._from_all, False
        self._pages.front(self._pages.all if from_all else self._found.page)
        came_from, self._for_another = self._for_another, None
        if came_from is not None:
            self.details_closed.emit(came_from)

    def compare(self, one: bytes, other: bytes | None) -> None:
        """Opens two beside each other, or asks for the other one first."""
        self._came_from = self._pages.behind or self._found.nothing
        self._pages.front(self._pages.merge)
        self._pages.merge.open_(one, other)

    def _leave_merge(self) -> None:
        """Back to the list of pairs, the household or the details one came from."""
        self._pages.front(self._came_from)
        if self._pages.is_at("all") and self._pages.all.is_at("doubles"):
            self._pages.all.show_doubles()

    def _merged(self, into: bytes) -> None:
        """The one household: from its details its details, from a list the list again."""
        pages = self._pages
        if is_made(pages, "details") and self._came_from is pages.details:
            pages.details.close_()
            pages.details.open_(into)
        elif is_made(pages, "all") and pages.all.is_at("about"):
            pages.all.show_about(into)
        self._leave_merge()
