"""A program of its own that says, as JSON, what Hubdesk holds in memory on its way.

``python -m bench.remembering day FOLDER`` for a day at the counter, every screen looked at;
``python -m bench.remembering list NAME FOLDER`` for one long list (``bench.long_lists``).
"""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hubdesk.leaving import leave
from hubdesk.stand_ins import load_hashes

if TYPE_CHECKING:
    from bench.seen import Seen

ITEMS = 30
WARM_UP = 20
"""Parcels after which everything that a scan needs has been loaded and filled once."""
DAY = 80
"""Parcels of eight hours, one every six minutes, as ``sizes.COLLECTIONS_A_DAY``."""
SCANS = DAY * ITEMS


def day(folder: Path) -> dict[str, float]:
    """MiB in use when idle, after everything, and before and after the scans of a whole day."""
    seen = opened(folder)
    took = {"idle": mib()}
    known = _cards(seen)
    _parcel(seen, known[0])
    seen.desk.counter.service.acts.finish()
    seen.rest()
    seen.until(lambda: seen.desk.labels.at_rest)
    _look_everywhere(seen)
    took["everything"] = mib()
    seen.window.go(0)
    _soak(seen, known[1 : WARM_UP + 1])
    took["warm"], took["none before"] = mib(), sys.getrefcount(None)
    _soak(seen, known[WARM_UP + 1 : WARM_UP + 1 + DAY])
    took["day"], took["none after"] = mib(), sys.getrefcount(None)
    seen.close()
    return took


def opened(folder: Path) -> Seen:
    """The window on a hub, everything loaded in the order of every start (``ui/app.py``)."""
    from ui.dressed import dressed  # noqa: PLC0415 - first
    from ui.imports import load_database_library  # noqa: PLC0415

    load_hashes()
    dressed()
    load_database_library()
    from bench.seen import Seen  # noqa: PLC0415

    seen = Seen(folder, folder / "papers")
    seen.rest()
    return seen


def mib() -> float:
    """Resident memory of this process; 0 where nobody tells."""
    pages = Path("/proc/self/statm")
    if pages.exists():
        return int(pages.read_text("ascii").split()[1]) * 4096 / 2**20
    return 0.0


def _cards(seen: Seen) -> list[str]:
    from bench.opened import cards  # noqa: PLC0415 - no part of Hubdesk at rest

    known: list[list[str]] = []
    seen.line.ask(cards, then=known.append)
    seen.until(lambda: bool(known))
    return known[0]


def _parcel(seen: Seen, card: str) -> None:
    """A card, and one of each line of the parcel list."""
    from bench.scan import CODES  # noqa: PLC0415 - no part of Hubdesk at rest

    seen.parcel(card)
    for code in CODES:
        seen.type(code)
        seen.enter()


def _look_everywhere(seen: Seen) -> None:
    for number in range(len(seen.window.places)):
        seen.window.go(number)
        seen.rest()
    seen.window.show_help()
    seen.rest()


def _soak(seen: Seen, known: list[str]) -> None:
    """Parcel after parcel; what waits to be tidied up is no leak, and no gain when it goes."""
    for card in known:
        _parcel(seen, card)
        seen.rest()
    gc.collect()


def one_list(name: str, folder: Path) -> dict[str, float]:
    """Rows of a long list, and MiB in use before it was opened and after it was gone through."""
    seen = opened(folder)
    from bench.long_lists import held  # noqa: PLC0415 - no part of Hubdesk at rest

    found = held(seen, name)
    seen.close()
    return {"rows": found.rows, "before": found.before, "after": found.after}


def main(words: list[str]) -> None:
    """Prints what was asked for."""
    what, *name, folder = words
    took = one_list(name[0], Path(folder)) if what == "list" else day(Path(folder))
    print(json.dumps(took))


if __name__ == "__main__":
    main(sys.argv[1:])
    leave(0)
