"""Fills the one stylesheet with a theme's colours and a scale's lengths; makes the palette.

In ``resources/theme/style.qss`` a colour is written ``@surface`` and a length ``@46px``
(as at 100 %). Hair lines stay ``1px`` at every scale.
"""

from __future__ import annotations

import re
from functools import lru_cache

from PySide6.QtGui import QColor, QPalette

from hubdesk import resources
from ui.theme.scale import Scale
from ui.theme.tokens import Tokens

_GAP = re.compile(r"@(?:(\d+)px|([a-z_]+))")


def sheet(tokens: Tokens, scale: Scale) -> str:
    """The whole stylesheet in these colours at this scale. Raises KeyError for a bad token."""
    colours = {**tokens.as_mapping(), "tick_picture": _tick_picture(tokens)}

    def fill(gap: re.Match[str]) -> str:
        length, colour = gap.groups()
        return f"{scale.px(int(length))}px" if length else colours[colour]

    return _GAP.sub(fill, _template())


def palette(tokens: Tokens) -> QPalette:
    """The same colours for what a stylesheet does not reach: carets, links, selections."""
    made = QPalette()
    role = QPalette.ColorRole
    for which, colour in (
        (role.Window, tokens.window),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunken),
        (role.Text, tokens.text),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.BrightText, tokens.stop_text),
        (role.ToolTipBase, tokens.surface),
        (role.ToolTipText, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Highlight, tokens.primary),
        (role.HighlightedText, tokens.on_primary),
        (role.Link, tokens.primary),
        (role.LinkVisited, tokens.primary),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.sunken),
        (role.Mid, tokens.line),
        (role.Dark, tokens.edge),
        (role.Shadow, tokens.edge),
    ):
        made.setColor(which, QColor(colour))
    for which in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, which, QColor(tokens.muted))
    return made


def _tick_picture(tokens: Tokens) -> str:
    """The tick of a checked box, which stands on the primary colour."""
    name = "check-light" if tokens.on_primary == "#FFFFFF" else "check-dark"
    return resources.path("icons", f"{name}.svg").as_posix()


@lru_cache(maxsize=1)
def _template() -> str:
    return resources.path("theme", "style.qss").read_text(encoding="utf-8")
