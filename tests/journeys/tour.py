"""Takes the pictures of every screen for the documents: ``python -m tests.journeys.tour``.

Few colours are used on a screen, so each picture is kept with a palette of 128.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from hubdesk import practice, settings
from hubdesk.clock import SetClock
from tests.journeys.meter import Meter
from tests.screens.counter.states import BEANS, CHICKPEAS, MILK, card
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
    """One way the desk can look; ``name`` begins its pictures' names."""

    name: str
    theme: Theme = Theme.LIGHT
    percent: int = 100
    direction: Qt.LayoutDirection = LEFT


WAYS = (
    Way("light"),
    Way("sunlight", Theme.SUNLIGHT),
    Way("dark", Theme.DARK),
    Way("150", percent=150),
    Way("right-to-left", direction=RIGHT),
)


def screens(meter: Meter) -> Iterator[str]:
    """Every screen, in the order a Saturday shows them; a picture is taken at each name."""
    today = meter.world.clock.day_of(meter.world.clock.now_ms())
    yield "counter-empty"
    meter.scan(card(meter, "Thuy Li"))
    meter.scan(BEANS)
    yield "counter"
    meter.scan(f"01{MILK}17{today - timedelta(days=1):%y%m%d}")
    meter.scan(CHICKPEAS)
    yield "stop"
    meter.press("Space")
    meter.scan("9524000000002")
    yield "new-barcode"
    meter.scan(card(meter, "Hodan Okonkwo"))
    yield "allergy"
    while meter.headline.startswith("Allergy"):
        meter.press("Space")
    yield "read-the-pack"
    meter.press("Space")
    meter.click(meter.desk.counter.hold_button)
    yield "on-hold"
    meter.press("Esc")
    meter.printer.failing = True
    meter.press("F12")
    yield "printer-failed"
    meter.printer.failing = False
    meter.type_("2+3\r")
    meter.press("F12")
    yield "finished"
    meter.press("F8")
    meter.type_("chen")
    meter.wait(meter.desk.find.list.isVisible)
    meter.settle()
    yield "find"
    meter.press("F9")
    yield "today"
    meter.press("F10")
    yield "set-up"
    meter.press("F2")
    meter.press("F1")
    yield "help"


def take(app: QApplication, look: Look, way: Way, folder: Path) -> list[Path]:
    """The pictures of one way to look."""
    with tempfile.TemporaryDirectory() as temporary:
        hub = Path(temporary) / "hub"
        clock = SetClock(SATURDAY)
        desk = practice.reset(hub, clock)
        desk.do(partial(settings.change), theme=way.theme.value, scale_percent=way.percent)
        app.setLayoutDirection(way.direction)
        look.wear(way.theme, Scale(way.percent))
        meter = Meter(app, look, World(desk, clock, hub), key=practice.KEY, practice=True)
        meter.desk.window.resize(1366, 768)
        meter.settle()
        made = []
        for name in screens(meter):
            meter.settle()
            made.append(_keep(meter, folder / f"{way.name}-{name}.png"))
        meter.close()
        app.processEvents()
    return made


def _keep(meter: Meter, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    meter.desk.window.grab().save(str(path))
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
