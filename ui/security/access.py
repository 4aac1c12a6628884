"""What the page of people and access leads to: phrases, a new code on paper, and the roles."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from hubdesk import settings
from hubdesk.changes import Changes, Touched
from hubdesk.doorstep import Unlocked
from hubdesk.errors import Refused, Said
from hubdesk.journal.act import View
from hubdesk.labels.papers import RecoverySheet, recovery_sheet
from hubdesk.trust import Role
from hubdesk.volunteers import openers, trusting
from hubdesk.volunteers.openers import Opener
from ui import wording
from ui.background import DeskLine
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.security.access_page import AccessPage
from ui.security.page import Page
from ui.security.pages import PhrasePage, SheetPage, TypeBackPage
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.field import Field
from ui.widgets.result import Result
from ui.wording import isolated

SHEET_STEM = "recovery-sheet"


class OpenerPage(PhrasePage):
    """A phrase for one more person, or another one for somebody who has one."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.name = Field(look, self.tr("Whose passphrase is it?"))
        self.body.insertWidget(0, self.name)
        self.of: Opener | None = None

    def ask(self, of: Opener | None) -> None:
        """For somebody new, or for one who is there."""
        self.of = of
        self.forget()
        self.name.entry.clear()
        self.name.setVisible(of is None)
        who = isolated(of.name) if of is not None and of.name else self.tr("the first opener")
        self.title.setText(
            self.tr("A passphrase for somebody else")
            if of is None
            else self.tr("Another passphrase for {name}").format(name=who)
        )
        self.intro.setText(self.tr("Let them type it, out of sight. It is kept nowhere."))
        self.refuse("")


