"""How Today tells what was held back, frozen, or changed in the hub's table of dates."""

from __future__ import annotations

from hubdesk.journal.act import View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Operation
from hubdesk.stock import batch, date_words, foods, measures, products, windows
from hubdesk.stock.batch import dated_of
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.freezing import FrozenGoods
from hubdesk.stock.held_back import HeldBack, Released
from hubdesk.wording import Phrase, translate


def held(view: View, op: Operation, body: HeldBack) -> tuple[Phrase, Phrase]:
    """Goods were held back, and why."""
    said = {"goods": _goods(view, op.subject), "reason": body.reason}
    return Phrase(translate("today", "Held back")), Phrase("{goods}: {reason}", said)


def released(view: View, op: Operation, body: Released) -> tuple[Phrase, Phrase]:
    """Goods may be given again."""
    return Phrase(translate("today", "Released")), _goods(view, op.subject)


def frozen(view: View, op: Operation, body: FrozenGoods) -> tuple[Phrase, Phrase]:
    """Goods were frozen in time."""
    dated = dated_of(body.until, DateKind.FROZEN.value)
    goods = measures.told(view, op.subject, body.quantity, body.pack)
    said = {"goods": goods, "date": _said(view, dated)}
    return Phrase(translate("today", "Frozen")), Phrase("{goods}. {date}", said)


def window(view: View, op: Operation, body: FieldsNoted) -> tuple[Phrase, Phrase]:
    """The hub changed how long a kind of food may be given, or took its change back."""
    title = Phrase(translate("today", "Dates: another window"))
    food = windows.food_of(op.subject)
    name = Phrase(foods.BY_FOOD[food].name if food else "")
    figure = windows.figure_said(body)
    if figure is None:
        return title, Phrase(translate("today", "{food}: as it was shipped"), {"food": name})
    span = foods.span_words(figure.span)
    said = {"food": name, "span": span, "source": figure.source}
    return title, Phrase(translate("today", "{food}: {span}, by {source}"), said)


def rule(view: View, op: Operation, body: FieldsNoted) -> tuple[Phrase, Phrase]:
    """The hub changed its own rules about dates."""
    title = translate("today", "Dates: the hub's own rules")
    return Phrase(title), Phrase(translate("today", "See Set-up, Dates"))


def _goods(view: View, id_: bytes) -> Phrase:
    """A batch with its date, or a whole product."""
    known = batch.known(view, id_)
    if known is None:
        return Phrase("{name}", {"name": products.product_by_id(view, id_).name})
    said = {"name": products.product_by_id(view, known.product).name}
    return Phrase("{name}. {date}", said | {"date": _said(view, known.dated)})


def _said(view: View, dated: Dated | None) -> Phrase:
    day, kind = (dated.day, dated.kind) if dated else (None, None)
    month_only = dated is not None and dated.month_only
    return date_words.full(day, kind, month_only=month_only, today=view.today)
