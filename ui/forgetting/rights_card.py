"""What a household may ask of us: consent, all that is held about it, to be forgotten."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from hubdesk.errors import Said
from hubdesk.forgetting import access, consent, erasing
from hubdesk.forgetting.access import Held
from hubdesk.forgetting.consent import Consent
from hubdesk.forgetting.erasing import Gone
from hubdesk.sync import status
from hubdesk.sync.report import ErasedOn
from ui import moments
from ui.aside import Aside
from ui.background import DeskLine
from ui.forgetting.writing import write
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.result import Result


class RightsCard(Card):
    """Part of the details page. ``erased`` when nothing is left to show; ``withdrawn`` when the
    details have to be read again. Erasing takes two presses of one button, in place."""

    erased = Signal()
    withdrawn = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__(look, self.tr("What they may ask of us"))
        self._line, self._notices = line, notices
        self._id: bytes | None = None
        self._agreed = self._is_asked = False
        self._aside = Aside(self)
        self.state = label("", wraps=True)
        self.agree = plain(look, "", "check")
        self.give = plain(look, self.tr("Write down all we hold"), "file-text")
        self.erase = plain(look, "", "trash-2")
        self.stays = label("", wraps=True)
        self.body.addWidget(self.state)
        row = FlowLayout()
        for button in (self.agree, self.give, self.erase):
            row.addWidget(button)
        self.body.addLayout(row)
        self.body.addWidget(self.stays)
        self.agree.clicked.connect(self._agree)
        self.give.clicked.connect(self._choose_folder)
        self.erase.clicked.connect(self._erase)
        self.hold(None)

    def hold(self, household_id: bytes | None) -> None:
        """Another household, or none: then nothing of one is left here."""
        self._id = household_id
        self._ask_first()
        self._say(None)
        if household_id is not None:
            self._line.ask(consent.of, household_id, then=partial(self._heard, household_id))

    def _heard(self, household_id: bytes, found: Consent | None) -> None:
        if household_id == self._id:
            self._say(found)

    def _say(self, found: Consent | None) -> None:
        self._agreed = found is not None
        if found is None:
            said = self.tr("No consent yet. Ask: may we keep your diet and allergies, to pack by?")
            self.agree.say(self.tr("They agree"))
        else:
            by = ", ".join(found.by)
            told = self.tr("They agreed on {day} that we keep diet and allergies. {by}")
            said = told.format(day=moments.day(found.at_ms), by=by).strip()
            self.agree.say(self.tr("Withdraw: forget diet and allergies"))
        self.state.setText(said)

    def _ask_first(self) -> None:
        self._is_asked = False
        self.erase.say(self.tr("Erase this household"))
        self.stays.setText("")
        self.stays.hide()

    def _agree(self) -> None:
        if self._id is None:
            return
        job = consent.withdraw if self._agreed else consent.record
        self._line.do(job, self._id, then=self._said, refused=self._refused)

    def _said(self, _: object) -> None:
        if self._agreed:
            self._notices.aloud(Result(Tone.OK, self.tr("Diet and allergies are forgotten")))
            self.withdrawn.emit()
        self.hold(self._id)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where to write it"))
        if chosen:
            self.write_into(Path(chosen))

    def write_into(self, folder: Path) -> None:
        """Writes a PDF and a JSON file, named by the number and never by a name."""
        if self._id is not None:
            then = partial(self._write, folder)
            self._line.do(access.give, self._id, then=then, refused=self._refused)

    def _write(self, folder: Path, held: Held) -> None:
        self._aside.start(partial(write, folder, held), self._written, self._refused)

    def _written(self, _: object) -> None:
        said = self.tr("Give it to them alone, then delete both files.")
        self._notices.notice(
            Result(Tone.OK, self.tr("A PDF and a JSON file were written"), (said,))
        )

    def _erase(self) -> None:
        """The first press says what goes and what stays; the second does it."""
        if not self._is_asked:
            self._is_asked = True
            self.erase.say(self.tr("Erase for ever"))
            self.stays.setText(
                self.tr(
                    "Name, address, diet and all else they told goes, on every laptop, and cannot"
                    " come back. Their card is dead. What they collected still counts, with no"
                    " name. To keep them, press Esc."
                )
            )
            self.stays.show()
        elif self._id is not None:
            self._ask_first()
            then = partial(self._gone, self._id)
            self._line.do(erasing.erase, self._id, then=then, refused=self._refused)

    def _gone(self, household_id: bytes, gone: Gone) -> None:
        self._line.ask(status.erased_on, household_id, then=partial(self._tell, gone))
        self.erased.emit()

    def _tell(self, gone: Gone, on: ErasedOn) -> None:
        """Other laptops erase when they next share; nobody has to do anything for it."""
        headline = self.tr("Household {number} is erased").format(number=gone.number)
        if on.of < 2:
            self._notices.aloud(Result(Tone.OK, headline))
            return
        told = self.tr("Erased on {n} of {all} laptops. The others erase when they next share.")
        lines = (told.format(n=on.done, all=on.of),)
        self._notices.notice(Result(Tone.OK, headline, lines))

    def _refused(self, failure: Said) -> None:
        self._notices.said(failure)
