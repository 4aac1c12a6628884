"""Making a hub in a folder, and joining one by its code."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from msgspec import Struct

from hubdesk import sealing
from hubdesk.changes import Touched
from hubdesk.errors import Refused, Trouble
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Klass
from hubdesk.security.key_file import Cost
from hubdesk.sync import (
    begun,
    cards,
    coming,
    hub_code,
    hub_file,
    key_sheet,
    keyring,
    own_card,
    sheets,
)
from hubdesk.sync.begun import Begun
from hubdesk.sync.folder import Folder, answers, put
from hubdesk.sync.hub_code import USUAL_COST, HubCode
from hubdesk.sync.key_sheet import Inside, Opened, Sheet
from hubdesk.sync.keyring import Keyring
from hubdesk.sync.line import Line
from hubdesk.sync.stops import NO_HUB, NOT_HERE, OTHER_HUB
from hubdesk.sync.unreadable import Unreadable
from hubdesk.wording import translate

ASKS_TOO_MUCH: Final = translate(
    "hub",
    "This code opened no hub here, and some files in this folder ask for far more work than a "
    "hub's code takes. Ask at a laptop that belongs whether anybody changed this folder, and for "
    "the newest code.",
)
MOST_COSTS: Final = 3
"""A hub has one cost for all its codes, and another once a newer Hubdesk draws them."""


class Codes(Struct, frozen=True):
    """The codes of a hub, to print and keep: one joins with people's details, one without."""

    with_names: HubCode
    without_names: HubCode


class Joined(Struct, frozen=True):
    """A laptop that joined. ``people`` is False for one that holds no names."""

    hub: bytes
    people: bool


def make(line: Line, folder: Folder, now_ms: int, cost: Cost = USUAL_COST) -> Codes:
    """Makes this laptop's hub in a folder, and returns the codes by which others join it.

    Raises Refused in another hub's folder and where this laptop shares a hub already, Trouble
    when the folder cannot be written to. Cut off at any point, it can be done again: it goes on
    with the hub it began.
    """
    keys = line.ask(keyring.asked)
    if keys.hub:
        raise Refused(
            translate(
                "hub",
                "This laptop shares a hub already. Connect its folder, or draw new codes for it.",
            )
        )
    try:
        made = line.ask(begun.asked)
        if hubs_in(folder) - ({made.hub} if made else set()):
            raise Refused(OTHER_HUB)
        made = made or _begin(line, cost)
        first = _opened(made)
        for opened, raw in first:
            put(folder, sheets.name_of(opened.sheet, raw), raw)
        # The hub's own file comes last: a folder that has it has all that joining needs.
        put(folder, hub_file.name_of(made.hub), hub_file.written(made.hub))
    except OSError as error:
        raise Trouble(NOT_HERE) from error
    line.do(_belong, made.hub, first, now_ms)
    return Codes(*map(hub_code.read, made.codes))


def join(line: Line, folder: Folder, text: str, now_ms: int) -> Joined:
    """Joins the hub in a folder by one of its codes, as words or as scanned.

    Raises Refused for a folder without a hub, a code that does not open it and a laptop of
    another hub, Trouble when the folder cannot be read.
    """
    code = hub_code.read(text)
    keys = line.ask(keyring.asked)
    try:
        hubs = _hub_files(folder)
        if not hubs:
            raise Refused(NO_HUB)
        if keys.hub and keys.hub not in hubs:
            raise Refused(OTHER_HUB)
        opened = _by_code(folder, {keys.hub: hubs[keys.hub]} if keys.hub else hubs, code)
    except OSError as error:
        raise Trouble(NOT_HERE) from error
    if not any(each.sheet.klass is Klass.STOCK for each, _ in opened):
        raise Refused(
            translate(
                "hub",
                "This code does not open the hub in this folder. Take the newest sheet with the "
                "hub's code, or ask for one at a laptop that belongs.",
            )
        )
    hub = opened[0][0].sheet.hub
    line.do(_belong, hub, opened, now_ms, comes=True)
    return Joined(hub, any(each.sheet.klass is Klass.PEOPLE for each, _ in opened))


