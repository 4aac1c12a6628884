"""A donation to take in, in words: ``scan``, ``type_`` and what stands on the screen then."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import ledger, products
from hubdesk.takein import entering, gaps, naming, scanning, showing
from hubdesk.takein.came import Came
from hubdesk.takein.gaps import Undated
from hubdesk.takein.naming import Nameless
from hubdesk.takein.showing import TakeIn
from hubdesk.takein.sources import Source
from tests.world import World

__all__ = ["Source", "TakingIn", "stocked"]


@dataclass
class TakingIn:
    """Somebody at Take in."""

    world: World

    def scan(self, what: str) -> Came:
        """A scan, of a product by its name or of a code."""
        return self.world.desk.do(scanning.scanned, self.world.barcodes.get(what, what))

    def type_(self, text: str) -> Came:
        """Something typed, with Enter."""
        came = self.world.desk.do(entering.entered, text)
        assert came is not None
        return came

    def space(self) -> None:
        """What is typed now is about the next scan."""
        self.world.desk.do(entering.done_with)

    def undo(self) -> Came:
        """Ctrl+Z."""
        return self.world.desk.do(entering.undo_last)

    @property
    def shown(self) -> TakeIn:
        """The screen as it stands."""
        return self.world.desk.ask(showing.take_in)

    @property
    def rows(self) -> list[str]:
        """The last five, as "24 Baked beans, Best before March 2027"."""
        return [
            f"{row.many} {row.name or row.code}" + (f", {row.date}" if row.date else "")
            for row in self.shown.rows
        ]

    @property
    def undated(self) -> list[Undated]:
        """Dates left for later."""
        return self.world.desk.ask(gaps.undated)

    @property
    def nameless(self) -> list[Nameless]:
        """What waits for a name."""
        return self.world.desk.ask(naming.nameless)

    def here(self, what: str) -> int:
        """How many of a product the book has here, by its name or its bare code."""
        code = self.world.barcodes.get(what, what)

        def on_hand(view: View) -> int:
            return ledger.on_hand(view.connection, identity.product_of_code(code), view.here)

        return self.world.desk.ask(on_hand)

    @cached_property
    def bread(self) -> bytes:
        """The line of bread."""
        return identity.named("line", "Bread")


def stocked(world: World) -> TakingIn:
    """A hub that knows some goods and has none."""
    beans = world.line("Baked beans")
    world.desk.do(products.note_line, beans, food="cans")
    world.line("Peas")
    world.line("Bread", date_kind="best before", weight_g=800)
    world.line("Yoghurt", date_kind="use by", weight_g=150)
    world.product("beans", "Baked beans")
    world.product("peas", "Peas")
    world.product("yoghurt", "Yoghurt")
    return TakingIn(world)
