"""What there is of each batch, in the database's words, for lists that it sorts.

As ``hubdesk.stock.shelf.fitted`` says it of one product: where the movements say more of the
batches than the balance holds, the excess left from the earliest date.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Select, case, func, select

from hubdesk.stock.tables import balance, batch, batch_sum

UNDATED: Final = "9999-12-31"
"""Sorts after every date."""

last_day = case(
    (func.length(batch.c.day) == len("2027-03"), batch.c.day + "-31"),
    else_=func.coalesce(batch.c.day, UNDATED),
)
"""A batch's last day as text that sorts; month only holds to the month's end."""


def there() -> Select[Any]:
    """Every batch that is there: place, product, batch, its last day, and how many."""
    after = func.coalesce(
        func.sum(batch_sum.c.quantity).over(
            partition_by=(batch_sum.c.place, batch_sum.c.product),
            order_by=(last_day.desc(), batch_sum.c.batch.desc()),
            rows=(None, -1),
        ),
        0,
    )
    spread = (
        select(
            batch_sum.c.place,
            batch_sum.c.product,
            batch_sum.c.batch,
            last_day.label("day"),
            func.min(batch_sum.c.quantity, balance.c.quantity - after).label("quantity"),
        )
        .join(batch, batch.c.id == batch_sum.c.batch)
        .join(
            balance,
            (balance.c.place == batch_sum.c.place) & (balance.c.product == batch_sum.c.product),
        )
        .where(batch_sum.c.quantity > 0, balance.c.quantity > 0)
        .subquery()
    )
    return select(spread).where(spread.c.quantity > 0)
