"""Schema with packs: of a file that carries runs of many streams, which ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, LargeBinary

if TYPE_CHECKING:
    from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """No file is a pack so far."""
    op.add_column("shared_file", Column("runs", LargeBinary))
