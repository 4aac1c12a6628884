"""What stories of a hub's past need: one laptop that makes it, and one that joins and takes it."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from hubdesk.changes import Changes
from hubdesk.journal.act import Act
from hubdesk.stock import intake
from hubdesk.sync import keyring
from hubdesk.sync.one_pass import sync_once
from hubdesk.sync.pace import Pace
from hubdesk.sync.past import file, taking
from hubdesk.sync.past.file import Head
from hubdesk.sync.past.making import Making
from hubdesk.sync.report import PassReport
from tests.hub.sync.hubs import Laptop, MemoryFolder
from tests.hub.sync.shelf import BEANS, PLACE, open_home, take_in

Another = Callable[[str], Laptop]


def making(laptop: Laptop, folder: MemoryFolder, by: Making, **pace: Any) -> PassReport:
    """One pass in which a past may be made, however small the hub is."""
    told = Pace(**{"past_from": 1, "past_ms": math.inf} | pace)
    return sync_once(laptop.desk, folder, laptop.clock.now_ms(), told, making=by)


def made(laptop: Laptop, folder: MemoryFolder, **pace: Any) -> PassReport:
    """A pass that makes a whole past, where one is wanted."""
    by = Making()
    try:
        return making(laptop, folder, by, **pace)
    finally:
        by.drop()


def a_hub(laptop: Another, folder: MemoryFolder) -> tuple[Laptop, str]:
    """A laptop with goods and a household that made the hub, and the code of it."""
    first = laptop("first")
    for quantity in range(1, 13):
        take_in(first, quantity)
    open_home(first)
    words = first.make(folder).with_names.words
    first.sync(folder)
    return first, words


def files_of(folder: MemoryFolder) -> list[str]:
    """The files of pasts that lie there."""
    return sorted(name for name in folder.files if name.startswith("past/"))


def heads_of(folder: MemoryFolder) -> list[Head]:
    """What they say of themselves."""
    raws = [folder.files[name] for name in files_of(folder)]
    return [file.head_of(raw, raw[5:9].ljust(16, b"\0")) for raw in raws]


def first_file(folder: MemoryFolder) -> str:
    """The one that says what belongs to a past."""
    return next(name for name in files_of(folder) if f"{name}".split("-")[1] == "0")


def took(laptop: Laptop) -> bool:
    """Whether a laptop came by a past."""
    return bool(laptop.desk.ask(lambda view: keyring.fact(view.connection, taking.TAKEN)))


def opened_whole(folder: MemoryFolder, ending: str) -> set[str]:
    """The files of which more than the head was read."""
    return {name for name, most in folder.opened if name.endswith(ending) and most > 100}


def take_in_many(act: Act, many: int) -> None:
    """Goods come in so many times."""
    for _ in range(many):
        intake.take_in(act, BEANS, 1, place=PLACE)


def changes_of(laptop: Laptop) -> list[Changes]:
    """What its screens are told from now on."""
    told: list[Changes] = []
    laptop.desk.listen(told.append)
    return told
