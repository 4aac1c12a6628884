"""How sharing stands, in words: for the status bar and for the page of the shared folder."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from hubdesk.sync import clocks, stops
from hubdesk.sync.copied import Copied
from hubdesk.sync.pace import DAY_MS, MINUTE_MS
from hubdesk.sync.report import Coming, HeardOf, PassReport, Words
from hubdesk.sync.unreadable import Why
from ui import counted
from ui.sync.run import Standing
from ui.theme.tokens import Tone
from ui.wording import inside, isolated, translated

NAMED: Final = 2
"""Laptops that the status bar names of each sort; the page names all."""


def when(at_ms: int, now_ms: int) -> str:
    """A moment as short as it is clear: "14:02", "Friday 16:40", "14 November"."""
    at, now = (datetime.fromtimestamp(ms / 1000, tz=UTC).astimezone() for ms in (at_ms, now_ms))
    clock = f"{at.hour}:{at.minute:02}"
    gone = (now.date() - at.date()).days
    if not gone:
        return clock
    day = QDate(at.year, at.month, at.day)
    if 0 < gone < 7:
        return f"{QLocale().toString(day, 'dddd')} {clock}"
    return QLocale().toString(day, "d MMMM" if at.year == now.year else "d MMMM yyyy")


def said(words: Words) -> str:
    """A sentence of a report, in the volunteer's language."""
    return translated(words.text).format(**words.values)


def copied(found: Copied) -> tuple[str, str]:
    """That a copy of this hub's folder is at work: what is so, and what to do."""
    say = QCoreApplication.translate
    if found.beside:
        headline = say("Sharing", "This hub is twice on this computer")
        told = say(
            "Sharing",
            "It is a copy; the other is in {folder}. What is done in one is not in the other. Use "
            "one of them, or let both share a folder (Alt+J): then nothing is lost.",
        )
    else:
        headline = say("Sharing", "A copy of this laptop's hub is at work")
        told = say(
            "Sharing",
            "Nothing is lost: each counts as a laptop of its own from now on. If nobody meant "
            "to make a copy, ask who did.",
        )
    return headline, told.format(folder=isolated(found.beside))


def saved(standing: Standing, now_ms: int) -> tuple[str, ...]:
    """What is safe here and waits to be shared, the longest wording first."""
    say = QCoreApplication.translate
    sharing = standing.sharing
    here = say("Sharing", "Saved on this laptop")
    if not standing.connected or not sharing.waiting:
        return (here, say("Sharing", "Saved"))
    told = say("Sharing", "{changes} waiting since {when}").format(
        changes=counted.changes(sharing.waiting), when=when(sharing.since_ms, now_ms)
    )
    short = say("Sharing", "{changes} waiting").format(changes=counted.changes(sharing.waiting))
    return (f"{here}. {told}", short)


def shared(standing: Standing, now_ms: int) -> tuple[str, ...]:
    """When it was shared, who was heard of and what is wrong, the longest wording first."""
    if standing.coming is not None:
        return _coming(standing.coming)
    told = [*_heard(standing, now_ms), *clocks_off(standing)]
    parts = [_shared(standing, now_ms), *told, *wrongs(standing)]
    wrong = wrongs(standing)
    briefly = tuple(each[:1].upper() + each[1:] for each in wrong[:1])
    shorter = (_sentence([parts[0], *wrong]), _sentence(parts[:1] + wrong[:1]), *briefly, parts[0])
    # Where there is no room at all, its icon says whether somebody should look.
    return (_sentence(parts), *shorter, "")


def _coming(coming: Coming) -> tuple[str, ...]:
    """How far a laptop that joins is."""
    here, about = (QLocale().toString(many) for many in (coming.here, coming.about))
    long = QCoreApplication.translate(
        "Sharing", "Joining: {here} of about {all} changes have come here"
    )
    short = QCoreApplication.translate("Sharing", "Joining: {here} of {all}")
    return *(each.format(here=here, all=about) for each in (long, short)), ""


def _sentence(parts: list[str]) -> str:
    """The first part, and the others after it, which begin anew."""
    others = "; ".join(parts[1:])
    return ". ".join(filter(None, (parts[0], others[:1].upper() + others[1:])))


def tone(standing: Standing, now_ms: int) -> Tone:
    """Whether somebody should look."""
    return Tone.SOON if is_late(standing, now_ms) or wrongs(standing) else Tone.OK


def is_late(standing: Standing, now_ms: int) -> bool:
    """Whether something here has waited for more than a day."""
    sharing = standing.sharing
    return sharing.waiting > 0 and now_ms - sharing.since_ms > DAY_MS


