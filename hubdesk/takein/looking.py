"""Whether goods may come in by their date: never past a use by; past a best before, asked."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from hubdesk.journal.act import View
from hubdesk.stock import date_words
from hubdesk.stock.dates import Dated, DateKind, DateState, state_of
from hubdesk.stock.products import Product
from hubdesk.wording import Phrase


class Look(StrEnum):
    """What is to be done about the date on a pack."""

    FINE = "fine"
    SOON = "soon"
    CHECK = "check"
    REFUSE = "refuse"


def at(view: View, product: Product, dated: Dated | None) -> Look:
    """What the date of a pack asks for today."""
    if dated is None:
        return Look.FINE
    return {
        DateState.FINE: Look.FINE,
        DateState.SOON: Look.SOON,
        DateState.PAST_BEST_BEFORE: Look.CHECK,
        DateState.PAST_USE_BY: Look.REFUSE,
    }[state_of(dated.day, dated.kind, view.today)]


def of_kind(product: Product, dated: Dated | None) -> Dated | None:
    """A date with its kind: its own, else the usual one of the line."""
    if dated is None or dated.kind is not None:
        return dated
    return replace(dated, kind=product.date_kind)


def turned(dated: Dated) -> Dated:
    """The same day with the other kind of date."""
    other = DateKind.USE_BY if dated.kind is DateKind.BEST_BEFORE else DateKind.BEST_BEFORE
    return replace(dated, kind=other)


def said(view: View, dated: Dated) -> Phrase:
    """A date in words."""
    return date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=view.today)


def day_said(view: View, dated: Dated) -> Phrase:
    """A day in words, whose kind is the next scan's: "27 November", "March 2027"."""
    if dated.month_only:
        return date_words.month_and_year(dated.day)
    return date_words.day_words(dated.day, view.today)
