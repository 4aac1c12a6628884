"""Schema in which each key that lies in a bundle says whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, LargeBinary

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Of keys from before, their entries tell it, where they are here."""
    op.add_column("bundled_key", Column("subject", LargeBinary(16)))
    op.execute(
        "UPDATE bundled_key SET subject = ("
        "SELECT operation.subject FROM operation JOIN stream ON stream.no = operation.stream_no"
        " WHERE stream.id = bundled_key.stream AND operation.seq = bundled_key.seq)"
    )
