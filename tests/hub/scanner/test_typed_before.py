"""A digit typed just before a scan: given back as typed, and the code comes whole."""

from __future__ import annotations

from random import Random

import pytest

from hubdesk.codes import own
from hubdesk.codes.own import Kind
from hubdesk.scanner.keystrokes import Burst, Outcome, Scan, Typed
from hubdesk.scanner.setup import ScannerSetup

BEANS = "5000157024671"
UNPROVEN = "AB1234567X"


def outcomes(typed: str, code: str, pause_ms: float, gap_ms: float = 5.0) -> list[Outcome]:
    """What becomes of some typing ``pause_ms`` before a scan."""
    burst, at_ms, found = Burst(ScannerSetup()), 0.0, []
    for sign in typed:
        found += burst.key(sign, at_ms)
        at_ms += 30.0
    at_ms += pause_ms - 30.0 if typed else 0.0
    for sign in code + "\r":
        found += burst.key(sign, at_ms)
        at_ms += gap_ms
    return [each for each in found if isinstance(each, Scan | Typed)]


def texts(found: list[Outcome]) -> list[str | int]:
    return [each.text if isinstance(each, Scan) else each.keys for each in found]  # type: ignore[union-attr]


@pytest.mark.parametrize("code", [BEANS, "96385074", own.draw(Kind.HOUSEHOLD, Random(7))])
@pytest.mark.parametrize("typed", ["6", "24", "144"])
def test_what_is_typed_before_a_scan_is_not_of_its_code(typed: str, code: str) -> None:
    assert texts(outcomes(typed, code, 20)) == [len(typed), code]


def test_a_code_that_no_check_proves_is_left_as_it_came() -> None:
    """Two readings of which neither is certain: it is asked about, never guessed."""
    assert texts(outcomes("6", UNPROVEN, 20)) == ["6" + UNPROVEN]


def test_a_code_that_is_proven_whole_is_never_cut() -> None:
    whole = "05000157024671"
    assert texts(outcomes("0", whole[1:], 20)) == [whole]
    assert texts(outcomes("", BEANS, 0)) == [BEANS]


def test_a_scanner_that_is_as_slow_as_the_hand_is_left_as_it_came() -> None:
    assert texts(outcomes("6", BEANS, 20, gap_ms=20)) == ["6" + BEANS]


def test_a_long_code_with_batch_and_date_comes_whole_as_well() -> None:
    pack = "01" + "05000157024671" + "10101150200"
    assert texts(outcomes("6", pack, 20)) == [1, pack]
