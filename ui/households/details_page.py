"""A household's details: seen only when asked for, changed and saved in place, then hidden."""

from __future__ import annotations

from functools import partial

from msgspec import Struct, structs
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.counter import likely
from hubdesk.counter.likely import Likely
from hubdesk.errors import Said
from hubdesk.households import household as households
from hubdesk.households import looking, merging
from hubdesk.households.record import Details, Household
from hubdesk.households.seek import Told
from hubdesk.journal.act import Act
from ui import keys, wording
from ui.background import DeskLine
from ui.forgetting.rights_card import RightsCard
from ui.households.details_form import DetailsForm
from ui.households.likely_list import LikelyList
from ui.notices import Notices
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.result import Result
from ui.wording import placed

NOTHING = Details()
TYPED_MS = 200


class Typed(Struct, frozen=True):
    """What was typed of a household and not saved, and what was known of it before."""

    before: Details
    details: Details

    def over(self, now: Details) -> Details:
        """What is known now, and of it changed what was typed: somebody may have saved since."""
        was, typed = structs.asdict(self.before), structs.asdict(self.details)
        return structs.replace(now, **{k: v for k, v in typed.items() if v != was[k]})


class DetailsPage(QWidget):
    """One household's page. ``bar`` is its row with the way back, for the head of the screen.

    Nothing personal is asked of the desk before "Show details" is pressed, and nothing stays
    in any widget after the page is hidden. What was typed and not saved waits with its
    household for when its page is shown again, so that an interruption costs no retyping.
    ``compare_wanted`` carries this household and one that it may be.
    """

    closed = Signal()
    saved = Signal(object)
    compare_wanted = Signal(object, object)

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._line, self._notices = look, line, notices
        self._id: bytes | None = None
        self._told = NOTHING
        self._children = 0
        self._kept: dict[bytes, Typed] = {}
        self._is_open, self._knows = False, True
        self.form = DetailsForm(look)
        self.rights = RightsCard(look, line, notices)
        self.form.left.insertWidget(1, self.rights)
        self.likely = LikelyList(look)
        self._typed = QTimer(self, singleShot=True, interval=TYPED_MS)
        self.bar = self._made_bar()
        self.foot = self._made_foot()
        self.covered = self._made_cover()
        self._arrange()
        self._connect()
        self._cover()

    def open_(self, household_id: bytes) -> None:
        """Comes to a household's page, its details still hidden."""
        self._id = household_id
        self._cover()
        self.number.setText("")
        self.people.setText("")
        self._line.ask(households.by_id, household_id, then=partial(self._headed, household_id))

    def close_(self) -> None:
        """Leaves the page; what was typed and not saved is forgotten."""
        self._cover()
        if self._id is not None:
            self._kept.pop(self._id, None)
        self._id = None

    def know_details(self, known: bool) -> None:
        """Where no names are held, there is nothing to show and nothing to type."""
        self._knows = known
        self.show_button.setEnabled(known)
        self._say_hidden()

    def is_kept(self) -> bool:
        """True while something was typed here and not saved."""
        return self._id in self._kept or (self._is_open and self._is_dirty())

    def compact(self, compact: bool) -> None:
        """One column or two."""
        self.form.compact(compact)

    def focus_home(self) -> None:
        """The name while the details show, else the button that shows them."""
        if not self._is_open:
            self.show_button.setFocus()
        elif not self.form.isAncestorOf(self.focusWidget() or self):
            self.form.name.box.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._id is not None and self._is_open and self._is_dirty():
            self._kept[self._id] = Typed(self._told, self.form.details())
        self._cover()

    def _made_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 0, 0)
        self.back = plain(self._look, self.tr("Back"), "arrow-left", "Esc")
        self.number = label("", "heading")
        self.people = label("")
        for part in (self.back, self.number, self.people):
            row.addWidget(part)
        row.addStretch(1)
        bar.hide()
        self._bar_row = row
        return bar

    def _made_foot(self) -> Card:
        card = Card(self._look)
        card.set_tight()
        self.state = Chip(self._look, "")
        self.leave = plain(self._look, self.tr("Leave without saving"), "x")
        self.save = primary(self._look, self.tr("Save"), "check", keys.SAVE.shown)
        self._foot_row = QHBoxLayout()
        self._foot_row.addWidget(self.state)
        self._foot_row.addStretch(1)
        self._foot_row.addWidget(self.leave)
        self._foot_row.addWidget(self.save)
        card.body.addLayout(self._foot_row)
        return card

    def _made_cover(self) -> QWidget:
        card = Card(self._look)
        self.empty = EmptyState(self._look, "eye-off", "")
        self.show_button = primary(self._look, self.tr("Show details"), "eye")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.show_button)
        row.addStretch(1)
        card.body.addStretch(2)
        card.body.addWidget(self.empty)
        card.body.addLayout(row)
        card.body.addStretch(3)
        return card

    def _arrange(self) -> None:
        opened = QWidget()
        self._column = QVBoxLayout(opened)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.form, 1)
        self._column.addWidget(self.likely)
        self._column.addWidget(self.foot)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.covered)
        self.pages.addWidget(opened)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.pages)
        self._dress()

    def _connect(self) -> None:
        self.back.clicked.connect(self._go_back)
        self.leave.clicked.connect(self._leave)
        self.show_button.clicked.connect(self._show)
        self.save.clicked.connect(self._save)
        self.form.edited.connect(self._edited)
        self.form.edited.connect(self._typed.start)
        self._typed.timeout.connect(self._look_alike)
        self.likely.chosen.connect(self._is_it)
        self.rights.erased.connect(self._leave)
        self.rights.withdrawn.connect(self._read_again)
        self._look.changed.connect(self._dress)
        for key, job in ((keys.SAVE, self._save), (keys.BACK, self._go_back)):
            key.calls(job, within=self, while_focused=True)

    def _dress(self) -> None:
        px = self._look.px
        self._column.setSpacing(px(12))
        self._foot_row.setSpacing(px(10))
        self._bar_row.setSpacing(px(12))

    def _headed(self, asked: bytes, told: Household | None) -> None:
        if told is None:
            self._kept.pop(asked, None)
        elif asked == self._id:
            # It may be part of another by now, and what was typed for it with it.
            self._id = told.id
            if asked in self._kept:
                self._kept[told.id] = self._kept.pop(asked)
            self.number.setText(self.tr("Household {number}").format(number=told.number))
            self.people.setText(placed(wording.size(told.adults, told.children)))

    def _show(self) -> None:
        if self._id is not None:
            self._line.do(looking.told, self._id, then=self._opened)

    def _opened(self, told: Told | None) -> None:
        """Shows the details, unless the page was left while they were on their way."""
        if told is None or told.household.id != self._id or not self.isVisible():
            return
        self._told, self._is_open = told.details, True
        self._children = told.household.children
        self.likely.hold(())
        typed = self._kept.pop(told.household.id, None)
        self.form.fill(told.details if typed is None else typed.over(told.details))
        self.rights.hold(self._id)
        self.pages.setCurrentIndex(1)
        self.form.verticalScrollBar().setValue(0)
        self._edited()
        self.form.name.box.setFocus()

    def _cover(self) -> None:
        """Hides the details and takes them out of every widget."""
        self._is_open = False
        self._told = NOTHING
        self.form.fill(NOTHING)
        self._typed.stop()
        self.likely.hold(())
        self.rights.hold(None)
        self.leave.hide()
        self._say_hidden()

    def _say_hidden(self) -> None:
        if not self._knows:
            headline = self.tr("Diet not known here: ask")
            hint = self.tr("Names, diets and allergies are on other laptops. Tell them there.")
            self.empty.say(headline, hint)
            return
        if self._id in self._kept:
            headline = self.tr("Details are hidden. Your changes are kept, but not saved.")
        else:
            headline = self.tr("Details are hidden")
        hint = self.tr("Show them when only you and the household can see the screen.")
        self.empty.say(headline, hint)
        self.pages.setCurrentIndex(0)

    def _edited(self) -> None:
        self.leave.hide()
        ages = self.form.ages.ages()
        if ages and sum(ages) != self._children:
            said = self.tr("Ages of {n} children, and the size says {m}. Change one of them.")
            self.state.say(said.format(n=sum(ages), m=self._children), Tone.SOON, "triangle-alert")
        elif self._is_dirty():
            self.state.say(self.tr("Not saved yet"), Tone.SOON, "pencil")
        else:
            self.state.say(self.tr("All of it is optional"), Tone.INFO, "info")

    def _look_alike(self) -> None:
        """Asks who else may be meant, once somebody stops typing for a moment."""
        if self._is_open and self._id is not None and self._is_dirty():
            self._line.ask(likely.while_typing, self.form.details(), self._id, then=self._alike)

    def _alike(self, answer: tuple[Details, list[Likely]]) -> None:
        typed, found = answer
        if self._is_open and self.isVisible() and typed == self.form.details():
            self.likely.hold(found)

    def _is_it(self, other: bytes) -> None:
        """It is that one: at once for a household that told nothing, else after a look at both."""
        if self._id is None:
            return
        if self._told == NOTHING:
            self._line.do(merging.merge, self._id, other, then=self._merged, refused=self._refused)
        else:
            self.compare_wanted.emit(self._id, other)

    def _merged(self, into: bytes) -> None:
        said = self.tr("Undo it in Today (F9), or in All households.")
        self._notices.aloud(Result(Tone.OK, self.tr("One household now"), (said,)))
        self.close_()
        self.open_(into)
        self._show()

    def _read_again(self) -> None:
        """What was withdrawn must not be saved again with the rest of the form."""
        self._cover()
        self._show()

    def _is_dirty(self) -> bool:
        return self.form.details() != self._told

    def _save(self) -> None:
        if self._is_open and self._id is not None:
            details = self.form.details()
            self._line.do(_note, self._id, details, then=self._saved, refused=self._refused)

    def _saved(self, told: Told | None) -> None:
        if told is None:
            return
        kept = self._kept.get(told.household.id)
        if kept is not None and kept.details == told.details:
            # The page was left before the answer came.
            del self._kept[told.household.id]
            if not self._is_open:
                self._say_hidden()
        if told.household.id == self._id and self._is_open:
            self._told = told.details
            self.form.fill(told.details)
            self.leave.hide()
            self.state.say(self.tr("Saved"), Tone.OK)
        self._notices.aloud(Result(Tone.OK, self.tr("Details saved")))
        self.saved.emit(told.household.id)

    def _refused(self, failure: Said) -> None:
        self._notices.said(failure)

    def _go_back(self) -> None:
        """Back; with changes that are not saved, asks once, in place.

        What was typed before the details were hidden goes on waiting with its household.
        """
        if self._is_open and self._is_dirty() and not self.leave.isVisible():
            self.state.say(self.tr("Save, or leave without saving"), Tone.SOON, "pencil")
            self.leave.show()
            self.leave.setFocus()
        elif self._is_open:
            self._leave()
        else:
            self._id = None
            self._cover()
            self.closed.emit()

    def _leave(self) -> None:
        self.close_()
        self.closed.emit()


def _note(act: Act, subject: bytes, details: Details) -> Told | None:
    households.note_details(act, subject, details)
    return looking.told(act, subject)
