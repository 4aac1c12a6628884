"""Two laptops take in without seeing each other: one name fills the scans of both."""

from __future__ import annotations

from pathlib import Path

from hubdesk.desk import Desk
from hubdesk.journal import identity
from hubdesk.journal.act import View
from hubdesk.stock import ledger, products
from hubdesk.takein import entering, naming, scanning, showing
from tests.hub.journal.laptops import hear, laptop, pristine, sent, tables

NEW = "9529999999986"


def meet(one: Desk, two: Desk) -> None:
    from_one, from_two = sent(one), sent(two)
    hear(two, from_one)
    hear(one, from_two)
    assert tables(one) == tables(two)


def here(desk: Desk) -> int:
    def on_hand(view: View) -> int:
        return ledger.on_hand(view.connection, identity.product_of_code(NEW), view.here)

    return desk.ask(on_hand)


def test_a_code_named_on_one_laptop_has_its_name_on_both(tmp_path: Path) -> None:
    template = pristine(tmp_path / "empty")
    one, two = laptop(template, tmp_path / "one"), laptop(template, tmp_path / "two")
    for desk in (one, two):
        desk.do(scanning.scanned, NEW)
    one.do(entering.entered, "24")
    peas = identity.named("line", "Peas")
    two.do(products.note_line, peas, name="Peas", date_kind="best before")
    two.do(naming.name_it, NEW, "Garden peas", peas)
    assert one.ask(naming.nameless)[0].quantity == 24
    meet(one, two)
    assert (here(one), here(two)) == (25, 25)
    assert one.ask(naming.nameless) == []
    (row,) = one.ask(showing.take_in).rows
    assert (row.name, str(row.many)) == ("Garden peas", "24")
    one.do(scanning.scanned, NEW)
    meet(one, two)
    assert here(two) == 26
    for desk in (one, two):
        desk.close()
