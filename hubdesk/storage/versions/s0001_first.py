"""Schema 1: the kept tables of the first hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, PrimaryKeyConstraint, String

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Makes the first kept tables."""
    op.create_table(
        "meta",
        Column("name", String, nullable=False),
        Column("value", String, nullable=False),
        PrimaryKeyConstraint("name", name="pk_meta"),
    )
