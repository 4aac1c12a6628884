"""Colours stand far enough apart in every theme, and the stylesheet names only what exists."""

from __future__ import annotations

import re

import pytest

from hubdesk import resources
from tests.screens import audit
from ui.theme import icons, style
from ui.theme.contrast import ratio
from ui.theme.scale import STEPS, Scale
from ui.theme.tokens import THEMES, Theme, Tone


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", Theme)
def test_every_pair_of_colours_that_meets_can_be_told_apart(theme: Theme) -> None:
    assert audit.token_contrast(theme) == []


@pytest.mark.parametrize("theme", Theme)
@pytest.mark.parametrize("percent", STEPS)
def test_the_stylesheet_leaves_no_gap_unfilled(theme: Theme, percent: int) -> None:
    sheet = style.sheet(THEMES[theme], Scale(percent))
    assert "@" not in sheet
    assert re.search(r"min-height: (44|55|66)px", sheet)


def test_text_grows_and_shrinks_by_steps_and_stops_at_the_ends() -> None:
    assert Scale(100).larger() == Scale(125)
    assert Scale(150).larger() == Scale(150)
    assert Scale(125).smaller() == Scale(100)
    assert Scale(100).smaller() == Scale(100)


def test_a_small_laptop_at_150_percent_stands_in_one_column() -> None:
    assert Scale(150).is_compact(1366)
    assert not Scale(100).is_compact(1366)


def test_every_tone_has_a_shape_of_its_own_that_is_shipped() -> None:
    assert len({icons.TONE_ICONS[tone] for tone in Tone}) == len(Tone)
    assert all(resources.path("icons", f"{name}.svg") for name in icons.TONE_ICONS.values())


def test_the_licence_of_the_icons_is_kept_beside_them() -> None:
    assert "ISC License" in resources.path("icons", "LICENSE").read_text(encoding="utf-8")
