"""The pages of the first run, each with its few fields; what they lead to is elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.doorstep import Names
from hubdesk.errors import Refused, Said
from hubdesk.security import phrase, recovery
from ui import wording
from ui.security.page import Page
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, quiet
from ui.widgets.card import label
from ui.widgets.field import Field, SecretField
from ui.widgets.pick import Pick


class NamesPage(Page):
    """Step 1: the hub, this laptop, and where it serves."""

    practise_wanted = Signal()
    backups_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            self.tr("What is this hub called?"),
            self.tr("All three can be changed later, in Set-up."),
            self.tr("Next"),
        )
        self.hub = Field(look, self.tr("The hub"), self.tr("Stands on cards and labels."))
        self.laptop = Field(look, self.tr("This laptop"), self.tr("So that two can be told apart."))
        self.place = Field(
            look, self.tr("Where it serves"), self.tr("Parcels take their stock from here.")
        )
        self.hub.entry.setPlaceholderText(self.tr("High Street Hub"))
        self.laptop.entry.setText(self.tr("Laptop 1"))
        self.place.entry.setText(self.tr("Counter"))
        two = QHBoxLayout()
        two.addWidget(self.laptop, 1)
        two.addWidget(self.place, 1)
        self._two = two
        self.body.addWidget(self.hub)
        self.body.addLayout(two)
        self.practise = plain(look, self.tr("Just practise"), "puzzle")
        self.practise.clicked.connect(self.practise_wanted)
        self.backups = plain(look, self.tr("Bring back a hub"), "history")
        self.backups.clicked.connect(self.backups_wanted)
        self.foot.insertWidget(1, self.backups)
        self.foot.insertWidget(3, self.practise)
        self.back.hide()
        two.setSpacing(look.px(16))

    def names(self) -> Names:
        """What was typed."""
        return Names(self.hub.text(), self.laptop.text(), self.place.text())


class PhrasePage(Page):
    """Step 2: a passphrase, typed twice unless it is to be seen, or one drawn for the hub."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            self.tr("Choose a passphrase"),
            self.tr(
                "It locks people's details. It is asked each time Hubdesk starts, and nobody "
                "can find it out for you."
            ),
            self.tr("Next"),
        )
        self._known = False
        self.first = SecretField(look, self.tr("Passphrase"))
        self.again = Field(look, self.tr("The same once more"))
        self.again.entry.setEchoMode(self.first.entry.echoMode())
        self.offer = plain(look, self.tr("Offer me one"), "sparkles")
        self.offer.clicked.connect(self._offer)
        self.first.entry.textChanged.connect(self._judge)
        self.first.shown.connect(self._seen)
        self.body.addWidget(self.first)
        self.body.addWidget(self.again)
        row = QHBoxLayout()
        row.addWidget(self.offer)
        row.addStretch(1)
        self.body.addLayout(row)
        self._judge("")

    def ask_known(self) -> None:
        """A start was cut off after a passphrase was chosen: it is asked for, not chosen anew."""
        self._known = True
        self.title.setText(self.tr("Type the passphrase that you chose"))
        self.intro.setText(
            self.tr("The last start was cut off before the hub was made. This goes on from there.")
        )
        self.again.hide()
        self.offer.hide()
        self._judge("")

    def chosen(self) -> str:
        """The passphrase. Raises Refused when it is weak, or the two are not the same."""
        text = self.first.text()
        if self._known:
            return text
        good = phrase.good(text)
        if self.again.isVisibleTo(self) and phrase.tidy(self.again.text()) != good:
            self.again.entry.setFocus()
            self.again.entry.selectAll()
            raise Refused(self.tr("The two are not the same. Type the second one again."))
        return good

    def forget(self) -> None:
        """Empties both fields."""
        self.first.forget()
        self.again.entry.clear()

    def _offer(self) -> None:
        self.first.entry.setText(phrase.offer())
        self.first.reveal()
        self.refuse(self.tr("Learn it, or write it down, before you go on."), Tone.INFO)
        self.next.setFocus()

    def _seen(self, on: bool) -> None:
        """A passphrase that can be seen need not be typed twice."""
        self.again.setVisible(not on and not self._known)

    def _judge(self, text: str) -> None:
        if self._known:
            self.first.set_hint("")
            return
        try:
            phrase.good(text)
        except Refused as refusal:
            least = self.tr("At least 12 characters. Four or more words are easy to keep.")
            self.first.set_hint(wording.said(refusal) if len(text) >= 8 else least)
        else:
            self.first.set_hint(self.tr("Strong enough."))


