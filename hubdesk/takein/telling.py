"""The card about goods that were taken in: what, how many, of what date, and what to look at."""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.journal.act import View
from hubdesk.stock.dates import Dated
from hubdesk.stock.windows import State, Verdict
from hubdesk.takein import looking
from hubdesk.takein.came import Came, Offer, Sign, plain
from hubdesk.takein.entries import Entry
from hubdesk.takein.goods import Doubt, Goods
from hubdesk.wording import Phrase, translate


def taken(view: View, goods: Goods, entry: Entry, *, same_date: bool = False) -> Came:
    """Goods came in."""
    lines = [counted(goods, entry.quantity)]
    if entry.dated is not None:
        lines.append(plain("{date}", date=looking.said(view, entry.dated)))
    if same_date:
        said = translate("takein", "The same date as before. Type another if it differs.")
        lines.append(Phrase(said))
    sign, title, more = _sign(view, goods, entry)
    return Came(
        sign,
        Phrase(title),
        (*lines, *more),
        _offers(goods),
        goods.product.id,
        goods.code,
    )


def named_by_list(came: Came, goods: Goods) -> Came:
    """The card of goods that got their name from a list of products just now."""
    if goods.line is not None:
        said = plain(translate("takein", "Named as listed. Line: {line}"), line=goods.line.name)
    else:
        said = Phrase(translate("takein", "Named as listed. Ctrl+N puts it on a line."))
    offers = (Offer.NAME_IT, *came.offers)
    return replace(came, lines=(*came.lines, said), offers=offers)


def counted(goods: Goods, quantity: int) -> Phrase:
    """How many of what: "24 × Baked beans 420 g"."""
    return goods.measure.with_name(quantity, goods.product.name or goods.code)


def _sign(view: View, goods: Goods, entry: Entry) -> tuple[Sign, str, tuple[Phrase, ...]]:
    if goods.doubt is Doubt.LAST_DIGIT:
        said = translate("takein", "The last digit does not fit. Kept as it is: look at the pack.")
        return Sign.ASK, translate("takein", "Is this code right?"), (Phrase(said),)
    if goods.doubt is Doubt.TWO_WAYS:
        said = translate("takein", "Look at the pack, then type its date.")
        title = translate("takein", "This code reads in two ways")
        return Sign.ASK, title, (Phrase(said),)
    verdict = looking.at(view, goods.product, entry.dated)
    if verdict.state is State.CHECK:
        title, said = past_best_before()
        return Sign.ASK, title, (Phrase(said, {"check": Phrase(verdict.check)}),)
    if goods.code:
        said = translate("takein", "Kept under its code. Name it now, or later.")
        return Sign.NEW, translate("takein", "New barcode, kept"), (Phrase(said),)
    if verdict.state is State.SOON:
        return Sign.SOON, translate("takein", "Taken in, use soon"), ()
    return Sign.TAKEN, translate("takein", "Taken in"), ()


def past_best_before() -> tuple[str, str]:
    """What is said of goods past their best before, which may come in once looked at."""
    said = translate("takein", "Look at it: {check}. Not so? Bin it with one key.")
    return translate("takein", "Past its best before: check it"), said


def _offers(goods: Goods) -> tuple[Offer, ...]:
    naming = (Offer.NAME_IT,) if goods.code else ()
    opening = (Offer.OPEN_PACK,) if (goods.product.pieces or 0) > 1 else ()
    return (*naming, *opening, Offer.UNDO)


def refused(view: View, goods: Goods, dated: Dated, verdict: Verdict) -> Came:
    """Goods past their use by, or their window: they do not come in."""
    return Came(
        Sign.STOP,
        Phrase(translate("takein", "Do not take in")),
        (
            plain("{name}", name=goods.product.name or goods.code),
            looking.why_not(view, dated, verdict),
        ),
        product=goods.product.id,
        code=goods.code,
    )
