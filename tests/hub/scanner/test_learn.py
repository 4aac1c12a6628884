from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.errors import Refused
from hubdesk.scanner.keystrokes import Scan
from hubdesk.scanner.learn import SETUP_CODE, learn, lesson
from hubdesk.scanner.setup import GS, GsMode, ScannerSetup
from tests.hub.scanner.wedge import Wedge


def three(wedge: Wedge, *gaps_ms: float) -> list[Scan]:
    gaps = gaps_ms or (3.0, 4.0, 5.5)
    return [Scan(wedge.sends(SETUP_CODE), "\r", gap) for gap in gaps]


def test_the_code_holds_every_sign_that_tells_keyboards_apart() -> None:
    assert set('@"#~\\|' + GS) <= set(SETUP_CODE)
    assert any(each.islower() for each in SETUP_CODE)
    assert any(each.isupper() for each in SETUP_CODE)


def test_a_plain_scanner_needs_nothing() -> None:
    assert learn(three(Wedge())) == ScannerSetup(gap_ms=30, gs=GsMode.RAW)


def test_the_gap_is_the_widest_seen_and_twenty_more() -> None:
    assert learn(three(Wedge(), 18.2, 31.0, 22.0)).gap_ms == 51


def test_a_us_scanner_on_a_uk_laptop_is_turned_back() -> None:
    layout = learn(three(Wedge(scanner="US"))).layout
    assert dict(layout) == {'"': "@", "@": '"', "£": "#", "#": "\\", "~": "|", "¬": "~"}


def test_a_uk_scanner_on_a_us_laptop_leaves_two_signs_unclear() -> None:
    layout = learn(three(Wedge(laptop="US"))).layout
    assert (layout['"'], layout["@"]) == ("@", '"')
    assert set(layout["\\"]) == {"#", "\\"}


def test_caps_lock_is_seen_and_not_learned() -> None:
    scans = three(Wedge(caps_lock=True))
    assert lesson(scans[0]).caps_lock
    assert learn(scans) == learn(three(Wedge()))


@pytest.mark.parametrize(
    ("gs", "alt", "mode", "text"),
    [
        (GS, False, GsMode.RAW, ""),
        (GS, True, GsMode.ALT, ""),
        ("", False, GsMode.LOST, ""),
        ("0029", False, GsMode.STAND_IN, "0029"),
        ("^]", False, GsMode.STAND_IN, "^]"),
    ],
)
def test_what_becomes_of_gs_is_learned(gs: str, alt: bool, mode: GsMode, text: str) -> None:
    scans = [Scan(Wedge(gs=gs).sends(SETUP_CODE), "\r", 3.0, alt) for _ in range(3)]
    learned = learn(scans)
    assert (learned.gs, learned.gs_text) == (mode, text)


def test_prefix_and_suffix_are_learned_but_not_the_mark_of_the_kind_of_code() -> None:
    learned = learn(three(Wedge(prefix="~]C0", suffix="$")))
    assert (learned.prefix, learned.suffix) == ("~", "$")


def test_keyboards_that_move_letters_are_learned_in_both_cases() -> None:
    moved = str.maketrans("YZyz", "ZYzy")
    scans = [Scan(SETUP_CODE.translate(moved), "\r", 3.0) for _ in range(3)]
    assert dict(learn(scans).layout) == {"y": "z", "Y": "Z", "z": "y", "Z": "Y"}


def test_readings_that_disagree_are_refused() -> None:
    with pytest.raises(Refused, match="not alike"):
        learn([*three(Wedge())[:2], *three(Wedge(scanner="US"))[:1]])


def test_another_code_is_refused() -> None:
    with pytest.raises(Refused, match="not the set-up code"):
        learn([Scan("5000157024671", "\r", 2.0)] * 3)


def test_a_scanner_that_loses_signs_is_refused() -> None:
    lossy = SETUP_CODE.replace("~", "")
    with pytest.raises(Refused, match="leaves out"):
        learn([Scan(lossy, "\r", 2.0)] * 3)


def test_too_few_readings_are_refused() -> None:
    with pytest.raises(Refused, match="3 times"):
        learn(three(Wedge())[:2])


def test_a_set_up_survives_the_settings() -> None:
    learned = learn(three(Wedge(scanner="US", prefix="~", gs="0029")))
    assert ScannerSetup.from_plain(learned.plain()) == learned
    assert ScannerSetup.from_plain({}) == ScannerSetup()


plain_values = st.dictionaries(
    st.sampled_from(["gap_ms", "min_length", "prefix", "suffix", "layout", "gs", "gs_text"]),
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.text(), st.dictionaries(st.text(), st.text())
    ),
)


@given(plain_values)
def test_damaged_settings_are_refused_and_nothing_worse(plain: dict[str, object]) -> None:
    try:
        setup = ScannerSetup.from_plain(plain)
    except Refused:
        return
    assert ScannerSetup.from_plain(setup.plain()) == setup


@given(st.text(max_size=120), st.floats(0, 500))
def test_no_scan_upsets_learning(text: str, gap_ms: float) -> None:
    for scanned in (text, SETUP_CODE + text, text + SETUP_CODE, SETUP_CODE[:30] + text):
        try:
            learn([Scan(scanned, "\r", gap_ms)] * 3)
        except Refused:
            continue
