"""Schema 2: what a laptop keeps of sharing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Makes the tables of sharing."""
    _keys(op)
    _files(op)
    _others(op)


def _keys(op: Operations) -> None:
    op.create_table(
        "share_fact",
        Column("name", Text, nullable=False),
        Column("value", LargeBinary, nullable=False),
        PrimaryKeyConstraint("name", name="pk_share_fact"),
    )
    op.create_table(
        "epoch_key",
        Column("id", LargeBinary(8), nullable=False),
        Column("klass", Text, nullable=False),
        Column("epoch", Integer, nullable=False),
        Column("key", LargeBinary(32), nullable=False),
        Column("sheet", LargeBinary, nullable=False),
        PrimaryKeyConstraint("id", name="pk_epoch_key"),
    )


def _files(op: Operations) -> None:
    op.create_table(
        "held_range",
        Column("stream_no", Integer, nullable=False),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        PrimaryKeyConstraint("stream_no", "first", name="pk_held_range"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "shared_file",
        Column("no", Integer, nullable=False),
        Column("name", Text, nullable=False),
        Column("size", Integer, nullable=False),
        Column("mark", Integer, nullable=False),
        Column("kind", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("stream", LargeBinary(8)),
        Column("first", Integer, nullable=False),
        Column("last", Integer, nullable=False),
        Column("device", LargeBinary(8)),
        Column("key", LargeBinary(8)),
        Column("since_ms", Integer, nullable=False),
        Column("verified_ms", Integer, nullable=False),
        Column("why", Text, nullable=False),
        PrimaryKeyConstraint("no", name="pk_shared_file"),
        UniqueConstraint("name", name="uq_shared_file_name"),
    )
    op.create_index("ix_shared_file_verified_ms", "shared_file", ["verified_ms"])


def _others(op: Operations) -> None:
    op.create_table(
        "share_missing",
        Column("stream", LargeBinary(8), nullable=False),
        Column("first", Integer, nullable=False),
        Column("since_ms", Integer, nullable=False),
        PrimaryKeyConstraint("stream", "first", name="pk_share_missing"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "share_device",
        Column("device", LargeBinary(8), nullable=False),
        Column("number", Integer, nullable=False),
        Column("card", LargeBinary, nullable=False),
        PrimaryKeyConstraint("device", name="pk_share_device"),
    )
    op.create_table(
        "share_copy",
        Column("name", Text, nullable=False),
        Column("content", LargeBinary, nullable=False),
        PrimaryKeyConstraint("name", name="pk_share_copy"),
    )
    op.create_table(
        "bundled_key",
        Column("file", Text, nullable=False),
        Column("stream", LargeBinary(8), nullable=False),
        Column("seq", Integer, nullable=False),
        Column("matter", Text, nullable=False),
        PrimaryKeyConstraint("file", "stream", "seq", "matter", name="pk_bundled_key"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bundled_key_stream_seq_matter", "bundled_key", ["stream", "seq", "matter"])
