"""Brings a hub back: which backup, the passphrase, and the desk opens. Also on a new laptop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from hubdesk.backups import finding, places
from hubdesk.backups.bringing_back import BroughtBack
from hubdesk.backups.finding import Found
from hubdesk.clock import Clock
from hubdesk.errors import Said
from ui import counted, moments, wording
from ui.backups.daemon import Daemons
from ui.backups.volumes import volumes
from ui.security.page import Page
from ui.security.side import Side
from ui.theme.look import Look
from ui.theme.tokens import Tone
from ui.widgets.buttons import plain
from ui.widgets.field import SecretField
from ui.widgets.record_list import RecordLine, RecordList

LOOK_AGAIN_MS = 3_000
FIND, LOOK, BRING = "find", "look", "bring"


class BringBack(QWidget):
    """``hub_ready(folder, key, opener)``: the hub is in its place; ``left``: somebody would not.

    Sticks are looked for again every few seconds, so that one may be put in meanwhile.
    """

    hub_ready = Signal(object, object, str)
    left = Signal()

    def __init__(
        self,
        look: Look,
        folder: Path,
        clock: Clock,
        sticks: Callable[[], list[Path]] = volumes,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._folder, self._clock, self._sticks = look, folder, clock, sticks
        self._chosen: list[Path] = []
        self._known: dict[Path, bool] = {}
        self._is_bringing = False
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.daemons = Daemons(self)
        self.side = Side(look)
        self.page = Page(
            look,
            self.tr("Bring back a hub"),
            self.tr(
                "Put in the stick with the backups. Choose one, usually the newest, and type the "
                "passphrase or the code of the recovery sheet."
            ),
            self.tr("Bring back"),
        )
        self._fill(look)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.side)
        across.addWidget(self.page, 1)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.seek)
        look.changed.connect(self._fit)
        self._fit()

    def open_(self) -> None:
        """Begins to look for backups."""
        self.page.refuse("")
        self._timer.start(LOOK_AGAIN_MS)
        self.seek()
        self.focus_home()

    def seek(self) -> None:
        """Looks on this disk, on every stick and in the folders that were chosen."""
        work = partial(_found, self._folder, tuple(self._chosen), self._sticks)
        self.daemons.start(FIND, work, self._show, self._refused)

    def focus_home(self) -> None:
        """Where the passphrase is typed."""
        self.phrase.entry.setFocus()

    def close_down(self) -> None:
        """Looks no more."""
        self._timer.stop()
        self.daemons.wait(BRING, 60)
        self.daemons.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fill(self, look: Look) -> None:
        self.list = RecordList(look, self._reads, self.tr("Backups found"), 0)
        self.phrase = SecretField(look, self.tr("Passphrase"))
        self.another = plain(look, self.tr("Look in a folder"), "folder-open")
        self.another.clicked.connect(self._choose)
        self.page.body.addWidget(self.list, 1)
        self.page.body.addWidget(self.phrase)
        self.page.foot.insertWidget(1, self.another)
        self.page.wanted.connect(self._bring)
        self.page.back_wanted.connect(self._leave)
        self.list.opened.connect(self._to_phrase)

    def _reads(self, found: Found) -> RecordLine:
        told = found.backup.about
        where = self.tr("On this computer") if found.medium is None else _name(found.medium)
        much = ", ".join((_entries(told.operations), counted.households(told.households)))
        states = {
            None: (self.tr("Being looked at"), "search"),
            True: (self.tr("Whole"), "circle-check-big"),
            False: (self.tr("Not whole"), "circle-alert"),
        }
        end, icon = states[found.is_whole]
        return RecordLine("", moments.day_and_time(told.at_ms), f"{much}  ·  {where}", end, icon)

    def _show(self, found: Sequence[Found]) -> None:
        marked = self.list.marked()
        shown = [self._with_known(each) for each in found]
        if [*shown] != [*self.list.records.records]:
            folders = [each.backup.folder for each in shown]
            at = folders.index(marked.backup.folder) if _is_in(marked, folders) else _best(shown)
            self.list.hold(shown, at)
        if not self._is_bringing:
            self._say_none(not shown)
        self._look_at_next(shown)

    def _say_none(self, is_none: bool) -> None:
        none = self.tr("No backup found yet. Put in the stick, or look in a folder.")
        said = self.page.strip.words.text()
        if is_none and not said:
            self.page.refuse(none, Tone.NEW)
        elif not is_none and said == none:
            self.page.refuse("")

    def _with_known(self, found: Found) -> Found:
        known = self._known.get(found.backup.folder)
        return found if known is None or found.is_whole is False else replace(found, is_whole=known)

    def _look_at_next(self, shown: Sequence[Found]) -> None:
        waiting = [each for each in shown if each.is_whole is None]
        marked = self.list.marked()
        waiting.sort(key=lambda each: each != marked)
        if waiting:
            work = partial(finding.look, waiting[0])
            self.daemons.start(LOOK, work, partial(self._looked, waiting[0]), self._refused)

    def _looked(self, found: Found, is_whole: bool) -> None:
        self._known[found.backup.folder] = is_whole
        self._show(self.list.records.records)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Look in a folder"))
        if chosen:
            self.look_in(Path(chosen))

    def look_in(self, folder: Path) -> None:
        """Looks for backups in a folder as well."""
        self._chosen.append(folder)
        self.seek()
        self.focus_home()

    def _to_phrase(self, _: Found) -> None:
        self.focus_home()

    def _bring(self) -> None:
        found: Found | None = self.list.marked()
        if found is None or self._is_bringing:
            return
        if found.is_whole is False:
            self.page.refuse(self.tr("This backup is not whole. Choose another one."))
            return
        if not self.phrase.text().strip():
            self.page.refuse(self.tr("Type the passphrase, or the code of the recovery sheet."))
            self.focus_home()
            return
        self.page.refuse("")
        self._set_busy(True)
        text = self.phrase.text()
        work = partial(finding.bring_back, found, self._folder, text, self._clock)
        self.daemons.start(BRING, work, self._brought, self._refused)

    def _brought(self, brought: BroughtBack) -> None:
        self._set_busy(False)
        self._timer.stop()
        self.phrase.forget()
        self.hub_ready.emit(self._folder, brought.key, brought.opener)

    def _refused(self, failure: Said) -> None:
        self._set_busy(False)
        self.page.refuse(wording.said(failure))
        self.focus_home()
        self.phrase.entry.selectAll()

    def _set_busy(self, is_busy: bool) -> None:
        self._is_bringing = is_busy
        self.another.setEnabled(not is_busy)
        self.page.set_busy(is_busy, self.tr("Bringing it back"))

    def _leave(self) -> None:
        self._timer.stop()
        self.phrase.forget()
        self.left.emit()

    def _fit(self) -> None:
        narrow = self._look.scale.is_compact(self.width())
        self.side.set_narrow(narrow)
        self.page.set_tight(narrow)


def _found(hub: Path, chosen: Sequence[Path], sticks: Callable[[], list[Path]]) -> list[Found]:
    return finding.find(hub, [*sticks(), *chosen])


def _is_in(marked: Found | None, folders: Sequence[Path]) -> bool:
    return marked is not None and marked.backup.folder in folders


def _best(shown: Sequence[Found]) -> int:
    """The newest that is not known to be damaged."""
    return next((at for at, each in enumerate(shown) if each.is_whole is not False), 0)


def _name(medium: Path) -> str:
    """What a stick is called: its folder's name, or its letter."""
    inside = medium.parts[: medium.parts.index(places.ON_MEDIUM)] if _is_inside(medium) else None
    return (Path(*inside).name if inside else medium.name) or str(medium)


def _is_inside(medium: Path) -> bool:
    return places.ON_MEDIUM in medium.parts


def _entries(count: int) -> str:
    return QCoreApplication.translate("BringBack", "{count} entries").format(count=f"{count:,}")
