"""A parcel that was packed ahead comes to the counter: its label alone, or after a card."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from hubdesk.binding import Bound, BoundKind, bound_to
from hubdesk.counter import code_outcomes as codes
from hubdesk.counter import collection, drafts, serving
from hubdesk.counter.draft import Bagged, Draft, DraftLine
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.standing import chips_of, household_of
from hubdesk.errors import Refused
from hubdesk.households import household as households
from hubdesk.households.diet import FACES, Chip, held, is_instruction
from hubdesk.journal import details
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation, Ref
from hubdesk.packing import inside, pack, parcel
from hubdesk.packing.inside import Inside
from hubdesk.packing.parcel import Standing
from hubdesk.stock import date_words, held_back
from hubdesk.stock.batch import day_text
from hubdesk.wording import Phrase, translate

NOBODY = (0, 0)
"""The size of a visit whose parcel waits for a card or a size."""


def label_scanned(act: Act, bound: Bound, code: str, *, sure: bool = False) -> Outcome:
    """The label of a parcel packed ahead: what is in it becomes what the visit gives.

    With no visit open it begins one for nobody yet. What does not suit the household is asked
    about once (``sure`` is the answer); what nobody may be given is refused.
    """
    found = parcel.standing(act, bound.id)
    if found is None:
        return _gone(act, bound, code)
    opened = drafts.opened(act)
    in_visit = drafts.of_packed(act, found.id)
    if in_visit is not None and (opened is None or in_visit != opened[0]):
        return _elsewhere(found)
    if in_visit is not None:
        return _noted(found, in_visit, translate("counter", "It is in this visit already."))
    there = inside.contents(act, found.id)
    past = inside.too_old(act, there)
    if past:
        return _past(act, found, past[0])
    held = [each for each in there if each.held]
    if held:
        return _held(act, found, held[0])
    draft = opened[1] if opened else Draft(None, *NOBODY, [])
    doubts = _doubts(act, found, there, draft)
    if doubts and not sure:
        return _asked(found, code, doubts, opened[0] if opened else None)
    visit_id = _put(act, opened[0] if opened else None, draft, found, there)
    return _in(found, visit_id, draft, act)


def give_anyway(act: Act, code: str) -> Outcome:
    """Somebody looked: this parcel goes to this household although it was packed for others."""
    bound = [each for each in bound_to(act, code) if each.kind is BoundKind.PACKED]
    if len(bound) != 1:
        return codes.not_known(code)
    return label_scanned(act, bound[0], code, sure=True)


def with_card(act: Act, household_id: bytes) -> Outcome | None:
    """A card after a parcel that waited for one: that parcel is for this household.

    None when no parcel waits alone, and the card only opens its visit.
    """
    opened = _waiting(act)
    if opened is None:
        return None
    visit_id, draft, found = opened
    if any(row.in_hand or row.by_hand for row in draft.lines):
        return _taken_over(act, visit_id, draft, found, household_id)
    drafts.put_away(act, visit_id)
    serving.returning_visit(act, household_id)
    return label_scanned(act, Bound(BoundKind.PACKED, found.id), found.code)


def _waiting(act: Act) -> tuple[bytes, Draft, Standing] | None:
    """The visit on the counter whose parcel waits for a card or a size, if it does."""
    opened = drafts.opened(act)
    if opened is None or opened[1].packed is None or opened[1].people:
        return None
    found = parcel.standing(act, opened[1].packed)
    return None if found is None else (*opened, found)


def _taken_over(
    act: Act, visit_id: bytes, draft: Draft, found: Standing, household_id: bytes
) -> Outcome | None:
    """What was put in or taken out while the parcel waited stays: the visit becomes theirs.

    None when they have a visit already; the parcel then waits on hold.
    """
    home = households.by_id(act, household_id)
    if home is None or drafts.of_household(act, home.id) is not None:
        return None
    now = msgspec.structs.replace(
        draft, household=home.id, adults=home.adults, children=home.children
    )
    drafts.save(act, visit_id, draft, now)
    doubts = _unsuited(act, found, now.people, home.diet)
    if not doubts:
        return _in(found, visit_id, now, act)
    title = Phrase(translate("counter", "Parcel {number}"), {"number": found.number})
    return Outcome(Result.SOON, title, tuple(doubts), (Answer.UNDO,), visit=visit_id, parcel=True)


def for_size(act: Act, adults: int, children: int) -> Outcome | None:
    """A size after a parcel that waited for one; None when none does."""
    opened = _waiting(act)
    if opened is None:
        return None
    households.check_size(adults, children)
    visit_id, before, found = opened
    now = msgspec.structs.replace(before, adults=adults, children=children)
    drafts.save(act, visit_id, before, now)
    if found.people == now.people:
        size = Phrase("{adults}+{children}", {"adults": adults, "children": children})
        return Outcome(Result.NOTED, size, answers=(Answer.UNDO,), visit=visit_id, parcel=True)
    return Outcome(
        Result.SOON,
        Phrase(translate("counter", "Another size")),
        (_other_size(found, now.people),),
        (Answer.UNDO,),
        visit=visit_id,
        parcel=True,
    )


def another_size(act: Act, draft: Draft) -> list[Phrase]:
    """That the packed parcel of a visit is for more people or fewer, if it is so."""
    found = parcel.standing(act, draft.packed) if draft.packed is not None else None
    return _unsuited(act, found, draft.people, ()) if found else []


def not_packed_for(act: Act, draft: Draft, chips: Sequence[str]) -> list[Phrase]:
    """That the packed parcel of a visit was not packed for one of these, if it is so."""
    found = parcel.standing(act, draft.packed) if draft.packed is not None else None
    return _unsuited(act, found, found.people, chips) if found else []


def unpack(act: Act, parcel_id: bytes) -> Operation:
    """Unpacks a parcel, unless it is in a visit that is not finished."""
    _refuse_in_visit(act, parcel_id)
    return pack.unpack(act, parcel_id)


def take_out_past(act: Act, parcel_id: bytes) -> Operation:
    """Takes out what is past its use by, unless the parcel is in a visit."""
    _refuse_in_visit(act, parcel_id)
    return pack.take_out_past(act, parcel_id)


def undo(act: Act, op: Operation) -> None:
    """A packing, an unpacking or a taking out did not happen, if nothing follows from it."""
    _refuse_in_visit(act, op.subject)
    pack.undo(act, op)


def undo_run(act: Act, refs: Sequence[Ref]) -> None:
    """What was done in one go did not happen, all of it or nothing."""
    for ref in refs:
        found = act.journal.read(act.connection, ref)
        if found is None:
            raise Refused(translate("hub", "This is not known on this laptop. Undo it in Today."))
        undo(act, found[0])


def _refuse_in_visit(act: Act, parcel_id: bytes) -> None:
    if drafts.of_packed(act, parcel_id) is not None:
        raise Refused(
            translate("counter", "This parcel is in a visit at the counter. Finish that first.")
        )


def _put(
    act: Act, visit_id: bytes | None, draft: Draft, found: Standing, there: Sequence[Inside]
) -> bytes:
    """The visit with what is in the parcel, and with what was scanned for it before."""
    body = act.journal.read(act.connection, found.ref)
    packed = act.journal.body_of(act.connection, *body) if body else None
    version = packed.version if isinstance(packed, parcel.Packed) else None
    # They choose no longer: what the parcel holds is what they are given.
    now = msgspec.structs.replace(
        draft,
        lines=_rows(draft, there),
        last=None,
        version=version,
        choosing=False,
        limits={},
        packed=found.id,
    )
    if visit_id is None:
        return drafts.begin(act, now)
    drafts.save(act, visit_id, draft, now)
    return visit_id


def _rows(draft: Draft, there: Sequence[Inside]) -> list[DraftLine]:
    """A row for each line in the parcel; what was scanned or tapped besides stays too."""
    rows: dict[bytes, DraftLine] = {}
    first = draft.next_n()
    for each in there:
        about = each.line or each.product
        row = rows.get(about) or DraftLine(first + len(rows), each.line, 0)
        many = row.quantity + each.quantity
        rows[about] = msgspec.structs.replace(
            row, quantity=many, wanted=many, bagged=[*row.bagged, _bagged(each)]
        )
    for old in draft.lines:
        besides = _besides(old)
        if besides:
            about = old.line or old.in_hand[0].product
            row = rows.get(about) or DraftLine(
                first + len(rows), old.line, 0, unit=old.unit, note=old.note
            )
            rows[about] = msgspec.structs.replace(
                row,
                quantity=row.quantity + besides,
                in_hand=old.in_hand,
                by_hand=old.by_hand and not old.wanted,
            )
    return list(rows.values())


def _besides(row: DraftLine) -> int:
    """How many of a row neither a list asked for nor a packed parcel holds."""
    tapped = row.by_hand and not row.wanted and not row.gone
    return row.quantity if tapped else row.scanned


def _bagged(each: Inside) -> Bagged:
    dated = each.batch.dated
    kind = dated.kind if dated else None
    return Bagged(each.product, each.quantity, each.batch.id, day_text(dated), kind)


def _doubts(act: Act, found: Standing, there: Sequence[Inside], draft: Draft) -> list[Phrase]:
    """What does not suit: another size, a diet it was not packed for, a best before past."""
    doubts = _unsuited(act, found, draft.people, chips_of(draft, household_of(act, draft)))
    for each, verdict in inside.to_check(act, there):
        doubts.append(_dated(act, each))
        doubts.append(
            Phrase(translate("counter", "Check: {check}."), {"check": Phrase(verdict.check)})
        )
    return doubts


def _unsuited(act: Act, found: Standing, people: int, chips: Sequence[str]) -> list[Phrase]:
    """Another size than it was packed for, and a diet."""
    doubts = []
    if people and people != found.people:
        doubts.append(_other_size(found, people))
    needed = [chip for chip in held(chips) if is_instruction(chip)]
    missing = [chip for chip in needed if chip not in held(found.chips)]
    if missing:
        known = found.chips or details.are_known(act.connection)
        doubts.append(_not_for(missing[0]) if known else Phrase(pack.NOT_KNOWN))
    return doubts


def _other_size(found: Standing, people: int) -> Phrase:
    said = translate("counter", "It is packed for {packed}, and this visit is for {people}.")
    return Phrase(said, {"packed": found.people, "people": people})


def _not_for(chip: Chip) -> Phrase:
    said = translate("counter", "{diet}: it was not packed for that.")
    return Phrase(said, {"diet": Phrase(FACES[chip].words)})


def _dated(act: Act, each: Inside) -> Phrase:
    dated = each.batch.dated
    assert dated is not None
    date = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=act.today)
    return Phrase(translate("counter", "{name}: {date}."), {"name": each.name, "date": date})


def _asked(found: Standing, code: str, doubts: Sequence[Phrase], visit_id: bytes | None) -> Outcome:
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "Give parcel {number}?"), {"number": found.number}),
        tuple(doubts),
        (Answer.GIVE_PARCEL, Answer.SKIP),
        code=code,
        visit=visit_id,
        parcel=True,
    )


def _held(act: Act, found: Standing, each: Inside) -> Outcome:
    hold = held_back.why(act, each.product, each.batch.id)
    said = {"name": each.name, "reason": hold.reason if hold else ""}
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "Do not give out")),
        (
            Phrase(translate("counter", "Parcel {number}"), {"number": found.number}),
            Phrase(translate("counter", "{name} is held back: {reason}."), said),
            Phrase(translate("counter", "Take it out, or unpack the parcel.")),
        ),
        (Answer.PUT_ASIDE,),
    )


def _past(act: Act, found: Standing, worst: Inside) -> Outcome:
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "Do not give out")),
        (
            Phrase(translate("counter", "Parcel {number}"), {"number": found.number}),
            _dated(act, worst),
            Phrase(translate("counter", "That has passed. Take it out, or unpack the parcel.")),
        ),
        (Answer.PUT_ASIDE,),
    )


def _elsewhere(found: Standing) -> Outcome:
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "In another visit")),
        (
            Phrase(
                translate("counter", "Parcel {number} is in a visit on hold. Finish that first."),
                {"number": found.number},
            ),
        ),
        (Answer.PUT_ASIDE,),
    )


def _in(found: Standing, visit_id: bytes, draft: Draft, act: Act) -> Outcome:
    if draft.people:
        packed_on = date_words.day_words(act.day_of(found.at_ms), act.today)
        return _noted(found, visit_id, translate("counter", "Packed {day}."), day=packed_on)
    said = translate("counter", "For how many is it? Type 2+3, or scan their card.")
    return _noted(found, visit_id, said)


def _noted(found: Standing, visit_id: bytes, said: str, **values: object) -> Outcome:
    title = Phrase(translate("counter", "Parcel {number}"), {"number": found.number})
    return Outcome(
        Result.NOTED, title, (Phrase(said, values),), (Answer.UNDO,), visit=visit_id, parcel=True
    )


def _gone(act: Act, bound: Bound, code: str) -> Outcome:
    """Handed over, unpacked, or never packed."""
    left = parcel.why_left(act, bound.id)
    given = collection.of_label(act, bound, code)
    if left is None or left.visit is not None:
        return codes.parcel_label(act, given, code)
    day = date_words.day_words(act.day_of(left.at_ms), act.today)
    said = translate("counter", "It was unpacked {day}. This label is dead.")
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "Unpacked")),
        (
            Phrase(translate("counter", "Parcel {number}"), {"number": code[-4:]}),
            Phrase(said, {"day": day}),
        ),
        (Answer.PUT_ASIDE,),
        code=code,
    )
