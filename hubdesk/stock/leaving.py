"""The one question before goods leave for people: may they still be given at all?"""

from __future__ import annotations

from collections.abc import Iterable

from hubdesk.errors import Refused
from hubdesk.journal.act import View
from hubdesk.stock import batch, held_back, products, windows
from hubdesk.stock.windows import State
from hubdesk.wording import translate


def refuse(view: View, goods: Iterable[tuple[bytes, bytes | None]]) -> None:
    """Raises Refused when some of these, by product and batch, are given to nobody.

    Held back, past their use by, or past their best before for too long, by the hub's
    confirmed date. What is past its best before and may go once it is looked at, passes:
    whoever hands it out is asked.
    """
    leaving = list(goods)
    held_back.refuse(view, leaving)
    for product_id, batch_id in leaving:
        dated = batch.by_id(view, batch_id).dated if batch_id is not None else None
        if dated is None or dated.day >= view.today:
            continue
        product = products.product_by_id(view, product_id)
        found = windows.verdict(view, product, dated, view.today)
        if not found.may_go:
            raise Refused(_words(found.state), name=product.name)


def _words(state: State) -> str:
    if state is State.PAST_USE_BY:
        return translate("hub", "{name}: its use by has passed. Discard it: it goes nowhere else.")
    return translate("hub", "{name}: its best before is too long ago. Discard it.")
