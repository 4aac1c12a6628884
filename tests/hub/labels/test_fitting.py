"""Words shrink, wrap, and last of all end in an ellipsis."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hubdesk.labels.faces import Letters
from hubdesk.labels.fitting import Fitted, Style, fit
from hubdesk.labels.layout import Face
from hubdesk.labels.script import must_be_shaped, tidy
from tests.hub.labels.paper import HOSTILE

LETTERS = Letters()
ONE = Style(12, 6)
TWO = Style(12, 6, lines=2)


def fitted(text: str, width_mm: float, style: Style = ONE, height_mm: float = 20) -> Fitted:
    return fit(text, width_mm, height_mm, style, LETTERS)


def test_a_text_with_room_is_set_at_its_best_size() -> None:
    assert fitted("No pork", 60).size_pt == 12


def test_a_longer_text_shrinks_before_it_is_cut() -> None:
    shrunk = fitted("No pork, no nuts, no milk please", 50)
    assert 6 <= shrunk.size_pt < 12
    assert not shrunk.cut


def test_a_text_that_may_wrap_stays_larger() -> None:
    text = "No pork, no nuts, no milk please"
    assert fitted(text, 50, TWO).size_pt > fitted(text, 50, ONE).size_pt
    assert " ".join(fitted(text, 50, TWO).lines) == text


def test_what_does_not_fit_at_all_ends_in_an_ellipsis_and_says_so() -> None:
    cut = fitted("No pork, no nuts, no milk " * 9, 40, TWO)
    assert cut.cut
    assert len(cut.lines) == 2
    assert cut.lines[-1].endswith("…")


def test_a_low_area_allows_fewer_lines() -> None:
    low = fitted("one two three four five six seven", 20, Style(9, 9, lines=5), 8)
    assert len(low.lines) == 2


def test_a_word_longer_than_the_line_is_broken_not_lost() -> None:
    broken = fitted("a" * 60, 30, Style(9, 6, lines=9))
    assert "".join(broken.lines) == "a" * 60


def test_marks_are_never_parted_from_their_letter() -> None:
    parts = fitted("কি" * 40, 20, Style(9, 9, lines=30), 300).lines
    assert all(line.startswith("ক") for line in parts)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("face", Face)
def test_no_text_is_wider_than_its_area(text: str, face: Face) -> None:
    style = Style(11, 5, face, lines=3)
    lines = fitted(text, 25, style)
    assert len(lines.lines) <= 3
    assert all(LETTERS.width_mm(line, lines.size_pt, face) <= 25.01 for line in lines.lines)


@given(st.text(max_size=120), st.floats(3, 80), st.floats(1, 30), st.integers(1, 5))
def test_any_text_fits_any_area(text: str, width_mm: float, height_mm: float, lines: int) -> None:
    found = fitted(text, width_mm, Style(14, 6, lines=lines), height_mm)
    assert len(found.lines) <= lines
    assert 6 <= found.size_pt <= 14
    for line in found.lines:
        assert (
            len(line) <= 2 or LETTERS.width_mm(line, found.size_pt, Face.REGULAR) <= width_mm + 0.01
        )


def test_what_cannot_be_seen_is_not_printed() -> None:
    assert tidy(" two\n\twords\x00 ") == "two words"
    assert tidy("\u202eevil\u202c") == "evil"
    assert tidy("plain\u200fmark") == "plainmark"
    assert tidy("Zaz\u0307o\u0301łc\u0301") == "Zażółć"


def test_joiners_stay_where_they_spell() -> None:
    assert tidy("ক্\u200dষ") == "ক্\u200dষ"


@pytest.mark.parametrize("text", ["لحم", "রুটি", "રોટલી", "ਰੋਟੀ", "שלום", "กิน"])
def test_scripts_that_join_or_stack_are_left_to_qt(text: str) -> None:
    assert must_be_shaped(text)


@pytest.mark.parametrize("text", ["Żółw", "хлеб", "ψωμί", "面包", "1 kg · 2 €", "bánh mì"])
def test_plain_scripts_are_set_letter_by_letter(text: str) -> None:
    assert not must_be_shaped(text)
