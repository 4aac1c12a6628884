"""What came of a number, a scan or a sheet, as the card beside the list says it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from hubdesk.stocktake.counting import CountedBefore, Done, TakenBack
from hubdesk.stocktake.from_paper import EnteredBefore
from hubdesk.stocktake.spots import OnShelf, Target
from ui import counted, keys, wording
from ui.stocktake import words
from ui.theme.tokens import Tone
from ui.volunteers.words import together
from ui.widgets.result import Action, Result

MOST_NAMED = 4
"""Names on the card, and answers to choose from."""
UNDO, ADD, INSTEAD, AGAIN, TARGET = "undo", "add", "instead", "again", "target "

_say = QCoreApplication.translate


def done(came: Done) -> Result:
    """A number was saved."""
    lines: tuple[str, ...] = ()
    if came.added:
        lines = (
            _say("StockCount", "{typed} were added.").format(
                typed=words.many(came.target, came.typed)
            ),
        )
    many = words.many(came.target, came.total if came.added else came.typed)
    back = Action(UNDO, _say("StockCount", "Undo"), "", "undo-2")
    return Result(Tone.OK, f"{words.name(came.target)}: {many}", lines, (back,))


def before(found: CountedBefore) -> Result:
    """Something was counted here already: add, or instead? Figures that differ take no more."""
    by = "  ·  ".join(filter(None, (together(found.who), words.time(found.at_ms))))
    of = found.target
    was, total, typed = (
        words.many(of, n) for n in (found.before, found.before + found.typed, found.typed)
    )
    told = _say("StockCount", "Counted here already: {before}").format(before=was)
    add = _say("StockCount", "Add: {total}").format(total=total)
    instead = _say("StockCount", "Instead: {typed}").format(typed=typed)
    actions: tuple[Action, ...] = (
        Action(ADD, add, keys.ADD_COUNT.shown, "plus"),
        Action(INSTEAD, instead, keys.COUNT_INSTEAD.shown, "replace"),
    )
    if found.differing:
        figures = " / ".join(words.many(of, each) for each in found.differing)
        told = _say("StockCount", "Two counts of it differ: {figures}").format(figures=figures)
        actions = actions[1:]
    return Result(Tone.NEW, words.name(found.target), (told, by), actions)


def several(found: Sequence[Target]) -> Result:
    """A name that may mean several things."""
    actions = tuple(
        Action(f"{TARGET}{n}", wording.short(words.name(each), 40), "", "tag")
        for n, each in enumerate(found)
    )
    return Result(
        Tone.NEW,
        _say("StockCount", "Which one?"),
        (_say("StockCount", "Or type more."),),
        actions,
    )


def some_left(on: OnShelf) -> Result:
    """The shelf was scanned again, and something on it has no number."""
    names = ", ".join(wording.short(words.name(r.target), 30) for r in on.left[:MOST_NAMED])
    more = " …" if len(on.left) > MOST_NAMED else ""
    told = _say(
        "StockCount", "Type 0 for what is not there. Scan the shelf again to leave the rest."
    )
    return Result(Tone.SOON, counted.not_counted(len(on.left)), (names + more, told))


def taken_back(back: TakenBack | None) -> Result:
    """Ctrl+Z."""
    if back is None:
        return Result(Tone.INFO, _say("StockCount", "There is nothing to take back"))
    said = f"{words.name(back.target)}: {words.many(back.target, back.quantity)}"
    return Result(Tone.INFO, _say("StockCount", "Taken back"), (said,))


def sheet_known(known: EnteredBefore) -> Result:
    """A count sheet that somebody typed in before."""
    told = _say("StockCount", "On {entered}, as counted {time}.").format(
        entered=words.time(known.entered_ms), time=words.time(known.at_ms)
    )
    again = Action(AGAIN, _say("StockCount", "Enter it again"), "", "rotate-ccw")
    title = _say("StockCount", "This sheet was entered already")
    return Result(Tone.NEW, title, (told,), (again,))