class SheetPage(Page):
    """Step 2, on paper: the recovery sheet is printed, or its code copied by hand.

    ``print_wanted`` carries the printer's name, empty for a PDF.
    """

    print_wanted = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            self.tr("Print the recovery sheet"),
            self.tr(
                "Its code opens the hub when the passphrase is forgotten. Without either, "
                "nobody can open it, ever. Hubdesk keeps no copy."
            ),
            self.tr("I have the paper"),
        )
        self._code, self._has_paper = "", False
        self.printers = Pick(look, self.tr("Printer"))
        self.print_ = plain(look, self.tr("Print"), "printer")
        self.print_.clicked.connect(self._print)
        self.show_code = quiet(look, self.tr("No printer? Copy it by hand"), "pencil")
        self.show_code.clicked.connect(self._show_code)
        self.code = label("", "code", wraps=True)
        self.code.hide()
        row = QHBoxLayout()
        row.addWidget(self.printers, 1)
        row.addWidget(self.print_)
        self.body.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(self.show_code)
        below.addStretch(1)
        self.body.addLayout(below)
        self.body.addWidget(self.code)
        self.back.hide()

    def offer(self, code: str, printers: list[str]) -> None:
        """A new code to put on paper, and the printers there are."""
        self._code = code
        known = [(name, name) for name in printers]
        self.printers.offer([*known, (self.tr("Save it as a PDF"), "")])
        self.code.hide()
        self.code.setText("")
        self._has_paper = False
        self.set_busy(False)
        self.refuse("")

    def set_busy(self, busy: bool, words: str = "") -> None:
        """No code, nothing to print; no paper, no way on."""
        super().set_busy(busy, words)
        self.next.setEnabled(self._has_paper and not busy)
        for button in (self.print_, self.show_code):
            button.setEnabled(bool(self._code))

    def printed(self, file: Path | None) -> None:
        """The sheet came out, or stands in a file."""
        told = self._on_its_way()
        if file is not None:
            told = self._in_file().format(file=file.name, folder=file.parent)
        self._said(told, Tone.OK)
        self._on_paper()

    def not_printed(self, failure: Said) -> None:
        """The sheet did not come out."""
        self._said(wording.said(failure), Tone.SOON)

    def _on_its_way(self) -> str:
        return self.tr("Sent to the printer. Take the paper before you go on.")

    def _in_file(self) -> str:
        return self.tr(
            "Saved as {file} in {folder}. Print it, then delete the file: whoever has it can "
            "open the hub."
        )

    def _said(self, sentence: str, tone: Tone) -> None:
        self.refuse(sentence, tone)
        self.print_.setEnabled(True)

    def first_field(self) -> QWidget:
        return self.printers

    def _print(self) -> None:
        self.print_.setEnabled(False)
        self.print_wanted.emit(self.printers.currentData())

    def _show_code(self) -> None:
        groups = self._code.split("-")
        half = len(groups) // 2
        lines = (groups[:half], groups[half:])
        self.code.setText("\n".join("   ".join(line) for line in lines))
        self.code.show()
        self._on_paper()

    def _on_paper(self) -> None:
        self._has_paper = True
        self.next.setEnabled(True)
        self.next.setFocus()


class TypeBackPage(Page):
    """Step 2, proven: the code is typed back from the paper, and told by group where it slips."""

    def __init__(self, look: Look) -> None:
        super().__init__(
            look,
            self.tr("Type the code from the paper"),
            self.tr("So that the paper is known to open this hub. Small letters will do."),
            self.tr("Next"),
        )
        self._code = ""
        self.typed = Field(look, self.tr("Recovery code"), self.tr("Ten groups of four."))
        self.typed.entry.setProperty("role", "code")
        self.typed.entry.textChanged.connect(self._judge)
        self.body.addWidget(self.typed)

    def expect(self, code: str) -> None:
        """The code that is on the paper."""
        self._code = code
        self.typed.entry.clear()
        self.refuse("")

    def prove(self) -> None:
        """Raises Refused, naming the group, unless the code stands there."""
        if recovery.tidy(self.typed.text()) != self._code:
            raise Refused(
                self.tr("This is the code of another sheet. Type the one from the newest paper.")
            )

    def _judge(self, text: str) -> None:
        try:
            recovery.tidy(text)
        except Refused as refusal:
            if "number" in refusal.values:
                self.typed.set_hint(wording.said(refusal))
                return
            groups = int(str(refusal.values["typed"])) // recovery.GROUP
            if groups <= recovery.GROUPS:
                told = self.tr("{count} of {all} groups are right.")
                self.typed.set_hint(told.format(count=groups, all=recovery.GROUPS))
                return
            self.typed.set_hint(wording.said(refusal))
        else:
            self.typed.set_hint(self.tr("All ten groups are right."))
