"""Places and shelves: opened, named, put in the order of the way round, with lines on them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.errors import Said
from hubdesk.reports import shelf_plan
from hubdesk.reports.shelf_plan import OnShelf, Plan
from hubdesk.stock import places, shelves
from hubdesk.stock.places import Place, Use
from hubdesk.stock.shelves import Shelf
from ui import counted, wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.stock.side_page import SidePage
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.pick import Pick
from ui.widgets.record_list import RecordLine, RecordList
from ui.widgets.result import Result
from ui.widgets.result_card import ResultCard


class ShelvesPage(SidePage):
    """The shelves of a place on the start side, the lines of the marked one beside them."""

    labels_wanted = Signal()

    def __init__(self, look: Look, line: DeskLine, notices: Notices) -> None:
        super().__init__(look, self.tr("Places and shelves"))
        self._line, self._notices = line, notices
        self._plan: Plan | None = None
        self._wanted_line: bytes | None = None
        self._row = 0
        self.place = Pick(look, self.tr("At which place"))
        self.use = Pick(look, self.tr("What the new place is"))
        self.new_place = Field(look, self.tr("New place"))
        self.shelves = RecordList(look, self._reads_shelf, self.tr("Shelves"), lead_px=40)
        self.new_shelf = Field(look, self.tr("New shelf, such as A1 or Fridge"))
        self.lines = RecordList(look, _reads_line, self.tr("Lines on this shelf"), lead_px=1)
        self.line = Pick(look, self.tr("Line"))
        self.result = ResultCard(look)
        self._arrange()
        self._connect()

    def refresh(self) -> None:
        """Asks again for the place on show."""
        place = self.place.value()
        self._line.ask(shelf_plan.of, bytes.fromhex(place) if place else None, then=self._show)

    def show_line(self, line: bytes, place: bytes | None) -> None:
        """Comes with a line that is to be put on a shelf of a place."""
        self._wanted_line = line
        self._line.ask(shelf_plan.of, place, then=self._show)

    def compact(self, compact: bool) -> None:
        """One below the other."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self.result.set_compact(compact)

    def focus_home(self) -> None:
        """A new shelf, or the line that is to be put on one."""
        (self.shelves if self._wanted_line is not None else self.new_shelf.entry).setFocus()

    def _arrange(self) -> None:
        look = self.look
        self.up = plain(look, self.tr("Sooner"), "arrow-up")
        self.down = plain(look, self.tr("Later"), "arrow-down")
        self.print = plain(look, self.tr("Label"), "printer")
        self.print_all = plain(look, self.tr("All labels"), "printer")
        self.rename = plain(look, self.tr("Rename"), "pencil")
        self.remove = plain(look, self.tr("Remove"), "x")
        self.put = plain(look, self.tr("Put it here"), "plus")
        self.take = plain(look, self.tr("Take off"), "x")
        self.add_place = plain(look, self.tr("Add place"), "plus")
        left, right = Card(look, foot=True), Card(look, foot=True)
        for card in (left, right):
            card.set_tight()
        left.body.addWidget(self.place)
        left.add_wide(self.shelves)
        buttons = (self.up, self.down, self.print, self.print_all, self.rename, self.remove)
        self._foot_of(left, self.new_shelf, buttons)
        self.on = label("", "strong", wraps=True)
        right.body.addWidget(self.on)
        right.add_wide(self.lines)
        self._foot_of(right, self.line, (self.put, self.take))
        places_ = Card(look)
        places_.set_tight()
        self._place_row = QHBoxLayout()
        self._place_row.addWidget(self.new_place, 3)
        for part in (self.use, self.add_place):
            self._place_row.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        places_.body.addLayout(self._place_row)
        both = QVBoxLayout()
        both.addWidget(right, 1)
        both.addWidget(places_)
        self._right = both
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(left, 5)
        self._across.addLayout(both, 6)
        self.body.addLayout(self._across, 1)
        self.body.addWidget(self.result)
        self.use.offer(
            [
                (self.tr("Store"), Use.STORE.value),
                (self.tr("Another site"), Use.SITE.value),
                (self.tr("Counter"), Use.COUNTER.value),
                (self.tr("Stall"), Use.STALL.value),
            ]
        )
        self._dress()

    def _foot_of(self, card: Card, field: QWidget, buttons: tuple[QWidget, ...]) -> None:
        assert card.foot is not None
        inside = QVBoxLayout()
        inside.setSpacing(self.look.px(8))
        card.foot.addLayout(inside, 1)
        inside.addWidget(field)
        flow = FlowLayout(8)
        for button in buttons:
            flow.addWidget(button)
        inside.addLayout(flow)

    def _connect(self) -> None:
        self.place.picked.connect(self._turn)
        self.shelves.chosen.connect(self._choose)
        self.new_shelf.entry.returnPressed.connect(self._make)
        self.new_place.entry.returnPressed.connect(self._open_place)
        self.add_place.clicked.connect(self._open_place)
        self.up.clicked.connect(self._sooner)
        self.down.clicked.connect(self._later)
        self.rename.clicked.connect(self._rename)
        self.remove.clicked.connect(self._remove)
        self.print.clicked.connect(self._print)
        self.print_all.clicked.connect(self._print_all)
        self.put.clicked.connect(self._put)
        self.take.clicked.connect(self._take)
        self.look.changed.connect(self._dress)

    def _dress(self) -> None:
        self._across.setSpacing(self.look.px(16))
        self._right.setSpacing(self.look.px(12))
        self._place_row.setSpacing(self.look.px(12))

    def _turn(self, _: str) -> None:
        self.refresh()

    def _shelf(self) -> Shelf | None:
        marked = self.shelves.marked()
        return marked if isinstance(marked, Shelf) else None

    def _show(self, plan: Plan) -> None:
        self._plan = plan
        self.place.offer([(each.name, each.id.hex()) for each in plan.places], plan.place.hex())
        wanted = self._wanted_line.hex() if self._wanted_line is not None else self.line.value()
        self.line.offer([(each.name, each.id.hex()) for each in plan.lines], wanted or None)
        self.shelves.hold(plan.shelves, max(self.shelves.currentIndex().row(), 0))
        self._choose(self._shelf())

    def _choose(self, shelf: Shelf | None) -> None:
        plan = self._plan
        for button in (self.up, self.down, self.rename, self.remove, self.print, self.print_all):
            button.setEnabled(shelf is not None)
        self.put.setEnabled(shelf is not None and bool(plan and plan.lines))
        named = wording.inside(shelf.name) if shelf is not None else ""
        self.on.setText(
            self.tr("On shelf {name}").format(name=named)
            if shelf is not None
            else self.tr("Type the name of a shelf and press Enter")
        )
        found = plan.on(shelf.id) if plan is not None and shelf is not None else ()
        self.lines.hold(found)
        self.take.setEnabled(bool(found))

    def _reads_shelf(self, shelf: Shelf) -> RecordLine:
        many = len(self._plan.on(shelf.id)) if self._plan is not None else 0
        return RecordLine(str(shelf.position), shelf.name, counted.lines(many))

    def _make(self) -> None:
        if self._plan is not None:
            name = self.new_shelf.text()
            self._do(shelves.make, name, self._plan.place, then=self._made)

    def _made(self, shelf: Shelf) -> None:
        self.new_shelf.entry.setText("")
        self._did(self.tr("{shelf} is there").format(shelf=wording.shelf(shelf.name)))

    def _open_place(self) -> None:
        use = Use(self.use.value())
        self._do(places.open_place, self.new_place.text(), use, then=self._opened)

    def _opened(self, place: Place) -> None:
        self.new_place.entry.setText("")
        self._did(self.tr("{name} is a place now").format(name=wording.inside(place.name)))

    def _sooner(self) -> None:
        self._step(-1)

    def _later(self) -> None:
        self._step(1)

    def _step(self, by: int) -> None:
        shelf = self._shelf()
        row = self.shelves.currentIndex().row()
        if shelf is not None and 0 <= row + by < len(self._plan.shelves if self._plan else ()):
            self._row = row + by
            self._do(shelves.put_at, shelf.id, row + 1 + by, then=self._stepped)

    def _stepped(self, _: object) -> None:
        self.shelves.mark(self._row)
        self.refresh()

    def _rename(self) -> None:
        shelf, name = self._shelf(), self.new_shelf.text()
        if shelf is not None and not name.strip():
            self._say(Result(Tone.INFO, self.tr("Type the new name first, then press Rename")))
            self.new_shelf.entry.setFocus()
        elif shelf is not None:
            self._do(shelves.rename, shelf.id, name, then=self._renamed)

    def _renamed(self, _: object) -> None:
        self.new_shelf.entry.setText("")
        self._did(self.tr("Renamed. Its label still works."))

    def _remove(self) -> None:
        shelf = self._shelf()
        if shelf is not None:
            self._do(shelves.remove, shelf.id, then=self._removed)

    def _removed(self, _: object) -> None:
        self._did(self.tr("The shelf is gone. Its goods are in stock as before."))

    def _print(self) -> None:
        shelf = self._shelf()
        if shelf is not None:
            self._do(shelf_plan.print_labels, shelf.id, then=self._printed)

    def _print_all(self) -> None:
        if self._plan is not None:
            ids = [each.id for each in self._plan.shelves]
            self._do(shelf_plan.print_labels, *ids, then=self._printed)

    def _printed(self, many: int) -> None:
        self._did(counted.labels_print(many))
        self.labels_wanted.emit()

    def _put(self) -> None:
        shelf, line = self._shelf(), self.line.value()
        if shelf is not None and line:
            self._do(shelves.put_line, bytes.fromhex(line), shelf.id, then=self._placed)

    def _placed(self, _: object) -> None:
        self._wanted_line = None
        self._did(self.tr("It stands there now"))

    def _take(self) -> None:
        line = self.lines.marked()
        if isinstance(line, OnShelf) and self._plan is not None:
            self._do(shelves.take_off, line.id, self._plan.place, then=self._taken)

    def _taken(self, _: object) -> None:
        self._did(self.tr("It stands on no shelf now"))

    def _do(self, command: object, *args: object, then: object) -> None:
        self._line.do(command, *args, then=then, refused=self._refused)  # type: ignore[arg-type]

    def _did(self, headline: str) -> None:
        self._say(Result(Tone.OK, headline))
        self.refresh()

    def _refused(self, failure: Said) -> None:
        self._say(Result(Tone.SOON, wording.said(failure)))

    def _say(self, result: Result) -> None:
        self._notices.aloud(result)
        self.result.show_result(result)


def _reads_line(line: OnShelf) -> RecordLine:
    return RecordLine("", line.name)
