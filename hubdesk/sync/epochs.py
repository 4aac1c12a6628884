"""A new epoch: a key that a lost laptop is not given, and a new code for the hub.

The lost laptop keeps what it had. From then on it reads nothing that others write.
"""

from __future__ import annotations

from collections.abc import Iterable

from hubdesk.errors import Refused, Trouble
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Klass
from hubdesk.security.key_file import Cost
from hubdesk.sync import cards, hub_code, key_sheet, keyring, own_card, sheets
from hubdesk.sync.files import Sort
from hubdesk.sync.folder import Folder, put
from hubdesk.sync.hub_code import USUAL_COST
from hubdesk.sync.joining import Codes, sheet_for
from hubdesk.sync.key_sheet import Former, Inside, Opened
from hubdesk.sync.keyring import EpochKey, Keyring
from hubdesk.sync.line import Line
from hubdesk.sync.passing import Passing
from hubdesk.sync.stops import NO_HUB, NOT_HERE
from hubdesk.wording import translate


def shut_out(line: Line, folder: Folder, lost: Iterable[bytes], cost: Cost = USUAL_COST) -> Codes:
    """Gives every laptop but the lost ones a new key, and draws new codes for the hub.

    ``lost`` are devices; with none, only the codes are new, as when their paper was lost. Whoever
    has a lost laptop also has the secrets of those that it was before: they are shut out with it.
    Raises Refused on a laptop that holds no names, Trouble when the folder cannot be written
    to. Cut off at any point, it can be done again.
    """
    keys = line.ask(keyring.asked)
    _refuse(keys)
    codes = Codes(hub_code.draw(), hub_code.draw())
    stretched = (
        codes.with_names.stretched(keys.hub, cost),
        codes.without_names.stretched(keys.hub, cost),
    )
    # Stretching takes a second: meanwhile this laptop may have become another one.
    keys = line.ask(keyring.asked)
    _refuse(keys)
    measures = (cost.n, cost.r, cost.p)
    removed = keys.removed | line.ask(_with_former, {each[:8] for each in lost})
    try:
        _introduce(line, folder, keys)
        made = [
            _next(line, keys, klass, removed, [key_sheet.opener(e, klass) for e in some], measures)
            for klass, some in ((Klass.PEOPLE, stretched[:1]), (Klass.STOCK, stretched))
        ]
        for opened, raw in made:
            put(folder, sheets.name_of(opened.sheet, raw), raw)
    except OSError as error:
        raise Trouble(NOT_HERE) from error
    line.do(_keep, made)
    return codes


def settle(passing: Passing) -> None:
    """Where two laptops drew keys without having met, makes an epoch that follows on both.

    It shuts out all whom either shut out, and its sheet carries both keys: what was sealed
    under one of them could be read by half of the hub alone. So it is too where the sheet of
    one class came and that of the other did not, or was never written. Codes open it only as
    far as nobody who is shut out can know them (``_still_open``).
    """
    for klass in Klass:
        newest = passing.keys.newest(klass)
        if newest is None or newest.inside is None:
            continue
        removed = passing.keys.removed
        known = _of_class(passing.keys, klass)
        held = {each.key for each in known}
        follows = held <= {newest.key, *(each.key for each in newest.inside.former)}
        shuts_out_all = removed <= set(newest.inside.removed)
        if (follows and shuts_out_all) or passing.keys.device[:8] in removed:
            continue
        _introduce_to_all(passing)
        opening, cost = _still_open(known, removed)
        cost = cost or newest.inside.cost
        made = _next(passing.line, passing.keys, klass, removed, opening, cost)
        put(passing.folder, sheets.name_of(made[0].sheet, made[1]), made[1])
        passing.line.do(_keep, [made])
        passing.keys_changed()


