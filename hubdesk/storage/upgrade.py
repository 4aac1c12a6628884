"""Brings an older hub's file to this version's schema, in one transaction, after a copy.

The steps use Alembic's operations, but not its folder of scripts: that needs files on disk,
which a frozen bundle has not. Alembic is imported only when a step is due (0.4 s).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine

from hubdesk.errors import Trouble
from hubdesk.storage import damage, meta
from hubdesk.storage.connection import engine_for
from hubdesk.storage.failures import as_trouble
from hubdesk.storage.versions import HEAD, STEPS
from hubdesk.storage.whole_file import sync_folder
from hubdesk.wording import translate

__all__ = ["HEAD", "copy_name", "run_steps", "upgrade"]

NO_COPY: Final = translate(
    "hub",
    "This hub must be updated for the new Hubdesk, and the safety copy before it did not "
    "succeed, so nothing was changed. Free some space on this computer, then open it again.",
)


def upgrade(engine: Engine, path: Path, key: bytes, schema: int) -> None:
    """Upgrades the file from ``schema`` to HEAD. Raises Trouble and leaves it as it was."""
    with as_trouble(), engine.connect() as connection:
        _copy(connection, path, key, schema)
        # A step may make a table anew; with foreign keys on, dropping the old one would
        # delete what points at it. They cannot be switched inside a transaction.
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        run_steps(connection, schema)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
            raise RuntimeError("an upgrade step left a row that points at nothing")
        meta.write(connection, "schema", str(HEAD))
        connection.commit()


def run_steps(connection: Connection, schema: int) -> None:
    """Runs every step after ``schema`` on an open transaction."""
    from alembic.migration import MigrationContext  # noqa: PLC0415
    from alembic.operations import Operations  # noqa: PLC0415

    operations = Operations(MigrationContext.configure(connection))
    for step in STEPS[schema:]:
        step(operations)


def copy_name(path: Path, schema: int) -> Path:
    """Where the copy made before an upgrade lies: beside the hub's file."""
    return path.with_name(f"{path.stem}-before-schema-{schema + 1}{path.suffix}")


def _copy(connection: Connection, path: Path, key: bytes, schema: int) -> None:
    """Leaves a copy, encrypted with the same key, that has been opened and checked."""
    copy = copy_name(path, schema)
    part = copy.with_name(copy.name + ".part")
    part.unlink(missing_ok=True)
    try:
        connection.exec_driver_sql("VACUUM INTO ?", (str(part),))
        connection.rollback()
        part.chmod(0o600)
        with engine_for(part, key).connect() as made:
            if damage.found(made):
                raise Trouble(NO_COPY)
        part.replace(copy)
        sync_folder(copy.parent)
    except OSError as error:
        raise Trouble(NO_COPY) from error
    finally:
        part.unlink(missing_ok=True)
