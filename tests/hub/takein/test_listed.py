"""New goods that a list of products knows: named as it names them, with no key."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.catalogue import dry_run, importing
from hubdesk.takein.came import Offer, Sign
from tests.hub.takein.hands import TakingIn, stocked
from tests.world import World

BEANS, BAR = "5000157024671", "5000159461122"
LIST = (
    "code\tproduct_name\tbrands\tquantity\tingredients_text\n"
    f"{BEANS}\tBaked Beans\tHeinz\t415 g\tBeans\n"
    f"{BAR}\tSnickers\t\t50 g\tSugar, _peanuts_, _milk_\n"
)


@pytest.fixture
def taking(world: World, tmp_path: Path) -> TakingIn:
    path = tmp_path / "list.tsv"
    path.write_text(LIST, encoding="utf-8")
    world.desk.do(importing.take_in_all, b"i" * 16, dry_run.read(path).parts)
    return stocked(world)


def test_a_listed_code_has_its_name_line_and_kind_of_date_at_the_first_scan(
    taking: TakingIn,
) -> None:
    came = taking.scan(BEANS)
    assert came.sign is Sign.TAKEN and Offer.NAME_IT in came.offers
    assert str(came.lines[-1]) == "Named as listed. Line: Baked beans"
    taking.type_("2811")
    assert taking.rows == ["1 Heinz Baked Beans, Best before 28 November"]
    assert taking.nameless == []
    assert "Named as listed" not in str(taking.scan(BEANS).lines)


def test_a_listed_code_that_fits_no_line_says_so(taking: TakingIn) -> None:
    assert str(taking.scan(BAR).lines[-1]) == "Named as listed. Ctrl+N puts it on a line."
    assert taking.rows == ["1 Snickers"]