def connect_again(line: Line, folder: Folder) -> None:
    """Takes another folder, or one that was emptied, for the hub this laptop shares already.

    Raises Refused for another hub's folder and for a laptop with no hub, Trouble when the
    folder cannot be written to.
    """
    hub = line.ask(keyring.asked).hub
    if not hub:
        raise Refused(NO_HUB)
    try:
        found = hubs_in(folder)
        if found and hub not in found:
            raise Refused(OTHER_HUB)
        for name, raw in line.ask(sheets.copies).items():
            put(folder, name, raw)
        # What is left of a damaged one may stand under the first name.
        put(folder, hub_file.name_of(hub), hub_file.written(hub))
    except OSError as error:
        raise Trouble(NOT_HERE) from error


def belongs(view: View) -> bool:
    """Whether this laptop shares a hub."""
    return bool(keyring.fact(view.connection, keyring.HUB))


def hubs_in(folder: Folder) -> set[bytes]:
    """The hubs whose file lies in a folder: one, or none. Raises OSError."""
    return set(_hub_files(folder))


def _hub_files(folder: Folder) -> dict[bytes, str]:
    """The hubs whose file lies in a folder, with its name.

    Raises OSError when there are none and something that may be one could not be read.
    """
    found: dict[bytes, str] = {}
    failures: list[OSError] = []
    for listed in folder.names():
        if hub_file.NAME.fullmatch(listed.name) and listed.size <= hub_file.MOST_BYTES:
            try:
                hub = hub_file.read(folder.read(listed.name, hub_file.MOST_BYTES))
            except OSError as error:
                failures.append(error)
            else:
                found |= {hub: listed.name} if hub else {}
    if failures and not found:
        raise failures[0]
    return found


def sheet_for(
    keys: Keyring,
    hub: bytes,
    klass: Klass,
    epoch: int,
    inside: Inside,
) -> tuple[Opened, bytes]:
    """A new key and its sheet, made by this laptop."""
    key = sealing.new_key()
    maker = (keys.device, keys.secret)
    raw = key_sheet.written(hub, klass, epoch, key, inside, maker)
    return Opened(key_sheet.read(raw), key, inside), raw


def _first_sheets(
    keys: Keyring, hub: bytes, codes: Codes, cost: Cost
) -> list[tuple[Opened, bytes]]:
    """The key sheets of a new hub: of stock for both codes, of people for one."""
    stretched = codes.with_names.stretched(hub, cost), codes.without_names.stretched(hub, cost)
    me = [(keys.device[:8], keyring.public_of(keys.secret))]
    made = []
    for klass, openers in ((Klass.STOCK, stretched), (Klass.PEOPLE, stretched[:1])):
        opening = [key_sheet.opener(each, klass) for each in openers]
        inside = Inside([], [], opening, (cost.n, cost.r, cost.p), me)
        made.append(sheet_for(keys, hub, klass, 1, inside))
    return made


def _by_code(
    folder: Folder, hubs: Mapping[bytes, str], code: HubCode
) -> list[tuple[Opened, bytes]]:
    """Every key sheet in a folder that a code opens; none if it opens not the newest of stock.

    A code that was replaced opens what was sealed before, and lets nobody in any more. ``hubs``
    are those that count, each with the name of its file.
    Raises Refused when none is opened and some ask for more than is tried.
    """
    lying = [each for each in _sheets_in(folder, hubs.values()) if each[0].hub in hubs]
    tried = _tried({(sheet.hub, key_sheet.cost_of(sheet)) for sheet, _ in lying})
    stretched = {(hub, cost): code.stretched(hub, cost) for hub, cost in tried}
    found, left = [], 0
    for sheet, raw in lying:
        known = stretched.get((sheet.hub, key_sheet.cost_of(sheet)))
        opened = None if known is None else key_sheet.by_code(sheet, known)
        left += known is None
        if opened is not None:
            found.append((opened, raw))
    if not _opens_newest([each for each, _ in lying], [each for each, _ in found]):
        found = []
    if left and not found:
        raise Refused(ASKS_TOO_MUCH)
    return found


