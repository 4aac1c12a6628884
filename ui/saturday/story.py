"""What happens on the practice Saturday, step by step, with a sentence and a picture for each."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QAbstractButton

from hubdesk.clock import SetClock
from hubdesk.counter.finishing import Finished
from hubdesk.errors import Trouble
from hubdesk.wording import translate
from ui.desk_window import OpenDesk
from ui.saturday.album import Album
from ui.saturday.hands import Hands
from ui.saturday.people import People
from ui.saturday.printer import MoodyPrinter
from ui.widgets.line_model import Line

BEANS, MILK, CRISPS = "9520000012113", "09520000010362", "9524000000002"
CORN_FLAKES, CHICKPEAS = "9520000010713", "9520000013028"
WRONG_DIGIT = "9520000012114"


class Story:
    """Plays the Saturday. ``told`` is what happened, a sentence a step."""

    def __init__(
        self, desk: OpenDesk, hands: Hands, clock: SetClock, printer: MoodyPrinter, album: Album
    ) -> None:
        self.desk, self.hands, self.album = desk, hands, album
        self._clock, self._printer = clock, printer
        self.told: list[str] = []

    def play(self, people: People) -> None:
        """All of it. Raises Trouble, naming the step, when the desk does something else."""
        self._note("the-counter-opens", self._tr("The counter opened on the practice hub."), "")
        self._returning(people.plain)
        self._first_visit()
        self._allergy(people.avoids)
        self._picked(people.large)
        self._dates()
        self._codes()
        self._parked(people.large, people.other)
        self._found()
        self._today()
        self._hidden()
        self._no_paper(people.other)
        self._end_of_day()
        self._next_week(people.avoids)

    def _returning(self, card: str) -> None:
        self.hands.scan(card)
        self._note("a-card-was-scanned", self._tr("A household came back: its card was scanned."))
        self._finish("and-f12", self._tr("F12: one scan and one key served it."))

    def _first_visit(self) -> None:
        self.hands.type_("2+3")
        self._note("two-adults-three-children", self._tr("A first visit: 2+3 was typed."))
        self.hands.type_("\r")
        self._note("a-first-visit", self._tr("Enter opened it; no name was asked."))
        self._finish("a-new-card", self._tr("F12: five keys in all, and a numbered card."))

    def _allergy(self, card: str) -> None:
        self.hands.scan(card)
        self._note("an-allergy", self._tr("A household that avoids sesame came."), "Allergy")
        self._settle()
        self._note("settled", self._tr("It was settled with Space, and is remembered."))
        self._finish("served-safely", self._tr("F12 served it."))

    def _settle(self) -> None:
        """Space for each question about allergies until none is left."""
        while self._headline().startswith(("Allergy", "Read")):
            if self._headline().startswith("Read"):
                said = self._tr("Packs that nobody has read were listed.")
                self._note("read-the-pack", said, "Read the pack")
            self.hands.press("Space")

    def _picked(self, card: str) -> None:
        self.hands.scan(card)
        self.hands.scan(BEANS)
        self._note("beans-scanned", self._tr("A larger household: beans were scanned."), "Added")
        self.hands.type_("6\r")
        self._note("six-of-them", self._tr("6 and Enter made it six."))
        self.hands.click(self.desk.counter.side.tiles.tiles[0])
        self._note("bread-by-tile", self._tr("Bread has no barcode: its tile was tapped."))
        for _ in range(2):
            self.hands.click(self.desk.counter.card.rows.more)
        self.hands.click(self.desk.counter.card.rows.fewer)
        self._note("plus-and-minus", self._tr("Plus and minus changed how many."))
        while self._picked_line().name != "Potatoes":
            self.hands.press("Down")
        self.hands.press("Del")
        self._note("none-left", self._tr("None left of a line: Del, and a substitute is offered."))
        self.hands.press("Space")
        self._note("the-substitute", self._tr("Space gave the substitute."), "Added")
        self.hands.press("Ctrl+Z")
        self._note("taken-back", self._tr("Ctrl+Z took it back."), "Taken back")

    def _dates(self) -> None:
        today = self._today_date()
        self.hands.scan(f"01{MILK}17{today - timedelta(days=1):%y%m%d}")
        said = self._tr("A code that holds a use by of yesterday was stopped.")
        self._note("do-not-give-out", said, "Do not give out")
        self.hands.scan(CHICKPEAS)
        self._note("one-waits", self._tr("A scan behind the stop waited, and was counted."))
        self.hands.press("Space")
        self._note("put-aside", self._tr("Space put it aside; the waiting scan went on."), "Added")
        self.hands.scan(f"01{MILK}15{today - timedelta(days=1):%y%m%d}")
        self._note("past-best-before", self._tr("A past best before was asked about."), "Past")
        self.hands.press("Space")
        self._note("checked-and-given", self._tr("It was checked and given."), "Added")

    def _codes(self) -> None:
        self.hands.scan(CRISPS)
        self._note("a-new-barcode", self._tr("A barcode that nobody knows came."), "New barcode")
        self.hands.press("Ctrl+N")
        self.hands.type_("Potato crisps 6 x 25 g")
        self._note("what-is-it", self._tr("It was named once."))
        self.hands.type_("\r")
        self._note("named-and-added", self._tr("Enter kept the name and added it."), "Added")
        self.hands.scan(WRONG_DIGIT)
        said = self._tr("A wrong check digit was asked about, and not corrected.")
        self._note("is-this-code-right", said, "Is this code right?")
        self.hands.click(self._answer("Skip"))
        self.hands.scan_on(CORN_FLAKES)
        self.hands.scan(CORN_FLAKES)
        self._note("read-twice", self._tr("A code read twice in a moment counted once."), "Read")

    def _parked(self, card: str, other: str) -> None:
        self.hands.scan(other)
        self._note("another-card", self._tr("Another card was scanned: the first visit waits."))
        self.hands.click(self.desk.counter.hold_button)
        self._note("on-hold", self._tr("On hold lists who waits."))
        self.hands.click(self.desk.counter.held.buttons[0])
        self._note("brought-back", self._tr("The first visit was brought back as it was."))
        self._settle()
        self._finish("served-in-turn", self._tr("F12 served it."))
        self.hands.scan(other)
        self._settle()
        self._finish("and-the-other", self._tr("And then the one that waited."))

    def _found(self) -> None:
        self.hands.press("F8")
        self._note("find", self._tr("F8: somebody without a card."))
        self.hands.type_("ros chan")
        self.hands.wait(self.desk.places.find.found.hits.list.isVisible)
        self._note("found-by-a-rough-name", self._tr("A name spelled roughly found them."))
        self.hands.type_("\r")
        self.hands.wait(lambda: self.desk.window.front.is_at(self.desk.counter))
        self.hands.wait(lambda: self.desk.counter.service.visit is not None)
        self._note("opened-from-find", self._tr("Enter opened their visit."))
        self.hands.press("Ctrl+K")
        self._note("put-on-hold", self._tr("Ctrl+K put it on hold for later."))

    def _today(self) -> None:
        label = self._served().jobs[0].code
        self.hands.press("F9")
        self._note("today", self._tr("F9: everything that happened today."))
        self.hands.click(self.desk.places.today.card.reopen)
        self.hands.wait(lambda: self.desk.counter.service.visit is not None)
        self._note("opened-again", self._tr("A finished parcel was opened again."))
        self._settle()
        self._finish("finished-again", self._tr("It was changed and finished again."))
        self.hands.scan(label)
        self._note("a-dead-label", self._tr("Its old label is dead, and says so."), "Replaced")
        self.hands.press("Space")

    def _hidden(self) -> None:
        self.hands.press("F11")
        self._note("screen-hidden", self._tr("F11 hid the screen."))
        self.hands.press("Space")
        self._note("and-back", self._tr("Any key brought it back."))

    def _no_paper(self, card: str) -> None:
        self._printer.out_of_paper = True
        self.hands.type_("1+0\r")
        self._finish(
            "write-the-number", self._tr("The printer ran out of paper: the number shows.")
        )
        self._printer.out_of_paper = False
        self.hands.type_("1+1\r")
        said = self._tr("With paper in, the waiting label printed with the next.")
        self._finish("the-label-came-later", said)

    def _end_of_day(self) -> None:
        self.hands.press("Ctrl+T")
        self._note("turned-away", self._tr("Ctrl+T counted somebody turned away."), "Counted")
        self.hands.press("F1")
        self._note("help", self._tr("F1: help for the screen, and the numbers to call."))
        self.hands.press("F2")
        self.hands.press("F10")
        self._note("set-up", self._tr("F10: the settings of this laptop."))
        self.hands.press("F2")

    def _next_week(self, card: str) -> None:
        self._clock.forward(days=7)
        self.hands.scan(card)
        self._note("a-week-later", self._tr("A week later the one who avoids sesame came again."))
        self._finish("remembered", self._tr("All was remembered: one scan and F12."))

    def _finish(self, name: str, said: str) -> None:
        self.hands.press("F12")
        self._note(name, said, "Done: parcel")
        self._clock.forward(minutes=4)

    def _note(self, name: str, said: str, headline: str = "") -> None:
        """Looks whether the card says what it should, takes a picture, and tells the step."""
        if not self._headline().startswith(headline):
            raise Trouble(
                translate("hub", "The practice Saturday went wrong at {step}: {said}"),
                step=name,
                said=self._headline(),
            )
        self.album.take(self.desk.window, name)
        self.told.append(f"{self.album.taken:2}  {said}")

    def _headline(self) -> str:
        shown = self.desk.counter.result.result
        return shown.headline if shown is not None else ""

    def _answer(self, word: str) -> QAbstractButton:
        return next(b for b in self.desk.counter.result.buttons if b.text() == word)

    def _served(self) -> Finished:
        served = self.desk.counter.service.served
        assert served is not None
        return served

    def _picked_line(self) -> Line:
        rows = self.desk.counter.card.rows
        return next(line for line in rows.lines if line.id_ == rows.picked_id)

    def _today_date(self) -> date:
        return self._clock.day_of(self._clock.now_ms())

    def _tr(self, text: str) -> str:
        return QCoreApplication.translate("Saturday", text)
