"""Take in (F4): one scan box, the last scans with their counts, and what is still to be done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.catalogue.naming import Offer
from hubdesk.changes import Changes, Touched
from hubdesk.errors import Said
from hubdesk.journal.act import View
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import quantity
from hubdesk.takein.came import Came
from hubdesk.takein.naming import Nameless, likely_line
from hubdesk.takein.showing import TakeIn
from hubdesk.takein.sources import Source
from hubdesk.takein.whose import Unsaid
from ui import keys, wording
from ui.background import DeskLine
from ui.notices import Notices
from ui.takein import words
from ui.takein.last_card import LastCard
from ui.takein.rows import CheckRow, DeedRow, SourceRow
from ui.takein.service import Lists, Service
from ui.takein.side_card import SideCard
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.name_it import NameIt
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox


class TakeInScreen(QWidget):
    """``visit_wanted`` is a household whose card was scanned here; ``labels_wanted``: print."""

    labels_wanted = Signal()
    visit_wanted = Signal(object)

    def __init__(
        self, look: Look, line: DeskLine, notices: Notices, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Take in"), "take-in"
        self._look, self._line, self._notices = look, line, notices
        self.service = Service(line, self)
        self.takes_code: Callable[[str], bool] = _nobody_takes
        self._stands: TakeIn | None = None
        self._lists = Lists((), (), ())
        self._today = date.min
        self._again = ""
        self._about: bytes | None = None
        self._compact = False
        self.scan = ScanBox(look, self.tr("Scan goods"))
        self.sources = SourceRow(look)
        self.checks, self.deeds = CheckRow(look), DeedRow(look)
        self.last, self.result = LastCard(look, self.checks, self.deeds), ResultCard(look)
        self.side = SideCard(look)
        self.naming = NameIt(look, pieces=True)
        self.switch = plain(look, self.tr("To do"), "list-checks")
        # Until the title row takes it, it is shown in here, and is no window of its own.
        self.switch.setParent(self)
        self.switch.setCheckable(True)
        self.switch.hide()
        self._arrange()
        self._connect()
        self.compact(False)

    def shown(self) -> None:
        """Asks again for everything on show. The title row shows all tools; here perhaps none."""
        self.switch.setVisible(self._compact)
        self._line.ask(_today, then=self._set_today)
        self.service.refresh()

    def scanned(self, text: str) -> None:
        """A scan: taken in at once, unless dates are being filled in."""
        self._leave_naming()
        self._again = ""
        if self.side.dating:
            self.service.find_undated(text)
        else:
            self.service.scan(text)

    def sort(self, code: str) -> None:
        """A crate is to be sorted; "" goes on with the one that is open."""
        self.side.turn(False)
        if code:
            self.service.scan(code)

    def listen_as(self, setup: ScannerSetup) -> None:
        """The scanner was set up like this."""
        self.service.setup = setup

    def read_twice(self, text: str) -> None:
        """The same code came again, sooner than a hand can do it: counted once, and said."""
        if self.side.dating:
            return
        self._again = text
        again = Action("again", self.tr("Count it"), "Space", "plus")
        self._say(Result(Tone.INFO, self.tr("Read twice, counted once"), (), (again,)))

    def changed(self, changes: Changes) -> None:
        """Something else on the desk, or another laptop, changed what is on show."""
        if changes.touches(Touched.DAY):
            self.shown()
            self.service.go_on()
        elif not self.service.telling and changes.touches(Touched.STOCK, Touched.PRODUCT):
            self.service.refresh()

    def compact(self, compact: bool) -> None:
        """One column: the result is a strip, and what is to be done stands behind a button."""
        self._compact = compact
        self.result.set_compact(compact)
        for part in (self.sources, self.checks, self.deeds, self.last):
            part.compact(compact)
        self.switch.setVisible(compact)
        self._place()
        self._say_now()

    def focus_home(self) -> None:
        """Typing belongs in the scan box, unless a new barcode is being named."""
        (self.naming.name if self._is_naming() else self.scan).setFocus()

    def tools(self) -> list[QWidget]:
        """The button that turns to what is still to be done, in one column."""
        return [self.switch]

    def head_row(self) -> QHBoxLayout:
        """The row of the scan box."""
        return self.head

    def _arrange(self) -> None:
        self.head = QHBoxLayout()
        self.head.addWidget(self.scan, 1)
        self._right = QWidget()
        self._right.setProperty("role", "plain")
        self._right_column = QVBoxLayout(self._right)
        self._right_column.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.last)
        self._pages.addWidget(self.naming)
        self._strip = QVBoxLayout()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.addWidget(self._pages, 2)
        self._across.addWidget(self._right, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self.head)
        self._column.addLayout(self._strip)
        self._column.addLayout(self._across, 1)
        self._dress()

    def _place(self) -> None:
        """The result stands beside the rows, or as a strip above them and the buttons aside."""
        into = self._strip if self._compact else self._right_column
        into.insertWidget(0, self.result)
        if self._compact:
            for part in (self.sources, self.checks, self.deeds):
                self._right_column.addWidget(part)
        else:
            self._column.insertWidget(2, self.sources)
        self._right_column.addWidget(self.side, 1)
        self._turn()

    def _turn(self, _: object = None) -> None:
        """In one column either the rows are on show or what is to be done."""
        to_do = self._compact and self.switch.isChecked()
        self._pages.setVisible(not to_do)
        self._right.setVisible(to_do or not self._compact)
        # Where room is short, the new barcode has it all.
        said = self.result.result is not None
        self.result.setVisible(said and not (self._compact and self._is_naming()))

    def _connect(self) -> None:
        service, scan = self.service, self.scan
        scan.entered.connect(self._enter)
        scan.edited.connect(self._hint)
        scan.put_aside.connect(self._space)
        scan.left.connect(self._escape)
        scan.moved.connect(self._move)
        service.came.connect(self._came)
        service.stands.connect(self._show)
        service.lists.connect(self._show_lists)
        service.refused.connect(self._refused)
        service.found.connect(self._found)
        self.sources.said.connect(service.say_source)
        self.checks.binned.connect(service.bin_one)
        self.deeds.thanks_wanted.connect(service.thank)
        self.deeds.next_wanted.connect(service.next_drop_off)
        self.deeds.kind_wanted.connect(service.turn_kind)
        self.side.naming_wanted.connect(self._ask_name_of)
        self.side.turned.connect(self._turned)
        self.side.to_date.chosen.connect(self._say_now)
        self.naming.named.connect(self._keep_name)
        self.naming.left.connect(self._leave_naming)
        self.result.chosen.connect(self._choose)
        self.switch.toggled.connect(self._turn)
        self._look.changed.connect(self._dress)
        self._hear_keys()

    def _hear_keys(self) -> None:
        service = self.service
        for key, job in (
            (keys.UNDO, service.undo),
            (keys.FINISH, service.next_drop_off),
            (keys.KIND_OF_DATE, service.turn_kind),
            (keys.THANKS, service.thank),
            (keys.NAME_IT, self._ask_name),
            (keys.OPEN_PACK, self._open_pack),
            (keys.DATES_LEFT, self._turn_dates),
        ):
            key.calls(job, within=self)
        for source, button in self.sources.buttons.items():
            key = {
                Source.GIFT: keys.GIFT,
                Source.SUPERMARKET: keys.SUPERMARKET,
                Source.BOUGHT: keys.BOUGHT,
                Source.NOT_KNOWN: keys.NOT_KNOWN,
            }[source]
            key.calls(button.click, within=self)
        pressed = (keys.DENT, keys.RUST, keys.BULGE, keys.UNSOUND)
        for key, button in zip(pressed, self.checks.buttons.values(), strict=True):
            key.calls(button.click, within=self)

    def _dress(self) -> None:
        px = self._look.px
        for layout in (self._column, self._right_column, self._strip):
            layout.setSpacing(px(10))
        self._across.setSpacing(px(16))

    def _enter(self, text: str) -> None:
        if self.takes_code(text):
            return
        if self.side.dating:
            self._enter_date(text)
        else:
            self.service.enter(text)

    def _enter_date(self, text: str) -> None:
        marked = self.side.marked
        if marked is None:
            self.service.find_undated(text)
        else:
            self.service.date_them(marked.product, text)

    def _space(self) -> None:
        """Counts what was read twice, or else what is typed now is about the next scan."""
        if self._again:
            again, self._again = self._again, ""
            self.service.scan(again)
        else:
            self.service.done_with()

    def _escape(self) -> None:
        if self.side.dating:
            self.side.turn(False)
        else:
            self.service.nothing_stays()

    def _move(self, step: int) -> None:
        waits = self.side.to_date if self.side.dating else self.side.to_name
        waits.move_mark(step)

    def _turn_dates(self) -> None:
        self.switch.setChecked(self._compact and not self.side.dating)
        self.side.turn(not self.side.dating)

    def _turned(self, dating: bool) -> None:
        words_ = (
            Result(Tone.INFO, self.tr("Filling in dates"), (self.tr("Nothing is taken in now."),))
            if dating
            else Result(Tone.INFO, self.tr("Taking in again"))
        )
        self._say(words_)
        self._say_now()
        self.focus_home()

    def _came(self, came: Came) -> None:
        if came.household is not None:
            self.visit_wanted.emit(came.household)
        if came.labels:
            self.labels_wanted.emit()
        self._about = came.product or self._about
        self._leave_naming()
        self._say(words.result(came))

    def _refused(self, failure: Said) -> None:
        self._say(Result(Tone.SOON, wording.said(failure)))

    def _say(self, result: Result) -> None:
        self._notices.aloud(result)
        self.result.show_result(result)

    def _show(self, stands: TakeIn) -> None:
        self._stands = stands
        self.sources.show_source(stands.source)
        self.sources.ask(words.whose(stands))
        self.last.show_take_in(stands)
        self._say_now()

    def _show_lists(self, lists: Lists) -> None:
        self._lists = lists
        self.side.show_lists(lists.names, lists.dates, lists.whose)
        self.side.show_crates(lists.crates)
        waits = len(lists.names) + len(lists.whose)
        self.switch.say(self.tr("To do: {n}").format(n=waits) if waits else self.tr("To do"))
        self._say_now()

    def _say_now(self, _: object = None) -> None:
        """The scan box says what a digit will do."""
        if self._stands is None:
            return
        marked = self.side.marked
        dating = (marked.name if marked else "") if self.side.dating else None
        self.scan.set_placeholder(words.now(self._stands, dating=dating, compact=self._compact))
        self._hint(self.scan.text())

    def _hint(self, text: str) -> None:
        if self._stands is not None:
            dating = self.side.dating
            hint = words.hint(text, self._stands, self._today, dating=dating) if text else ""
            self.scan.set_hint(hint)

    def _found(self, product: bytes) -> None:
        if self.side.mark(product) and self.side.marked is not None:
            name = wording.inside(self.side.marked.name)
            self._say(Result(Tone.INFO, name, (self.tr("Type its date and press Enter."),)))

    def _choose(self, what: str) -> None:
        verb, _, which = what.partition(":")
        if verb == "undo":
            self.service.undo()
        elif verb == "name":
            self._ask_name()
        elif verb == "open":
            self._open_pack()
        elif verb == "again":
            self._space()
        elif verb == "line":
            self.service.add_line(bytes.fromhex(which))
        elif verb == "giver":
            name = bytes.fromhex(which).decode()
            self.service.say_source(Source.SUPERMARKET.value, name)

    def _open_pack(self) -> None:
        if self._about is not None:
            self.service.open_pack(self._about)

    def _ask_name(self) -> None:
        """Names the last scan; else the first that waits for a name."""
        rows = self._stands.rows if self._stands else ()
        if rows and (rows[0].code or not (self._lists.names or self._lists.whose)):
            row = rows[0]
            line = row.line.id if row.line is not None else None
            self._open_naming(row.product, row.code, row.name, line, row.pieces)
        elif self.side.to_name.marked() is not None:
            self._ask_name_of(self.side.to_name.marked())

    def _ask_name_of(self, waiting: Nameless | Unsaid) -> None:
        """A name for a barcode, or where a crate is from."""
        if isinstance(waiting, Unsaid):
            self.switch.setChecked(False)
            self.service.ask_source(waiting.drop_off)
        if isinstance(waiting, Nameless):
            self._open_naming(waiting.product, waiting.code, "", None, None)

    def _open_naming(
        self, product: bytes, code: str, name: str, line: bytes | None, pieces: int | None
    ) -> None:
        self._named = product
        self.naming.ask_about(code, Offer(tuple(self._lists.lines)))
        self.naming.put(name, line, pieces)
        self.switch.setChecked(False)
        self._pages.setCurrentWidget(self.naming)
        self._turn()
        self.focus_home()

    def _keep_name(self, code: str, name: str, line: bytes | None) -> None:
        """Sends the name on; the panel stays until it is kept, so that nothing is typed twice."""
        typed = self.naming.pieces.text().strip()
        if typed and not quantity.is_number(typed):
            self._say(Result(Tone.SOON, self.tr("Type how many are in one pack, or nothing.")))
            return
        pieces = quantity.read_count(typed) if typed else None
        likely = likely_line(self._lists.lines, name) if line is None else None
        chosen = likely.id if likely is not None else line
        if code:
            self.service.name(code, name, chosen, pieces)
        else:
            self.service.rename(self._named, name, chosen, pieces)

    def _is_naming(self) -> bool:
        return self._pages.currentWidget() is self.naming

    def _leave_naming(self) -> None:
        if self._is_naming():
            self._pages.setCurrentWidget(self.last)
            self._turn()
            self.focus_home()

    def _set_today(self, today: date) -> None:
        self._today = today


def _today(view: View) -> date:
    return view.today


def _nobody_takes(_: str) -> bool:
    return False
