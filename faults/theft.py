"""A stolen laptop: after a day's work nothing on its disk names anybody.

Two hundred households with names and addresses of this run's own drawing come, are served, are
found by name in the real window, and some are erased; the hub is backed up and shared, labels are
printed and a crash is logged. Then every byte of every file that was written is searched.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from faults.lines import Asked, Line, told
from hubdesk.backups import taking
from hubdesk.forgetting import erasing
from hubdesk.households import household as households
from hubdesk.households.diet import Chip
from hubdesk.households.record import Details
from hubdesk.labels import queue, sheet_text
from hubdesk.labels.designed import designed
from hubdesk.labels.draft import Room
from hubdesk.labels.faces import Letters
from hubdesk.labels.pages import pages_of
from hubdesk.labels.pdf import pdf_of_pages
from hubdesk.sync import joining
from hubdesk.sync.disk_folder import DiskFolder
from hubdesk.sync.one_pass import sync_once
from tests.hub.backups.kept import Kept, kept_world
from tests.hub.sync.hubs import CHEAP
from tests.journeys.meter import Meter
from ui.crash import CrashHook
from ui.dressed import dressed
from ui.tidy import Tidying

MUST = "0 names, addresses and diets are found"
HOUSEHOLDS = 200
SERVED, FOUND, ERASED = 60, 12, 20
SYLLABLES = (
    "qua",
    "zim",
    "bro",
    "fex",
    "lyn",
    "dop",
    "wug",
    "hir",
    "tas",
    "vok",
    "jem",
    "pyr",
    "xul",
)
DIETS = (Chip.HALAL, Chip.KOSHER, Chip.VEGETARIAN)


class Person(Struct, frozen=True):
    """Somebody whose name is nobody else's in the world."""

    name: str
    street: str
    postcode: str
    phone: str
    diet: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """What a thief must not find; of a name, each half."""
        return (*self.name.split(), self.street, self.postcode, self.phone, self.diet)


def people(draw: random.Random, many: int) -> list[Person]:
    """So many of them."""
    return [
        Person(
            f"{_word(draw)} {_word(draw)}",
            f"{draw.randrange(1, 900)} {_word(draw)} Road",
            f"ZQ{draw.randrange(10, 99)} {draw.randrange(1, 9)}XJ",
            f"07700 {draw.randrange(900_000, 999_999)}",
            draw.choice(DIETS),
        )
        for _ in range(many)
    ]


def _word(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=4)).capitalize()


def lines(asked: Asked) -> Iterator[Line]:
    """One day, and the search."""
    root = asked.folder
    told_ = people(random.Random(asked.seed), HOUSEHOLDS)
    a_day(root, told_)
    places = [root, Path(tempfile.gettempdir()), *_own_places()]
    secrets = {secret for person in told_ for secret in person.secrets}
    files = sorted({file for place in places for file in _files(place)})
    wrong = found_in(files, secrets)
    size_mb = sum(file.stat().st_size for file in files) / 1e6
    came = f"{len(secrets)} words searched for in {len(files)} files, {size_mb:.1f} MB"
    yield told("theft", MUST, came, wrong)


def _own_places() -> list[Path]:
    return [Path(os.environ[name]) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")]


def _files(place: Path) -> list[Path]:
    return [file for file in place.rglob("*") if file.is_file() and not file.is_symlink()]


def found_in(files: list[Path], secrets: set[str]) -> list[str]:
    """Files that hold a word, as UTF-8 or as Windows and Qt write it; the word is not told."""
    forms = [form for secret in secrets for form in _forms(secret)]
    return [
        f"{file.name} names somebody"
        for file in files
        if any(form in content for content in [file.read_bytes().lower()] for form in forms)
    ]


def _forms(secret: str) -> tuple[bytes, ...]:
    lower = secret.lower()
    return (lower.encode(), lower.encode("utf-16-le"), lower.replace(" ", "").encode())


def a_day(root: Path, told_: list[Person]) -> None:
    """All that a Saturday writes to a disk."""
    world = kept_world(root / "hub")
    cards = {_comes(world, person): person for person in told_}
    world.shelf(f"{SERVED * 20} beans, best before 2027-12")
    for card in list(cards)[:SERVED]:
        world.scan(card)
        world.finish()
    _prints(world, root)
    (root / "shared").mkdir()
    folder = DiskFolder(root / "shared")
    joining.make(world.desk, folder, world.now_ms, CHEAP)
    sync_once(world.desk, folder, world.now_ms)
    world.desk.close()
    _in_window(world, list(cards.values())[:FOUND])
    world.open()
    _forgets(world, ERASED)
    (root / "stick").mkdir()
    world.on_stick(root / "stick")
    sync_once(world.desk, folder, world.now_ms)
    _crashes(root / "hub" / "log", told_[0])
    taking.take(world.folder, world.key, world.now_ms)
    # As it is when it is stolen: open, with work that is not folded in yet.
    world.desk._database.connection.close()


def _comes(world: Kept, person: Person) -> str:
    home = world.household(2, 1)
    details = Details(
        person.name, person.street, person.postcode, person.phone, diet=(person.diet,)
    )
    world.desk.do(households.note_details, home.id, details)
    return home.card


def _prints(world: Kept, root: Path) -> None:
    """Every label that waits, as the PDF that a hub keeps when it has no printer."""
    paper = sheet_text.named("l7159")
    room = Room.on(paper, paper.dpi, Letters(None))
    jobs = world.desk.ask(queue.waiting)
    labels = [designed(job.content, room) for job in jobs]
    (root / "hub" / "papers").mkdir()
    (root / "hub" / "papers" / "labels.pdf").write_bytes(pdf_of_pages(pages_of(labels, paper)))
    world.desk.do(queue.printed, *(job.no for job in jobs))


def _in_window(world: Kept, told_: list[Person]) -> None:
    """Each is found by name, put on the counter and served, in the real window."""
    app, look = dressed()
    tidying = Tidying()
    meter = Meter(app, look, world, key=world.key)
    for person in told_:
        meter.press("F8")
        meter.type_(person.name + "\r")
        meter.press("Return")
        meter.press("F12")
        meter.press("F2")
        meter.press("F12")
    meter.close()
    tidying.stop()


def _forgets(world: Kept, many: int) -> None:
    for _ in range(many):
        home = world.household(1, 0, name="Nobody")
        world.desk.do(erasing.erase, home.id)
    world.desk.sweep()


def _crashes(log: Path, person: Person) -> None:
    """A bug with somebody in its hands."""
    hook = CrashHook(log)
    try:
        raise ValueError(f"cannot serve {person.name} of {person.street}")
    except ValueError:
        hook.take(*sys.exc_info())
    hook.close()
