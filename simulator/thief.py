"""What somebody can read who has a laptop that was shut out, and the whole folder."""

from __future__ import annotations

from collections.abc import Iterator

from hubdesk import sealing
from hubdesk.journal.act import View
from hubdesk.journal.operations import Klass
from hubdesk.sync import cards, copied, key_sheet, keyring
from hubdesk.sync.key_sheet import Opened, Sheet
from hubdesk.sync.unreadable import Unreadable
from simulator.files import Files
from simulator.laptop import Laptop
from simulator.truth import Wrong


def stays_out(lost: Laptop, by: Laptop) -> None:
    """Raises Wrong when whoever has a laptop has a key that another one seals with.

    As far as the other knows that it is shut out, and is not itself.
    """
    keys = by.desk.ask(keyring.asked)
    if lost.device not in keys.removed or by.device in keys.removed:
        return
    newest = {each.id for klass in Klass if (each := keys.newest(klass))}
    if newest & _within_reach(lost, by.files):
        raise Wrong(f"whoever has {lost.name}, which is shut out, reads what {by.name} writes")


def _within_reach(lost: Laptop, files: Files) -> set[bytes]:
    """The ids of the keys that it has, or comes to by its secrets and all that codes came to."""
    keys, was = lost.desk.ask(keyring.asked), lost.desk.ask(copied.former)
    found = set(keys.keys)
    selves = [(keys.device, keys.secret), *([(was.device, was.secret)] if was else [])]
    openers = {each for k in keys.keys.values() if k.inside for each in k.inside.openers}
    for sheet in sorted(_sheets(files), key=lambda each: each.epoch):
        for opened in [*_opened(sheet, openers), *_given(sheet, selves, lost)]:
            found.add(sheet.key_id)
            openers |= set(opened.inside.openers)
    return found


def _opened(sheet: Sheet, openers: set[bytes]) -> Iterator[Opened]:
    for opener in openers:
        for slot in sheet.slots:
            key = sealing.opened(opener, slot, sheet.head)
            opened = None if key is None else key_sheet.with_key(sheet, key)
            if opened is not None:
                yield opened


def _given(sheet: Sheet, selves: list[tuple[bytes, bytes]], lost: Laptop) -> Iterator[Opened]:
    maker = lost.desk.ask(cards.public_key_of, sheet.maker)
    if maker is None:
        return
    for device, secret in selves:
        opened = key_sheet.by_device(sheet, device, secret, maker)
        if opened is not None:
            yield opened
        if device[:8] == sheet.maker:
            # Who has the maker's secret opens what it sealed to anybody.
            publics = lost.desk.ask(_publics)
            for member, public in publics.items():
                opened = key_sheet.by_device(sheet, member, secret, public)
                if opened is not None:
                    yield opened


def _publics(view: View) -> dict[bytes, bytes]:
    return {card.device[:8]: card.public for card in cards.known(view.connection)}


def _sheets(files: Files) -> Iterator[Sheet]:
    for raw in files.all().values():
        try:
            yield key_sheet.read(raw)
        except Unreadable:
            continue
