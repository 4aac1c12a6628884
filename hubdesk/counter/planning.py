"""The standard parcel of a visit, and how it is planned anew when lives change.

What somebody scanned, typed or tapped stays; what the list alone asked for follows the list.
"""

from __future__ import annotations

import msgspec

from hubdesk.counter import plan
from hubdesk.counter.draft import Draft, DraftLine
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Ref
from hubdesk.parcels import lists
from hubdesk.parcels.lists import Listed
from hubdesk.parcels.packing import Wanted
from hubdesk.stock import none_left


def standard(
    act: Act, household_id: bytes | None, adults: int, children: int, chips: tuple[str, ...]
) -> Draft:
    """The standard parcel for so many people with these chips, without what ran out today."""
    listed = lists.for_people(act, adults + children, chips)
    out = none_left.out_today(act)
    wanted = listed.wanted if listed else ()
    rows = [_listed_row(n, each, out) for n, each in enumerate(wanted, start=1)]
    return Draft(household_id, adults, children, rows, version=_version(listed))


def anew(act: Act, draft: Draft, chips: tuple[str, ...]) -> Draft:
    """The party whose turn it is, planned anew for its size and chips, by the list it had.

    When they choose, the list packs nothing: it only says how many it would. A parcel that was
    packed ahead is what it is.
    """
    if draft.packed is not None:
        return draft
    listed = _listed(act, draft, chips)
    wanted = listed.wanted if listed else ()
    limits = {each.line: each.quantity for each in wanted} if draft.choosing else {}
    rows = _rows(act, draft, () if draft.choosing else wanted)
    kept = {row.n for row in rows}
    return msgspec.structs.replace(
        draft,
        lines=rows,
        last=draft.last if draft.last in kept else None,
        scanned=draft.scanned if draft.scanned in kept else None,
        version=draft.version or _version(listed),
        limits=limits,
    )


def unbagged(draft: Draft) -> Draft:
    """The visit without its parcel that was packed ahead; what was scanned or tapped stays."""
    if draft.packed is None:
        return draft
    emptied = {"wanted": 0, "bagged": [], "by_hand": False}
    rows = [
        msgspec.structs.replace(row, quantity=row.scanned, **emptied) if row.bagged else row
        for row in draft.lines
    ]
    return msgspec.structs.replace(draft, lines=rows, packed=None)


def _listed(view: View, draft: Draft, chips: tuple[str, ...]) -> Listed | None:
    if draft.version is None:
        return lists.for_people(view, draft.people, chips)
    return lists.of_version(view, Ref(*draft.version), draft.people, chips)


def _version(listed: Listed | None) -> tuple[bytes, int] | None:
    return (listed.version.stream, listed.version.seq) if listed else None


def _rows(act: Act, draft: Draft, wanted: tuple[Wanted, ...]) -> list[DraftLine]:
    """The rows in the order of the list, then what is given besides."""
    out = none_left.out_today(act)
    had = {row.line: row for row in reversed(draft.lines) if row.line is not None}
    rows, n = [], draft.next_n()
    for each in wanted:
        before = had.pop(each.line, None)
        if before is None:
            rows.append(_listed_row(n, each, out))
            n += 1
        else:
            rows.append(_relisted(before, each, out))
    seen = {row.n for row in rows}
    besides = (_unlisted(row) for row in draft.lines if row.n not in seen)
    return rows + [row for row in besides if row is not None]


def _listed_row(n: int, wanted: Wanted, out: frozenset[bytes]) -> DraftLine:
    return DraftLine(
        n,
        wanted.line,
        wanted.asked,
        unit=wanted.unit,
        note=wanted.note,
        gone=plan.NONE_LEFT if wanted.line in out else "",
        wanted=wanted.asked,
        offered=0 if wanted.asked else wanted.quantity,
        as_required=wanted.as_required,
    )


def _relisted(before: DraftLine, wanted: Wanted, out: frozenset[bytes]) -> DraftLine:
    """A row as the list asks for it now, with what was scanned or typed for it."""
    fresh = _listed_row(before.n, wanted, out)
    stays = wanted.line in out or _is_by_hand(before)
    quantity = before.quantity if stays else max(fresh.quantity, before.scanned)
    return msgspec.structs.replace(
        fresh,
        quantity=quantity,
        in_hand=before.in_hand,
        gone=before.gone,
        by_hand=before.by_hand,
    )


def _unlisted(row: DraftLine) -> DraftLine | None:
    """A row that the list does not ask for: what somebody put there, or nothing."""
    quantity = row.quantity if _is_by_hand(row) else row.scanned
    if not quantity:
        return None
    return msgspec.structs.replace(row, quantity=quantity, wanted=0, offered=0, as_required=False)


def _is_by_hand(row: DraftLine) -> bool:
    """True when somebody said how many; a parcel that was opened again does not know who."""
    return row.by_hand or (not row.gone and row.quantity not in (row.wanted, row.scanned))
