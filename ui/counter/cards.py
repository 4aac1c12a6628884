"""What came of a scan or key, as the card beside the visit says it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace
from PySide6.QtCore import QCoreApplication

from hubdesk.counter.allergies import Conflict
from hubdesk.counter.finishing import Finished
from hubdesk.counter.lives import Turned
from hubdesk.counter.lost_card import NewCard
from hubdesk.counter.outcome import Answer, Outcome
from hubdesk.counter.outcome import Result as Came
from hubdesk.counter.visit import ShownRow, ShownVisit
from hubdesk.households.allergens import listed
from hubdesk.households.diet import FACES, Chip
from hubdesk.stock.products import Line
from hubdesk.wording import translate
from ui import counted, keys, wording
from ui.theme.tokens import Tone
from ui.widgets.result import Action, Result

TONES = {
    Came.ADDED: Tone.OK,
    Came.SOON: Tone.SOON,
    Came.NEW: Tone.NEW,
    Came.ASK: Tone.SOON,
    Came.STOP: Tone.STOP,
    Came.NOTED: Tone.INFO,
}


# Words are marked here, and translated when they are shown.
_ACTIONS: dict[Answer, Action] = {
    Answer.UNDO: Action("undo", translate("Counter", "Undo"), keys.UNDO.shown, "undo-2"),
    Answer.GIVE_ANYWAY: Action("give", translate("Counter", "Checked, give it"), "Space", "check"),
    Answer.GIVE_PARCEL: Action("parcel", translate("Counter", "Give it anyway"), "Space", "check"),
    Answer.PUT_ASIDE: Action("aside", translate("Counter", "Put aside"), "Space", "hand"),
    Answer.DISCARD: Action(
        "discard", translate("Counter", "Move to waste"), keys.TO_WASTE.shown, "trash-2"
    ),
    Answer.NAME_IT: Action("name", translate("Counter", "Name it"), keys.NAME_IT.shown, "pencil"),
    Answer.KEEP_NAME: Action("keep", translate("Counter", "Keep this name"), "Space", "check"),
    Answer.SKIP: Action("skip", translate("Counter", "Skip")),
    Answer.REOPEN: Action("reopen", translate("Counter", "Open it again"), "", "undo-2"),
    Answer.USE_CODE: Action("use", translate("Counter", "The code is right"), "", "check"),
    Answer.REPLACE_CARD: Action(
        "replace", translate("Counter", "Replace it"), "Space", "credit-card"
    ),
    Answer.PACKS_READ: Action("read", translate("Counter", "All read"), "Space", "check"),
    Answer.TODAY_ONLY: Action("today", translate("Counter", "Today only"), "Space", "calendar"),
    Answer.ANOTHER_VISIT: Action(
        "another", translate("Counter", "Somebody else"), keys.ANOTHER.shown, "users"
    ),
    Answer.SIZE_BY_AGES: Action(
        "by ages", translate("Counter", "As the ages say"), "Space", "check"
    ),
    Answer.TYPE_AGES: Action(
        "ages", translate("Counter", "Change the ages"), keys.CHANGE.shown, "pencil"
    ),
    Answer.ENTER_AGAIN: Action(
        "enter again", translate("Counter", "It is another visit"), keys.ANOTHER.shown, "users"
    ),
    Answer.OPEN_PACK: Action(
        "open pack", translate("Counter", "Open a pack"), keys.OPEN_PACK.shown, "package-open"
    ),
    Answer.TAKE_OFF: Action("off", translate("Counter", "Take off again"), "", "x"),
}


def action(answer: Answer) -> Action:
    """What an answer is called, and its key."""
    plain = _ACTIONS[answer]
    return replace(plain, word=QCoreApplication.translate("Counter", plain.word))


def result_of(outcome: Outcome) -> Result:
    """The card for an outcome. A stop stays until the goods are put aside."""
    actions = [action(answer) for answer in outcome.answers]
    if Answer.GIVE_ANYWAY in outcome.answers:
        actions = [_without_space(a) if a.what == "aside" else a for a in actions]
    lines = [wording.short(wording.phrase(line), 160) for line in outcome.lines]
    if {Answer.GIVE_ANYWAY, Answer.DISCARD} & set(outcome.answers):
        translate = QCoreApplication.translate
        lines.append(translate("Counter", "Another date on this pack? Type it."))
    return Result(
        TONES[outcome.result],
        wording.phrase(outcome.title),
        tuple(lines),
        tuple(actions),
        pinned=outcome.result is Came.STOP,
    )


def _without_space(action: Action) -> Action:
    return Action(action.what, action.word, "", action.icon_name)


def conflict_result(row: ShownRow, visit: ShownVisit) -> Result:
    """The card that asks to settle one allergy of one row."""
    translate = QCoreApplication.translate
    assert row.conflict is not None
    named = wording.phrase(listed(row.conflict.allergens))
    stating = ", ".join(wording.inside(pack.name) for pack in row.conflict.stating)
    actions = []
    if row.conflict.others:
        word = translate("Counter", "Give another")
        actions.append(Action(f"others:{row.n}", word, "Space", "check"))
    actions.append(
        Action(
            f"leave:{row.n}",
            translate("Counter", "Leave out"),
            "" if row.conflict.others else "Space",
            "circle-x",
        )
    )
    return Result(
        Tone.STOP,
        translate("Counter", "Allergy: {name}").format(name=wording.inside(row.name)),
        (
            *_whose(row, visit),
            translate("Counter", "{packs} contains {allergens}.").format(
                packs=stating, allergens=named
            ),
            *_instead(row.conflict),
            translate("Counter", "What you choose is remembered for next time."),
        ),
        tuple(actions),
    )


def _whose(row: ShownRow, visit: ShownVisit) -> list[str]:
    """Which household a row is for, where several are served together."""
    if len(visit.parties) < 2:
        return []
    said = QCoreApplication.translate("Counter", "For {number}.")
    return [said.format(number=p.number) for p in visit.parties if p.no == row.party]


def _instead(conflict: Conflict) -> list[str]:
    """Which packs of the line may be given instead, as far as there are any."""
    if not conflict.others:
        return []
    names = ", ".join(wording.inside(pack.name) for pack in conflict.others[:2])
    return [QCoreApplication.translate("Counter", "There is also: {names}.").format(names=names)]


NAMED = 3


def read_result(visit: ShownVisit) -> Result:
    """The card that lists the packs to read, all confirmed with one key."""
    translate = QCoreApplication.translate
    names = [wording.inside(pack.name, 40) for pack in visit.to_read]
    # Every one of them is marked in its row; the card has room for the first few.
    shown = ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
    return Result(
        Tone.SOON,
        translate("Counter", "Read the pack"),
        (
            translate("Counter", "Nobody has noted the allergens of {names}.").format(names=shown),
            translate("Counter", "Take off what does not suit, then confirm."),
        ),
        (Action("read", translate("Counter", "All read, they suit"), "Space", "check"),),
    )


def added_result(row: ShownRow) -> Result:
    """Goods were added by a tile."""
    translate = QCoreApplication.translate
    return Result(
        Tone.OK,
        translate("Counter", "Added"),
        (wording.short(row.name),),
        (action(Answer.UNDO),),
    )


def card_replaced_result(new: NewCard) -> Result:
    """A lost card was replaced; the new one prints."""
    translate = QCoreApplication.translate
    return Result(
        Tone.OK,
        translate("Counter", "New card: {number}").format(number=new.number),
        (translate("Counter", "The old card is dead. Undo it in Today (F9) if it turns up."),),
    )


def read_twice_result(came: Outcome) -> Result:
    """The same goods were read twice in a moment: said, and counted only if somebody says so."""
    translate = QCoreApplication.translate
    lines = tuple(wording.short(wording.phrase(line)) for line in came.lines[:1])
    count = Action("count", translate("Counter", "Count it too"), "Space", "plus")
    undo = action(Answer.UNDO)
    return Result(Tone.SOON, translate("Counter", "Read twice, counted once"), lines, (count, undo))


def none_left_result(instead: Sequence[Line], visit: ShownVisit | None) -> Result:
    """A row is dropped for today; what may be offered instead, and what is asked after that."""
    translate = QCoreApplication.translate
    actions = [
        Action(
            f"instead:{line.id.hex()}",
            translate("Counter", "Give {name}").format(name=wording.inside(line.name, 24)),
            "Space" if at == 0 else "",
            "plus",
        )
        for at, line in enumerate(instead)
    ]
    return Result(
        Tone.INFO,
        translate("Counter", "None left"),
        (translate("Counter", "Left out of this parcel, and of today's later ones here."),),
        (*actions, *_asked_next(visit), action(Answer.UNDO)),
    )


def _asked_next(visit: ShownVisit | None) -> list[Action]:
    """The way on to a question that waits behind a card."""
    translate = QCoreApplication.translate
    if visit is None:
        return []
    if visit.conflicts:
        return [Action("next", translate("Counter", "Settle the allergy"), "", "circle-alert")]
    if visit.to_read:
        return [Action("next", translate("Counter", "Read the packs"), "", "eye")]
    return []


def finished_result(done: Finished) -> Result:
    """The parcel is handed over; its number stands large in case no label comes."""
    translate = QCoreApplication.translate
    lines = [counted.items(done.items)]
    actions = [action(Answer.UNDO)]
    if done.card:
        lines.append(translate("Counter", "New card: {number}").format(number=done.card))
        actions.append(
            Action(
                f"details:{done.household.hex()}",
                translate("Counter", "Keep a name or diet"),
                "",
                "user-plus",
            )
        )
    headline = translate("Counter", "Done: parcel {number}").format(number=done.number)
    for other in done.also:
        said = translate("Counter", "And parcel {number}").format(number=other.number)
        lines.append("  ·  ".join([said, counted.items(other.items)]))
        if other.card:
            lines.append(translate("Counter", "New card: {number}").format(number=other.card))
    return Result(Tone.OK, headline, tuple(lines), tuple(actions))


def join_result() -> Result:
    """And for whom: the next card says."""
    translate = QCoreApplication.translate
    return Result(
        Tone.INFO,
        translate("Counter", "And for whom?"),
        (translate("Counter", "Scan the other card, or type its last four, or 2+3."),),
        (Action("aside", translate("Counter", "Nobody else"), "Space", "x"),),
    )


def asked_on(card: Result) -> Result:
    """A card for what came to nothing while "And for whom?" was asked: it says that it still is.

    A stop says nothing else; it is asked again when that is put aside.
    """
    if card.pinned:
        return card
    asks = join_result()
    still = f"{asks.headline} {asks.lines[0]}"
    return replace(card, lines=(*card.lines, still), actions=(*card.actions, *asks.actions))


def was_no_answer(outcome: Outcome) -> bool:
    """True for a code that told nothing: a dead or unknown card, where a card was asked for."""
    told = outcome.product or outcome.visit or outcome.whole or outcome.sheet or outcome.parcel
    return outcome.result in (Came.ASK, Came.STOP) and not told


def chip_result(word: str, turned: Turned) -> Result:
    """A chip holds from now on, or no more; the parcel was planned anew."""
    translate = QCoreApplication.translate
    said = translate("Counter", "On: {chip}") if turned.on else translate("Counter", "Off: {chip}")
    chip = translate("diet", FACES[Chip(word)].words)
    undo = action(Answer.UNDO)
    lines = tuple(wording.phrase(doubt) for doubt in turned.doubts)
    tone = Tone.SOON if lines else Tone.INFO
    return Result(tone, said.format(chip=wording.inside(chip)), lines, (undo,))


def by_other_result(is_so: bool) -> Result:
    """Somebody else collects: noted, and nobody is named."""
    translate = QCoreApplication.translate
    said = (
        translate("Counter", "Collected by someone else")
        if is_so
        else translate("Counter", "They collect it themselves")
    )
    lines = (translate("Counter", "No name is kept."),) if is_so else ()
    return Result(Tone.INFO, said, lines, (action(Answer.UNDO),))


def turned_away_result() -> Result:
    """Counted, and nothing more."""
    translate = QCoreApplication.translate
    return Result(
        Tone.INFO,
        translate("Counter", "Counted as turned away"),
        (),
        (action(Answer.UNDO),),
    )


def undone_result(undone: bool) -> Result:
    """What Ctrl+Z came to."""
    translate = QCoreApplication.translate
    if undone:
        return Result(Tone.INFO, translate("Counter", "Taken back"))
    return Result(Tone.INFO, translate("Counter", "There is nothing to take back here"))
