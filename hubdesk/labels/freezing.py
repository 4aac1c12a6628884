"""Goods are frozen, and a label waits for every pack: when, until when, and what it holds."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.journal.act import Act
from hubdesk.journal.operations import Operation
from hubdesk.labels import queue
from hubdesk.labels.contents import FrozenLabel
from hubdesk.labels.queue import Job
from hubdesk.stock import freezing, measures
from hubdesk.stock.freezing import Frozen, FrozenGoods


class Labelled(Struct, frozen=True):
    """Goods that were frozen, and the labels that wait for the printer, one a pack."""

    frozen: Frozen
    jobs: tuple[Job, ...]


def freeze(
    act: Act, product: bytes, batch: bytes, quantity: int, *, place: bytes | None = None
) -> Labelled:
    """Freezes some of a batch and lets a label wait for each pack. Refused as ``freezing`` says."""
    frozen = freezing.freeze(act, product, batch, quantity, place=place)
    packs = measures.of_product(act, product).packs(quantity)
    stated = frozen.product.stated
    label = FrozenLabel(
        frozen.product.name,
        frozen.frozen_on,
        frozen.until,
        tuple(sorted(each.value for each in stated.allergens)) or None,
        frozen.code,
    )
    return Labelled(frozen, tuple(queue.queue(act, label) for _ in range(packs)))


def undo(act: Act, op: Operation) -> None:
    """They were not frozen after all: the old batch is there again, and its labels are dead."""
    found = act.journal.read(act.connection, op.ref)
    body = act.journal.body_of(act.connection, *found) if found else None
    act.undo(op.ref)
    if isinstance(body, FrozenGoods):
        queue.kill(act, body.code)
