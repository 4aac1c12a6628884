"""How far sharing has come, for the status bar and for the screen of laptops."""

from __future__ import annotations

from typing import Final

import msgspec
from msgspec.structs import replace

from hubdesk.changes import Touched
from hubdesk.journal import details, forgotten
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Klass
from hubdesk.sync import cards, clocks, coming, heard_anew, held, keyring, own_card
from hubdesk.sync.cards import Card
from hubdesk.sync.keyring import Keyring
from hubdesk.sync.report import ErasedOn, Erasures, HeardOf, PassReport, Sharing

LAST: Final = "last pass"


def finished(act: Act, report: PassReport) -> PassReport:
    """Keeps what a pass came to, and has screens show it; returns it with who was heard of."""
    before, now_ms = _kept(act), report.at_ms
    joins = not before.shared_ms
    heard_anew.note(act.connection, heard(act, now_ms), now_ms, joins=joins)
    report = replace(report, heard=heard(act, now_ms))
    shared_ms = report.at_ms if report.whole else before.shared_ms
    unsent = before.waiting if report.unsent is None else report.unsent
    since_ms = (before.since_ms or report.at_ms) if unsent else 0
    kept = Sharing(True, shared_ms, report, unsent, since_ms)
    keyring.keep_fact(act.connection, LAST, msgspec.msgpack.encode(kept))
    if report.whole:
        coming.end(act)
    act.touch(Touched.SHARED)
    return report if report.unsent is not None else replace(report, unsent=asked(act).waiting)


def last_ms(view: View) -> int:
    """When the last pass began, by this laptop's clock as it was then; 0 before the first."""
    last = _kept(view).last
    return 0 if last is None else last.at_ms


def asked(view: View) -> Sharing:
    """How far sharing has come."""
    if not keyring.fact(view.connection, keyring.HUB):
        return Sharing(False)
    kept = _kept(view)
    more, since_ms = held.not_noted(view)
    return replace(kept, waiting=kept.waiting + more, since_ms=kept.since_ms or since_ms)


def details_known(view: View) -> bool:
    """False on a laptop that holds no names: of people it knows number and size alone."""
    return details.are_known(view.connection)


def codes_wanted(view: View) -> bool:
    """Whether no code lets a laptop in any more: two shut different ones out apart.

    Each knows the other's codes then, so new ones are drawn by somebody (``epochs``).
    """
    keys = keyring.of(view.connection)
    newest = [keys.newest(klass) for klass in Klass]
    return any(each and each.inside and not each.inside.openers for each in newest)


def heard(view: View, now_ms: int) -> tuple[HeardOf, ...]:
    """Every laptop of the hub, as far as this one has heard."""
    keys = keyring.of(view.connection)
    here = {each.device: each for each in own_card.heard(view.connection)}
    anew = heard_anew.noted(view.connection)
    own = keys.device[:8]
    found, known = [], cards.known(view.connection)
    were = cards.superseded(known)
    for card in known:
        device = card.device[:8]
        theirs = here.get(device)
        ours = next((each for each in card.heard if each.device == own), cards.Heard(own, 0, 0))
        found.append(
            HeardOf(
                device,
                card.name,
                device == own,
                card.people,
                device in keys.removed,
                theirs.operations if theirs else 0,
                theirs.newest_ms if theirs else 0,
                card.at_ms,
                ours.operations,
                0 if device == own else clocks.off_ms(card.at_ms, now_ms, ours.newest_ms),
                len(card.erased),
                device in were,
                min(now_ms, anew[device].read_ms) if device in anew else 0,
            )
        )
    return tuple(sorted(found, key=lambda each: (not each.is_here, each.name, each.device)))


def _of_now(view: View, keys: Keyring) -> list[Card]:
    """The card of each laptop that belongs, as what it is now."""
    known = cards.known(view.connection)
    gone = (cards.superseded(known) - {keys.device[:8]}) | keys.removed
    return [card for card in known if card.device[:8] not in gone]


def erased_on(view: View, subject: bytes) -> ErasedOn:
    """How far an erasure has come. A laptop that is shut out is not counted."""
    keys = keyring.of(view.connection)
    others = [card for card in _of_now(view, keys) if card.device != keys.device]
    here = forgotten.is_erased(view.connection, subject)
    done = sum(subject[:4] in card.erased for card in others)
    return ErasedOn(done + here, len(others) + 1)


def erasures(view: View) -> Erasures:
    """How far all erasures have come, as far as this laptop has heard."""
    keys = keyring.of(view.connection)
    erased = {each[:4] for each in forgotten.erased(view.connection)}
    others = [each for each in _of_now(view, keys) if each.device != keys.device]
    done = sum(erased <= set(each.erased) for each in others)
    return Erasures(len(erased), ErasedOn(done + 1, len(others) + 1))


def _kept(view: View) -> Sharing:
    raw = keyring.fact(view.connection, LAST)
    if raw is None:
        return Sharing(bool(keyring.fact(view.connection, keyring.HUB)))
    try:
        return msgspec.msgpack.decode(raw, type=Sharing)
    except msgspec.MsgspecError:
        return Sharing(True)
