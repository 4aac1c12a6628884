"""How swaps, loads and refusals at the stall read on cards, aloud and in the strip."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from hubdesk.stall.keyed import Coming, Swap
from hubdesk.stall.outcome import Outcome
from hubdesk.stall.outcome import Result as Came
from hubdesk.stall.swap import Clicked, Swapped
from hubdesk.stall.trading import LastSwap
from ui import counted, wording
from ui.theme.tokens import Tone
from ui.widgets.result import Action, Result

TONES = {
    Came.DONE: Tone.OK,
    Came.SOON: Tone.SOON,
    Came.NEW: Tone.NEW,
    Came.ASK: Tone.SOON,
    Came.STOP: Tone.STOP,
}


translate = QCoreApplication.translate


def figures(out: int, came: int) -> str:
    """A swap in its two figures: "3 out, 1 in"."""
    return translate("Stall", "{out} out, {tins} in").format(out=out, tins=came)


def swapped(swap: Swap, scanned: int, named: str = "") -> Result:
    """A swap was counted."""
    lines = []
    if swap.nothing:
        lines.append(translate("Stall", "Brought nothing: welcome all the same."))
    elif scanned:
        lines.append(translate("Stall", "For what was scanned before."))
    if named:
        lines.append(named)
    return Result(Tone.OK, figures(swap.out, swap.tins + scanned), tuple(lines))


def twice(sign: str, same: bool) -> Result:
    """A thick finger: the first key was counted, this one was not."""
    if same:
        return Result(Tone.SOON, translate("Stall", "Pressed twice, counted once"))
    line = translate(
        "Stall", "The first was counted, {sign} was not. Ctrl+Z takes it back."
    ).format(sign=sign)
    return Result(Tone.SOON, translate("Stall", "Two keys at once"), (line,))


def no_key(sign: str) -> Result:
    """A key that means nothing here."""
    line = translate("Stall", "Nothing was counted. A digit is how many they take.")
    return Result(
        Tone.INFO, translate("Stall", "{sign} is no key here").format(sign=sign.upper()), (line,)
    )


def coming(coming_: Coming, scanned: int) -> str:
    """What the next digit will do."""
    said = []
    if coming_.nothing and not coming_.more_tins:
        said.append(translate("Stall", "brought nothing"))
    elif scanned or coming_.more_tins:
        tins = scanned + coming_.more_tins + (0 if scanned or coming_.nothing else 1)
        said.append(counted.tins_in(tins))
    if coming_.tens:
        said.append(translate("Stall", "{items} and so many").format(items=10 * coming_.tens))
    if coming_.counted:
        letters = " ".join(each.upper() for each in coming_.counted)
        said.append(translate("Stall", "with {letters}").format(letters=letters))
    if not said:
        return translate("Stall", "Press how many they take: one tin in, so many out.")
    return translate("Stall", "{so_far}. Now press how many they take.").format(
        so_far=", ".join(said)
    )


def undone(body: object) -> Result:
    """What Ctrl+Z came to."""
    if body is None:
        return Result(Tone.INFO, translate("Stall", "There is nothing to take back here"))
    what = ""
    if isinstance(body, Swapped):
        what = figures(body.out, body.tins + body.scanned)
    elif isinstance(body, Clicked):
        what = translate("Stall", "The clicker's number")
    return Result(Tone.INFO, translate("Stall", "Taken back"), (what,) if what else ())


def outcome(came: Outcome) -> Result:
    """What a scan or a load came to."""
    lines = tuple(wording.short(wording.phrase(line), 120) for line in came.lines)
    actions: tuple[Action, ...] = ()
    if came.result is Came.ASK and came.product is not None:
        actions = (Action("looked", translate("Stall", "It is good, load it"), "Space", "check"),)
    return Result(TONES[came.result], wording.phrase(came.title), lines, actions)


def time(at_ms: int) -> str:
    """A moment by the clock on the wall."""
    return QDateTime.fromMSecsSinceEpoch(at_ms).toString("HH:mm")


def last(swap: LastSwap) -> str:
    """One of the last swaps, small."""
    if swap.people > 1:
        return translate("Stall", "{people} people").format(people=swap.people)
    return figures(swap.out, swap.came)


def kilos(weight_g: int) -> str:
    """Grams as kilos with one figure after the point."""
    return QLocale().toString(weight_g / 1000, "f", 1)
