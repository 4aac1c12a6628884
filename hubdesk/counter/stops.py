"""Why goods must not go into a parcel, or must be asked about first."""

from __future__ import annotations

from hubdesk.counter import plan
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.standing import Standing
from hubdesk.households.allergens import listed
from hubdesk.journal.act import Act
from hubdesk.stock import date_words
from hubdesk.stock.allergens import Meeting, meets
from hubdesk.stock.book import Book
from hubdesk.stock.dates import Dated, DateState, state_of
from hubdesk.stock.products import Product
from hubdesk.wording import Phrase, translate


def stop_of(
    act: Act, found: Standing, product: Product, dated: Dated | None, code: str, book: Book
) -> Outcome | None:
    """Why these goods must not go in, or must be asked about first; None when they may."""
    stop = allergy_stop(found, product, code)
    holding = dated if dated is not None else latest_booked(book, product)
    if stop is not None or holding is None:
        return stop
    return past_date(act, product, holding, code, book)


def past_date(act: Act, product: Product, dated: Dated, code: str, book: Book) -> Outcome | None:
    """A date that has passed stops, or is asked about; None for one that has not."""
    return past_use_by(act, product, dated, code, book) or past_best_before(
        act, product, dated, code
    )


def allergy_stop(found: Standing, product: Product, code: str) -> Outcome | None:
    """The pack states something that the household of the visit avoids."""
    avoiding = plan.avoided(found.household)
    if meets(product.stated, avoiding) is not Meeting.CONFLICT:
        return None
    names = listed(product.stated.allergens & avoiding)
    said = translate("counter", "Contains: {allergens}. Not added. Put it aside.")
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "Do not give out")),
        (Phrase("{name}", {"name": product.name}), Phrase(said, {"allergens": names})),
        (Answer.PUT_ASIDE,),
        code=code,
        product=product.id,
    )


def latest_booked(book: Book, product: Product) -> Dated | None:
    """The date that the book has for goods whose code holds none: the latest it knows of.

    When that one is past, every pack the book knows is past; a pack with a later date is
    given by typing its date.
    """
    batches = book.batches(product.id)
    if not batches or any(batch.dated is None for batch in batches):
        return None
    return max((b.dated for b in batches if b.dated), key=lambda dated: dated.day)


def past_use_by(act: Act, product: Product, dated: Dated, code: str, book: Book) -> Outcome | None:
    """A use by that has passed: refused by every route."""
    if state_of(dated.day, dated.kind, act.today) is not DateState.PAST_USE_BY:
        return None
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "Do not give out")),
        (
            Phrase("{name}", {"name": product.name}),
            Phrase(translate("counter", "{date} has passed. Not added."), date_said(act, dated)),
        ),
        (Answer.PUT_ASIDE, Answer.DISCARD),
        code=code,
        product=product.id,
        batch=_batch_of(book, product, dated),
        dated=dated,
    )


def past_best_before(act: Act, product: Product, dated: Dated, code: str) -> Outcome | None:
    """A best before that has passed: somebody looks at the pack."""
    if state_of(dated.day, dated.kind, act.today) is not DateState.PAST_BEST_BEFORE:
        return None
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "Past its best before")),
        (
            Phrase("{name}", {"name": product.name}),
            Phrase(translate("counter", "{date}. Check the pack is sound."), date_said(act, dated)),
        ),
        (Answer.GIVE_ANYWAY, Answer.PUT_ASIDE),
        code=code,
        product=product.id,
        dated=dated,
    )


def _batch_of(book: Book, product: Product, dated: Dated) -> bytes | None:
    """The batch of that date, if the book knows one here."""
    return next((b.id for b in book.batches(product.id) if b.dated == dated), None)


def date_said(act: Act, dated: Dated) -> dict[str, object]:
    """A date as it fills the gap of a sentence."""
    said = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=act.today)
    return {"date": said}
