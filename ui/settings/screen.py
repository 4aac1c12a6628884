"""Set-up (F10): this laptop's own choices. Each is kept the moment it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hubdesk import practice, set_up, settings
from hubdesk.catalogue import catalogue
from hubdesk.changes import Changes, Touched
from hubdesk.codes import own
from hubdesk.errors import Said
from hubdesk.forgetting import leaving
from hubdesk.labels.layout import Label
from hubdesk.labels.paper_pack import paper_pack
from hubdesk.labels.papers import (
    SHEET_LINES,
    ScannerSetupSheet,
    practice_barcodes,
    scanner_setup_sheet,
    visit_sheet,
)
from hubdesk.scanner.learn import SETUP_CODE
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.set_up import SetUp
from hubdesk.volunteers import volunteer
from ui.background import DeskLine
from ui.backups.card import BackupsCard
from ui.catalogue.card import CatalogueCard
from ui.forgetting.card import ForgettingCard
from ui.labels.whole_page import WholePages
from ui.notices import Notices
from ui.settings.cards import (
    AccessCard,
    HubCard,
    LabelsCard,
    LookCard,
    ParcelsCard,
    PracticeCard,
    ScannerCard,
)
from ui.settings.numbers import NumbersCard
from ui.settings.paper_card import PaperCard
from ui.settings.volunteers import VolunteersCard
from ui.sync.card import SharingCard
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme, Tone
from ui.widgets.buttons import plain
from ui.widgets.card import Card
from ui.widgets.late import is_in_front, is_made
from ui.widgets.result import Result
from ui.wording import inside

if TYPE_CHECKING:
    from hubdesk.doorstep import Unlocked
    from ui.catalogue.lists_in import ListsIn
    from ui.parcels.lists_page import ListsPage
    from ui.scanner.setup_page import SetupPage
    from ui.security.access import Access

TRIES = 9
VISIT_SHEETS = 4
"""Pages at a time: 40 visits, which is more than a stall without a laptop sees in a morning."""


class SetUpScreen(QWidget):
    """``loaded(SetUp)`` each time it is asked anew: for the help page, sounds and printer.

    ``practise_switched`` goes to the practice hub, or back from it; ``practice_reset`` wants
    it as new. ``labels_wanted`` when a card waits for the printer. ``made_scanner_page``
    makes the page that learns a scanner. The pages behind the cards are made when wanted.
    """

    loaded = Signal(object)
    practise_switched = Signal()
    practice_reset = Signal()
    labels_wanted = Signal()

    def __init__(
        self,
        look: Look,
        line: DeskLine,
        notices: Notices,
        papers: WholePages,
        made_scanner_page: Callable[[], SetupPage] | None = None,
        practising: bool = False,
        unlocked: Unlocked | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = self.tr("Set-up"), "set-up"
        self._look, self._line, self._notices, self._papers = look, line, notices, papers
        self.known: SetUp | None = None
        self.hub, self.look_card = HubCard(look), LookCard(look)
        self.labels, self.scanner = LabelsCard(look, papers.known()), ScannerCard(look)
        self.numbers, self.practice = NumbersCard(look), PracticeCard(look, practising)
        self.access_card, self._unlocked = AccessCard(look), unlocked
        self.volunteers, self.paper = VolunteersCard(look), PaperCard(look)
        self.parcels, self.catalogue = ParcelsCard(look), CatalogueCard(look)
        self.backups = BackupsCard(look)
        self._is_practising = practising
        self.forgetting = ForgettingCard(look, line, notices)
        self.sharing = SharingCard(look)
        self._made_scanner_page, self._compact = made_scanner_page, False
        self.pages = QStackedWidget()
        self.pages.addWidget(self._main())
        self.scanner.set_up.setVisible(made_scanner_page is not None)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.pages)
        self._connect()
        self.compact(False)

    @cached_property
    def lists_page(self) -> ListsPage:
        """The parcel lists."""
        from ui.parcels.lists_page import ListsPage  # noqa: PLC0415 - loaded where it is made

        made = ListsPage(self._look, self._line, self._notices)
        self.pages.addWidget(made)
        made.compact(self._compact)
        made.closed.connect(self._leave_lists)
        return made

    @cached_property
    def lists_in(self) -> ListsIn:
        """Lists from elsewhere."""
        from ui.catalogue.lists_in import ListsIn  # noqa: PLC0415 - loaded where it is made

        made = ListsIn(self._look, self._line, self._notices)
        self.pages.addWidget(made)
        made.compact(self._compact)
        made.closed.connect(self._leave_lists_in)
        return made

    @cached_property
    def access(self) -> Access:
        """Who can open the hub, and who may do what."""
        from ui.security.access import Access  # noqa: PLC0415 - loaded where it is made

        made = Access(self._look, self._line, self._notices, self._papers, self._unlocked)
        self.pages.addWidget(made)
        made.compact(self._compact)
        made.closed.connect(self._leave_access)
        return made

    @cached_property
    def beside_scanner(self) -> QWidget:
        """The page that learns a scanner, with a way back above it."""
        assert self._made_scanner_page is not None, "the way to it is not on show"
        page = self._made_scanner_page()
        made = self._beside(page)
        self.pages.addWidget(made)
        page.learned.connect(self._learned)
        return made

    def close_(self) -> None:
        """Lets go of what was read of a list; called when the desk closes."""
        if is_made(self, "lists_in"):
            self.lists_in.close_()

    def shown(self) -> None:
        """Asks again what is set; a parcel list that is not saved stays in front."""
        at_work = self._at_lists_in() and self.lists_in.is_busy()
        if not (self._at_lists() and self.lists_page.is_dirty()) and not at_work:
            self.pages.setCurrentIndex(0)
            self.help_topic = "set-up"
        self._line.ask(set_up.asked, then=self._show)
        self._line.ask(catalogue.how_many, then=self.catalogue.show_count)
        self.forgetting.show_()

    def scanned(self, text: str) -> None:
        """A scan here is a test of the scanner."""
        names = {each.code: each.name for each in practice.practice_sheet()}
        self.scanner.hear(text, names.get(text.upper(), ""))

    def changed(self, changes: Changes) -> None:
        """A setting or a place was changed."""
        if changes.touches(Touched.SETTING, Touched.VOLUNTEER):
            self._line.ask(set_up.asked, then=self._show)
        if changes.touches(Touched.FORGOTTEN):
            self.forgetting.show_()
        if self._at_lists():
            self.lists_page.changed(changes)
        if self._at_access():
            self.access.changed(changes)

    def compact(self, compact: bool) -> None:
        """Two columns of cards, or one."""
        px = self._look.px
        self._compact = compact
        if is_made(self, "lists_page"):
            self.lists_page.compact(compact)
        if is_made(self, "lists_in"):
            self.lists_in.compact(compact)
        if is_made(self, "access"):
            self.access.compact(compact)
        cards = self._cards()
        half = (len(cards) + 1) // 2
        for at, card in enumerate(cards):
            row, column = (at, 0) if compact else (at % half, at // half)
            self._columns[column].insertWidget(row, card)
        self._side.setVisible(not compact)
        for each in self._columns:
            each.setSpacing(px(8 if compact else 12))
        self._grid.setHorizontalSpacing(0 if compact else px(16))
        self._grid.setColumnStretch(1, 0 if compact else 1)

    def focus_home(self) -> None:
        """The first field, without moving what somebody reads."""
        if self.pages.currentIndex() == 0:
            self.hub.hub.entry.setFocus()
        elif self._at_lists():
            self.lists_page.focus_home()
        elif self._at_lists_in():
            self.lists_in.focus_home()
        elif self._at_access():
            self.access.focus_home()

    def tools(self) -> list[QWidget]:
        """No tools."""
        return []

    def head_row(self) -> QHBoxLayout | None:
        """No scan box: a scan is heard wherever the focus is."""
        return None

    def _cards(self) -> Sequence[Card]:
        return (
            self.hub,
            self.sharing,
            self.look_card,
            self.parcels,
            self.catalogue,
            self.practice,
            self.labels,
            self.scanner,
            self.volunteers,
            self.access_card,
            *(() if self._is_practising else (self.backups,)),
            self.paper,
            self.numbers,
            self.forgetting,
        )

    def _main(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._side = QWidget()
        main = QWidget()
        self._columns = (QVBoxLayout(main), QVBoxLayout(self._side))
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for at, (widget, column) in enumerate(zip((main, self._side), self._columns, strict=True)):
            widget.setProperty("role", "plain")
            column.setContentsMargins(0, 0, 0, 0)
            column.addStretch(1)
            self._grid.addWidget(widget, 0, at)
        self._grid.setColumnStretch(0, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def _beside(self, page: QWidget) -> QWidget:
        """The scanner's page with a way back above it."""
        made = QWidget()
        made.setProperty("role", "plain")
        self.back = plain(self._look, self.tr("Back to Set-up"), "arrow-left")
        self.back.clicked.connect(self.shown)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(page, 1)
        return made

    def _connect(self) -> None:
        self.hub.hub_named.connect(self._name_hub)
        self.hub.laptop_named.connect(self._name_laptop)
        self.hub.place_chosen.connect(self._serve_from)
        self.hub.place_added.connect(self._add_place)
        self.look_card.changed.connect(self._dress)
        self.labels.changed.connect(self._change)
        self.numbers.changed.connect(self._keep_numbers)
        self.volunteers.added.connect(self._add_volunteer)
        self.volunteers.renamed.connect(self._rename_volunteer)
        self.volunteers.pin_set.connect(self._set_pin)
        self.volunteers.card_wanted.connect(self._print_card)
        self.volunteers.removed.connect(self._remove_volunteer)
        self.parcels.wanted.connect(self._open_lists)
        self.catalogue.wanted.connect(self._open_lists_in)
        self.access_card.wanted.connect(self._open_access)
        self.scanner.set_up_wanted.connect(self._open_scanner)
        self.scanner.sheet_wanted.connect(self._print_scanner)
        self.practice.sheet_wanted.connect(self._print_practice)
        self.paper.sheets_wanted.connect(self._print_visit_sheets)
        self.paper.pack_wanted.connect(self._print_pack)
        self.practice.reset_wanted.connect(self.practice_reset)
        self.practice.switch_wanted.connect(self.practise_switched)

    def _show(self, known: SetUp) -> None:
        self.known = known
        for card in (self.hub, self.look_card, self.labels, self.numbers, self.volunteers):
            card.show_set_up(known)
        self.backups.show_folders(known.settings.backup_folders)
        self.loaded.emit(known)

    def _dress(self, values: dict[str, Any]) -> None:
        """Look and sound change at once, and are kept."""
        if "theme" in values:
            self._look.wear(theme=Theme(values["theme"]))
        if "scale_percent" in values:
            self._look.wear(scale=Scale(values["scale_percent"]))
        self._notices.sounds.on = values.get("sounds", self._notices.sounds.on)
        self._change(values)

    def _change(self, values: dict[str, Any]) -> None:
        self._line.do(settings.change, **values)

    def _name_hub(self, name: str) -> None:
        self._line.do(set_up.name_hub, name, refused=self._refused)

    def _name_laptop(self, name: str) -> None:
        self._line.do(set_up.name_laptop, name, refused=self._refused)

    def _serve_from(self, place: str) -> None:
        self._line.do(set_up.serve_from, bytes.fromhex(place))

    def _add_place(self, name: str) -> None:
        self._line.do(set_up.add_place, name, then=self._place_stands, refused=self._refused)

    def _place_stands(self, made: set_up.Place) -> None:
        said = self.tr("{name} is a place now").format(name=inside(made.name))
        told = self.tr("To serve from there, choose it under Where it serves.")
        # In the card: a notice would take the focus away from whoever adds another.
        self.hub.another.set_hint(f"{said}. {told}")
        self._notices.aloud(Result(Tone.OK, said, (told,)))

    def _keep_numbers(self, numbers: list[tuple[str, str]]) -> None:
        self._line.do(set_up.keep_numbers, numbers)

    def _add_volunteer(self, name: str) -> None:
        self._line.do(volunteer.add, name, refused=self._refused)

    def _rename_volunteer(self, who: bytes, name: str) -> None:
        self._line.do(volunteer.rename, who, name, refused=self._refused)

    def _set_pin(self, who: bytes, pin: str) -> None:
        self._line.do(volunteer.set_pin, who, pin, then=self._pin_kept, refused=self._refused)

    def _pin_kept(self, _: object) -> None:
        self._notices.aloud(Result(Tone.OK, self.tr("Kept")))

    def _print_card(self, who: bytes) -> None:
        self._line.do(
            set_up.print_volunteer_card, who, then=self._card_waits, refused=self._refused
        )

    def _card_waits(self, number: str) -> None:
        told = self.tr("An earlier card of theirs works no more.")
        headline = self.tr("Card {number} is on its way to the printer").format(number=number)
        self._notices.notice(Result(Tone.OK, headline, (told,)))
        self.labels_wanted.emit()

    def _remove_volunteer(self, who: bytes) -> None:
        self._line.do(leaving.leave, who, refused=self._refused)

    def _learned(self, learned: ScannerSetup) -> None:
        self._change({"scanner": learned.plain()})

    def _refused(self, failure: Said) -> None:
        """What was typed cannot be: it says why, and shows what still stands."""
        self._notices.said(failure)
        self._line.ask(set_up.asked, then=self._show)

    def _at_lists(self) -> bool:
        return is_in_front(self.pages, self, "lists_page")

    def _open_lists(self) -> None:
        self.pages.setCurrentWidget(self.lists_page)
        self.help_topic = "parcel-list"
        self.lists_page.open_()
        self.lists_page.focus_home()

    def _leave_lists(self) -> None:
        self.shown()
        self.parcels.change.setFocus()

    def _open_lists_in(self) -> None:
        self.pages.setCurrentWidget(self.lists_in)
        self.help_topic = "lists"
        self.lists_in.open_()
        self.lists_in.focus_home()

    def _leave_lists_in(self) -> None:
        self.shown()
        self.catalogue.open_button.setFocus()

    def _at_access(self) -> bool:
        return is_in_front(self.pages, self, "access")

    def _open_access(self) -> None:
        self.pages.setCurrentWidget(self.access)
        self.help_topic = "access"
        self.access.open_()

    def _leave_access(self) -> None:
        self.shown()
        self.access_card.open_button.setFocus()

    def _open_scanner(self) -> None:
        self.pages.setCurrentWidget(self.beside_scanner)
        self.back.setFocus()

    def _print_scanner(self) -> None:
        tries = tuple(practice.practice_sheet()[:TRIES])
        sheet = scanner_setup_sheet(ScannerSetupSheet(SETUP_CODE, tries), self._papers.room())
        self._print([sheet], "scanner-sheet")

    def _print_visit_sheets(self) -> None:
        """Their codes are drawn now and kept nowhere: a line is known once it is entered."""
        name = self.known.settings.hub_name if self.known else ""
        room = self._papers.room()
        pages = [
            visit_sheet(name, [own.draw(own.Kind.SHEET) for _ in range(SHEET_LINES)], room)
            for _ in range(VISIT_SHEETS)
        ]
        self._print(pages, "visit-sheets")

    def _print_pack(self) -> None:
        name = self.known.settings.hub_name if self.known else ""
        pages = paper_pack(name, partial(own.draw, own.Kind.SHEET), self._papers.room())
        self._print(pages, "paper-pack")

    def _print_practice(self) -> None:
        sheets = practice_barcodes(practice.practice_sheet(), self._papers.room())
        self._print(list(sheets), "practice-codes")

    def _print(self, pages: list[Label], stem: str) -> None:
        """Whole pages go to a PDF: the label printer may hold a roll."""
        self._papers.send(pages, "", stem, self._notices.saved, self._notices.said)

    def _at_lists_in(self) -> bool:
        return is_in_front(self.pages, self, "lists_in")
