"""The label and its sheet as they would come out now, or what is missing."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from hubdesk.errors import Refused
from hubdesk.labels.format import Format
from hubdesk.labels.pages import sheets_for
from ui import wording
from ui.labels import press
from ui.labels.preview import LabelPreview
from ui.labels.sheet_picture import SheetPicture
from ui.labels.wanted import Wanted
from ui.theme.look import Look
from ui.widgets.card import Card, label


class SeenCard(Card):
    """A picture of the sheet, one of the label, and a sentence above them."""

    def __init__(self, look: Look, wanted: Wanted) -> None:
        super().__init__(look)
        self.set_tight()
        self._wanted = wanted
        self.preview = LabelPreview(press.outlines())
        self.sheet = SheetPicture(look)
        self.says = label("", "strong", wraps=True)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self.sheet, 2)
        self._across.addWidget(self.preview, 3)
        self.body.addWidget(self.says)
        self.body.addLayout(self._across, 1)
        self._dress_seen(look)
        look.changed.connect(self._dress_again)

    def show_wanted(self) -> None:
        """Draws what stands in the form."""
        paper = self._wanted.paper()
        if self._wanted.told is None or paper is None:
            return
        how_many, form = self._wanted.how_many, self._wanted.form
        try:
            each, place = how_many.labels(), how_many.place()
            count = each * form.how_many_each()
            self.sheet.show_sheet(paper, place, count)
            made = self._wanted.sample(form.order(each), place)
        except Refused as refused:
            self.preview.show_label(None)
            self.says.setText(wording.said(refused))
            return
        self.preview.show_label(made, self.says.text())
        self.says.setText(self._on_sheets(count, paper, place))

    def _on_sheets(self, count: int, paper: Format, place: int) -> str:
        """ "18 on this sheet, 6 on a new one"."""
        if paper.labels == 1:
            return self.tr("%n labels on the roll", "", count)
        here = min(count, paper.labels - place + 1)
        there, more = count - here, sheets_for(count, paper, place) - 1
        if not there:
            return self.tr("%n on this sheet", "", here)
        if more == 1:
            said = self.tr("{here} on this sheet, {there} on a new one")
            return said.format(here=here, there=there)
        said = self.tr("{here} on this sheet, {there} on {more} new ones")
        return said.format(here=here, there=there, more=more)

    def _dress_again(self) -> None:
        self._dress_seen(self._look)

    def _dress_seen(self, look: Look) -> None:
        self._across.setSpacing(look.px(16))
