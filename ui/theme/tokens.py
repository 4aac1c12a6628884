"""The colours of Hubdesk, by what they are for: light, dark, and sunlight for a street stall.

The values are the project's own, corrected until text stands at 7 to 1 (sunlight 10 to 1) and
edges, signal lines and the focus ring at 4.5 to 1 on every ground they are used on.
``tests/screens/look/test_tokens.py`` measures all pairs.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import fields


class Tone(StrEnum):
    """What a result means to the volunteer. Each has its own icon shape, word and sound."""

    OK = "ok"
    SOON = "soon"
    NEW = "new"
    STOP = "stop"
    INFO = "info"


class Theme(StrEnum):
    """The three ways Hubdesk can be dressed."""

    LIGHT = "light"
    DARK = "dark"
    SUNLIGHT = "sunlight"


class Tokens(Struct, frozen=True):
    """One theme's colours, each ``#RRGGBB`` and named for its use."""

    window: str
    surface: str
    sunken: str
    line: str
    edge: str
    text: str
    muted: str
    primary: str
    primary_down: str
    on_primary: str
    tint: str
    focus: str
    focus_on_primary: str
    rail: str
    rail_text: str
    rail_over: str
    rail_selected: str
    rail_selected_text: str
    rail_focus: str
    ok: str
    ok_text: str
    ok_line: str
    soon: str
    soon_text: str
    soon_line: str
    stop: str
    stop_text: str
    stop_line: str
    new: str
    new_text: str
    new_line: str
    info: str
    info_text: str
    info_line: str

    def ground(self, tone: Tone) -> str:
        """The colour behind a message of this tone."""
        return str(getattr(self, tone.value))

    def ink(self, tone: Tone) -> str:
        """The colour of the words of a message of this tone."""
        return str(getattr(self, f"{tone.value}_text"))

    def rule(self, tone: Tone) -> str:
        """The colour of the line around a message of this tone, and of its small icon."""
        return str(getattr(self, f"{tone.value}_line"))

    def small_icon(self, tone: Tone) -> str:
        """The colour of a small icon of this tone standing on a plain surface."""
        return self.rule(tone) if tone is not Tone.INFO else self.muted

    def as_mapping(self) -> Mapping[str, str]:
        """Every token by its name."""
        return {field.name: str(getattr(self, field.name)) for field in fields(self)}


LIGHT = Tokens(
    window="#F2F4F3",
    surface="#FFFFFF",
    sunken="#E8ECEA",
    line="#CBD3D0",
    edge="#5A6763",
    text="#14201D",
    muted="#3E4A46",
    primary="#0A544E",
    primary_down="#07423D",
    on_primary="#FFFFFF",
    tint="#E1F0EE",
    focus="#1B4FD8",
    focus_on_primary="#FFD400",
    rail="#10302D",
    rail_text="#E6F1EF",
    rail_over="#1C413D",
    rail_selected="#FFFFFF",
    rail_selected_text="#0A3A36",
    rail_focus="#FFD400",
    ok="#E2F4E6",
    ok_text="#0D5829",
    ok_line="#1A7337",
    soon="#FFF0C7",
    soon_text="#5A3B00",
    soon_line="#945800",
    stop="#FCE4E1",
    stop_text="#861410",
    stop_line="#B3261E",
    new="#E7E8FA",
    new_text="#2C2F7A",
    new_line="#4A4FB5",
    info="#E8ECEA",
    info_text="#14201D",
    info_line="#5A6763",
)

DARK = Tokens(
    window="#121816",
    surface="#1B2321",
    sunken="#141B19",
    line="#33403C",
    edge="#97A8A2",
    text="#F1F5F3",
    muted="#BECAC6",
    primary="#6FD3C6",
    primary_down="#93E3D8",
    on_primary="#06211E",
    tint="#173733",
    focus="#9DB8FF",
    focus_on_primary="#10206B",
    rail="#0C1110",
    rail_text="#C9D6D2",
    rail_over="#182220",
    rail_selected="#1F3A36",
    rail_selected_text="#FFFFFF",
    rail_focus="#9DB8FF",
    ok="#12341F",
    ok_text="#A6E9BC",
    ok_line="#4CC77A",
    soon="#3A2C08",
    soon_text="#FFD98A",
    soon_line="#E0A62E",
    stop="#431513",
    stop_text="#FFB9B3",
    stop_line="#FF7A70",
    new="#23265A",
    new_text="#CDD0FF",
    new_line="#8F95FF",
    info="#141B19",
    info_text="#F1F5F3",
    info_line="#97A8A2",
)

SUNLIGHT = Tokens(
    window="#FFFFFF",
    surface="#FFFFFF",
    sunken="#FFFFFF",
    line="#000000",
    edge="#000000",
    text="#000000",
    muted="#000000",
    primary="#000000",
    primary_down="#202020",
    on_primary="#FFFFFF",
    tint="#FFFFFF",
    focus="#0000D0",
    focus_on_primary="#FFE600",
    rail="#000000",
    rail_text="#FFFFFF",
    rail_over="#303030",
    rail_selected="#FFE600",
    rail_selected_text="#000000",
    rail_focus="#FFE600",
    ok="#FFFFFF",
    ok_text="#003D12",
    ok_line="#003D12",
    soon="#FFE600",
    soon_text="#000000",
    soon_line="#000000",
    stop="#8A0000",
    stop_text="#FFFFFF",
    stop_line="#8A0000",
    new="#FFFFFF",
    new_text="#000080",
    new_line="#000080",
    info="#FFFFFF",
    info_text="#000000",
    info_line="#000000",
)

THEMES: Mapping[Theme, Tokens] = {
    Theme.LIGHT: LIGHT,
    Theme.DARK: DARK,
    Theme.SUNLIGHT: SUNLIGHT,
}
