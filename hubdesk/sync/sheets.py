"""Key sheets in the folder: opened by what this laptop is given, kept, and put back."""

from __future__ import annotations

from msgspec.structs import replace
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Klass
from hubdesk.storage.prepared import Prepared
from hubdesk.sync import cards, copied, key_sheet, keyring
from hubdesk.sync.envelope import short
from hubdesk.sync.files import Known
from hubdesk.sync.key_sheet import Opened, Sheet
from hubdesk.sync.passing import Passing
from hubdesk.sync.tables import share_copy
from hubdesk.sync.unreadable import Unreadable, Why

_put = Prepared(insert(share_copy).on_conflict_do_nothing(), "name", "content")
_copies = Prepared(select(share_copy.c.name, share_copy.c.content))


def name_of(sheet: Sheet, raw: bytes) -> str:
    """What a sheet is called in the folder."""
    return f"keys/epoch-{sheet.epoch}-{sheet.klass.value}-{short(raw)}.hdk"


def taken(passing: Passing, known: Known, raw: bytes) -> Known:
    """A sheet was read: its keys are this laptop's if it can open it. Raises Unreadable."""
    sheet = key_sheet.read(raw)
    if sheet.hub != passing.keys.hub:
        raise Unreadable(Why.FOREIGN)
    opened = _opened(passing, sheet)
    if opened is None:
        raise Unreadable(_why(passing, sheet))
    if passing.line.do(keep, opened, raw):
        passing.keys_changed()
        passing.tally["keys"] += 1
    return replace(known, key=sheet.key_id)


def keep(act: Act, opened: Opened, raw: bytes) -> bool:
    """Keeps the keys of a sheet, and the sheet itself, to put it back if it goes."""
    _put.run(act.connection, name=name_of(opened.sheet, raw), content=raw)
    is_new = keyring.keep(act.connection, opened)
    newest = keyring.of(act.connection).newest(Klass.STOCK)
    if is_new and newest is not None and newest.id == opened.sheet.key_id:
        cards.forget_removed(act, opened.inside)
    return is_new


def copies(view: View) -> dict[str, bytes]:
    """The sheets this laptop keeps, by their names in the folder."""
    return dict(_copies.all(view.connection))


def key_of(raw: bytes) -> bytes:
    """The id of the key that a sheet is about."""
    return key_sheet.read(raw).key_id


def _opened(passing: Passing, sheet: Sheet) -> Opened | None:
    keys = passing.keys
    known = keys.keys.get(sheet.key_id)
    if known is not None:
        return key_sheet.with_key(sheet, known.key)
    if sheet.maker in keys.removed:
        return None
    maker = passing.line.ask(cards.public_key_of, sheet.maker)
    if maker is None:
        return None
    opened = key_sheet.by_device(sheet, keys.device, keys.secret, maker)
    was = passing.line.ask(copied.former) if opened is None else None
    return opened if was is None else key_sheet.by_device(sheet, was.device, was.secret, maker)


def _why(passing: Passing, sheet: Sheet) -> Why:
    """A sheet under a key that is known here can only be damaged; another's waits."""
    return Why.DAMAGED if sheet.key_id in passing.keys.keys else Why.NO_KEY
