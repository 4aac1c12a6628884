"""The label of a parcel that is driven to somebody: the one label with an address."""

from __future__ import annotations

from hubdesk.errors import Refused
from hubdesk.labels.contents import DeliveryLabel
from hubdesk.labels.draft import Draft, Room
from hubdesk.labels.fitting import Style
from hubdesk.labels.frame import unit, with_code
from hubdesk.labels.layout import Face, Label
from hubdesk.labels.stack import Block, stack
from hubdesk.wording import translate


def delivery_label(delivery: DeliveryLabel, room: Room) -> Label:
    """Where a parcel goes, and which of how many it is. An address is never cut."""
    lines = [line for line in delivery.address if line.strip()]
    if not lines:
        raise Refused(
            translate("hub", "A delivery label needs an address. Type it, or use a parcel label.")
        )
    draft = Draft(room)
    area, size = with_code(draft, delivery.code), unit(room)
    heading = translate("hub", "Delivery {number}").format(number=delivery.code[-4:])
    if delivery.parts > 1:
        told = translate("hub", "Delivery {number}, parcel {part} of {parts}")
        heading = told.format(number=delivery.code[-4:], part=delivery.part, parts=delivery.parts)
    address = [Block(line, Style(14 * size, 7, Face.BOLD, lines=2), keep=True) for line in lines]
    note = Block(delivery.note, Style(9.5 * size, 6, lines=3), keep=True)
    stack(draft, area, [Block(heading, Style(9 * size, 6, lines=2), keep=True), *address, note])
    return draft.finished()
