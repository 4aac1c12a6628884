"""Choosing: an empty visit, filled by scans and tiles. What the list would pack is a hint."""

from __future__ import annotations

import msgspec

from hubdesk.counter import drafts, planning, standing
from hubdesk.counter.draft import Draft
from hubdesk.journal.act import Act


def choose(act: Act) -> bytes:
    """They choose: the open visit keeps its household and what was scanned, and nothing else.

    Pressed again, the list packs for them after all. With nobody here, an empty visit begins;
    its size is typed at any time before it is finished. Returns the visit's id.
    """
    found = standing.on_counter(act)
    if found is None:
        return drafts.begin(act, Draft(None, 0, 0, [], choosing=True))
    emptied = planning.unbagged(found.draft)
    changed = msgspec.structs.replace(emptied, choosing=not found.draft.choosing)
    anew = planning.anew(act, changed, found.chips)
    drafts.save(act, found.id, found.draft, anew)
    return found.id
