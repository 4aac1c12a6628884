"""Parcel lists that two laptops kept without hearing of each other.

Each version names those it was made from. One that no other was made from is a *head*; with
two, the latest is packed by, and a person decides. A version of an earlier Hubdesk names none,
and is a head only while it is packed by.
"""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.parcels import lists
from hubdesk.parcels.lists import ISSUED, STANDARD, Version
from hubdesk.wording import translate


def heads(view: View, list_id: bytes = STANDARD) -> tuple[Version, ...]:
    """The versions that nobody has changed since, the one that is packed by first."""
    found = lists.versions(view, list_id)
    changed = {ref for each in found for ref in each.after or ()}
    return tuple(
        each
        for at, each in enumerate(found)
        if each.ref not in changed and (each.after is not None or not at)
    )


def decide(act: Act, keep: Ref, seen: set[Ref], list_id: bytes = STANDARD) -> Operation:
    """The list is packed by one of the heads from now on. Raises Refused when others stand."""
    found = {each.ref: each for each in heads(act, list_id)}
    if set(found) != seen:
        raise Refused(translate("hub", "This was decided or changed meanwhile. Look at it anew."))
    contents = replace(found[keep].contents, after=[(r.stream, r.seq) for r in found])
    # Whatever clock the others were kept by: this one is packed by.
    at_ms = max(act.at_ms, 1 + max(each.at_ms for each in found.values()))
    return act.record(ISSUED, contents, list_id, at_ms=at_ms)
