"""Prints the step that is missing between storage/versions and the kept tables as declared.

``python -m tests.hub.storage.next_step`` from the project's folder; read what it prints before
using it: a renamed column looks like a dropped and an added one.
"""

from __future__ import annotations

import sys

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine

import hubdesk
from hubdesk.storage import upgrade
from hubdesk.storage.tables import kept
from tests.hub.storage.declared import import_everything


def missing_step(stepped: Connection) -> str:
    """The body of the step as Python, empty when none is due, for a database with all steps."""
    context = MigrationContext.configure(
        stepped, opts={"compare_type": True, "render_as_batch": True}
    )
    operations = produce_migrations(context, kept).upgrade_ops
    if operations is None or operations.is_empty():
        return ""
    return render_python_code(operations, render_as_batch=True)


def main() -> None:
    """Prints the step for whoever changed a kept table."""
    import_everything(hubdesk)
    with create_engine("sqlite://").connect() as stepped:
        upgrade.run_steps(stepped, 0)
        sys.stdout.write((missing_step(stepped) or "Nothing is missing.") + "\n")


if __name__ == "__main__":
    main()
