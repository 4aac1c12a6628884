"""This laptop's own choices: where it serves, how it looks, what it prints on."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from sqlalchemy import Column, Connection, LargeBinary, Table, Text, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.storage.prepared import Prepared
from hubdesk.storage.tables import kept
from hubdesk.trust import Role
from hubdesk.wording import translate

setting = Table(
    "setting",
    kept,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
_put = insert(setting)
_put = _put.on_conflict_do_update(index_elements=["name"], set_={"value": _put.excluded.value})
_all = Prepared(select(setting.c.name, setting.c.value))
UNFIT = (msgspec.MsgspecError, UnicodeDecodeError)
"""What a value that a setting cannot take raises."""

LONGEST = 500
"""Characters of any one text here; a longer one is a slip of the clipboard."""

_Words = Annotated[str, Meta(max_length=LONGEST)]
_Id = Annotated[bytes, Meta(min_length=16, max_length=16)]


class PrinterSetup(msgspec.Struct, frozen=True):
    """What one printer was found to need on its test page; see ``labels.pages.Offset``.

    ``dpi`` are its dots an inch; 0: those that are usual for the roll or sheet in it.
    """

    dpi: Annotated[int, Meta(ge=0, le=2400)] = 0
    x_mm: Annotated[float, Meta(ge=-30, le=30)] = 0.0
    y_mm: Annotated[float, Meta(ge=-30, le=30)] = 0.0
    across: Annotated[float, Meta(ge=0.9, le=1.1)] = 1.0
    down: Annotated[float, Meta(ge=0.9, le=1.1)] = 1.0


class Settings(msgspec.Struct, frozen=True):
    """What this laptop was told. Every field has a default, so an older file reads on.

    ``printer`` is the name of a print queue, or empty to write each label as a PDF.
    ``scanner`` is what the scanner set-up learned, in the shape of ScannerSetup.
    ``sheet_starts`` are the next free places of part-used sheets, by format; ``own_sheets`` the
    hub's own formats as texts; ``printers`` what each printer needs, "" being the PDF.
    ``labels_on`` is the format that the Labels screen was used with last.
    ``serving`` are the ids of the volunteers who serve here on the day ``serving_on``.
    ``here`` is the place it serves from; on the day ``stands_on`` it stands at ``stands``
    instead, as at the stall of a Saturday.
    ``backup_folders`` are the stick or shared folder to which backups are carried.
    ``unnamed`` is the role of somebody who has not said who they are; ``openers`` are those of
    people with a phrase, by the slot it opens, where they are not admins. The desk locks after
    ``lock_min`` minutes with nobody at it, 0 for never.
    ``language`` is a code such as "pl" or "pt_BR", or empty for English.
    """

    hub_name: _Words = "Community hub"
    laptop_name: _Words = "Laptop"
    here: _Id = bytes(16)
    theme: Annotated[str, Meta(pattern="^(light|dark|sunlight)$")] = "light"
    scale_percent: Annotated[int, Meta(ge=100, le=150, multiple_of=25)] = 100
    language: Annotated[str, Meta(pattern="^([a-z]{2,3}(_[A-Za-z]{2,4})?)?$")] = ""
    sounds: bool = True
    printer: _Words = ""
    label_format: _Words = "roll-62x40"
    card_format: _Words = "l7160"
    sheet_starts: dict[_Words, Annotated[int, Meta(ge=1, le=1001)]] = {}
    own_sheets: dict[_Words, Annotated[str, Meta(max_length=2000)]] = {}
    printers: dict[_Words, PrinterSetup] = {}
    labels_on: _Words = "l7160"
    scanner: dict[str, Any] = {}
    emergency: list[tuple[_Words, _Words]] = []
    serving: Annotated[list[_Id], Meta(max_length=2)] = []
    serving_on: Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    stands: _Id = bytes(16)
    stands_on: Annotated[str, Meta(pattern=r"^(\d{4}-\d{2}-\d{2})?$")] = ""
    backup_folders: Annotated[list[_Words], Meta(max_length=4)] = []
    unnamed: Role = Role.ADMIN
    openers: dict[_Words, Role] = {}
    lock_min: Annotated[int, Meta(ge=0, le=30)] = 3


_decoders = {
    each.name: msgspec.json.Decoder(each.type) for each in msgspec.structs.fields(Settings)
}


def read(connection: Connection) -> Settings:
    """The settings as they stand.

    A value that this version cannot take (a newer Hubdesk wrote it, or it is damaged) stands
    back for the default, alone: one setting never costs a hub the others, or its opening.
    """
    values = {}
    for name, raw in _all.all(connection):
        try:
            if name in _decoders:
                values[name] = _decoders[name].decode(raw)
        except UNFIT:
            continue
    return Settings(**values)


def place_on(known: Settings, day: date) -> bytes:
    """The place this laptop serves from on a day: its own, unless it stands elsewhere then."""
    return known.stands if known.stands_on and known.stands_on == day.isoformat() else known.here


def asked(view: View) -> Settings:
    """The settings, as a question."""
    return read(view.connection)


GUARDED = frozenset({"serving", "serving_on", "unnamed", "openers", "lock_min"})
"""Settings of who is here and trusted: ``hubdesk.volunteers`` changes them, once it has seen who
asks."""


def change(act: Act, **values: Any) -> Settings:
    """Changes some settings. Raises Refused, and changes none, when one cannot be kept."""
    if values.keys() & GUARDED:
        raise TypeError(f"not changed this way: {sorted(values)}")
    return put(act, **values)


def put(act: Act, **values: Any) -> Settings:
    """As ``change``, for any setting: for commands that have checked who asks."""
    if not values.keys() <= _decoders.keys():
        raise TypeError(f"no such setting: {sorted(values)}")
    encoded = [{"name": name, "value": _encoded(name, value)} for name, value in values.items()]
    if encoded:
        act.connection.execute(_put, encoded)
        act.touch(Touched.SETTING)
    return read(act.connection)


def _encoded(name: str, value: object) -> bytes:
    try:
        raw = msgspec.json.encode(value)
    except UnicodeEncodeError as error:
        # Half a character, which some keyboards and clipboards leave behind.
        raise _unfit() from error
    if not _fits(name, raw):
        raise _unfit()
    return raw


def _fits(name: str, raw: bytes) -> bool:
    """True when the bytes are a value that this setting can take."""
    try:
        _decoders[name].decode(raw)
    except UNFIT:
        return False
    return True


def _unfit() -> Refused:
    return Refused(
        translate("hub", "This setting cannot be kept like that. Choose it again, or type less.")
    )
