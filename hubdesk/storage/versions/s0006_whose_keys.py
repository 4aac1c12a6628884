"""Schema in which each key that lies in a bundle says whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, LargeBinary

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Keys that are held here tell it of those from before; all other bundles are read again."""
    op.add_column("bundled_key", Column("subject", LargeBinary(16)))
    op.execute(
        "UPDATE bundled_key SET subject = (SELECT held.subject FROM subject_key AS held"
        " WHERE held.stream = bundled_key.stream AND held.seq = bundled_key.seq"
        " AND held.matter = bundled_key.matter)"
    )
    op.execute(
        "DELETE FROM shared_file WHERE name IN (SELECT file FROM bundled_key WHERE subject IS NULL)"
    )
    op.execute("DELETE FROM bundled_key WHERE file NOT IN (SELECT name FROM shared_file)")
