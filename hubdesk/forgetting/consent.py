"""Consent: that a household said we may keep what they must not eat, and that they took it back.

Health and belief are special category data (UK GDPR, Article 9). What is kept is an instruction
for packing and, beside it, who recorded the consent, when, and to which words.
"""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from hubdesk.forgetting import parcels
from hubdesk.forgetting.forgot import Why, forget
from hubdesk.households import groups
from hubdesk.households.kinds import NOTED
from hubdesk.households.matters import Matter
from hubdesk.journal import fields, forgotten
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation
from hubdesk.volunteers import serving

FIELD: Final = "consent"
WORDING: Final = "2026-11"
"""Which words were asked: a new date whenever the sentence of the details page changes."""


class Consent(Struct, frozen=True):
    """Who recorded it, when, and to which words; ``by`` is empty when nobody was serving."""

    by: tuple[str, ...]
    at_ms: int
    wording: str


def of(view: View, subject: bytes) -> Consent | None:
    """The consent that stands for a household or any merged with it; None without one."""
    for each in groups.parts(view, groups.one_of(view, subject)):
        for head in fields.heads(view.connection, each, FIELD):
            found = view.journal.read(view.connection, head.ref)
            if head.value and found is not None:
                actor = found[0].actor
                names = serving.names(view, [actor])
                return Consent(names.get(actor or b"", ()), found[0].at_ms, str(head.value))
    return None


def record(act: Act, subject: bytes) -> Operation | None:
    """They said that we may keep their diet and allergies as instructions for packing."""
    return act.note(NOTED, groups.one_of(act, subject), {FIELD: WORDING})


def withdraw(act: Act, subject: bytes) -> Operation | None:
    """They took it back: diet, allergies and what was settled about them are forgotten now."""
    parts = groups.parts(act, groups.one_of(act, subject))
    stamps = [(e, forgotten.newest(act.connection, e, Matter.DIET.value)) for e in parts]
    found = [(each, Matter.DIET.value, stamp) for each, stamp in stamps if stamp is not None]
    return forget(act, [*found, *parcels.given_to(act, parts)], Why.WITHDRAWN)
