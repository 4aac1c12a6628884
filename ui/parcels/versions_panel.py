"""The list as it was kept before: when, by whom, and what each version changed."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtCore import Signal

from hubdesk.parcels.contents import Issued
from hubdesk.parcels.lists import Version
from hubdesk.parcels.saving import Goods, ToEdit
from ui import moments
from ui.theme.look import Look
from ui.widgets.buttons import plain
from ui.widgets.card import Card, label
from ui.widgets.record_list import RecordLine, RecordList
from ui.wording import isolated

NAMED = 3
"""More changed lines than this are counted, not named."""


class _Entry(Struct, frozen=True):
    version: Version
    before: Issued | None
    by: tuple[str, ...]
    now: bool


class VersionsPanel(Card):
    """``picked`` carries the version that is looked at; ``back_wanted`` one to pack by again."""

    picked = Signal(object)
    back_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__(look, foot=True)
        self.set_tight()
        self._goods: Mapping[bytes, Goods] = {}
        self.body.addWidget(
            label(self.tr("A parcel keeps the list it was packed by."), "muted", wraps=True)
        )
        self.list = RecordList(look, self._reads, self.tr("Versions"), lead_px=230)
        self.add_wide(self.list)
        self.back = plain(look, self.tr("Go back to this version"), "history")
        assert self.foot is not None
        self.foot.addStretch(1)
        self.foot.addWidget(self.back)
        self.list.chosen.connect(self._chosen)
        self.back.clicked.connect(self._back)

    def show_versions(self, known: ToEdit, dirty: bool) -> None:
        """Shows every version; with unsaved changes none can be gone back to."""
        self._goods, self._dirty = known.goods, dirty
        before = [*(version.contents for version in known.versions[1:]), None]
        entries = zip(known.versions, before, strict=False)
        self.list.hold(
            [
                _Entry(each, older, known.kept_by.get(each.by or b"", ()), at == 0)
                for at, (each, older) in enumerate(entries)
            ]
        )
        self._chosen(self.list.marked())

    def _chosen(self, entry: _Entry | None) -> None:
        self.back.setEnabled(entry is not None and not entry.now and not self._dirty)
        if entry is not None:
            self.picked.emit(entry.version)

    def _back(self) -> None:
        entry = self.list.marked()
        if entry is not None:
            self.list.setFocus()
            self.back_wanted.emit(entry.version.ref)

    def _reads(self, entry: _Entry) -> RecordLine:
        by = self.tr("{names}").format(names=" + ".join(entry.by)) if entry.by else ""
        return RecordLine(
            moments.day_and_time(entry.version.at_ms),
            self._changed(entry),
            by,
            self.tr("Packed by now") if entry.now else "",
        )

    def _changed(self, entry: _Entry) -> str:
        """What a version changed since the one before it."""
        if entry.before is None:
            return self.tr("The first list")
        lines = changed_lines(entry.before, entry.version.contents)
        if not lines:
            return self.tr("Changes for chips, or the order")
        names = [isolated(self._goods[n].name) for n in lines if n in self._goods]
        said = ", ".join(names[:NAMED])
        if len(names) > NAMED:
            more = len(names) - NAMED
            return self.tr("Changed: {names} and {more} more").format(names=said, more=more)
        return self.tr("Changed: {names}").format(names=said)


def changed_lines(before: Issued, now: Issued) -> list[bytes]:
    """The lines that two versions say otherwise of, in their order."""
    old = {each.line: each for each in before.lines}
    new = {each.line: each for each in now.lines}
    return [n for n in dict.fromkeys([*new, *old]) if old.get(n) != new.get(n)]
