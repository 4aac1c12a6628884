"""How sharing stands: what is safe where, which laptops belong, and what is set aside."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from hubdesk.clock import Clock
from hubdesk.sync import clocks
from hubdesk.sync.pace import DAY_MS
from hubdesk.sync.report import HeardOf, SetAside
from ui import counted
from ui.sync import words
from ui.sync.run import Standing
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.scrolled import scrolled
from ui.widgets.strip import Strip
from ui.wording import inside, isolated, translated

ROWS_PX: Final = 200
"""Three rows: in one column the page scrolls, and its lists keep some room."""


class StatePage(QWidget):
    """``lost(HeardOf)`` after two presses of one button, in place."""

    share_wanted = Signal()
    review_wanted = Signal()
    lost = Signal(object)
    codes_wanted = Signal()
    move_wanted = Signal()
    disconnect_wanted = Signal()

    def __init__(self, look: Look, clock: Clock) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self._look, self._clock = look, clock
        self._own = self._erased = 0
        self._asked: HeardOf | None = None
        self.strip = Strip(look)
        self.saved, self.shared = label("", "strong", wraps=True), label("", wraps=True)
        self.folder, self.also = label("", "muted", wraps=True), label("", wraps=True)
        self.laptops = RecordList(look, self._reads, self.tr("Laptops of this hub"), lead_px=170)
        self.aside = RecordList(look, _aside, self.tr("Files set aside"), lead_px=0)
        self.share = primary(look, self.tr("Share now"), "refresh-cw", "Enter")
        self.review = plain(look, "", "list-checks")
        self.lost_button = plain(look, self.tr("It is lost"), "shield")
        self.codes = plain(look, self.tr("New codes"), "key-round")
        self.move_button = plain(look, self.tr("Another folder"), "folder-open")
        self.off = plain(look, self.tr("Disconnect"), "x")
        self._arrange()
        self._connect()
        look.changed.connect(self._dress)
        self._dress()

    def show_standing(self, standing: Standing) -> None:
        """Says how it stands now."""
        now_ms = self._clock.now_ms()
        report = standing.sharing.last
        self.saved.setText(words.saved(standing, now_ms)[0])
        self.shared.setText(words.shared(standing, now_ms)[0])
        self.folder.setText(isolated(str(standing.folder or "")))
        self._tell_also(standing)
        if self._asked is None:
            stopped = words.said(report.stopped) if report and report.stopped else ""
            self.strip.say(stopped, Tone.SOON)
        self.share.setEnabled(not standing.is_busy)
        self.share.say(self.tr("Sharing") if standing.is_busy else self.tr("Share now"))
        heard = standing.heard
        here = next((each for each in heard if each.is_here), None)
        self._own, self._erased = (here.operations, here.erased) if here else (0, 0)
        if tuple(self.laptops.records.records) != heard:
            self.laptops.hold(heard, max(self.laptops.currentIndex().row(), 0))
        files = (*report.quarantined, *report.waiting) if report else ()
        if tuple(self.aside.records.records) != files:
            self.aside.hold(files)
        self.aside_card.setVisible(bool(files))
        # What holds no names can give nobody a new key.
        self.codes.setVisible(standing.details)
        self.lost_button.setVisible(standing.details)

    def _while_it_comes(self) -> str:
        return self.tr(
            "What the other laptops did comes here now. You can leave this page. Serve when it "
            "is done: until then some households and goods are missing here."
        )

    def _no_code(self) -> str:
        return self.tr(
            "No code lets another laptop in: laptops were shut out in two places at once. Press "
            "New codes, at a laptop that holds names, and print them."
        )

    def _tell_also(self, standing: Standing) -> None:
        """Joining, erasures, this clock, codes, and that it was a copy: nothing is urgent."""
        clock = words.own_clock(standing)
        short = (words.erased(standing), clock[:1].upper() + clock[1:])
        told = [f"{each}." for each in short if each]
        if standing.coming is not None:
            told.insert(0, self._while_it_comes())
        if standing.closed:
            told.append(self._no_code())
        if standing.nameless:
            told.append(
                self.tr(
                    "This laptop was a copy of another one, and is one of its own now. Give it a"
                    " name of its own in Set-up."
                )
            )
        self.also.setText(" ".join(told))
        self.also.setVisible(bool(self.also.text()))

    def show_review(self, many: str) -> None:
        """What waits for a person, in words; empty for nothing."""
        self.review.say(many)
        self.review.setVisible(bool(many))

    def compact(self, compact: bool) -> None:
        """One column or two."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self.card.set_tight(compact)
        for each in (self.laptops, self.aside):
            each.setMinimumHeight(self._look.px(ROWS_PX) if compact else 0)

    @property
    def is_asking(self) -> bool:
        """Whether a second press would shut a laptop out."""
        return self._asked is not None

    def calm(self) -> None:
        """Nothing is asked any more."""
        self._asked = None
        self.strip.say("")
        self.lost_button.say(self.tr("It is lost"))

    def _arrange(self) -> None:
        self.card = Card(self._look, self.tr("How it stands"), foot=True)
        for part in (self.saved, self.shared, self.also, self.folder, self.strip):
            self.card.body.addWidget(part)
        self.card.add_wide(self.laptops)
        foot = self.card.foot
        assert foot is not None
        foot.addWidget(self.lost_button)
        foot.addStretch(1)
        for button in (self.review, self.share):
            foot.addWidget(button)
        self.aside_card = Card(self._look, self.tr("Set aside, never used"))
        self.aside_card.add_wide(self.aside)
        self.more = Card(self._look, self.tr("This folder"))
        row = FlowLayout()
        for button in (self.codes, self.move_button, self.off):
            row.addWidget(button)
        told = self.tr("Disconnect: this laptop keeps all it has, and shares no more.")
        self.more.body.addWidget(label(told, wraps=True))
        self.more.body.addLayout(row)
        self.more.body.addStretch(1)
        side = QVBoxLayout()
        side.addWidget(self.aside_card, 1)
        side.addWidget(self.more)
        self._side = side
        inside = QWidget()
        inside.setProperty("role", "plain")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(inside))
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(self.card, 3)
        self._across.addLayout(side, 2)
        self.aside_card.hide()
        self.review.hide()
        self.also.hide()

    def _connect(self) -> None:
        self.share.clicked.connect(self.share_wanted)
        self.review.clicked.connect(self.review_wanted)
        self.lost_button.clicked.connect(self._lost)
        self.codes.clicked.connect(self.codes_wanted)
        self.move_button.clicked.connect(self.move_wanted)
        self.off.clicked.connect(self.disconnect_wanted)
        self.laptops.chosen.connect(self._mark)

    def _mark(self, each: HeardOf | None) -> None:
        self.lost_button.setEnabled(each is not None and not (each.is_here or each.removed))
        if each is None or each != self._asked:
            self.calm()

    def _lost(self) -> None:
        """The first press says what it does and what it cannot; the second does it."""
        each = self.laptops.marked()
        if each is None:
            return
        if self._asked is None:
            self._asked = each
            self.lost_button.say(self.tr("Shut it out"))
            self.strip.say(what_it_keeps(each), Tone.STOP)
        else:
            self.calm()
            self.lost.emit(each)

    def _reads(self, each: HeardOf) -> RecordLine:
        now_ms = self._clock.now_ms()
        end = "" if each.people else self.tr("No names on it")
        if each.is_here:
            return RecordLine(each.name, self.tr("This laptop"), "", end)
        if each.removed:
            return RecordLine(each.name, self.tr("Shut out"), "", end, struck=True)
        if each.superseded:
            before = self.tr("As it was before it was copied or brought back")
            return RecordLine(each.name, before, self.tr("If that one is gone: It is lost"), end)
        told = self.tr("Not heard of yet")
        if each.read_ms:
            told = self.tr("Heard of {when}").format(when=words.when(each.read_ms, now_ms))
        left = self._own - each.has_ours
        has = self.tr("Has all of ours, as far as we know")
        if left > 0:
            has = self.tr("{n} of ours it has not said to have").format(n=left)
        also = self._also(each)
        return RecordLine(each.name, told, "  ·  ".join(also) or has, end)

    def _also(self, each: HeardOf) -> list[str]:
        """Who is not erased on a laptop yet, and that its clock is off."""
        still = self._erased - each.erased
        also = [counted.still_there(still)] if still > 0 else []
        if clocks.differs(each) and (not also or abs(each.clock_off_ms) >= DAY_MS):
            also.append(words.clock_of(each))
        return also

    def _dress(self) -> None:
        px = self._look.px
        self._across.setSpacing(px(16))
        self._side.setSpacing(px(12))


def what_it_keeps(each: HeardOf) -> str:
    """What a lost laptop still has, said plainly."""
    say = QCoreApplication.translate
    if each.people:
        told = say(
            "StatePage",
            "{laptop} reads nothing new from then on. What it had stays on it, names and diets "
            "too, behind its passphrase. Was that written down beside it? Then it is a data "
            "breach: tell whoever answers for the hub today. Press again to shut it out.",
        )
    else:
        told = say(
            "StatePage",
            "{laptop} reads nothing new from then on. What it had stays on it: numbers, sizes and "
            "goods, no names. Press again to shut it out.",
        )
    return told.format(laptop=inside(each.name))


def _aside(each: SetAside) -> RecordLine:
    return RecordLine("", translated(each.words), each.name)
