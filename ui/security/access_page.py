"""People and access, behind Set-up: who can open the hub, what each may do, when it locks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.trust import GIVEN, Role
from hubdesk.volunteers.openers import Opener
from hubdesk.volunteers.trusting import LOCK_MIN, Known
from hubdesk.volunteers.volunteer import Volunteer
from ui import keys
from ui.theme.look import Look
from ui.widgets.buttons import WordButton, plain
from ui.widgets.card import Card, label
from ui.widgets.pick import Pick
from ui.widgets.scrolled import scrolled
from ui.widgets.take_away import take_away
from ui.wording import isolated

AS_NOBODY = ""
LONGEST_ROLE = 14
"""Characters of a role that are seen whole beside a name."""


class AccessPage(QWidget):
    """Shows what it is given. Ids go before what was chosen; a role is its word, "" for none."""

    closed = Signal()
    add_wanted = Signal()
    change_wanted = Signal(object)
    removed = Signal(str)
    code_wanted = Signal()
    opener_given = Signal(str, str)
    role_given = Signal(object, str)
    unnamed_given = Signal(str)
    lock_given = Signal(int)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self._look = look
        self.back = plain(look, self.tr("Back to Set-up"), "arrow-left", "Esc")
        self.openers, self.volunteers = _Rows(look), _Rows(look)
        self.unnamed = Pick(look, self.tr("Somebody who has not said who they are"))
        self.lock = Pick(look, self.tr("Lock after"))
        self.add = plain(look, self.tr("Another person"), "user-plus")
        self.code = plain(look, self.tr("New recovery code"), "key-round")
        self._asked = ""
        self._arrange()
        self.openers.compact(True)
        keys.Key("Esc").calls(self.closed, self, while_focused=True)
        self.back.clicked.connect(self.closed)
        self.add.clicked.connect(self.add_wanted)
        self.code.clicked.connect(self.code_wanted)
        self.unnamed.picked.connect(self.unnamed_given)
        self.lock.picked.connect(self._lock_picked)
        look.changed.connect(self._dress)

    def show_known(self, known: Known) -> None:
        """Shows the roles of volunteers and of nobody named, and when the desk locks."""
        self.unnamed.offer(_roles(), known.unnamed.value)
        times = [(self._minutes(each), str(each)) for each in LOCK_MIN]
        self.lock.offer(times, str(known.lock_min))
        self.volunteers.hold([self._volunteer(each) for each in known.volunteers])
        self.nobody.setVisible(not known.volunteers)

    def show_openers(self, openers: Sequence[Opener]) -> None:
        """Shows who has a phrase; the last one cannot be removed."""
        self._asked = ""
        self.openers.hold([self._opener(each, len(openers) > 1) for each in openers])

    def compact(self, compact: bool) -> None:
        """One card below the other, and in each row what can be done below the name."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if compact else across)
        self.volunteers.compact(compact)

    def set_practice(self, practising: bool) -> None:
        """The practice hub has no key file: there is nobody to add."""
        self.ways_in.setVisible(not practising)

    def focus_home(self) -> None:
        """The way back; nothing is typed here."""
        self.back.setFocus()

    def _opener(self, each: Opener, removable: bool) -> _Row:
        name = each.name or self.tr("The first passphrase")
        made = _Row(self._look, name)
        role = Pick(self._look, self.tr("What {name} may do").format(name=name))
        role.offer(_roles(), each.role.value)
        role.picked.connect(partial(self.opener_given.emit, each.id))
        change = WordButton(self._look, self.tr("Change"), "key-round")
        change.setAccessibleName(self.tr("Change the passphrase of {name}").format(name=name))
        change.clicked.connect(partial(self.change_wanted.emit, each))
        if not removable:
            made.add(role, change)
        else:
            remove = WordButton(self._look, self.tr("Remove"), "x")
            remove.setAccessibleName(self.tr("Remove the passphrase of {name}").format(name=name))
            remove.clicked.connect(partial(self._remove, each.id, remove))
            made.add(role, change, remove)
        return made

    def _remove(self, slot: str, button: WordButton) -> None:
        """The first press asks, in place."""
        if self._asked == slot:
            self.removed.emit(slot)
        else:
            self._asked = slot
            button.say(self.tr("Remove it now"))

    def _volunteer(self, each: Volunteer) -> _Row:
        made = _Row(self._look, each.name)
        role = Pick(self._look, self.tr("What {name} may do").format(name=each.name))
        as_nobody = (self.tr("As nobody named"), AS_NOBODY)
        role.offer([as_nobody, *_roles()], each.role.value if each.role else AS_NOBODY)
        role.picked.connect(partial(self.role_given.emit, each.id))
        made.add(role)
        return made

    def _minutes(self, minutes: int) -> str:
        if minutes == 0:
            return self.tr("Never by itself")
        if minutes == 1:
            return self.tr("1 minute with nobody at it")
        return self.tr("{n} minutes with nobody at it").format(n=minutes)

    def _lock_picked(self, value: str) -> None:
        self.lock_given.emit(int(value))

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addStretch(1)
        column.addLayout(head)
        inside = QWidget()
        inside.setProperty("role", "plain")
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._across.setContentsMargins(0, 0, 0, 0)
        self.ways_in = self._ways_in()
        self._across.addWidget(self.ways_in, 1, Qt.AlignmentFlag.AlignTop)
        self._across.addWidget(self._roles_card(), 1, Qt.AlignmentFlag.AlignTop)
        column.addWidget(scrolled(inside), 1)
        self._dress()

    def _ways_in(self) -> Card:
        card = Card(self._look, self.tr("Who can open the hub"), foot=True)
        told = self.tr("Each with a passphrase of their own. Nobody can read them, you neither.")
        card.body.addWidget(label(told, wraps=True))
        card.body.addWidget(self.openers)
        card.body.addStretch(1)
        copies = self.tr(
            "Removing one does not reach copies: whoever copied the hub's files before can still "
            "open that copy with the old passphrase."
        )
        card.body.addWidget(label(copies, "muted", True))
        assert card.foot is not None
        card.foot.addWidget(self.add)
        card.foot.addWidget(self.code)
        card.foot.addStretch(1)
        return card

    def _roles_card(self) -> Card:
        card = Card(self._look, self.tr("Who may do what"))
        for each in (self.lock, self.unnamed):
            card.body.addWidget(label(each.accessibleName(), "strong", True))
            card.body.addWidget(each)
        card.body.addWidget(label(self.tr("Volunteers"), "strong"))
        self.nobody = label(self.tr("Nobody is on the list yet. Add names in Set-up."), "muted")
        card.body.addWidget(self.nobody)
        card.body.addWidget(self.volunteers)
        card.body.addStretch(1)
        return card

    def _dress(self) -> None:
        self._across.setSpacing(self._look.px(16))


