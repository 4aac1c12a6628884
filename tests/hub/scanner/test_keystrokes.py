from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.scanner.keystrokes import Burst, Scan, Verdict, scans_of
from hubdesk.scanner.setup import GS, ScannerSetup

TIN = "5000157024671"


def keys(text: str, gap_ms: float = 5.0, start_ms: float = 0.0) -> list[tuple[str, float]]:
    return [(each, start_ms + place * gap_ms) for place, each in enumerate(text)]


def burst(**setup: object) -> Burst:
    return Burst(ScannerSetup(**setup))  # type: ignore[arg-type]


@pytest.mark.parametrize("gap_ms", [0.0, 0.5, 5.0, 20.0, 40.0, 45.0])
@pytest.mark.parametrize("ending", ["\r", "\n", "\t"])
def test_a_fast_run_that_ends_is_a_scan(gap_ms: float, ending: str) -> None:
    assert scans_of(burst(), keys(TIN + ending, gap_ms)) == [Scan(TIN, ending, gap_ms)]


def test_a_person_typing_is_given_back_key_by_key() -> None:
    typing = burst()
    outcomes = [typing.key(text, at_ms) for text, at_ms in keys("beans\r", 150.0)]
    assert outcomes[0] == [Verdict.HOLD]
    assert outcomes[1:5] == [[Verdict.REPLAY, Verdict.HOLD]] * 4
    assert outcomes[5] == [Verdict.REPLAY, Verdict.PASS]


def test_a_short_fast_run_is_typing() -> None:
    typing = burst()
    outcomes = [typing.key(text, at_ms) for text, at_ms in keys("2+3\r")]
    assert outcomes[-1] == [Verdict.REPLAY, Verdict.PASS]


def test_a_code_without_enter_is_a_scan_once_it_is_quiet() -> None:
    assert scans_of(burst(), keys("96385074")) == [Scan("96385074", "", 5.0)]
    assert scans_of(burst(), keys("9638507")) == []


def test_the_enter_that_comes_late_belongs_to_its_scan() -> None:
    late = burst()
    for text, at_ms in keys(TIN):
        late.key(text, at_ms)
    assert late.key("\r", 180.0) == [Scan(TIN, "", 5.0), Verdict.SWALLOW]
    assert late.key("\r", 1000.0) == [Verdict.PASS]


def test_a_key_held_down_is_no_scan_even_when_the_laptop_does_not_say_so() -> None:
    assert scans_of(burst(), keys("a" * 30, 33.0)) == []


def test_two_scans_that_touch_are_two() -> None:
    assert [scan.text for scan in scans_of(burst(), keys(f"{TIN}\r96385074\r"))] == [
        TIN,
        "96385074",
    ]


def test_cr_and_lf_end_one_scan_and_leak_no_enter() -> None:
    both = burst()
    outcomes = [both.key(text, at_ms) for text, at_ms in keys(TIN + "\r\n")]
    assert outcomes[-2][-1] is Verdict.SWALLOW
    assert outcomes[-1] == [Verdict.SWALLOW]


def test_an_enter_a_person_presses_after_a_scan_is_theirs() -> None:
    after = burst()
    for text, at_ms in keys(TIN + "\r"):
        after.key(text, at_ms)
    assert after.key("\r", 500.0) == [Verdict.PASS]


def test_a_slow_scanner_needs_its_learned_gap() -> None:
    slow = keys(TIN + "\r", 70.0)
    assert scans_of(burst(), slow) == []
    assert [scan.text for scan in scans_of(burst(gap_ms=90), slow)] == [TIN]


def test_a_learned_prefix_makes_a_short_code_certain() -> None:
    assert scans_of(burst(), keys("~12\r")) == []
    assert [scan.text for scan in scans_of(burst(prefix="~"), keys("~12\r"))] == ["~12"]


def test_gs_is_part_of_the_code() -> None:
    assert scans_of(burst(), keys(f"10A{GS}1726\r"))[0].text == f"10A{GS}1726"


def alt_0029(to: Burst, at_ms: float) -> float:
    to.alt_down(at_ms)
    for digit in "0029":
        at_ms += 2
        to.key(digit, at_ms, alt=True)
    to.alt_up(at_ms + 2)
    return at_ms + 4


@pytest.mark.parametrize("laptop_types_it_too", [False, True])
def test_alt_and_0029_is_one_gs(laptop_types_it_too: bool) -> None:
    scanner = burst()
    for text, at_ms in keys("010505", 2):
        scanner.key(text, at_ms)
    at_ms = alt_0029(scanner, 14.0)
    if laptop_types_it_too:
        scanner.key(GS, at_ms)
    scanner.key("1", at_ms + 2)
    assert scanner.key("\r", at_ms + 4)[0] == Scan(f"010505{GS}1", "\r", 4.0, alt_codes=True)


def test_an_accent_typed_with_alt_and_numbers_is_given_back() -> None:
    typing = burst()
    assert typing.alt_down(0.0) == [Verdict.PASS]
    assert typing.key("0", 200.0, alt=True) == [Verdict.HOLD]
    assert typing.key("2", 400.0, alt=True) == [Verdict.REPLAY, Verdict.HOLD]
    assert typing.quiet() == [Verdict.REPLAY]
    assert typing.alt_up(900.0) == [Verdict.PASS]


def test_keys_that_are_in_no_code_give_back_what_was_held() -> None:
    typing = burst()
    typing.key("a", 0.0)
    assert typing.key("\x08", 10.0) == [Verdict.REPLAY, Verdict.PASS]
    typing.key("a", 20.0)
    assert typing.other() == [Verdict.REPLAY]
    assert typing.other() == []


def test_asking_changes_nothing() -> None:
    typing = burst()
    assert typing.would_take("5", 0.0)
    assert not typing.holding
    assert not typing.would_take("\r", 1.0)


key_runs = st.lists(st.tuples(st.text(max_size=2), st.floats(0, 400), st.booleans()))


@given(key_runs)
def test_every_key_is_either_given_back_or_in_a_scan(run: list[tuple[str, float, bool]]) -> None:
    at_ms, held = 0.0, 0
    recogniser = burst()
    for text, gap_ms, alt in run:
        at_ms += gap_ms
        outcomes = recogniser.key(text, at_ms, alt=alt and text.isdigit())
        for outcome in outcomes[:-1]:
            assert outcome is Verdict.REPLAY or isinstance(outcome, Scan)
            assert held > 0
            held = 0
        held += outcomes[-1] is Verdict.HOLD
        assert recogniser.holding == (held > 0)
    assert bool(recogniser.quiet()) == (held > 0)
