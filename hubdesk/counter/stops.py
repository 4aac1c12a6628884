"""Why goods must not go into a parcel, or must be asked about first."""

from __future__ import annotations

from hubdesk.counter import plan
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.standing import Standing
from hubdesk.households.allergens import listed
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.stock import date_words, held_back, windows
from hubdesk.stock.allergens import Meeting, meets
from hubdesk.stock.batch import day_text
from hubdesk.stock.book import Book
from hubdesk.stock.dates import Dated
from hubdesk.stock.products import Product
from hubdesk.stock.windows import State, Verdict
from hubdesk.wording import Phrase, translate


def stop_of(
    act: Act,
    found: Standing,
    product: Product,
    dated: Dated | None,
    code: str,
    book: Book,
    lot: str | None = None,
) -> Outcome | None:
    """Why these goods must not go in, or must be asked about first; None when they may."""
    stop = allergy_stop(found, product, code)
    if stop is None and book.held:
        stop = held_stop(act, product, dated, code, book, lot)
    if stop is not None:
        return stop
    holding = dated if dated is not None else latest_booked(book, product)
    asked = None if holding is None else past_date(act, product, holding, code, book)
    if dated is None and book.held:
        return _some_held(act, product, code, book, asked)
    return asked


def past_date(act: Act, product: Product, dated: Dated, code: str, book: Book) -> Outcome | None:
    """A date that has passed stops, or is asked about; None for one that has not."""
    found = windows.verdict(act, product, dated, act.today)
    if found.state in (State.FINE, State.SOON):
        return None
    if found.state is State.CHECK:
        return _to_check(act, product, dated, code, found)
    return _too_old(act, product, dated, code, book, found)


def refused_date(act: Act, product: Product, dated: Dated, code: str, book: Book) -> Outcome | None:
    """A date after which nobody is given the goods, whoever looked at them; None for another."""
    found = windows.verdict(act, product, dated, act.today)
    return None if found.may_go else _too_old(act, product, dated, code, book, found)


def held_stop(
    act: Act, product: Product, dated: Dated | None, code: str, book: Book, lot: str | None = None
) -> Outcome | None:
    """The product is held back, or the batch that the pack names, or every one there is."""
    batch_id = None
    if dated is not None or lot is not None:
        kind = None if dated is None else dated.kind
        batch_id = identity.batch_of(product.id, day_text(dated), kind, lot)
    there = [each.id for each in book.batches(product.id)] if batch_id is None else [batch_id]
    if product.id not in book.held and not (there and book.held.issuperset(filter(None, there))):
        return None
    if product.id not in book.held and None in there:
        return None
    found = held_back.why(act, product.id, *there)
    said = translate("counter", "Held back: {reason}. Not added. Put it aside.")
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "Do not give out")),
        (
            Phrase("{name}", {"name": product.name}),
            Phrase(said, {"reason": found.reason if found else ""}),
        ),
        (Answer.PUT_ASIDE,),
        code=code,
        product=product.id,
    )


def _some_held(
    act: Act, product: Product, code: str, book: Book, asked: Outcome | None
) -> Outcome | None:
    """Some of the goods are held back, and the code does not say which pack this is."""
    if asked is not None and asked.result is Result.STOP:
        return asked
    held = [each for each in book.batches(product.id) if each.id in book.held]
    found = held_back.why(act, *(each.id for each in held)) if held else None
    if found is None:
        return asked
    dates = [date_said(act, each.dated)["date"] for each in held if each.dated is not None]
    said = translate("counter", "Not if it is this one: {date}. Held back: {reason}.")
    if not dates:
        said = translate("counter", "Some of it is held back: {reason}.")
    values = {"reason": found.reason, "date": dates[0] if dates else ""}
    lines = asked.lines if asked else (Phrase("{name}", {"name": product.name}),)
    return Outcome(
        Result.ASK,
        asked.title if asked else Phrase(translate("counter", "Look at its date")),
        (*lines, Phrase(said, values)),
        (Answer.GIVE_ANYWAY, Answer.PUT_ASIDE),
        code=code,
        product=product.id,
        dated=asked.dated if asked else None,
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
    given by typing its date. What is held back is not given, and tells nothing.
    """
    batches = book.sound(product.id)
    if not batches or any(batch.dated is None for batch in batches):
        return None
    return max((b.dated for b in batches if b.dated), key=lambda dated: dated.day)


def _too_old(
    act: Act, product: Product, dated: Dated, code: str, book: Book, found: Verdict
) -> Outcome:
    """Past its use by, or too long past its best before: refused by every route."""
    return Outcome(
        Result.STOP,
        Phrase(translate("counter", "Do not give out")),
        (
            Phrase("{name}", {"name": product.name}),
            Phrase(_why_too_old(found), date_said(act, dated)),
        ),
        (Answer.PUT_ASIDE, Answer.DISCARD),
        code=code,
        product=product.id,
        batch=_batch_of(book, product, dated),
        dated=dated,
    )


def _why_too_old(found: Verdict) -> str:
    if found.state is State.PAST_USE_BY:
        return translate("counter", "{date} has passed. Not added.")
    if found.own_rule:
        return translate("counter", "{date}: this hub gives nothing past it. Not added.")
    return translate("counter", "{date}: too long ago. Not added.")


def _to_check(act: Act, product: Product, dated: Dated, code: str, found: Verdict) -> Outcome:
    """A best before that has passed, inside its window: somebody looks at the pack."""
    said = date_said(act, dated) | {"check": Phrase(found.check)}
    return Outcome(
        Result.ASK,
        Phrase(translate("counter", "Past its best before")),
        (
            Phrase("{name}", {"name": product.name}),
            Phrase(translate("counter", "{date}. Check: {check}."), said),
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
