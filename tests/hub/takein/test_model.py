"""Take in against a plain list: whatever is scanned, typed and undone, the book agrees."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from hubdesk import check
from hubdesk.takein import checking, entering
from hubdesk.takein.checking import Fault
from tests.hub.takein.hands import stocked
from tests.world import open_world

GOODS = ("beans", "peas", "yoghurt")
DAYS = {"0327": "Best before March 2027", "0628": "Best before June 2028"}


@dataclass
class Scan:
    """One scan as somebody remembers it."""

    what: str
    many: int = 1
    said: str | None = None


class Donation(RuleBasedStateMachine):
    """A plain list of scans beside the hub."""

    def __init__(self) -> None:
        super().__init__()
        folder = tempfile.TemporaryDirectory()
        self._folder = folder
        self.world = open_world(Path(folder.name) / "hub")
        self.taking = stocked(self.world)
        self.scans: list[Scan] = []
        self.run: list[Scan] = []
        self.number: int | None = None
        self.stays: str | None = None
        self.after, self.typed, self.binned = False, False, False
        self.wasted = dict.fromkeys(GOODS, 0)

    def teardown(self) -> None:
        assert [f.wrong for f in check.check(self.world.desk).findings if f.wrong] == []
        self.world.desk.close()
        self._folder.cleanup()

    @rule(what=st.sampled_from(GOODS))
    def scan(self, what: str) -> None:
        self.taking.scan(what)
        said = self.stays
        before = [each for each in self.scans if each.what == what]
        if said is None and before and (before[-1].said == "x" or self._keeps(before[-1])):
            said = before[-1].said
        made = Scan(what, self.number or 1, said)
        last = self.scans[-1] if self.scans else None
        goes_on = self.after and not self.typed and last and (last.what, last.said) == (what, said)
        self.run = [*self.run, made] if goes_on else [made]
        self.scans.append(made)
        self.number, self.after, self.typed, self.binned = None, True, False, False

    def _keeps(self, one: Scan) -> bool:
        return one.said in DAYS

    @rule(number=st.integers(1, 30))
    def type_a_number(self, number: int) -> None:
        self.taking.type_(str(number))
        if self.after:
            self.scans[-1].many = number
            self.typed = True
        else:
            self.number = number

    @rule(text=st.sampled_from(["0327", "0628", "x"]))
    def type_a_date(self, text: str) -> None:
        self.taking.type_(text)
        if not self.after:
            self.stays = text
            return
        for each in self.run:
            each.said = text
        self.typed = True
        if self.stays is not None:
            self.stays = text

    @rule()
    def space(self) -> None:
        self.taking.space()
        self.after = False

    @rule()
    def escape(self) -> None:
        self.world.desk.do(entering.nothing_stays)
        self.stays, self.number = None, None

    @precondition(lambda self: bool(self.scans))
    @rule()
    def bin_one(self) -> None:
        self.world.desk.do(checking.bin_one, Fault.RUST)
        if not self.binned:
            self.binned_what = self.scans[-1].what
        self.wasted[self.scans[-1].what] += 1
        self.binned = True

    @rule()
    def undo(self) -> None:
        self.taking.undo()
        if self.binned:
            self.wasted[self.scans[-1].what] -= 1
            self.binned = False
        elif self.scans:
            self.scans.pop()
            self.after, self.number = False, None

    @rule()
    def restart(self) -> None:
        self.world.reopen()

    @invariant()
    def the_book_agrees(self) -> None:
        for what in GOODS:
            many = sum(each.many for each in self.scans if each.what == what)
            assert self.taking.here(what) == many - self.wasted[what]

    @invariant()
    def the_screen_agrees(self) -> None:
        told: dict[tuple[str, str | None], int] = {}
        for each in self.scans:
            told[each.what, each.said] = told.get((each.what, each.said), 0) + each.many
        shown = self.taking.shown
        assert shown.figures.items == sum(each.many for each in self.scans)
        for row in shown.rows:
            said = (
                "x"
                if row.no_date
                else next(
                    (text for text, words in DAYS.items() if row.date and str(row.date) == words),
                    None,
                )
            )
            assert told[row.name, said] == int(str(row.many))
        assert (shown.about is not None) == (self.after and bool(self.scans))
        assert shown.number == self.number


TestDonation = Donation.TestCase
TestDonation.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
