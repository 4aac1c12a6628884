"""Takes the pictures of every screen for the documents: ``python3 hub.py pictures``.

Few colours are used on a screen, so each picture is kept with a palette of 128. Which pages a
picture shows is kept beside them, so that a page with none is noticed at once.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
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
from tests.journeys.tour_seen import pages_in
from tests.world import SATURDAY, World
from ui import translation
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme

PICTURES = Path("docs/pictures")
SHOWN = "shown.json"
"""Which pages each picture shows."""
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


def take(app: QApplication, look: Look, way: Way, folder: Path) -> dict[str, list[str]]:
    """Takes the pictures of one way to look; the pages that each shows, by its file."""
    folder.mkdir(parents=True, exist_ok=True)
    made: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        for name, shown in states(app, look, way, Path(temporary)):
            made[way.file(name)] = pages_in(shown)
            _keep(shown, folder / way.file(name))
    return made


def states(app: QApplication, look: Look, way: Way, home: Path) -> Iterator[tuple[str, QWidget]]:
    """Every screen and state by its name, and what is to be taken a picture of."""
    app.setLayoutDirection(way.direction)
    look.wear(way.theme, Scale(way.percent))
    meter = Meter(app, look, _world(home / "hub", way), key=practice.KEY, practice=True)
    meter.desk.window.resize(1366, 768)
    meter.settle()
    yield "opening", opening(meter)
    for name in chain(screens(meter), pages(meter)):
        meter.settle()
        yield name, meter.desk.window
    meter.close()
    app.processEvents()
    yield from around_a_hub(app, look, home)


def _world(hub: Path, way: Way) -> World:
    """The practice hub, ready to be gone through."""
    clock = SetClock(SATURDAY)
    desk = practice.reset(hub, clock)
    desk.do(partial(settings.change), theme=way.theme.value, scale_percent=way.percent)
    world = World(desk, clock, hub)
    prepare(world)
    return world


def _keep(shown: QWidget, path: Path) -> None:
    shown.grab().save(str(path))
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)


def _note_shown(made: dict[str, list[str]]) -> None:
    """Which pages each picture shows, for the test that looks for one with none."""
    text = json.dumps(made, indent=1, sort_keys=True)
    (PICTURES / SHOWN).write_text(f"{text}\n", encoding="utf-8")


def main() -> int:
    """Takes them all into docs/pictures, or those of the ways named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui.dressed import dressed  # noqa: PLC0415 - the platform must be chosen first

    app, look = dressed()
    translation.wear(app)
    wanted = sys.argv[1:] or [way.name for way in WAYS]
    for way in WAYS:
        if way.name in wanted:
            made = take(app, look, way, PICTURES)
            if way is WAYS[0]:
                _note_shown(made)
            sys.stdout.write(f"{way.name}: {len(made)} pictures\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
