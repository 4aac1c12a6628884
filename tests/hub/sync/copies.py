"""What stories of copied and stolen laptops need: who a laptop is, and a forged card."""

from __future__ import annotations

import msgspec
from msgspec.structs import replace

from hubdesk.journal.operations import Klass
from hubdesk.sync import cards, envelope, keyring
from tests.hub.sync.hubs import Laptop, MemoryFolder


def device(laptop: Laptop) -> bytes:
    return laptop.desk.ask(keyring.asked).device


def newest(laptop: Laptop) -> bytes:
    """The key under which a laptop seals."""
    key = laptop.desk.ask(keyring.asked).newest(Klass.STOCK)
    assert key is not None
    return key.id


def forge(folder: MemoryFolder, by: Laptop, whose: bytes, former: list[bytes]) -> None:
    """Whoever has a laptop puts another card in the place of one, under the key it knows."""
    keys, key = by.desk.ask(keyring.asked), newest(by)
    card = by.desk.ask(lambda view: cards.of(view.connection, whose))
    assert card is not None
    for name in [each for each in folder.files if each.startswith(f"seen/{whose[:8].hex()}")]:
        del folder.files[name]
    plain = msgspec.msgpack.encode(replace(card, number=card.number + 1, former=former))
    seal = (envelope.Sort.CARD, keys.hub, key, keys.keys[key].key, plain)
    folder.files["seen/0-forged.ack"] = envelope.written(*seal)
