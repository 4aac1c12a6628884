"""Schema 1: the kept tables of the first hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Text,
    UniqueConstraint,
)

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Makes the first kept tables: the journal, then this laptop's own."""
    _journal(op)
    _laptop(op)
    _counter(op)


def _journal(op: Operations) -> None:
    op.create_table(
        "stream",
        Column("no", Integer, nullable=False),
        Column("id", LargeBinary(8), nullable=False),
        Column("klass", Text, nullable=False),
        Column("device", LargeBinary(16), nullable=False),
        Column("own", Boolean, nullable=False),
        PrimaryKeyConstraint("no", name="pk_stream"),
        UniqueConstraint("id", name="uq_stream_id"),
    )
    op.create_table(
        "operation",
        Column("position", Integer, nullable=False),
        Column("stream_no", Integer, nullable=False),
        Column("seq", Integer, nullable=False),
        Column("type", Text, nullable=False),
        Column("version", Integer, nullable=False),
        Column("actor", LargeBinary(16)),
        Column("at_ms", Integer, nullable=False),
        Column("stamp", Integer, nullable=False),
        Column("subject", LargeBinary(16), nullable=False),
        Column("body", LargeBinary, nullable=False),
        PrimaryKeyConstraint("position", name="pk_operation"),
        ForeignKeyConstraint(["stream_no"], ["stream.no"], name="fk_operation_stream_no_stream"),
        UniqueConstraint("stream_no", "seq", name="uq_operation_stream_no_seq"),
    )
    op.create_index("ix_operation_at_ms", "operation", ["at_ms"])
    op.create_index("ix_operation_subject", "operation", ["subject"])
    op.create_table(
        "subject_key",
        Column("subject", LargeBinary(16), nullable=False),
        Column("key", LargeBinary(32), nullable=False),
        PrimaryKeyConstraint("subject", name="pk_subject_key"),
    )


def _laptop(op: Operations) -> None:
    op.create_table(
        "meta",
        Column("name", String, nullable=False),
        Column("value", String, nullable=False),
        PrimaryKeyConstraint("name", name="pk_meta"),
    )
    op.create_table(
        "setting",
        Column("name", Text, nullable=False),
        Column("value", LargeBinary, nullable=False),
        PrimaryKeyConstraint("name", name="pk_setting"),
    )
    op.create_table(
        "label_job",
        Column("no", Integer, nullable=False),
        Column("code", Text, nullable=False),
        Column("kind", Text, nullable=False),
        Column("state", Text, nullable=False),
        Column("body", LargeBinary, nullable=False),
        PrimaryKeyConstraint("no", name="pk_label_job"),
    )
    op.create_index("ix_label_job_state", "label_job", ["state"])
    op.create_index("ix_label_job_code", "label_job", ["code"])


def _counter(op: Operations) -> None:
    op.create_table(
        "visit",
        Column("id", LargeBinary(16), nullable=False),
        Column("opened_ms", Integer, nullable=False),
        Column("held_ms", Integer),
        Column("body", LargeBinary, nullable=False),
        PrimaryKeyConstraint("id", name="pk_visit"),
    )
    op.create_table(
        "visit_step",
        Column("no", Integer, nullable=False),
        Column("visit", LargeBinary(16), nullable=False),
        Column("before", LargeBinary, nullable=False),
        Column("stream", LargeBinary(8)),
        Column("seq", Integer),
        PrimaryKeyConstraint("no", name="pk_visit_step"),
    )
    op.create_index("ix_visit_step_visit", "visit_step", ["visit"])
