"""Takes the pictures of every screen for the documents: ``python -m tests.journeys.tour``.

Few colours are used on a screen, so each picture is kept with a palette of 128.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import practice, settings
from hubdesk.clock import SetClock
from tests.journeys.meter import Meter
from tests.journeys.tour_pages import around_a_hub, pages
from tests.journeys.tour_screens import opening, prepare, screens
from tests.world import SATURDAY, World
from ui import translation
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

PICTURES = Path("docs/pictures")
COLOURS = 128
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@dataclass(frozen=True)
class Way:
    """One way the desk can look; ``name`` begins its pictures' names, the usual one's have none."""

    name: str
    theme: Theme = Theme.LIGHT
    percent: int = 100
    direction: Qt.LayoutDirection = LEFT

    def file(self, screen: str) -> str:
        """What the picture of a screen is called."""
        return f"{screen}.png" if self.name == "light" else f"{self.name}-{screen}.png"


WAYS = (
    Way("light"),
    Way("sunlight", Theme.SUNLIGHT),
    Way("dark", Theme.DARK),
    Way("150", percent=150),
    Way("right-to-left", direction=RIGHT),
)


def take(app: QApplication, look: Look, way: Way, folder: Path) -> list[Path]:
    """The pictures of one way to look."""
    with tempfile.TemporaryDirectory() as temporary:
        hub = Path(temporary) / "hub"
        clock = SetClock(SATURDAY)
        desk = practice.reset(hub, clock)
        desk.do(partial(settings.change), theme=way.theme.value, scale_percent=way.percent)
        app.setLayoutDirection(way.direction)
        look.wear(way.theme, Scale(way.percent))
        world = World(desk, clock, hub)
        prepare(world)
        meter = Meter(app, look, world, key=practice.KEY, practice=True)
        meter.desk.window.resize(1366, 768)
        meter.settle()
        made = [_keep(opening(meter), folder / way.file("opening"))]
        for name in chain(screens(meter), pages(meter)):
            meter.settle()
            made.append(_keep(meter.desk.window, folder / way.file(name)))
        meter.close()
        app.processEvents()
        for name, page in around_a_hub(app, look, Path(temporary)):
            made.append(_keep(page, folder / way.file(name)))
    return made


def _keep(shown: QWidget, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    shown.grab().save(str(path))
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    return path


def main() -> int:
    """Takes them all into docs/pictures, or those of the ways named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.dressed import dressed  # noqa: PLC0415 - the platform must be chosen first

    app, look = dressed()
    translation.wear(app)
    wanted = sys.argv[1:] or [way.name for way in WAYS]
    made = [path for way in WAYS if way.name in wanted for path in take(app, look, way, PICTURES)]
    sys.stdout.write(f"{len(made)} pictures, {sum(p.stat().st_size for p in made) // 1024} KiB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
