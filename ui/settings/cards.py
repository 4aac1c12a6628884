"""The cards of Set-up: this hub, look and sound, labels, scanner, practice.

Each shows what it is given and tells what was changed; none saves anything itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hubdesk.labels import sheet_text as formats
from hubdesk.set_up import SetUp
from ui import translation
from ui.labels.whole_page import PLAIN
from ui.theme.look import Look
from ui.theme.scale import STEPS
from ui.theme.tokens import Theme
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.one_of import OneButton, OneOf
from ui.widgets.pick import Pick
from ui.wording import isolated


class HubCard(Card):
    """Names, and the place that this laptop serves from."""

    hub_named = Signal(str)
    laptop_named = Signal(str)
    place_chosen = Signal(str)
    place_added = Signal(str)
    day_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("This hub"))
        self.hub = Field(look, self.tr("Name of the hub"))
        self.laptop = Field(look, self.tr("This laptop"))
        self.place = Pick(look, self.tr("Where it serves"))
        self.another = Field(look, self.tr("Another place"))
        self.add = plain(look, self.tr("Add"), "plus")
        self.another.row.addWidget(self.add)
        self.day = plain(look, self.tr("Put today's date right"), "calendar")
        for part in (self.hub, self.laptop, titled(self.place, look), self.another, self.day):
            self.body.addWidget(part)
        self._named: dict[Field, str] = {}
        self.hub.entry.editingFinished.connect(partial(self._edited, self.hub, self.hub_named))
        self.laptop.entry.editingFinished.connect(
            partial(self._edited, self.laptop, self.laptop_named)
        )
        self.place.picked.connect(self._choose)
        self.add.clicked.connect(self._add)
        self.day.clicked.connect(self.day_wanted)
        self.another.entry.returnPressed.connect(self._add)

    def show_set_up(self, known: SetUp) -> None:
        """Shows what is set, but never over what somebody is typing."""
        for field, name in (
            (self.hub, known.settings.hub_name),
            (self.laptop, known.settings.laptop_name),
        ):
            is_being_typed = field.entry.hasFocus() and field.text() != self._named.get(field, "")
            self._named[field] = name
            if not is_being_typed:
                field.entry.setText(name)
        places = [(each.name, each.id.hex()) for each in known.places]
        self.place.offer(places, known.settings.here.hex())

    def _edited(self, field: Field, told: SignalInstance) -> None:
        text = field.text().strip()
        if text != self._named.get(field):
            self._named[field] = text
            told.emit(text)

    def _choose(self, place: str) -> None:
        self.another.set_hint("")
        self.place_chosen.emit(place)

    def _add(self) -> None:
        if self.another.text().strip():
            self.place_added.emit(self.another.text())
            self.another.entry.clear()


class LookCard(Card):
    """Theme, size of the text, sounds, language."""

    changed = Signal(dict)

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Look and sound"))
        theme = {
            Theme.LIGHT: (self.tr("Light"), "contrast"),
            Theme.DARK: (self.tr("Dark"), "moon"),
            Theme.SUNLIGHT: (self.tr("Sunlight"), "sun"),
        }
        self.themes = {
            each.value: OneButton(look, words, icon) for each, (words, icon) in theme.items()
        }
        self.sizes = {
            str(step): OneButton(look, isolated(f"{step} %"), "a-large-small") for step in STEPS
        }
        for percent, button in self.sizes.items():
            button.setAccessibleName(self.tr("Text size {percent} %").format(percent=percent))
        self.theme = OneOf(self.themes, look.theme.value, self)
        self.text_size = OneOf(self.sizes, str(look.scale.percent), self)
        self.sounds = QCheckBox(self.tr("Sounds, as well as colours and words"))
        self.language = Pick(look, self.tr("Language"))
        self.language.offer(languages())
        self.body.addWidget(label(self.tr("Colours"), "strong"))
        self.body.addLayout(_row(self.themes))
        self.body.addWidget(label(self.tr("Size of text and buttons"), "strong"))
        self.body.addLayout(_row(self.sizes))
        self.body.addWidget(self.sounds)
        self.body.addWidget(titled(self.language, look))
        self.hint = label(self.tr("Another language shows from the next start."), "muted", True)
        self.body.addWidget(self.hint)
        self.hint.setVisible(self.language.count() > 1)
        self.theme.chosen.connect(self._theme)
        self.text_size.chosen.connect(self._size)
        self.sounds.clicked.connect(self._sounds)
        self.language.picked.connect(self._language)

    def show_set_up(self, known: SetUp) -> None:
        """Shows what is set."""
        self.theme.set_value(known.settings.theme)
        self.text_size.set_value(str(known.settings.scale_percent))
        self.sounds.setChecked(known.settings.sounds)
        self.language.set_value(known.settings.language)

    def _theme(self, value: str) -> None:
        self.changed.emit({"theme": value})

    def _size(self, value: str) -> None:
        self.changed.emit({"scale_percent": int(value)})

    def _sounds(self, on: bool) -> None:
        self.changed.emit({"sounds": on})

    def _language(self, value: str) -> None:
        self.changed.emit({"language": value})


class LabelsCard(Card):
    """The label printer, and the sheet or roll in it."""

    changed = Signal(dict)

    def __init__(self, look: Look, printers: Sequence[str]) -> None:
        super().__init__(look, self.tr("Labels"))
        self.printer = Pick(look, self.tr("Printer"))
        self.label = Pick(look, self.tr("Parcel labels on"))
        self.card = Pick(look, self.tr("Household cards on"))
        self._printers = list(printers)
        sheets = [(formats.named(each).title, each) for each in formats.names() if each != PLAIN]
        self.label.offer(sheets)
        self.card.offer(sheets)
        for pick, name in (
            (self.printer, "printer"),
            (self.label, "label_format"),
            (self.card, "card_format"),
        ):
            self.body.addWidget(titled(pick, look))
            pick.picked.connect(partial(self._picked, name))

    def show_set_up(self, known: SetUp) -> None:
        """Shows what is set; a printer that is not there now keeps its name."""
        told = known.settings
        names = list(self._printers)
        if told.printer and told.printer not in names:
            names.append(told.printer)
        choices = [(name, name) for name in names]
        self.printer.offer([(self.tr("Save labels as PDF"), ""), *choices], told.printer)
        self.label.set_value(told.label_format)
        self.card.set_value(told.card_format)

    def _picked(self, name: str, value: str) -> None:
        self.changed.emit({name: value})


class ScannerCard(Card):
    """The way to the scanner's own page, its sheet, and what was heard last."""

    set_up_wanted = Signal()
    sheet_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Scanner"))
        self.heard = label(self.tr("Scan anything to test it."), wraps=True)
        self.set_up = plain(look, self.tr("Set up the scanner"), "scan-barcode")
        self.sheet = plain(look, self.tr("Print its sheet"), "printer")
        self.set_up.clicked.connect(self.set_up_wanted)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.body.addWidget(self.heard)
        row = FlowLayout()
        row.addWidget(self.set_up)
        row.addWidget(self.sheet)
        self.body.addLayout(row)

    def hear(self, text: str, name: str = "") -> None:
        """A scan arrived while Set-up was in front; ``name`` is what the sheet calls it."""
        told = f"{name}  ·  {text}" if name else text
        self.heard.setText(self.tr("Heard: {code}").format(code=told))


