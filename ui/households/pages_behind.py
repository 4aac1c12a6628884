"""The pages of Find and their rows at its head: those behind the box are made when wanted."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.look import Look
from ui.widgets.late import is_in_front, is_made
from ui.widgets.scan_box import ScanBox

if TYPE_CHECKING:
    from ui.households.all_screen import AllScreen
    from ui.households.details_page import DetailsPage
    from ui.households.merge_page import MergePage


class PagesBehind(QStackedWidget):
    """``head`` holds the box, or the way back of the page behind it that is in front.

    What these pages ask for is said by signals of this class, and led to in
    ``ui/households/ways_behind.py``; ``box_left`` comes before one of them is shown, and
    ``turned`` when the page in front is.
    """

    visit_wanted = Signal(object)
    see_wanted = Signal(object)
    compare_wanted = Signal(object, object)
    labels_wanted = Signal()
    details_left = Signal()
    all_left = Signal()
    merge_left = Signal()
    merged = Signal(object)
    box_left = Signal()
    turned = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices, scan: ScanBox) -> None:
        super().__init__()
        self._look, self._line, self._notices, self._scan = look, line, notices, scan
        self._made: list[DetailsPage | AllScreen | MergePage] = []
        self._compact, self._knows = False, True
        self.head = QHBoxLayout()
        self.head.addWidget(scan, 1)

    @cached_property
    def details(self) -> DetailsPage:
        """One household's details."""
        from ui.households.details_page import DetailsPage  # noqa: PLC0415 - loaded where made

        made = DetailsPage(self._look, self._line, self._notices)
        self._stand(made)
        made.know_details(self._knows)
        made.closed.connect(self.details_left)
        made.compare_wanted.connect(self.compare_wanted)
        return made

    @cached_property
    def all(self) -> AllScreen:
        """All households."""
        from ui.households.all_screen import AllScreen  # noqa: PLC0415 - loaded where made

        made = AllScreen(self._look, self._line, self._notices)
        self._stand(made)
        made.closed.connect(self.all_left)
        made.visit_wanted.connect(self.visit_wanted)
        made.details_wanted.connect(self.see_wanted)
        made.compare_wanted.connect(self.compare_wanted)
        made.labels_wanted.connect(self.labels_wanted)
        return made

    @cached_property
    def merge(self) -> MergePage:
        """Two households that may be one."""
        from ui.households.merge_page import MergePage  # noqa: PLC0415 - loaded where made

        made = MergePage(self._look, self._line, self._notices)
        self._stand(made)
        made.closed.connect(self.merge_left)
        made.merged.connect(self.merged)
        return made

    @property
    def behind(self) -> DetailsPage | AllScreen | MergePage | None:
        """The page behind the box that is in front; None while the box is."""
        return next((each for each in self._made if each is self.currentWidget()), None)

    def is_at(self, name: str) -> bool:
        """True while "details", "all" or "merge" is in front."""
        return is_in_front(self, self, name)

    def front(self, page: QWidget) -> None:
        """Shows a page, and its row at the head."""
        at_box = page not in self._made
        self._scan.setVisible(at_box)
        if not at_box:
            self.box_left.emit()
        self.setCurrentWidget(page)
        for each in self._made:
            each.bar.setVisible(each is page)
        self.turned.emit()

    def focus_home(self) -> None:
        """Typing belongs in the box, or in the page behind it that is in front."""
        if self.behind is None:
            self._scan.setFocus()
        else:
            self.behind.focus_home()

    def compact(self, compact: bool) -> None:
        """One column or two, for those that are here and those that come."""
        self._compact = compact
        for each in self._made:
            each.compact(compact)

    def know_details(self, known: bool) -> None:
        """Whether names and diets are held on this laptop."""
        self._knows = known
        if is_made(self, "details"):
            self.details.know_details(known)

    def close_(self) -> None:
        """Lets go of what was read of a spreadsheet; called when the desk closes."""
        if is_made(self, "all"):
            self.all.close_()

    def _stand(self, page: DetailsPage | AllScreen | MergePage) -> None:
        """Puts a page behind the box in its place, and its row at the head."""
        self._made.append(page)
        # Those who serve stand at the end of the row with large letters.
        self.head.insertWidget(len(self._made), page.bar, 1)
        self.addWidget(page)
        page.compact(self._compact)
