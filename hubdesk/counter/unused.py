"""Labels and cards that were printed ahead: one scan in a visit makes one of them its own.

What is chosen here is bound when the visit is finished; until then the code stands for nothing,
and Ctrl+Z takes the choice back.
"""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.codes.own import Kind
from hubdesk.counter import code_outcomes as codes
from hubdesk.counter import drafts
from hubdesk.counter.draft import Draft
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.journal.act import Act
from hubdesk.wording import Phrase, translate


def scanned(act: Act, kind: Kind, text: str) -> Outcome | None:
    """What an unused label or card does to the visit on the counter; None for other codes."""
    if kind not in (Kind.PARCEL, Kind.HOUSEHOLD):
        return None
    opened = drafts.opened(act)
    if opened is None:
        return _no_visit(kind, text)
    visit_id, draft = opened
    if kind is Kind.PARCEL:
        return _label(act, visit_id, draft, text)
    return None if draft.household is not None else _card(act, visit_id, draft, text)


def _no_visit(kind: Kind, text: str) -> Outcome:
    if kind is Kind.HOUSEHOLD:
        new = Phrase(translate("counter", "A new card? Type 2+3, then scan it again."))
        known = codes.not_known(text)
        return replace(known, lines=(*known.lines[:1], new))
    title = Phrase(translate("counter", "This label is not used yet"))
    advice = Phrase(translate("counter", "Scan it in a visit, and that parcel bears it."))
    return Outcome(Result.ASK, title, (advice,), code=text)


def _label(act: Act, visit_id: bytes, draft: Draft, text: str) -> Outcome:
    if draft.packed is not None:
        title = Phrase(translate("counter", "This parcel was packed with a label already"))
        return Outcome(Result.ASK, title, code=text, visit=visit_id)
    if text in (party.label for party in draft.also):
        title = Phrase(translate("counter", "The other parcel of this visit bears that label"))
        return Outcome(Result.ASK, title, code=text, visit=visit_id)
    drafts.save(act, visit_id, draft, replace(draft, label=text))
    said = translate("counter", "Stick it on this parcel. No other label prints.")
    return _chosen(translate("counter", "Label {number} is this parcel's"), said, visit_id, text)


def _card(act: Act, visit_id: bytes, draft: Draft, text: str) -> Outcome:
    if text in (party.card for party in draft.also):
        title = Phrase(translate("counter", "The others of this visit have that card"))
        return Outcome(Result.ASK, title, code=text, visit=visit_id)
    drafts.save(act, visit_id, draft, replace(draft, card=text))
    said = translate("counter", "Give it to them. No other card prints.")
    return _chosen(translate("counter", "Card {number} is theirs"), said, visit_id, text)


def _chosen(title: str, said: str, visit_id: bytes, text: str) -> Outcome:
    named = Phrase(title, {"number": text[-4:]})
    return Outcome(Result.NOTED, named, (Phrase(said),), (Answer.UNDO,), code=text, visit=visit_id)
