"""Households that may be the one being typed, each with when it was last here."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hubdesk.counter import collection
from hubdesk.households import likely as homes
from hubdesk.households.find import Found
from hubdesk.households.record import Details
from hubdesk.journal.act import View


class Likely(Struct, frozen=True):
    """One that may be meant, and the day of its last visit, if there was one."""

    found: Found
    last: date | None


def while_typing(view: View, typed: Details, but: bytes) -> tuple[Details, list[Likely]]:
    """Up to three households like the one being typed (``but``), with what they are like.

    What was typed comes back with them, so that a late answer is known for one.
    """
    found = homes.likely(view, typed, but)
    return typed, [Likely(each, collection.seen(view, each.household.id).last) for each in found]
