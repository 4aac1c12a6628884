"""P12: what encryption adds to opening a hub, besides stretching the passphrase, done once.

SQLCipher is given the raw key: it stretches nothing at all, however often a file is opened.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Final
from unittest import mock

from bench.hub_key import KEY, NOW
from bench.hubs import Hubs, plain_desk
from bench.measuring import Line, Way, each_ms, in_turn, ratio
from bench.scan import ITEMS, Scanner
from hubdesk import desk as desks
from hubdesk import sealing, starting
from hubdesk.clock import SetClock
from hubdesk.desk import FILE, Desk
from hubdesk.security import keys
from hubdesk.storage.connection import connect, engine_for
from hubdesk.storage.database import Database

PHRASE: Final = "a made up phrase of the bench"
PARCELS: Final = 10
OPENINGS: Final = 5


def lines(hubs: Hubs) -> Iterator[Line]:
    """The file alone, and a session from the door to the last scan."""
    yield _opened(hubs)
    yield _stretched_once(hubs)


def _opened(hubs: Hubs) -> Line:
    """Both through the same code, until the desk can be asked, and closed again."""
    hub, plain = hubs.copy(hubs.large, "opened"), hubs.plain(hubs.large, "plain")
    ways = [Way(lambda: _raw(hub).close()), Way(lambda: plain_desk(plain).close())]
    mine, theirs = in_turn(ways, OPENINGS)
    found = ratio(mine, theirs)
    what = "hub opened with its key, encrypted ÷ plain SQLite"
    note = f"cpu; wall {found.wall:.2f}; {each_ms(mine):.1f} ms here, {each_ms(theirs):.1f} plain"
    return Line("P12 open", what, 1.3, found.cpu, note=note)


def _raw(hub: Path) -> Desk:
    return Desk(Database(partial(engine_for, hub / FILE, KEY)), SetClock(NOW))


def _stretched_once(hubs: Hubs) -> Line:
    """As a volunteer has it: the passphrase at the door, then parcel after parcel."""
    hub = _locked(hubs)
    with mock.patch.object(sealing, "stretched", wraps=sealing.stretched) as stretched:
        began_s = time.perf_counter()
        desk = _through_the_door(hub)
        door_ms = (time.perf_counter() - began_s) * 1000
        _serve(desk)
        desk.close()
    what = f"passphrase stretched, door to {PARCELS * ITEMS} scans"
    note = f"{door_ms:.0f} ms from the passphrase to an open desk here"
    return Line("P12 once", what, 1, stretched.call_count, "times", note)


def _through_the_door(hub: Path) -> Desk:
    """The door looks whether the hub is sound, and what is behind it opens it again."""
    clock = SetClock(NOW)
    told = starting.open_and_look(hub, PHRASE, clock)
    return desks.open_desk(hub, told.key, clock, told.opener)


def _serve(desk: Desk) -> None:
    scanner = Scanner(desk)
    for _ in range(PARCELS):
        scanner.begin()
        for _ in range(ITEMS):
            scanner.item()


def _locked(hubs: Hubs) -> Path:
    """A hub that a passphrase opens: the key that its key file keeps is made its own."""
    hub = hubs.copy(hubs.small, "locked")
    key, _ = keys.make(hub, PHRASE)
    driver = connect(hub / FILE, KEY)
    driver.execute(f"PRAGMA rekey = \"x'{key.hex()}'\"").close()
    driver.close()
    return hub