def damaged(report: PassReport) -> int:
    """How many files wait for a good copy."""
    return sum(each.why == Why.DAMAGED for each in report.quarantined)


def wrongs(standing: Standing) -> list[str]:
    """What keeps something from being shared or read, each in few words."""
    say = QCoreApplication.translate
    report = standing.sharing.last
    found = []
    if standing.hangs:
        found.append(say("Sharing", "the folder does not answer"))
    elif report is not None and report.stopped is not None:
        found.append(translated(stops.briefly(report.stopped.text)))
    if report is not None:
        bad, late = damaged(report), len(report.waiting)
        found += [counted.damaged(bad)] if bad else []
        found += [counted.not_read(late)] if late else []
        others = len(report.quarantined) - bad
        found += [counted.set_aside(others)] if others else []
    return found


def others(standing: Standing) -> list[HeardOf]:
    """The other laptops that belong, as far as this one has heard."""
    return [each for each in standing.heard if each.is_at_work]


def silent_days(each: HeardOf, now_ms: int) -> int:
    """For how many whole days nothing was heard of a laptop."""
    return max(0, now_ms - each.read_ms) // DAY_MS


def span(off_ms: int) -> str:
    """How far a clock is off, in its largest unit: "3 days", "2 hours", "15 minutes"."""
    minutes = abs(off_ms) // MINUTE_MS
    if minutes >= 24 * 60:
        return counted.days(minutes // (24 * 60))
    return counted.hours(minutes // 60) if minutes >= 60 else counted.minutes(minutes)


def clock_of(each: HeardOf) -> str:
    """What is said of a laptop's clock that differs; which of the two is right nobody knows."""
    said = QCoreApplication.translate("Sharing", "Its clock is {span} ahead of this one")
    if each.clock_off_ms < 0:
        said = QCoreApplication.translate("Sharing", "Its clock is {span} behind this one")
    return said.format(span=span(each.clock_off_ms))


def own_clock(standing: Standing) -> str:
    """What is said of this laptop's clock, where the others agree that it differs."""
    off_ms = clocks.own_off_ms(standing.heard)
    if not off_ms:
        return ""
    said = QCoreApplication.translate("Sharing", "this laptop's clock is {span} ahead")
    if off_ms < 0:
        said = QCoreApplication.translate("Sharing", "this laptop's clock is {span} behind")
    return said.format(span=span(off_ms))


def clocks_off(standing: Standing) -> list[str]:
    """Clocks that differ, for the status bar: this one's, or else one other's."""
    own = own_clock(standing)
    if own:
        return [own]
    differ = sorted(filter(clocks.differs, standing.heard), key=lambda e: -abs(e.clock_off_ms))
    said = QCoreApplication.translate("Sharing", "the clock of {laptop} differs by {span}")
    return [said.format(laptop=inside(e.name, 20), span=span(e.clock_off_ms)) for e in differ[:1]]


def erased(standing: Standing) -> str:
    """On how many laptops all that were erased are erased; empty where nobody was."""
    found = standing.erasures
    if not found.many or found.on.of < 2:
        return ""
    return QCoreApplication.translate("Sharing", "{households}: erased on {n} of {all}").format(
        households=counted.erased(found.many),
        n=found.on.done,
        all=counted.laptops(found.on.of),
    )


def _shared(standing: Standing, now_ms: int) -> str:
    say = QCoreApplication.translate
    if not standing.sharing.shared_ms:
        return say("Sharing", "Not shared yet")
    return say("Sharing", "Shared {when}").format(when=when(standing.sharing.shared_ms, now_ms))


def _heard(standing: Standing, now_ms: int) -> list[str]:
    say = QCoreApplication.translate
    read = [each for each in others(standing) if each.read_ms]
    known = sorted(read, key=lambda each: each.read_ms, reverse=True)
    fresh = [each for each in known if not silent_days(each, now_ms)]
    silent = [each for each in known if silent_days(each, now_ms)][::-1]
    parts = []
    if fresh:
        told = [f"{inside(e.name, 20)} {when(e.read_ms, now_ms)}" for e in fresh[:NAMED]]
        parts.append(say("Sharing", "Heard from {laptops}").format(laptops=", ".join(told)))
    for each in silent[:NAMED]:
        long = counted.days(silent_days(each, now_ms))
        parts.append(
            say("Sharing", "{laptop} not for {days}").format(
                laptop=inside(each.name, 20), days=long
            )
        )
    more = len(fresh[NAMED:]) + len(silent[NAMED:])
    return [*parts, say("Sharing", "{n} more").format(n=more)] if more else parts
