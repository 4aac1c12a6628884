"""Who is serving on this laptop: nobody named, one, or two. It opens nothing.

It is kept among this laptop's settings, with the day it was said on, so that it outlives a
restart and ends by itself at midnight. Every operation carries it as its *actor*: a
volunteer's id, or for two names the exclusive or of both ids. That needs no operation of its
own, is the same whoever came first, and either id gives back the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hubdesk import day, settings
from hubdesk.binding import BoundKind, bound_to
from hubdesk.clock import Clock
from hubdesk.codes import own
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.settings import Settings
from hubdesk.trust import left_s
from hubdesk.volunteers import pins
from hubdesk.volunteers.volunteer import (
    Volunteer,
    by_id,
    everybody,
    pin_is,
    remove,
    volunteers,
)
from hubdesk.wording import translate

MOST = 2
"""Names at one laptop."""


class Turn(Struct, frozen=True):
    """Somebody began to serve here, or ended; ``people`` are those who serve now."""

    volunteer: Volunteer
    began: bool
    people: tuple[Volunteer, ...]


class Crew(Struct, frozen=True):
    """All whom this hub knows, and those of them who serve on this laptop now."""

    known: tuple[Volunteer, ...]
    people: tuple[Volunteer, ...]


def actor(chosen: Settings, clock: Clock, at_ms: int) -> bytes | None:
    """What every operation carries of who is serving; None for nobody named."""
    if not chosen.serving or chosen.serving_on != clock.day_of(at_ms).isoformat():
        return None
    first, *others = chosen.serving
    return pair(first, others[0]) if others else first


def pair(first: bytes, second: bytes) -> bytes:
    """The actor that stands for two volunteers, in whichever order."""
    return bytes(a ^ b for a, b in zip(first, second, strict=True))


def names(view: View, actors: Iterable[bytes | None]) -> dict[bytes, tuple[str, ...]]:
    """Who each actor is, by name; an actor that is not known here is left out."""
    known = {each.id: each.name for each in everybody(view) if each.name}
    found: dict[bytes, tuple[str, ...]] = {}
    for each in set(actors) - {None}:
        assert each is not None
        said = _named(known, each)
        if said:
            found[each] = said
    return found


def _named(known: dict[bytes, str], wanted: bytes) -> tuple[str, ...]:
    if wanted in known:
        return (known[wanted],)
    for id_, name in known.items():
        other = known.get(pair(id_, wanted))
        if other is not None and wanted != bytes(16):
            return tuple(sorted((name, other), key=str.casefold))
    return ()


def crew(view: View) -> Crew:
    """Everybody on the list, and who is serving; nobody while the date is in doubt."""
    known = volunteers(view)
    if day.doubt_of(view) is not None:
        return Crew(known, ())
    serving = _serving(view)
    return Crew(known, tuple(each for id_ in serving for each in known if each.id == id_))


def tapped(act: Act, subject: bytes) -> Turn:
    """A name was chosen: they begin beside whoever serves, or end if they served.

    Raises Refused for a name that has a PIN: it is begun by the PIN or the card.
    """
    found = by_id(act, subject)
    if found.id in _serving(act):
        return _end(act, found)
    if found.has_pin:
        raise Refused(
            translate("hub", "Type the PIN of {name}, or scan the card."), name=found.name
        )
    if found.role is not None and not act.trust.role(anybody=False).may(found.role):
        raise Refused(
            translate(
                "hub",
                "{name} has a role that a tap cannot prove. Scan the card, or have a PIN set.",
            ),
            name=found.name,
        )
    return _begin(act, found, beside=True)


def card_scanned(act: Act, text: str, *, beside: bool) -> Turn:
    """A volunteer's card: they begin, or end if they served.

    They take over from whoever serves unless ``beside``. Raises Refused for a card that is not
    known here, or was replaced.
    """
    found = of_card(act, text)
    if found.id in _serving(act):
        return _end(act, found)
    return _begin(act, found, beside=beside)


def pin_typed(act: Act, pin: str, subject: bytes | None = None) -> Turn:
    """A PIN was typed, of a chosen name or of whoever has it: they begin beside who serves.

    Raises Refused when it is nobody's, or two people's and no name was chosen.
    """
    fits = fitting(act, pin, by_id(act, subject) if subject is not None else None)
    if len(fits) > 1:
        raise Refused(translate("hub", "Two people have this PIN. Tap your name first."))
    return _begin(act, fits[0], beside=True)


def fitting(act: Act, typed: str, asked: Volunteer | None = None) -> list[Volunteer]:
    """Whose PIN this is, of one or of all; never nobody.

    Raises Refused for a wrong one, and for any that is typed too soon after several wrong ones.
    """
    wait = left_s(act.trust, act.clock.now_ms())
    if wait:
        raise Refused(
            translate("hub", "Too many wrong PINs. Wait {seconds} seconds, or scan your card."),
            seconds=wait,
        )
    pin = pins.tidy(typed)
    people = volunteers(act) if asked is None else (asked,)
    fits = [each for each in people if each.has_pin and pin_is(act, each.id, pin)]
    if not fits:
        act.trust.wrong += 1
        act.trust.wrong_ms = act.clock.now_ms()
        raise Refused(translate("hub", "This PIN does not fit. Type it again, or ask a lead."))
    act.trust.wrong = 0
    return fits


def nobody(act: Act) -> None:
    """All who serve here end."""
    settings.put(act, serving=[], serving_on="")


def leave_list(act: Act, subject: bytes) -> None:
    """A volunteer helps here no more, and does not serve on this laptop either."""
    remove(act, subject)
    if subject in _serving(act):
        _keep(act, [each for each in _serving(act) if each != subject])


def _serving(view: View) -> list[bytes]:
    """The ids of those who serve here today."""
    chosen = settings.read(view.connection)
    return list(chosen.serving) if chosen.serving_on == view.today.isoformat() else []


def _begin(act: Act, found: Volunteer, *, beside: bool) -> Turn:
    already = [each.id for each in crew(act).people] if beside else []
    if found.id not in already:
        if len(already) >= MOST:
            raise Refused(
                translate("hub", "Two names are there already. Tap one to take it off first.")
            )
        _keep(act, [*already, found.id])
    act.trust.by_phrase = False
    return Turn(found, True, crew(act).people)


def _end(act: Act, found: Volunteer) -> Turn:
    _keep(act, [each for each in _serving(act) if each != found.id])
    return Turn(found, False, crew(act).people)


def _keep(act: Act, serving: list[bytes]) -> None:
    settings.put(act, serving=serving, serving_on=act.today.isoformat() if serving else "")


def of_card(view: View, text: str) -> Volunteer:
    """Whose card this is. Raises Refused for one that is not known here, or was replaced."""
    code = own.read(text)
    ids = [] if code is None else [
        each.id for each in bound_to(view, code.text) if each.kind is BoundKind.VOLUNTEER
    ]  # fmt: skip
    if code is None or len(ids) != 1:
        raise Refused(
            translate("hub", "This card is not known here. Tap your name, or print a new card.")
        )
    found = by_id(view, ids[0])
    if found.card != code.text:
        raise Refused(
            translate("hub", "This card was replaced. Use the new one, or tap your name.")
        )
    return found