def _tried(asked: set[tuple[bytes, Cost]]) -> list[tuple[bytes, Cost]]:
    """The few costs at which a code is tried: what hubs are made with first, then the cheapest.

    Whoever can write into the folder can ask for any, so often as they like.
    """
    sound = [each for each in asked if not key_sheet.is_too_much(each[1])]
    order = sorted(sound, key=lambda e: (e[1] != USUAL_COST, key_sheet.work_of(e[1]), e[0]))
    return order[:MOST_COSTS]


def _opens_newest(lying: list[Sheet], opened: list[Opened]) -> bool:
    """Whether the newest sheet of stock is among those that were opened."""
    newest = [each.sheet.epoch for each in opened if each.sheet.klass is Klass.STOCK]
    epochs = [
        each.epoch
        for each in lying
        if each.klass is Klass.STOCK
        and not key_sheet.is_too_much(key_sheet.cost_of(each))
        and not _is_damaged(each, opened)
    ]
    return max(newest, default=0) >= max(epochs, default=0)


def _sheets_in(folder: Folder, proof: Collection[str]) -> list[tuple[Sheet, bytes]]:
    """The key sheets that lie in a folder, not looked into yet. ``proof`` could be read before.

    Raises OSError when the folder is gone, and when there is none and a file could not be read.
    """
    found: list[tuple[Sheet, bytes]] = []
    failures: list[OSError] = []
    for listed in folder.names():
        if listed.size > key_sheet.MOST_BYTES or listed.away:
            continue
        try:
            found += _sheet(folder, listed.name)
        except OSError as error:
            if not answers(folder, proof):
                raise
            failures.append(error)
    if failures and not found:
        raise failures[0]
    return found


def _sheet(folder: Folder, name: str) -> list[tuple[Sheet, bytes]]:
    """A file, if it is a key sheet. Raises OSError."""
    if folder.read(name, len(key_sheet.MAGIC)) != key_sheet.MAGIC:
        return []
    raw = folder.read(name, key_sheet.MOST_BYTES + 1)
    try:
        sheet = key_sheet.read(raw)
        key_sheet.cost_of(sheet)
    except Unreadable:
        return []
    return [(sheet, raw)]


def _is_damaged(sheet: Sheet, opened: list[Opened]) -> bool:
    """Whether a sheet about a key that is known is not sound: its epoch is no word of anybody's."""
    keys = {each.key for each in opened} | {f.key for each in opened for f in each.inside.former}
    about = [key for key in keys if key_sheet.id_of(sheet.hub, key) == sheet.key_id]
    return any(key_sheet.with_key(sheet, key) is None for key in about)


def _begin(line: Line, cost: Cost) -> Begun:
    """Draws a hub, its codes and its first keys, and keeps them until it is made."""
    line.do(_draw_secret)
    codes, hub = Codes(hub_code.draw(), hub_code.draw()), identity.new_id()
    first = _first_sheets(line.ask(keyring.asked), hub, codes, cost)
    texts = codes.with_names.text, codes.without_names.text
    made = Begun(hub, texts, [(raw, opened.key) for opened, raw in first])
    line.do(begun.keep, made)
    return made


def _opened(made: Begun) -> list[tuple[Opened, bytes]]:
    """The first sheets of a hub that was begun."""
    found = [(key_sheet.with_key(key_sheet.read(raw), key), raw) for raw, key in made.sheets]
    return [(opened, raw) for opened, raw in found if opened is not None]


def _draw_secret(act: Act) -> None:
    keyring.draw_secret(act.connection)


def _belong(
    act: Act,
    hub: bytes,
    opened: list[tuple[Opened, bytes]],
    now_ms: int,
    *,
    comes: bool = False,
) -> None:
    """This laptop belongs to a hub from now on; what others did ``comes`` to one that joins."""
    if comes:
        coming.begin(act)
    keyring.keep_fact(act.connection, keyring.HUB, hub)
    keyring.draw_secret(act.connection)
    for each, raw in opened:
        sheets.keep(act, each, raw)
    keys = keyring.of(act.connection)
    if keys.device[:8] in keys.removed:
        # It was lost and came back: to the others it is another laptop.
        keyring.become_another(act.connection)
    cards.keep(act, own_card.now(act, now_ms))
    begun.over(act)
    act.touch(Touched.SHARED)
