"""This laptop's own choices: where it serves, how it looks, what it prints on."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import Column, Connection, LargeBinary, Table, Text, select
from sqlalchemy.dialects.sqlite import insert

from hubdesk.changes import Touched
from hubdesk.journal.act import Act, View
from hubdesk.storage.tables import kept

setting = Table(
    "setting",
    kept,
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
)
_put = insert(setting)
_put = _put.on_conflict_do_update(index_elements=["name"], set_={"value": _put.excluded.value})


class Settings(msgspec.Struct, frozen=True):
    """What this laptop was told. Every field has a default, so an older file reads on.

    ``printer`` is the name of a print queue, or empty to write each label as a PDF.
    ``scanner`` is what the scanner set-up learned, in the shape of ScannerSetup.
    """

    hub_name: str = "Community hub"
    laptop_name: str = "Laptop"
    here: bytes = bytes(16)
    theme: str = "light"
    scale_percent: int = 100
    language: str = ""
    sounds: bool = True
    printer: str = ""
    label_format: str = "roll-62x40"
    card_format: str = "l7160"
    sheet_start: int = 1
    scanner: dict[str, Any] = {}
    emergency: list[tuple[str, str]] = []


def read(connection: Connection) -> Settings:
    """The settings as they stand."""
    rows = connection.execute(select(setting.c.name, setting.c.value))
    known = set(Settings.__struct_fields__)
    values = {name: msgspec.json.decode(value) for name, value in rows if name in known}
    return msgspec.convert(values, Settings, strict=False)


def asked(view: View) -> Settings:
    """The settings, as a question."""
    return read(view.connection)


def change(act: Act, **values: Any) -> Settings:
    """Changes some settings; refuses a name or a value that Settings does not know."""
    if not values.keys() <= set(Settings.__struct_fields__):
        raise TypeError(f"no such setting: {sorted(values)}")
    encoded = [{"name": n, "value": msgspec.json.encode(v)} for n, v in values.items()]
    act.connection.execute(_put, encoded)
    act.touch(Touched.SETTING)
    return read(act.connection)
