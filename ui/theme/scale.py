"""How large everything stands: 100, 125 or 150 %, for eyes, gloves and small laptops."""

from __future__ import annotations

from msgspec import Struct

STEPS = (100, 125, 150)
# Below this width, counted in unscaled pixels, two columns no longer fit.
COMPACT_BELOW_PX = 1200


class Scale(Struct, frozen=True):
    """One step of text and target size; lengths elsewhere are written as at 100 %."""

    percent: int = 100

    def px(self, length_px: int) -> int:
        """A length at this scale, in whole pixels."""
        # Asked hundreds of times for each frame, nearly always at 100 %.
        return length_px if self.percent == 100 else round(length_px * self.percent / 100)

    def larger(self) -> Scale:
        """The next step up, or this one when there is none."""
        return Scale(min((step for step in STEPS if step > self.percent), default=self.percent))

    def smaller(self) -> Scale:
        """The next step down, or this one when there is none."""
        return Scale(max((step for step in STEPS if step < self.percent), default=self.percent))

    def is_compact(self, width_px: int) -> bool:
        """True when a window of this width should stand in one column."""
        return width_px * 100 / self.percent < COMPACT_BELOW_PX