class _Rows(QWidget):
    """Rows that are made anew whenever they are shown."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.rows: list[_Row] = []
        self._compact = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))

    def compact(self, compact: bool) -> None:
        """What can be done stands below each name, or beside it."""
        self._compact = compact
        for row in self.rows:
            row.compact(compact)

    def hold(self, rows: Sequence[_Row]) -> None:
        """Shows these instead of those before."""
        for row in self.rows:
            self._column.removeWidget(row)
            take_away(row)
        self.rows = list(rows)
        for at, row in enumerate(self.rows):
            self._column.insertWidget(at, row)
            row.compact(self._compact)


class _Row(QWidget):
    """A name, and what can be done about it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look.px(8))
        self._row.addWidget(label(isolated(name), "strong", True), 1)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(look.px(8))
        self._row.addLayout(self._beside)

    def add(self, role: Pick, *buttons: QWidget) -> None:
        """Puts these beside the name."""
        role.setMinimumContentsLength(LONGEST_ROLE)
        for part in (role, *buttons):
            self._beside.addWidget(part)

    def compact(self, compact: bool) -> None:
        """Below the name, or beside it."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if compact else across)


def _roles() -> list[tuple[str, str]]:
    say = QCoreApplication.translate
    words = {
        Role.YOUNG: say("AccessPage", "Young member"),
        Role.COUNTER: say("AccessPage", "Counter"),
        Role.LEAD: say("AccessPage", "Lead"),
        Role.ADMIN: say("AccessPage", "Admin"),
    }
    return [(words[role], role.value) for role in GIVEN]
