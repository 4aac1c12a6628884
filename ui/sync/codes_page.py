"""The hub's codes on paper: one lets a laptop in with people's details, the other without."""

from __future__ import annotations

from hubdesk.sync.joining import Codes
from ui.security.pages import SheetPage
from ui.theme.look import Look


class CodesPage(SheetPage):
    """Prints both sheets, or shows the words to be copied by hand. ``back`` leads nowhere."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.codes: Codes | None = None
        self.title.setText(self.tr("Print the hub's codes"))

    def offer_codes(self, codes: Codes, printers: list[str], lost: str = "") -> None:
        """New codes to put on paper; ``lost`` says what a lost laptop still has."""
        self.codes = codes
        told = self.tr(
            "Two sheets. One lets a laptop join with names and diets, the other without, for the "
            "stall. They are shown this once; new ones can always be drawn."
        )
        self.intro.setText(f"{lost} {told}".strip())
        self.offer(codes.with_names.words, printers)

    def forget(self) -> None:
        """The paper is there: nothing of the codes is left on the screen."""
        self.codes = None
        self.code.setText("")
        self.offer("", [])

    def _on_its_way(self) -> str:
        return self.tr("Sent to the printer. Take both sheets before you go on.")

    def _in_file(self) -> str:
        return self.tr(
            "Saved as {file} in {folder}. Print it, then delete the file: whoever has it and the "
            "folder can join."
        )

    def _show_code(self) -> None:
        if self.codes is None:
            return
        names, none = self.tr("With names:"), self.tr("Without names:")
        shown = (names, self.codes.with_names.words, "", none, self.codes.without_names.words)
        self.code.setText("\n".join(shown))
        self.code.show()
        self._on_paper()
