"""Words for a scan that the page in front has no use for: what it was, and where to take it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from hubdesk.scanner import elsewhere
from hubdesk.scanner.elsewhere import Seen, Thing
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.sync import hub_code
from ui.background import DeskLine
from ui.notices import Notices
from ui.theme.tokens import Tone
from ui.widgets.result import Result
from ui.wording import inside


class ScanAnswer(QObject):
    """Answers with a notice and the sound of a refusal; nothing is asked and nothing is done."""

    def __init__(self, line: DeskLine, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._line, self._notices = line, notices

    def answer(self, text: str, sender: ScannerSetup) -> None:
        """Says what was scanned. The hub's code lets laptops in: it is never shown."""
        if hub_code.scanned(text, sender):
            told = self.tr("To join with it, connect a shared folder on this laptop: Alt+J.")
            self._say(self.tr("That is a hub's code"), told)
            return
        refused = self._notices.said
        self._line.ask(elsewhere.seen, text, sender, then=self._tell, refused=refused)

    def _tell(self, seen: Seen) -> None:
        self._say(self._headline(seen), self._where(seen.thing))

    def _headline(self, seen: Seen) -> str:
        if seen.name:
            said = {
                Thing.GOODS: self.tr("{name} was scanned"),
                Thing.NEW: self.tr("Barcode {name} has no name here yet"),
            }.get(seen.thing, self.tr("The label of {name} was scanned"))
            return said.format(name=inside(seen.name))
        return {
            Thing.PARCEL: self.tr("That is the label of a parcel"),
            Thing.SHELF: self.tr("That is the label of a shelf"),
            Thing.LOAD: self.tr("That is the slip of a load"),
            Thing.CRATE: self.tr("That is the label of a crate"),
            Thing.PAPER: self.tr("That is a sheet of paper"),
            Thing.WRONG: self.tr("The last digit does not fit"),
            Thing.UNCLEAR: self.tr("This code reads in two ways"),
            Thing.LABEL: self.tr("That is a label of the hub"),
        }.get(seen.thing, self.tr("This code is not known here"))

    def _where(self, thing: Thing) -> str:
        again = self.tr("Nothing was done. Scan it again, or another code on the pack.")
        return {
            Thing.GOODS: self.tr("That is goods: press F2 to serve, F4 to take in."),
            Thing.NEW: self.tr("Is it on goods? Press F2 to serve, F4 to take in."),
            Thing.PARCEL: self.tr("Press F2 and scan it there: it tells of its parcel."),
            Thing.SHELF: self.tr("Press F5 to count what stands there, Alt+K to look."),
            Thing.LOAD: self.tr("Press Alt+K and scan it there."),
            Thing.CRATE: self.tr("Press F4 and scan it there to sort it."),
            Thing.PAPER: self.tr("Press F2 for visits on paper, F5 for a count, F3 for the stall."),
            Thing.LABEL: self.tr("Press F2 and scan it there."),
            Thing.WRONG: again,
            Thing.UNCLEAR: again,
        }[thing]

    def _say(self, headline: str, told: str) -> None:
        self._notices.notice(Result(Tone.SOON, headline, (told,), of_page=True))
