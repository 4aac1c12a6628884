"""Schema with marks: how far each stream of this laptop has come, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
)

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Streams from before have no mark, and are looked at for gaps alone."""
    op.create_table(
        "stream_mark",
        Column("stream_no", Integer, nullable=False),
        Column("seq", Integer, nullable=False),
        Column("mark", LargeBinary, nullable=False),
        PrimaryKeyConstraint("stream_no", name="pk_stream_mark"),
        ForeignKeyConstraint(["stream_no"], ["stream.no"], name="fk_stream_mark_stream_no_stream"),
    )
