"""Unlocking the desk: a PIN, a volunteer's card, or a phrase that opens the hub.

A PIN or a card says who acts from then on, in a second or two. It opens no file: a start asks
for a phrase. Wrong PINs are heard more and more slowly; a card and a phrase always are at
once, and the stall and taking in go on meanwhile.
"""

from __future__ import annotations

from hubdesk import settings
from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.trust import Role
from hubdesk.volunteers.serving import Turn, crew, fitting, of_card
from hubdesk.volunteers.volunteer import Volunteer
from hubdesk.wording import translate


def by_pin(act: Act, typed: str) -> Turn:
    """Whoever has this PIN serves from now on, and the desk is unlocked. Raises Refused."""
    fits = fitting(act, typed)
    if len(fits) > 1:
        raise Refused(
            translate("hub", "Two people have this PIN. Scan your card, or type a passphrase.")
        )
    return _unlocked(act, fits[0])


def by_card(act: Act, text: str) -> Turn:
    """Whose card was scanned serves from now on, and the desk is unlocked. Raises Refused."""
    return _unlocked(act, of_card(act, text))


def by_phrase(act: Act, opener: str) -> None:
    """Somebody typed a phrase that opens the hub: they may do what that opener may.

    ``opener`` is its slot, as ``hubdesk.security.keys.opened_by`` found it; "" for the recovery
    code. Whoever was serving by name is taken off: it may be somebody else who is here now.
    """
    known = settings.read(act.connection)
    act.trust.opener = known.openers.get(opener, Role.ADMIN)
    act.trust.unlock(by_phrase=True)
    settings.put(act, serving=[], serving_on="")
    act.touch(Touched.TRUST)


def _unlocked(act: Act, found: Volunteer) -> Turn:
    """They serve alone, unless they did already: then those who served go on."""
    here = crew(act).people
    if all(each.id != found.id for each in here):
        settings.put(act, serving=[found.id], serving_on=act.today.isoformat())
    act.trust.unlock()
    act.touch(Touched.TRUST, found.id)
    return Turn(found, True, crew(act).people)