def _still_open(
    known: list[EpochKey], removed: frozenset[bytes]
) -> tuple[list[bytes], tuple[int, int, int] | None]:
    """What opens the sheet that follows on all these, and its cost: the codes drawn last.

    Whoever was given a sheet knows what its codes come to. So one that does not yet shut out
    all who are shut out now hands its codes on to none: the next are drawn by somebody. Of two
    laptops that drew codes apart, having shut out the same, both have theirs on paper.
    """
    insides = [each.inside for each in known if each.inside is not None]
    followed = {former.key for inside in insides for former in inside.former}
    last = [each.inside for each in known if each.inside and each.key not in followed]
    sound = [each for each in last if each.openers and removed <= set(each.removed)]
    if not sound:
        return [], None
    cost = sound[-1].cost
    alike = [opener for each in sound if each.cost == cost for opener in each.openers]
    return list(dict.fromkeys(alike)), cost


def _next(
    line: Line,
    keys: Keyring,
    klass: Klass,
    removed: frozenset[bytes],
    openers: list[bytes],
    cost: tuple[int, int, int],
) -> tuple[Opened, bytes]:
    """The next epoch's key of a class, for every laptop that belongs and may have it."""
    newest = keys.newest(klass)
    assert newest is not None
    former = [Former(each.epoch, each.key) for each in _of_class(keys, klass)]
    members = line.ask(_members, klass, removed)
    inside = Inside(former, sorted(removed), openers, cost, members)
    return sheet_for(keys, keys.hub, klass, newest.epoch + 1, inside)


def _with_former(view: View, lost: set[bytes]) -> set[bytes]:
    """These laptops, and all that they were before."""
    known = cards.known(view.connection)
    return lost | {was for card in known if card.device[:8] in lost for was in card.former}


def _introduce(line: Line, folder: Folder, keys: Keyring) -> None:
    """Writes the card of a laptop that has just come: only who knows it opens what it seals."""
    newest = keys.newest(Klass.STOCK)
    if newest is not None and not newest.tells_of(keys.device):
        own_card.write(line, folder, keys.hub, newest, line.ask(_card))


def _introduce_to_all(passing: Passing) -> None:
    """Has its card lie under each key at which others may stand, where no sheet tells of it."""
    device, stock = passing.keys.device[:8], _of_class(passing.keys, Klass.STOCK)
    followed = {former.key for each in stock if each.inside for former in each.inside.former}
    there = {
        each.key for each in passing.present() if each.sort is Sort.CARD and each.device == device
    }
    for key in stock:
        if key.key not in followed and key.id not in there and not key.tells_of(device):
            card = passing.line.ask(own_card.now, passing.now_ms)
            own_card.write(passing.line, passing.folder, passing.keys.hub, key, card)


def _card(view: View) -> cards.Card:
    return own_card.now(view, view.clock.now_ms())


def _of_class(keys: Keyring, klass: Klass) -> list[EpochKey]:
    found = [each for each in keys.keys.values() if each.klass is klass]
    return sorted(found, key=lambda each: (each.epoch, each.id))


def _members(view: View, klass: Klass, removed: frozenset[bytes]) -> list[tuple[bytes, bytes]]:
    """The laptops that are given a key: those that belong and, of people, that hold names."""
    keys = keyring.of(view.connection)
    insides = [each.inside for each in _of_class(keys, klass) if each.inside is not None]
    # Who has just joined may have read no card of those to whom the key of today was given.
    found = {device: public for inside in insides for device, public in inside.members}
    found |= {
        card.device[:8]: card.public
        for card in cards.known(view.connection)
        if klass is Klass.STOCK or card.people
    }
    found = {
        device: public
        for device, public in found.items()
        if device not in removed and key_sheet.may_be_given(public)
    }
    found[keys.device[:8]] = keyring.public_of(keys.secret)
    return sorted(found.items())


def _keep(act: Act, made: list[tuple[Opened, bytes]]) -> None:
    for opened, raw in made:
        sheets.keep(act, opened, raw)


def _refuse(keys: Keyring) -> None:
    if not keys.hub:
        raise Refused(NO_HUB)
    if keys.newest(Klass.PEOPLE) is None:
        raise Refused(
            translate(
                "hub",
                "This laptop holds no names, so it cannot give the others a new key. Do it at a "
                "laptop that does.",
            )
        )
    if keys.device[:8] in keys.removed:
        raise Refused(
            translate(
                "hub",
                "This laptop was shut out of the hub. Join again with the hub's newest code.",
            )
        )
