"""How well one colour stands on another, as WCAG 2.2 measures it.

Source: WCAG 2.2, definitions of "relative luminance" and "contrast ratio".
"""

from __future__ import annotations


def ratio(one: str, other: str) -> float:
    """Contrast between two ``#RRGGBB`` colours: 1.0 (the same) to 21.0 (black on white)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """How bright a ``#RRGGBB`` colour is: 0.0 (black) to 1.0 (white)."""
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)
