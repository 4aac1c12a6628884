"""A finished collection opened again, taken back, or come back: its goods are where they were."""

from __future__ import annotations

import msgspec

from hubdesk.binding import bound_to
from hubdesk.changes import Touched
from hubdesk.counter import collection, drafts, for_others
from hubdesk.counter.collection import CAME_BACK, CameBack, Collected, GivenLine
from hubdesk.counter.draft import Bagged, Draft, DraftLine, InHand, joined
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation, Ref
from hubdesk.labels import queue
from hubdesk.parcels import lists
from hubdesk.parcels.packing import Wanted
from hubdesk.stock import batch, weighed
from hubdesk.wording import translate


def reopen(act: Act, ref: Ref) -> bytes:
    """Opens a finished collection again, as if it had not been finished; its label is dead."""
    op, body = take_back(act, ref)
    drafts.park(act)
    visit_id = drafts.place(act, op.subject, _as_draft(act, op, body))
    act.touch(Touched.COLLECTION, op.subject)
    return visit_id


def reopen_together(act: Act, ref: Ref) -> bytes:
    """Opens a collection again with those of its visit that still stand: one visit, as it was."""
    _, body = _found(act, ref)
    together = [ref] if body.together is None else collection.of_visit(act, body.together)
    others = [each for each in together if each != ref]
    visit_id = reopen(act, ref)
    for other in others:
        op, also = take_back(act, other)
        for_others.add(act, visit_id, op.subject, _as_draft(act, op, also))
    return visit_id


def take_back(act: Act, ref: Ref) -> tuple[Operation, Collected]:
    """It was never handed over: its goods are where they were, and its label is dead.

    Raises Refused when the parcel came back already, for then its goods did too.
    """
    op, body = _found(act, ref)
    if collection.is_back(act, op.subject):
        raise Refused(
            translate("counter", "This parcel came back already. Undo that first, in Today.")
        )
    act.undo(ref)
    if body.packed is None:
        queue.kill(act, body.parcel)
    return op, body


def reopen_parcel(act: Act, parcel: str) -> bytes:
    """Opens the collection again that a parcel label stands for."""
    bound = bound_to(act, parcel)
    found = collection.of_label(act, bound[0], parcel) if bound else None
    if found is None or found.dead:
        raise Refused(translate("counter", "This label is dead: the parcel was opened again."))
    return reopen(act, found.ref)


def _as_draft(act: Act, op: Operation, body: Collected) -> Draft:
    """The visit as it was when it was finished, row by row; one from paper keeps its time."""
    rows: list[DraftLine] = []
    for given in weighed.known(act.connection, body.given):
        row = next((r for r in rows if _is_row_of(r, given)), None)
        row = row or DraftLine(len(rows) + 1, given.line, 0)
        in_hand, bagged = row.in_hand, row.bagged
        if given.held_by is not None:
            bagged = [*bagged, _bagged(act, given)]
        elif given.scanned:
            named = (given.day, given.kind, given.lot, given.checked)
            in_hand = joined(in_hand, InHand(given.product, given.quantity, *named))
        many = row.quantity + given.quantity
        row = msgspec.structs.replace(row, quantity=many, in_hand=in_hand, bagged=bagged)
        rows = [*rows[: row.n - 1], row, *rows[row.n :]]
    listed = _listed(act, body)
    return Draft(
        body.household,
        body.adults,
        body.children,
        [_as_listed(row, {} if body.chosen else listed) for row in rows],
        version=body.version,
        replaces=body.parcel,
        by_other=body.by_other,
        choosing=body.chosen,
        limits={n: each.quantity for n, each in listed.items()} if body.chosen else {},
        packed=body.packed,
        at_ms=op.at_ms if body.told else None,
        sheet=body.told.sheet if body.told else "",
        again=body.told.again if body.told else False,
    )


def _bagged(act: Act, given: GivenLine) -> Bagged:
    """Goods of a packed parcel as a visit holds them."""
    dated = batch.by_id(act, given.batch).dated
    kind = dated.kind if dated else None
    return Bagged(given.product, given.quantity, given.batch, batch.day_text(dated), kind)


def _is_row_of(row: DraftLine, given: GivenLine) -> bool:
    """Goods of a line share its row; a product of no line has its own."""
    if given.line is not None:
        return row.line == given.line
    return row.line is None and row.holds(given.product)


def _listed(act: Act, body: Collected) -> dict[bytes, Wanted]:
    """What the list said that the parcel was made by, by line, for the household's chips now:
    those of then are in no collection, for they say much about people."""
    if body.version is None:
        return {}
    household = households.by_id(act, body.household) if body.household else None
    chips = household.diet if household else ()
    found = lists.of_version(act, Ref(*body.version), body.adults + body.children, chips)
    return {wanted.line: wanted for wanted in found.wanted} if found else {}


def _as_listed(row: DraftLine, listed: dict[bytes, Wanted]) -> DraftLine:
    wanted = listed.get(row.line) if row.line is not None else None
    if wanted is None:
        return row
    return msgspec.structs.replace(
        row,
        unit=wanted.unit,
        note=wanted.note,
        wanted=min(wanted.asked, row.quantity),
        offered=0 if wanted.asked else wanted.quantity,
        as_required=wanted.as_required,
    )


def came_back(act: Act, ref: Ref) -> Operation:
    """The parcel came back later: its goods are on the shelf again from now on."""
    op, body = _found(act, ref)
    if act.journal.is_undone(act.connection, ref) or collection.is_back(act, op.subject):
        raise Refused(translate("counter", "The goods of this parcel are on the shelf already."))
    queue.kill(act, body.parcel)
    return act.record(CAME_BACK, CameBack(body.place, body.given), op.subject)


def _found(act: Act, ref: Ref) -> tuple[Operation, Collected]:
    found = act.journal.read(act.connection, ref)
    body = act.journal.body_of(act.connection, *found) if found else None
    if found is None or not isinstance(body, Collected):
        raise Refused(translate("counter", "Only a finished parcel can be opened again."))
    return found[0], body
