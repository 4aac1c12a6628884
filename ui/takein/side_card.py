"""What is still to be done: barcodes to be named, and dates that were left for later."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from hubdesk.takein.crates import Crate
from hubdesk.takein.gaps import Undated
from hubdesk.takein.naming import Nameless
from hubdesk.takein.whose import Unsaid
from ui import keys
from ui.takein import words
from ui.theme.look import Look
from ui.widgets.card import Card, label
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.record_list import RecordList

NAMES, DATES = "names", "dates"


class SideCard(Card):
    """``naming_wanted`` carries what is to be named; ``turned``: dates are filled in, or not."""

    naming_wanted = Signal(object)
    turned = Signal(bool)

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.set_tight()
        self.names = OneButton(look, "", "pencil")
        self.dates = OneButton(look, "", "calendar")
        self.which = OneOf({NAMES: self.names, DATES: self.dates}, NAMES, self)
        self.to_name = RecordList(look, words.to_name, self.tr("To be named"), 44)
        self.to_date = RecordList(look, words.undated, self.tr("Dates left for later"), 44)
        self.nothing = label("", "muted", wraps=True)
        self.crates = label("", "muted", wraps=True)
        self._arrange()
        self.show_crates(())
        self.which.chosen.connect(self._turn)
        self.to_name.opened.connect(self.naming_wanted)
        self.show_lists((), ())

    @property
    def dating(self) -> bool:
        """True while dates are filled in, and nothing is taken in."""
        return self.which.value() == DATES

    @property
    def marked(self) -> Undated | None:
        """The goods whose date is typed now."""
        found: Undated | None = self.to_date.marked()
        return found

    def show_lists(
        self,
        names: Sequence[Nameless],
        dates: Sequence[Undated],
        unsaid: Sequence[Unsaid] = (),
    ) -> None:
        """Shows what waits; the mark stays where it was, so that one types on down the list."""
        row = max(self.to_date.currentIndex().row(), 0)
        to_name = [*unsaid, *names]
        self.to_name.hold(to_name, max(self.to_name.currentIndex().row(), 0))
        self.to_date.hold(dates, row)
        self.dates.set_hint(keys.DATES_LEFT.shown)
        self.names.say(self.tr("To name: {n}").format(n=len(to_name)))
        self.dates.say(self.tr("Dates: {n}").format(n=len(dates)))
        self._show()

    def show_crates(self, found: Sequence[Crate]) -> None:
        """Says which crates wait to be sorted."""
        self.crates.setText(words.waiting(found))
        self.crates.setVisible(bool(found))

    def turn(self, dating: bool) -> None:
        """Fills in dates, or takes goods in."""
        if dating != self.dating:
            self.which.set_value(DATES if dating else NAMES)
            self._turn("")

    def mark(self, product: bytes) -> bool:
        """Marks goods by their product; False when none of them waits for a date."""
        for row, each in enumerate(self.to_date.records.records):
            if each.product == product:
                self.to_date.mark(row)
                return True
        return False

    def _turn(self, _: str) -> None:
        self._show()
        self.turned.emit(self.dating)

    def _show(self) -> None:
        waits = self.to_date if self.dating else self.to_name
        empty = waits.records.rowCount() == 0
        self.to_name.setVisible(not self.dating and not empty)
        self.to_date.setVisible(self.dating and not empty)
        self.nothing.setVisible(empty)
        self.nothing.setText(
            self.tr("Every pack here has its date, or bears none.")
            if self.dating
            else self.tr("Every barcode has its name. A new one is kept here until it has.")
        )

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.names, 1)
        head.addWidget(self.dates, 1)
        self.body.addLayout(head)
        self.body.addWidget(self.nothing)
        for each in (self.to_name, self.to_date):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.body.addWidget(each, 100)
        self.body.addStretch(1)
        self.body.addWidget(self.crates)
