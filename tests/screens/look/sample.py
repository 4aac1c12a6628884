"""A made-up counter screen on the shared widgets, to look at them and to audit them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.changes import Changes
from ui import keys
from ui.help.page import HelpPage
from ui.notices import Notices
from ui.screen import Place
from ui.sounds import Sounds
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain, primary, quiet
from ui.widgets.card import Card, label
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.line_model import Line
from ui.widgets.quantity_row import QuantityRows
from ui.widgets.record_table import Heading, RecordTable, WindowedModel
from ui.widgets.result import Action, Result
from ui.widgets.result_card import ResultCard
from ui.widgets.scan_box import ScanBox
from ui.widgets.tile_grid import Tile, TileGrid
from ui.window import Window

UNDO = Action("undo", "Undo", "Ctrl+Z", "undo-2")
RESULTS = {
    "ok": Result(
        Tone.OK,
        "Added",
        ("Chopped tomatoes 400 g", "Best before March 2027  ·  38 left on shelf"),
        (UNDO,),
    ),
    "soon": Result(
        Tone.SOON,
        "Added, use soon",
        ("Yoghurt, 4 pots", "Best before 23 November, 2 days left"),
        (UNDO,),
    ),
    "new": Result(
        Tone.NEW,
        "New barcode",
        ("5000157024671", "Nothing was added. What is it?"),
        (Action("name", "Name it", "Ctrl+N"), Action("skip", "Skip, keep the code")),
    ),
    "stop": Result(
        Tone.STOP,
        "Do not give out",
        ("Chicken curry ready meal", "Use by 19 November has passed. Not added."),
        (
            Action("aside", "Put aside", "Space", "hand"),
            Action("waste", "Move to waste", "Ctrl+W", "trash-2"),
        ),
        pinned=True,
    ),
}
LINES = (
    Line(b"1" * 16, "Chopped tomatoes 400 g", "Best before March 2027", 2),
    Line(b"2" * 16, "Rice 1 kg", "Best before August 2027", 1),
    Line(b"3" * 16, "Yoghurt, 4 pots", "Best before 23 November  ·  2 days left", 1, Tone.SOON),
    Line(b"4" * 16, "Nappies size 5, 30", "", 1, flag="Count me"),
    Line(b"5" * 16, "Bread, sliced", "Best before 22 November  ·  1 day left", 2, Tone.SOON),
    Line(b"6" * 16, "Baking bag: banana muffins", "7 ingredients", 1),
)
TILES = tuple(
    Tile(word.encode(), word, icon)
    for word, icon in (
        ("Bread", "wheat"),
        ("Eggs, 6", "egg"),
        ("Veg bag", "carrot"),
        ("Fruit bag", "apple"),
        ("Baking bag", "cake-slice"),
        ("Hot meal", "soup"),
        ("Nappies", "baby"),
        ("School socks", "shirt"),
    )
)


class SampleCounter(QWidget):
    """A counter with a visit in it, doing nothing but looking as it should."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = "Counter", "counter"
        self.heard: list[str] = []
        self._look = look
        self.scan = ScanBox(look, "Scan a card, item or parcel – or type a name or code")
        self.head = QHBoxLayout()
        self.head.addWidget(self.scan, 1)
        self.card = self._visit()
        self.result = ResultCard(look)
        self.tiles = TileGrid(look)
        self.tiles.show_tiles(TILES)
        self.tile_card = Card(look, "No barcode? Tap to add")
        self.tile_card.set_tight()
        self.tile_card.body.addWidget(self.tiles)
        self.hold = plain(look, "On hold: 2", "clock")
        self._arrange()
        self.compact(False)

    def _visit(self) -> Card:
        look = self._look
        card = Card(look, foot=True)
        card.set_tight()
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        self.who = label("Household 0427", "heading")
        head.addWidget(self.who)
        head.addWidget(label("2 adults, 3 children"))
        head.addStretch(1)
        head.addWidget(quiet(look, "Show name", "eye", "Ctrl+M"))
        card.body.addLayout(head)
        chips = FlowLayout(8)
        for text, tone, icon in (
            ("Nut allergy", Tone.STOP, "triangle-alert"),
            ("No pork", Tone.SOON, "circle-alert"),
            ("Nappies size 5", Tone.INFO, "baby"),
            ("Last visit 14 November", Tone.INFO, "calendar-check"),
        ):
            chips.addWidget(Chip(look, text, tone, icon))
        card.body.addLayout(chips)
        self.rows = QuantityRows(look)
        self.rows.show_lines(LINES)
        card.add_wide(self.rows)
        assert card.foot is not None
        self.total = label("9 items  ·  6.2 kg", "heading")
        self.finish = primary(look, "Finish and print label", "printer-check", "F12")
        self.park = plain(look, "Put on hold", "clock")
        self.no_label = plain(look, "Finish, no label")
        card.foot.addWidget(self.total)
        card.foot.addStretch(1)
        for button in (self.park, self.no_label, self.finish):
            card.foot.addWidget(button)
        return card

    def _arrange(self) -> None:
        self.side = QWidget()
        self.side.setProperty("role", "plain")
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.result)
        side.addWidget(self.tile_card)
        side.addStretch(1)
        self.two = QHBoxLayout()
        self.two.setSpacing(16)
        self.two.addWidget(self.card, 2)
        self.two.addWidget(self.side, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addLayout(self.head)
        self.column.addLayout(self.two, 1)

    def compact(self, compact: bool) -> None:
        self.result.set_compact(compact)
        self.column.setSpacing(self._look.px(8 if compact else 12))
        self.tile_card.setVisible(not compact)
        self.side.setVisible(not compact)
        words = "Scan a card, item or parcel"
        self.scan.set_placeholder(words if compact else f"{words} – or type a name or code")
        self.hold.say("2" if compact else "On hold: 2")
        self.park.say("Hold" if compact else "Put on hold")
        self.no_label.say("No label" if compact else "Finish, no label")
        self.total.setText("9 items" if compact else "9 items  ·  6.2 kg")
        if compact:
            self.column.insertWidget(1, self.result)
        else:
            layout = self.side.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.insertWidget(0, self.result)
            self.side.setFixedWidth(self._look.px(400))

    def shown(self) -> None: ...

    def scanned(self, text: str) -> None:
        self.heard.append(text)

    def changed(self, changes: Changes) -> None:
        self.heard.append("changed")

    def focus_home(self) -> None:
        self.scan.setFocus()

    def tools(self) -> list[QWidget]:
        return [self.hold]

    def head_row(self) -> QHBoxLayout | None:
        return self.head


class SampleEmpty(QWidget):
    """A screen with nothing in it yet."""

    def __init__(self, look: Look, title: str) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.title, self.help_topic = title, "find"
        self.heard: list[str] = []
        self.scan = ScanBox(look, "Type part of a name, or the last four of a card")
        card = Card(look)
        self.empty = EmptyState(
            look, "search", "Type a name to start", "The spelling may be rough."
        )
        card.body.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.head = QHBoxLayout()
        self.head.addWidget(self.scan, 1)
        column.addLayout(self.head)
        column.addWidget(card, 1)

    def shown(self) -> None: ...

    def scanned(self, text: str) -> None:
        self.heard.append(text)

    def changed(self, changes: Changes) -> None:
        self.heard.append("changed")

    def compact(self, compact: bool) -> None: ...

    def focus_home(self) -> None:
        self.scan.setFocus()

    def tools(self) -> list[QWidget]:
        return []

    def head_row(self) -> QHBoxLayout | None:
        return self.head


@dataclass(frozen=True)
class Event:
    time: str
    what: str
    who: str
    items: int


class Columns(Enum):
    TIME = Heading[Event]("Time", lambda event: event.time)
    WHAT = Heading[Event]("What", lambda event: event.what)
    WHO = Heading[Event]("Card", lambda event: event.who)
    ITEMS = Heading[Event]("Items", lambda event: str(event.items), figure=True)


class SampleToday(SampleEmpty):
    """A screen with a table in it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "Today")
        model = WindowedModel[Event](Columns, self)
        model.start(40)
        model.fill(0, [Event(f"10:{n:02}", "Collection", f"0{n + 412}", n % 9) for n in range(40)])
        self.table = RecordTable(look, model, "What was done today", wide_column=1)
        self.table.selectRow(1)
        self.empty.hide()
        layout = self.layout()
        assert layout is not None
        layout.itemAt(1).widget().hide()
        layout.addWidget(self.table)


def quiet_sounds() -> Sounds:
    """Sounds that nobody hears."""
    return Sounds(player=lambda wav: None)


def window(look: Look, practice: str = "") -> Window:
    """The whole window with a sample counter, Find and Today."""
    places = [
        Place("Counter", "hand-helping", keys.COUNTER, SampleCounter(look)),
        Place("Labels", "tag", keys.LABELS, SampleEmpty(look, "Labels")),
        Place("Find", "search", keys.FIND, SampleEmpty(look, "Find")),
        Place("Today", "calendar-check", keys.TODAY, SampleToday(look)),
    ]
    help_page = HelpPage(look)
    help_page.set_numbers([("Hub lead, any time", "0113 496 0000")])
    made = Window(look, Notices(quiet_sounds()), places, lambda: help_page, practice)
    made.title.set_where("Saturday 21 November  ·  Street stall, High Street")
    made.status.say("saved", "Saved on this laptop", icon_name="circle-check-big", short="Saved")
    made.status.say("scanner", "Scanner ready", icon_name="scan-barcode")
    made.status.say(
        "printer",
        "Label printer ready: 14 left on sheet",
        icon_name="printer-check",
        short="14 labels left",
    )
    made.status.set_time("10:42")
    return made


def counter_of(made: Window) -> SampleCounter:
    """The sample counter inside a window."""
    found = made.places[0].widget
    assert isinstance(found, SampleCounter)
    return found