class Access(QWidget):
    """People and access. ``by`` opened the hub; None in practice, where there is no key file."""

    closed = Signal()

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        papers: WholePages,
        by: Unlocked | None,
    ) -> None:
        super().__init__()
        self._line, self._notices, self._papers, self._by = line, notices, papers, by
        self._code = ""
        self.page, self.phrase = AccessPage(look), OpenerPage(look)
        self.sheet, self.type_back = SheetPage(look), TypeBackPage(look)
        self.pages = QStackedWidget()
        for each in (self.page, self.phrase, self.sheet, self.type_back):
            self.pages.addWidget(each)
        self.page.set_practice(by is None)
        self.sheet.back.show()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._connect()

    def open_(self) -> None:
        """Comes to the list."""
        self._turn_to(None)
        self._ask()

    def changed(self, changes: Changes) -> None:
        """A role, a name or a way in changed."""
        if changes.touches(Touched.SETTING, Touched.VOLUNTEER, Touched.TRUST):
            self._ask()

    def compact(self, compact: bool) -> None:
        """Less air, for want of room."""
        self.page.compact(compact)
        for each in (self.phrase, self.sheet, self.type_back):
            each.set_tight(compact)

    def focus_home(self) -> None:
        """Where typing belongs on the page in front."""
        front = self.pages.currentWidget()
        if isinstance(front, Page):
            front.first_field().setFocus()
        else:
            self.page.focus_home()

    def _ask(self) -> None:
        self._line.ask(trusting.known, then=self.page.show_known, refused=self._not_allowed)
        if self._by is not None:
            self._line.ask(
                openers.listed,
                self._by.folder,
                then=self.page.show_openers,
                refused=self._not_allowed,
            )

    def _connect(self) -> None:
        self.page.closed.connect(self.closed)
        self.page.add_wanted.connect(partial(self._ask_phrase, None))
        self.page.change_wanted.connect(self._ask_phrase)
        self.page.removed.connect(self._remove)
        self.page.code_wanted.connect(self._draw_code)
        self.page.opener_given.connect(self._give_opener)
        self.page.role_given.connect(self._give_role)
        self.page.unnamed_given.connect(self._give_unnamed)
        self.page.lock_given.connect(self._give_lock)
        self.phrase.wanted.connect(self._phrased)
        self.phrase.back_wanted.connect(self.open_)
        self.sheet.print_wanted.connect(self._print)
        self.sheet.wanted.connect(self._on_paper)
        self.sheet.back_wanted.connect(self._leave_code)
        self.type_back.wanted.connect(self._typed_back)
        self.type_back.back_wanted.connect(partial(self._turn_to, self.sheet))

    def _turn_to(self, page: Page | None) -> None:
        if page is not None:
            page.refuse("")
        self.pages.setCurrentWidget(page or self.page)
        self.focus_home()

    def _not_allowed(self, failure: Said) -> None:
        self._notices.said(failure)
        self.closed.emit()

    def _ask_phrase(self, of: Opener | None) -> None:
        self.phrase.ask(of)
        self._turn_to(self.phrase)

    def _phrased(self) -> None:
        assert self._by is not None, "there is no way here in practice"
        try:
            chosen = self.phrase.chosen()
        except Refused as refusal:
            self._refuse(refusal)
            return
        self.phrase.set_busy(True, self.tr("Locking it in"))
        done, refused = self._phrase_kept, self._refuse
        if self.phrase.of is None:
            name = self.phrase.name.text()
            self._line.do(
                openers.add, self._by, name, chosen, Role.ADMIN, then=done, refused=refused
            )
        else:
            self._line.do(
                openers.change, self._by, self.phrase.of.id, chosen, then=done, refused=refused
            )

    def _phrase_kept(self, _: object) -> None:
        self.phrase.set_busy(False)
        self.phrase.forget()
        self._notices.aloud(Result(Tone.OK, self.tr("The passphrase opens the hub now")))
        self.open_()

    def _remove(self, slot: str) -> None:
        if self._by is not None:
            self._line.do(openers.remove, self._by, slot, refused=self._notices.said)

    def _draw_code(self) -> None:
        self._code = openers.new_code()
        self.sheet.offer(self._code, self._papers.known())
        self._turn_to(self.sheet)

    def _print(self, printer: str) -> None:
        self._line.ask(_name_and_day, then=partial(self._print_for, printer))

    def _print_for(self, printer: str, told: RecoverySheet) -> None:
        said = RecoverySheet(told.hub_name, self._code, told.printed_on)
        page = recovery_sheet(said, self._papers.room())
        self._papers.send([page], printer, SHEET_STEM, self.sheet.printed, self.sheet.not_printed)

    def _on_paper(self) -> None:
        self.type_back.expect(self._code)
        self._turn_to(self.type_back)

    def _typed_back(self) -> None:
        assert self._by is not None, "there is no way here in practice"
        try:
            self.type_back.prove()
        except Refused as refusal:
            self._refuse(refusal)
            return
        self.type_back.set_busy(True, self.tr("Locking it in"))
        self._line.do(
            openers.keep_code, self._by, self._code, then=self._code_kept, refused=self._refuse
        )

    def _code_kept(self, _: object) -> None:
        self.type_back.set_busy(False)
        self._notices.aloud(
            Result(Tone.OK, self.tr("The new paper opens the hub. Tear up the old one."))
        )
        self._leave_code()

    def _leave_code(self) -> None:
        self._code = ""
        self.type_back.expect("")
        self.sheet.offer("", [])
        self.open_()

    def _refuse(self, failure: Said) -> None:
        page = self.pages.currentWidget()
        if isinstance(page, Page):
            page.set_busy(False)
            page.refuse(wording.said(failure))
            page.first_field().setFocus()
        else:
            self._notices.said(failure)

    def _give_opener(self, slot: str, role: str) -> None:
        self._line.do(trusting.opener_is, slot, Role(role), refused=self._again)

    def _give_role(self, who: bytes, role: str) -> None:
        given = Role(role) if role else None
        self._line.do(trusting.give_role, who, given, refused=self._again)

    def _give_unnamed(self, role: str) -> None:
        self._line.do(trusting.unnamed_may, Role(role), refused=self._again)

    def _give_lock(self, minutes: int) -> None:
        self._line.do(trusting.lock_after, minutes, refused=self._again)

    def _again(self, failure: Said) -> None:
        """What was chosen cannot be: it says why, and shows what still stands."""
        self._notices.said(failure)
        self._ask()


def _name_and_day(view: View) -> RecoverySheet:
    """What the paper says beside its code."""
    return RecoverySheet(settings.asked(view).hub_name, "", view.today)
