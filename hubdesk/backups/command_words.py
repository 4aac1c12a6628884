"""The words of ``hubdesk backup`` and ``hubdesk restore``; loaded at every start, so kept light."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def add_to(commands: Any, file_words: str) -> None:
    """Adds both commands; ``file_words`` say where else a passphrase may come from."""
    backing = commands.add_parser("backup", help="make a backup of a hub, also while it is open")
    backing.add_argument("--to", type=Path, help="a stick or folder to carry it to as well")
    bringing = commands.add_parser("restore", help="bring a hub back from a backup")
    bringing.add_argument(
        "--from",
        dest="source",
        type=Path,
        required=True,
        help="a stick, a folder of backups (the newest whole one is taken), or one backup",
    )
    for each in (backing, bringing):
        each.add_argument("--hub", type=Path, required=True, help="the hub's folder")
        each.add_argument("--json", action="store_true", help="print what was done as JSON")
        each.add_argument("--passphrase-file", type=Path, help=file_words)