class ParcelsCard(Card):
    """The way to the parcel list."""

    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("Parcel list"))
        told = self.tr("What is packed for 1 to 10 people, and otherwise for whom.")
        self.body.addWidget(label(told, wraps=True))
        self.change = plain(look, self.tr("Change the parcel list"), "list")
        self.change.clicked.connect(self.wanted)
        row = FlowLayout()
        row.addWidget(self.change)
        self.body.addLayout(row)


class AccessCard(Card):
    """The way to who can open the hub, who may do what, and when it locks."""

    wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, self.tr("People and access"))
        told = self.tr("Passphrases, what each person may do, and when the desk locks.")
        self.body.addWidget(label(told, wraps=True))
        self.open_button = plain(look, self.tr("People and access"), "shield")
        self.open_button.clicked.connect(self.wanted)
        row = FlowLayout()
        row.addWidget(self.open_button)
        self.body.addLayout(row)


class PracticeCard(Card):
    """Practice codes to print, and a practice hub as new."""

    sheet_wanted = Signal()
    reset_wanted = Signal()
    switch_wanted = Signal()

    def __init__(self, look: Look, practising: bool) -> None:
        super().__init__(look, self.tr("Practice"))
        told = self.tr("Made-up goods and households, in a hub of their own.")
        self.body.addWidget(label(told, wraps=True))
        words = self.tr("Leave practice") if practising else self.tr("Practise now")
        self.switch = plain(look, words, "log-out" if practising else "puzzle")
        self.sheet = plain(look, self.tr("Print practice bar codes"), "barcode")
        self.reset = plain(look, self.tr("Reset the practice hub"), "rotate-ccw")
        self.switch.clicked.connect(self.switch_wanted)
        self.sheet.clicked.connect(self.sheet_wanted)
        self.reset.clicked.connect(self.reset_wanted)
        row = FlowLayout()
        for button in (self.switch, self.sheet, self.reset):
            row.addWidget(button)
        self.body.addLayout(row)


def languages() -> list[tuple[str, str]]:
    """Every language that is shipped, in its own words; English is the one that needs no choice."""
    return [("English", ""), *((translation.own_name(c), c) for c in translation.shipped())]


def titled(pick: Pick, look: Look) -> QWidget:
    """A list to choose from, under its name."""
    made = QWidget()
    made.setProperty("role", "plain")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(look.px(4))
    column.addWidget(label(pick.accessibleName(), "strong"))
    column.addWidget(pick)
    return made


def _row(buttons: Mapping[str, WordButton]) -> FlowLayout:
    row = FlowLayout()
    for button in buttons.values():
        row.addWidget(button)
    return row
