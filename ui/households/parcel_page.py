"""One old parcel: what was given, beside what its list asked for on that day."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.counter.as_packed import AsPacked, PackedRow, as_packed
from hubdesk.journal.operations import Ref
from ui import moments, wording
from ui.background import DeskLine
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList
from ui.wording import isolated, phrase, placed


class ParcelPage(QWidget):
    """Nothing of a parcel stays in any widget once the page is hidden."""

    closed = Signal()

    def __init__(self, look: Look, line: DeskLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = line
        self._ref: Ref | None = None
        self._who = ""
        self.heading = label("", "heading")
        self.made_with = label("", "muted", wraps=True)
        self.list = RecordList(look, self._reads, self.tr("What was given"), lead_px=64)
        self.back = plain(look, self.tr("All collections"), "arrow-left")
        card = Card(look, foot=True)
        card.set_tight()
        card.body.addWidget(self.heading)
        card.body.addWidget(self.made_with)
        card.add_wide(self.list)
        assert card.foot is not None
        card.foot.addWidget(self.back)
        card.foot.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        self.back.clicked.connect(self.closed)

    def open_(self, ref: Ref) -> None:
        """Comes to one parcel."""
        self._ref = ref
        self._line.ask(as_packed, ref, then=self._show)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._ref = None
        self.heading.setText("")
        self.made_with.setText("")
        self.list.hold(())

    def _show(self, parcel: AsPacked) -> None:
        if self._ref is None:
            return
        size = wording.size(parcel.adults, parcel.children)
        day = moments.day_and_time(parcel.at_ms)
        self.heading.setText(placed(f"{day}  ·  {size}"))
        if parcel.list_at_ms is None:
            self.made_with.setText(self.tr("This parcel was made without a list."))
        else:
            said = self.tr("Made with “{name}” as it was kept on {day}.")
            kept = moments.day(parcel.list_at_ms)
            self.made_with.setText(said.format(name=isolated(parcel.list_name), day=kept))
        self._who = " + ".join(parcel.who)
        self.list.hold(parcel.rows)

    def _reads(self, row: PackedRow) -> RecordLine:
        detail = "  ·  ".join(filter(None, (row.unit, row.note, self._checked(row))))
        said = ""
        if row.asked != row.given:
            said = self.tr("Asked for {asked}").format(asked=phrase(row.measure.said(row.asked)))
        return RecordLine(phrase(row.measure.said(row.given)), row.name, detail, said)

    def _checked(self, row: PackedRow) -> str:
        """That some were past their best before, and who looked at them."""
        if not row.checked:
            return ""
        if not self._who:
            return self.tr("Past best before, checked")
        return self.tr("Past best before, checked by {who}").format(who=self._who)
