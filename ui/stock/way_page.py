"""What is on the way to another site, and receiving it there: by scan, by number, or all of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.errors import Refused, Said
from hubdesk.journal.act import View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.reports import loads
from hubdesk.reports import today as events
from hubdesk.reports.loads import OnTheWay, Part
from hubdesk.stock import date_words, sending
from hubdesk.stock.measures import ONES
from hubdesk.stock.moving import Goods
from ui import counted, wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.stock import words
from ui.stock.side_page import SidePage
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.volunteers.words import together
from ui.widgets.buttons import plain, primary
from ui.widgets.card import Card, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard


class WayPage(SidePage):
    """The loads on the start side; what the marked one holds, and how many came, beside it."""

    labels_wanted = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__(look, self.tr("On the way"))
        self._line, self._notices = line, notices
        self._today = date.min
        self._wanted: bytes | None = None
        self._done: Ref | None = None
        self._busy = self._compact = False
        self._came: dict[int, int] = {}
        self.loads = RecordList(look, self._reads_load, self.tr("Loads on the way"))
        self.parts = RecordList(look, self._reads_part, self.tr("What is in the load"))
        self.many = Field(look, self.tr("How many of the marked came?"))
        self.result = ResultCard(look)
        self.empty = EmptyState(
            look,
            "truck",
            self.tr("Nothing is on the way"),
            self.tr("Choose goods and press Move, then another site."),
        )
        self._again = b""
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Asks again for what is on the way."""
        self._line.ask(_told, then=self._show)

    def show_load(self, load: bytes) -> None:
        """Marks a load whose slip was scanned."""
        self._wanted = load
        self.refresh()

    def scan_product(self, product: bytes) -> bool:
        """One more of a product of the marked load came; False when it holds none of it."""
        parts = [at for at, each in enumerate(self._parts()) if each.product == product]
        short = [at for at in parts if self._came.get(at, 0) < self._parts()[at].quantity]
        if not parts:
            return False
        at = (short or parts)[0]
        self._came[at] = self._came.get(at, 0) + 1
        self._renew(at)
        return True

    def read_twice(self, product: bytes) -> None:
        """It was counted once; whoever meant two says so."""
        if any(each.product == product for each in self._parts()):
            self._again = product
            again = Action("again", self.tr("Count it"), "", "plus")
            self._say(Result(Tone.INFO, self.tr("Read twice, counted once"), (), (again,)))

    def compact(self, compact: bool) -> None:
        """One below the other."""
        self._compact = compact
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self.result.set_compact(compact)

    def focus_home(self) -> None:
        """How many came."""
        (self.many.entry if self._parts() else self.back).setFocus()

    def undo(self) -> None:
        """Takes back what was done here last."""
        if self._done is not None and not self._busy:
            self._busy = True
            self._line.do(events.undo, self._done, then=self._undone, refused=self._refused)

    def _arrange(self) -> None:
        look = self.look
        self.all = primary(look, self.tr("All of it came"), "check")
        self.some = plain(look, self.tr("Receive these"), "check")
        self.last = plain(look, self.tr("Receive these, the rest is lost"), "x")
        self.home = plain(look, self.tr("It came back"), "undo-2")
        self.slip = plain(look, self.tr("Slip again"), "printer")
        left, right = Card(look), Card(look, foot=True)
        left.add_wide(self.loads)
        left.body.addWidget(label(self.tr("Sent, and not received yet"), "strong"))
        self.of = label("", "strong", wraps=True)
        right.body.addWidget(self.of)
        for card in (left, right):
            card.set_tight()
        right.add_wide(self.parts)
        assert right.foot is not None
        inside = QVBoxLayout()
        right.foot.addLayout(inside, 1)
        inside.addWidget(self.many)
        self._flow = FlowLayout(8)
        for button in (self.all, self.some, self.last, self.home, self.slip):
            self._flow.addWidget(button)
        inside.addLayout(self._flow)
        both = QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, both)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addWidget(left, 4)
        self._across.addWidget(right, 6)
        nothing = Card(look)
        nothing.body.addWidget(self.empty)
        self._pages = QStackedWidget()
        self._pages.addWidget(both)
        self._pages.addWidget(nothing)
        self._pages.setCurrentIndex(1)
        self.body.addWidget(self._pages, 1)
        self.body.addWidget(self.result)
        self._inside = inside
        self._dress()

    def _connect(self) -> None:
        self.loads.chosen.connect(self._choose)
        self.many.entry.returnPressed.connect(self._typed)
        self.all.clicked.connect(self._receive_all)
        self.some.clicked.connect(self._receive)
        self.last.clicked.connect(self._receive_last)
        self.home.clicked.connect(self._bring_back)
        self.slip.clicked.connect(self._slip)
        self.result.chosen.connect(self._pressed)
        self.look.changed.connect(self._dress)

    def _dress(self) -> None:
        self._across.setSpacing(self.look.px(16))
        self._inside.setSpacing(self.look.px(8))

    def _pressed(self, what: str) -> None:
        if what == "again":
            self.scan_product(self._again)
            self.result.show_result(Result(Tone.OK, self.tr("Counted")))
        else:
            self.undo()

    def _load(self) -> OnTheWay | None:
        marked = self.loads.marked()
        return marked if isinstance(marked, OnTheWay) else None

    def _parts(self) -> Sequence[Part]:
        load = self._load()
        return load.parts if load is not None else ()

    def _show(self, told: tuple[tuple[OnTheWay, ...], date]) -> None:
        found, self._today = told
        ids = [each.load.id for each in found]
        wanted = self._wanted
        row = ids.index(wanted) if wanted in ids else max(self.loads.currentIndex().row(), 0)
        if wanted is not None and wanted not in ids:
            self._say(Result(Tone.INFO, self.tr("This load came whole already")))
        self._wanted = None
        self._pages.setCurrentIndex(0 if found else 1)
        self.loads.hold(found, row)
        if self.back.hasFocus() and found:
            self.focus_home()

    def _choose(self, load: OnTheWay | None) -> None:
        self._came = {}
        self.of.setText("" if load is None else wording.placed(self._between(load)))
        self.parts.hold(load.parts if load is not None else ())
        self._enable()

    def _enable(self) -> None:
        some = any(self._came.values())
        for button in (self.some, self.last):
            button.setEnabled(some)

    def _between(self, load: OnTheWay) -> str:
        return self.tr("From {here} to {there}").format(
            here=wording.inside(load.from_name), there=wording.inside(load.to_name)
        )

    def _reads_load(self, load: OnTheWay) -> RecordLine:
        day = wording.phrase(date_words.day_words(load.sent_on, self._today))
        sent = ", ".join(filter(None, (day, together(load.who))))
        title = self.tr("To {place}").format(place=wording.inside(load.to_name))
        detail = "  ·  ".join((sent, counted.items(load.items)))
        return RecordLine(load.load.number, title, detail)

    def _reads_part(self, part: Part) -> RecordLine:
        at = list(self._parts()).index(part)
        came = self._came.get(at, 0)
        sent = wording.phrase(part.measure.said(part.quantity))
        lead = f"{wording.phrase(part.measure.said(came))} / {sent}" if came else sent
        end, icon = ("", "")
        if came:
            end, icon = (self.tr("Came"), "check") if came >= part.quantity else ("", "")
        return RecordLine(lead, part.name, words.dated(part.dated, self._today), end, icon)

    def _typed(self) -> None:
        """A number is for the marked goods; the mark goes on to the next."""
        at = self.parts.currentIndex().row()
        measure = self._parts()[at].measure if at >= 0 else ONES
        try:
            many = measure.read(self.many.text())
        except Refused as failure:
            self._refused(failure)
            return
        self.many.entry.setText("")
        if at >= 0:
            self._came[at] = many
            self._renew(min(at + 1, len(self._parts()) - 1))

    def _renew(self, mark: int) -> None:
        self.parts.hold(self._parts(), mark)
        self._enable()

    def _goods(self) -> list[Goods]:
        return [
            Goods(each.product, each.batch, self._came[at])
            for at, each in enumerate(self._parts())
            if self._came.get(at, 0)
        ]

    def _receive_all(self) -> None:
        goods = [Goods(p.product, p.batch, p.quantity) for p in self._parts() if p.quantity > 0]
        self._command(goods, last=True)

    def _receive(self) -> None:
        self._command(self._goods(), last=False)

    def _receive_last(self) -> None:
        self._command(self._goods(), last=True)

    def _command(self, goods: list[Goods], *, last: bool) -> None:
        load = self._load()
        if load is not None and not self._busy:
            self._busy = True
            self._line.do(
                sending.receive,
                load.load.id,
                goods,
                last=last,
                then=self._received,
                refused=self._refused,
            )

    def _bring_back(self) -> None:
        load = self._load()
        if load is not None and not self._busy:
            self._busy = True
            self._line.do(
                sending.bring_back, load.load.id, then=self._came_back, refused=self._refused
            )

    def _slip(self) -> None:
        load = self._load()
        if load is not None:
            self._line.do(
                loads.print_slip, load.load.id, then=self._slip_waits, refused=self._refused
            )

    def _slip_waits(self, _: object) -> None:
        self._say(Result(Tone.OK, self.tr("The slip prints again")))
        self.labels_wanted.emit()

    def _received(self, op: Operation) -> None:
        self._did(op, self.tr("Received"), self.tr("It is in stock there now."))

    def _came_back(self, op: Operation) -> None:
        self._did(op, self.tr("Came back"), self.tr("It is where it was sent from."))

    def _did(self, op: Operation, headline: str, line: str) -> None:
        self._busy, self._done = False, op.ref
        undo = Action("undo", self.tr("Undo"), "", "undo-2")
        self._say(Result(Tone.OK, headline, (line,), (undo,)))
        self.refresh()

    def _undone(self, _: object) -> None:
        self._busy, self._done = False, None
        self._say(Result(Tone.INFO, self.tr("Taken back"), (self.tr("It did not happen."),)))
        self.refresh()

    def _refused(self, failure: Said) -> None:
        self._busy = False
        self._say(Result(Tone.SOON, wording.said(failure)))

    def _say(self, result: Result) -> None:
        self._notices.aloud(result)
        self.result.show_result(result)


def _told(view: View) -> tuple[tuple[OnTheWay, ...], date]:
    return loads.on_the_way(view), view.today
