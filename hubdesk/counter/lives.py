"""Lives change: another size, other chips, the ages of children. The parcel follows at once."""

from __future__ import annotations

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from hubdesk.counter import drafts, packed, planning, serving, standing
from hubdesk.counter.draft import Draft
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.errors import Refused
from hubdesk.households import ages as age_bands
from hubdesk.households import household as households
from hubdesk.households.ages import Ages
from hubdesk.households.diet import Chip
from hubdesk.households.record import Household
from hubdesk.journal import details
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation, Ref
from hubdesk.wording import Phrase, translate


def resized(act: Act, visit_id: bytes, adults: int, children: int) -> Outcome:
    """A size typed on an open visit: the parcel is planned anew, and the household keeps it.

    A household has it from now on, unless somebody says that it is for today only.
    """
    households.check_size(adults, children)
    found = standing.of(act, visit_id)
    draft, household = found.draft, found.household
    if (draft.adults, draft.children) == (adults, children):
        return _already(visit_id, draft, household)
    op = None if household is None else households.resize(act, household.id, adults, children)
    size = msgspec.structs.replace(
        draft, adults=adults, children=children, sized=(*op.ref,) if op else None
    )
    drafts.save(act, visit_id, draft, planning.anew(act, size, found.chips), op)
    if not draft.people:
        said = Phrase("{adults} + {children}", _gaps(adults, children))
        return Outcome(Result.NOTED, said, visit=visit_id, whole=True)
    came = _told(visit_id, household, adults, children)
    if draft.packed is None:
        return came
    doubts = packed.another_size(act, size)
    return replace(
        came, result=Result.SOON if doubts else came.result, lines=(*doubts, *came.lines[1:])
    )


def _told(visit_id: bytes, household: Household | None, adults: int, children: int) -> Outcome:
    if household is None:
        title = translate("counter", "{adults} + {children} on this visit")
        answers: tuple[Answer, ...] = (Answer.UNDO, Answer.ANOTHER_VISIT)
    else:
        title = translate("counter", "{adults} + {children} from now on")
        answers = (Answer.TODAY_ONLY, Answer.UNDO, Answer.ANOTHER_VISIT)
    lines = [Phrase(translate("counter", "What was scanned or typed stays."))]
    if household is not None and household.ages and sum(household.ages) != children:
        lines.append(Phrase(translate("counter", "The children's ages may be out of date.")))
        answers = (*answers, Answer.TYPE_AGES)
    size = (adults, children)
    return Outcome(
        Result.NOTED,
        Phrase(title, _gaps(*size)),
        tuple(lines),
        answers,
        visit=visit_id,
        size=size,
        whole=True,
    )


def _already(visit_id: bytes, draft: Draft, household: Household | None) -> Outcome:
    """The size it has: said, and offered for somebody else who is as many."""
    size = (draft.adults, draft.children)
    answers: tuple[Answer, ...] = (Answer.ANOTHER_VISIT,)
    if household is not None and draft.sized is not None:
        answers = (Answer.TODAY_ONLY, Answer.ANOTHER_VISIT)
    title = Phrase(translate("counter", "This visit is for {adults} + {children}"), _gaps(*size))
    return Outcome(Result.NOTED, title, (), answers, visit=visit_id, size=size)


def _gaps(adults: int, children: int) -> dict[str, object]:
    return {"adults": adults, "children": children}


def today_only(act: Act, visit_id: bytes) -> Outcome:
    """The size that was typed is for today: the household keeps its own."""
    draft = drafts.load(act, visit_id)
    if draft.sized is None:
        raise Refused(translate("counter", "Type the size for today first, such as 2+4."))
    ref = Ref(*draft.sized)
    if not act.journal.is_undone(act.connection, ref):
        act.undo(ref)
    drafts.keep(act, visit_id, msgspec.structs.replace(draft, sized=None))
    title = translate("counter", "{adults} + {children}, today only")
    return Outcome(
        Result.NOTED,
        Phrase(title, _gaps(draft.adults, draft.children)),
        answers=(Answer.UNDO,),
        visit=visit_id,
        whole=True,
    )


def another_visit(act: Act, visit_id: bytes, adults: int, children: int, taken: bool) -> bytes:
    """The size that was typed is somebody else's, whose visit begins.

    ``taken`` says that the open visit took it: that is taken back first.
    """
    if taken:
        drafts.step_back(act, visit_id)
    return serving.first_visit(act, adults, children)


class Turned(Struct, frozen=True):
    """A chip holds from now on, or no more, and what of the packed parcel does not suit it."""

    on: bool
    doubts: tuple[Phrase, ...] = ()


def toggle_chip(act: Act, visit_id: bytes, chip: str) -> Turned:
    """Puts a chip on or takes it off, and plans the parcel anew.

    A household keeps it with what it told, sealed; a first visit's go to its new card. Raises
    Refused on a laptop that holds no names.
    """
    _refuse_without_names(act)
    found = standing.of(act, visit_id)
    word = Chip(chip).value
    had = found.chips
    now = tuple(each for each in had if each != word) if word in had else (*had, word)
    ops: list[Operation] = []
    draft = found.draft
    if found.household is not None:
        ops = households.note_chips(act, found.household.id, now)
    else:
        draft = msgspec.structs.replace(draft, chips=list(now))
    drafts.save(act, visit_id, found.draft, planning.anew(act, draft, now), *ops)
    on = word in now
    return Turned(on, tuple(packed.not_packed_for(act, draft, (word,))) if on else ())


def note_ages(act: Act, visit_id: bytes, ages: Ages) -> Outcome:
    """Keeps the ages of the children of a visit; asks when they are more or fewer than it has.

    Raises Refused on a laptop that holds no names.
    """
    _refuse_without_names(act)
    ages = age_bands.checked(ages)
    found = standing.of(act, visit_id)
    children = found.draft.children
    if ages and sum(ages) != children:
        return _ask_children(visit_id, found.draft, ages)
    op, draft = None, found.draft
    if found.household is not None:
        op = households.note_ages(act, found.household.id, ages)
    else:
        draft = msgspec.structs.replace(draft, ages=list(ages))
    drafts.save(act, visit_id, found.draft, draft, op)
    title = translate("counter", "Ages noted") if ages else translate("counter", "Ages taken off")
    return Outcome(Result.NOTED, Phrase(title), answers=(Answer.UNDO,), visit=visit_id, whole=True)


def _refuse_without_names(act: Act) -> None:
    if not details.are_known(act.connection):
        raise Refused(
            translate(
                "counter",
                "This laptop holds no names, diets or ages. Take out by hand what they cannot eat.",
            )
        )


def _ask_children(visit_id: bytes, draft: Draft, ages: Ages) -> Outcome:
    said = translate(
        "counter", "The ages add up to {sum}, and the visit is for {adults} + {children}."
    )
    size = (draft.adults, sum(ages))
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "How many children?")),
        (Phrase(said, _gaps(draft.adults, draft.children) | {"sum": sum(ages)}),),
        (Answer.SIZE_BY_AGES, Answer.TYPE_AGES),
        visit=visit_id,
        size=size,
        ages=ages,
    )


def size_by_ages(act: Act, visit_id: bytes, ages: Ages) -> Outcome:
    """There are as many children as the ages say: the size follows, from now on."""
    adults = drafts.load(act, visit_id).adults
    came = resized(act, visit_id, adults, sum(ages))
    note_ages(act, visit_id, ages)
    kept = tuple(each for each in came.answers if each is not Answer.TYPE_AGES)
    return replace(came, answers=kept, lines=came.lines[:1])
