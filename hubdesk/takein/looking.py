"""Whether goods may come in by their date: never past a use by; past a best before, asked."""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.journal.act import View
from hubdesk.stock import date_words, windows
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.products import Product
from hubdesk.stock.windows import State, Verdict
from hubdesk.wording import Phrase, translate


def at(view: View, product: Product, dated: Dated | None) -> Verdict:
    """What the date of a pack asks for today, by the hub's windows and its own rules."""
    return windows.verdict(view, product, dated, view.today, taking_in=True)


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


def why_not(view: View, dated: Dated, verdict: Verdict) -> Phrase:
    """Why goods of this date do not come in."""
    date = {"date": said(view, dated)}
    if verdict.own_rule:
        return Phrase(translate("takein", "{date}: this hub takes in none so near it."), date)
    if verdict.state is State.TOO_OLD:
        return Phrase(translate("takein", "{date} is too long ago. Put it aside."), date)
    return Phrase(translate("takein", "{date} has passed. Put it aside."), date)
