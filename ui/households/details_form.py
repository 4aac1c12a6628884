"""What a household may choose to tell, each thing with the reason it is asked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from hubdesk.households.allergens import ALLERGEN_WORDS
from hubdesk.households.diet import COMPANY, DIETS, FACES, KITCHEN
from hubdesk.households.record import Details
from ui.households.ages_row import AgesRow
from ui.theme.look import Look
from ui.widgets.card import Card, label
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.toggle import ToggleButton
from ui.wording import translated


class Field(QWidget):
    """One line to fill in: what it is, why it is asked, and the box."""

    def __init__(self, look: Look, words: str, why: str) -> None:
        super().__init__()
        self._look = look
        self.box = QLineEdit()
        self.box.setAccessibleName(words)
        self.box.setAccessibleDescription(why)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(label(words, "strong"))
        self._column.addWidget(label(why, "muted", wraps=True))
        self._column.addWidget(self.box)
        self._dress()
        look.changed.connect(self._dress)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._dress()

    def _dress(self) -> None:
        self._column.setSpacing(self._look.px(3))
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        self.box.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute)


class Choices(QWidget):
    """Facts that can hold together, as buttons that stay in."""

    picked = Signal()

    def __init__(self, look: Look, words: dict[str, str]) -> None:
        super().__init__()
        self._look = look
        self._flow = FlowLayout(8, self)
        self.buttons = [ToggleButton(look, translated(word), what) for what, word in words.items()]
        for button in self.buttons:
            self._flow.addWidget(button)
            button.clicked.connect(self.picked)
        look.changed.connect(self._dress)
        self._dress()

    def choose(self, chosen: tuple[str, ...]) -> None:
        """Ticks these and no others."""
        for button in self.buttons:
            button.setChecked(button.what in chosen)

    def chosen(self) -> tuple[str, ...]:
        """What is ticked, by the hub's own names, in their order."""
        return tuple(sorted(button.what for button in self.buttons if button.isChecked()))

    def _dress(self) -> None:
        self._flow.set_gap(self._look.px(8))


class DetailsForm(QScrollArea):
    """The whole form. ``edited`` at every change; ``details()`` is what stands in it."""

    edited = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.name = Field(
            look,
            self.tr("Full name"),
            self.tr("Asked so that you can be found without your card."),
        )
        self.street = Field(
            look, self.tr("Street"), self.tr("Asked so that a parcel can be brought to you.")
        )
        self.postcode = Field(
            look, self.tr("Postcode"), self.tr("Asked so that the right street is found.")
        )
        self.phone = Field(
            look, self.tr("Phone"), self.tr("Asked so that we can ring if a food is recalled.")
        )
        self.diet, self.kitchen, self.company = (
            Choices(look, {chip.value: FACES[chip].words for chip in chips})
            for chips in (DIETS, KITCHEN, COMPANY)
        )
        self.allergies = Choices(look, {each.value: w for each, w in ALLERGEN_WORDS.items()})
        self.ages = AgesRow(look)
        self.fields = (self.name, self.street, self.postcode, self.phone)
        self._arrange()
        for field in self.fields:
            field.box.textEdited.connect(self.edited)
        for choices in (self.diet, self.kitchen, self.company):
            choices.picked.connect(self.edited)
        self.allergies.picked.connect(self.edited)
        self.ages.edited.connect(self.edited)

    def fill(self, details: Details) -> None:
        """Shows these details; an empty ``Details()`` leaves nothing in any part."""
        told = (details.name, details.street, details.postcode, details.phone)
        for field, text in zip(self.fields, told, strict=True):
            field.box.setText(text)
            field.box.setCursorPosition(0)
        for choices in (self.diet, self.kitchen, self.company):
            choices.choose(details.diet)
        self.allergies.choose(details.allergies)
        self.ages.fill(details.ages)

    def details(self) -> Details:
        """What stands in the form now."""
        return Details(
            self.name.box.text(),
            self.street.box.text(),
            self.postcode.box.text(),
            self.phone.box.text(),
            tuple(sorted(self.diet.chosen() + self.kitchen.chosen() + self.company.chosen())),
            self.allergies.chosen(),
            self.ages.ages(),
        )

    def compact(self, compact: bool) -> None:
        """One column or two."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)

    def _arrange(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        who = Card(self._look, self.tr("Name and address"))
        for field in self.fields:
            who.body.addWidget(field)
        who.body.addStretch(1)
        self.left = QVBoxLayout()
        self.left.addWidget(who)
        self.left.addStretch(1)
        needs = QVBoxLayout()
        needs.addWidget(
            self._choices(
                self.tr("Allergies"),
                self.tr("Asked so that nothing unsafe is packed."),
                self.allergies,
            )
        )
        needs.addWidget(
            self._choices(
                self.tr("Diet"), self.tr("Asked so that you can eat what is packed."), self.diet
            )
        )
        needs.addWidget(
            self._choices(
                self.tr("Kitchen"),
                self.tr("Asked so that you can cook and keep what is packed."),
                self.kitchen,
            )
        )
        needs.addWidget(
            self._choices(
                self.tr("Baby and pets"),
                self.tr("Asked so that what they need can be added."),
                self.company,
            )
        )
        needs.addWidget(
            self._choices(
                self.tr("Ages of the children"),
                self.tr("Asked so that the right food for them is packed. No birth dates."),
                self.ages,
            )
        )
        needs.addStretch(1)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.addLayout(self.left, 2)
        self._across.addLayout(needs, 3)
        self._needs = needs
        self.setWidget(inside)
        self._dress()
        self._look.changed.connect(self._dress)

    def _choices(self, heading: str, why: str, choices: QWidget) -> Card:
        card = Card(self._look, heading)
        card.body.addWidget(label(why, "muted", wraps=True))
        card.body.addWidget(choices)
        return card

    def _dress(self) -> None:
        for layout in (self._across, self._needs, self.left):
            layout.setSpacing(self._look.px(12))
