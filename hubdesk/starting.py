"""The first run: a hub is named, given a passphrase, and filled, in steps that survive a crash.

Each step opens the hub, does its one thing and closes it, so that whatever was reached is
saved. How far it came stands in the hub itself; the recovery code is never written anywhere,
so an interrupted first run draws another one.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
from sqlalchemy import select

from hubdesk import day, practice_data, settings
from hubdesk import desk as desks
from hubdesk.changes import Touched
from hubdesk.clock import Clock
from hubdesk.desk import Desk
from hubdesk.doorstep import Begun, Found, Names, NotUnlocked, Opened, Reached, in_folder
from hubdesk.errors import Refused
from hubdesk.journal import identity
from hubdesk.journal.act import Act, View
from hubdesk.parcels import lists, starter
from hubdesk.security import keys
from hubdesk.security.key_file import Cost
from hubdesk.settings import setting
from hubdesk.stock import products, records
from hubdesk.sync import copied, where
from hubdesk.told import can_be_seen, one_line
from hubdesk.wording import translate

MOST_NAME = 80


def tidy_name(text: str) -> str:
    """A name on one line. Raises Refused when it is empty or too long."""
    name = one_line(text)
    if not can_be_seen(name):
        raise Refused(translate("hub", "Type a name, such as the one on the door."))
    if len(name) > MOST_NAME:
        raise Refused(
            translate("hub", "This name is longer than {most} characters. Shorten it."),
            most=MOST_NAME,
        )
    return name


def begin(
    folder: Path, names: Names, phrase: str, clock: Clock, cost: Cost = keys.USUAL_COST
) -> Begun:
    """Makes the hub: its keys, its file, and its names within. Takes about a second.

    Where a start was cut off after the keys were made, ``phrase`` is the one chosen then.
    Raises Refused for a weak or wrong passphrase, or when a hub is there.
    """
    told = Names(tidy_name(names.hub), tidy_name(names.laptop), tidy_name(names.place))
    if in_folder(folder) is Found.KEYS_ALONE:
        key = keys.unlock(folder, phrase)
        code = keys.new_recovery_code(folder, key, cost)
    else:
        key, code = keys.make(folder, phrase, cost=cost)
    desk = desks.found(folder, key, clock)
    try:
        desk.do(_name, told)
    finally:
        desk.close()
    return Begun(key, code)


def another_code(folder: Path, key: bytes, cost: Cost = keys.USUAL_COST) -> str:
    """A new recovery code, for a first run that was cut off before the paper was proven."""
    return keys.new_recovery_code(folder, key, cost)


def open_and_look(folder: Path, phrase: str, clock: Clock) -> Opened:
    """Unlocks a hub and says how far its first run came.

    It opens the file as well, so that a damaged, foreign or newer one is refused here, on the
    page that can say what to do. Raises NotUnlocked for a wrong passphrase or code.
    """
    keys.openers(folder)
    try:
        key, opener = keys.opened_by(folder, phrase)
    except Refused as refusal:
        raise NotUnlocked(refusal.text, **refusal.values) from refusal
    desk = desks.open_desk(folder, key, clock)
    try:
        _settle_in(desk, folder, key)
        name = desk.ask(settings.asked).hub_name
        return Opened(key, desk.ask(how_far), name, opener)
    finally:
        desk.close()


def _settle_in(desk: Desk, folder: Path, key: bytes) -> None:
    """Notes where the hub lives. Beside the one it was copied from it is another laptop."""
    former = desk.ask(copied.lives_in)
    if former != folder.absolute():
        beside = former if copied.still_in(former, folder, key) else None
        desk.do(copied.moved_in, folder, beside)


def code_proven(folder: Path, key: bytes, clock: Clock) -> None:
    """The recovery code was typed back from the paper."""
    _do(folder, key, clock, Reached.GOODS, with_starter=False)


def finish(
    folder: Path, key: bytes, clock: Clock, *, with_starter: bool, joins: bool = False
) -> None:
    """Ends the first run, with the starter lines and parcel list or with nothing.

    ``joins``: everything comes from other laptops, whose hub is joined at the desk.
    """
    _do(folder, key, clock, Reached.DONE, with_starter=with_starter, joins=joins)


def how_far(view: View) -> Reached:
    """How far the first run came; a hub that never heard of it is done."""
    chosen = select(setting.c.value).where(setting.c.name == "first_run")
    raw = view.connection.execute(chosen).scalar()
    return Reached.DONE if raw is None else Reached(msgspec.json.decode(raw, type=str))


def reach(act: Act, reached: Reached) -> None:
    """Notes how far the first run came, on this laptop."""
    act.connection.execute(setting.delete().where(setting.c.name == "first_run"))
    row = {"name": "first_run", "value": msgspec.json.encode(reached.value)}
    act.connection.execute(setting.insert(), row)
    act.touch(Touched.SETTING)


def name_hub(act: Act, names: Names) -> bytes:
    """Names the hub and this laptop, opens the place it serves from, and returns that place."""
    place = identity.new_id()
    records.name_place(act, place, names.place)
    numbers = [(each.name, each.number) for each in practice_data.help_numbers()]
    settings.change(
        act, hub_name=names.hub, laptop_name=names.laptop, here=place, emergency=numbers
    )
    return place


def put_starter(act: Act) -> None:
    """Puts the starter lines, their tiles and the standard parcel list into a hub."""
    shipped = starter.starter_list()
    for position, line in enumerate(shipped.lines):
        values: dict[str, object] = {"name": line.name, "unit": line.unit}
        values |= {"weight_g": line.weight_g, "position": position}
        values |= {"icon": line.tile or None, "tile": bool(line.tile)}
        values["date_kind"] = line.date_kind.value if line.date_kind else None
        values["food"] = line.food.value if line.food else None
        values["stall"] = line.stall or None
        values["substitutes"] = [starter.line_id(key) for key in line.instead]
        products.note_line(act, starter.line_id(line.key), **values)
    listed = shipped.contents()
    lists.issue(act, lists.STANDARD, listed.name, listed.lines, listed.variants)


def _name(act: Act, names: Names) -> None:
    name_hub(day.unasked(act), names)
    reach(act, Reached.CODE)


def _go_on(act: Act, reached: Reached, with_starter: bool, joins: bool) -> None:
    if with_starter:
        put_starter(day.unasked(act))
    if joins:
        where.wish_to_join(act)
    reach(act, reached)


def _do(
    folder: Path,
    key: bytes,
    clock: Clock,
    reached: Reached,
    *,
    with_starter: bool,
    joins: bool = False,
) -> None:
    desk = desks.open_desk(folder, key, clock)
    try:
        desk.do(_go_on, reached, with_starter, joins)
    finally:
        desk.close()
