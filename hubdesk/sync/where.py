"""Where this laptop finds its shared folder. It is this laptop's own affair, and never shared."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from hubdesk.changes import Touched
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.sync import keyring
from hubdesk.sync.line import Line
from hubdesk.wording import translate

FOLDER: Final = "folder"
JOINING: Final = "joining"
OWN_FOLDER: Final = translate(
    "hub",
    "This laptop keeps its own hub there, which may never be shared. Choose another folder, or "
    "make a new one.",
)


def remember(act: Act, path: Path) -> None:
    """From now on the shared folder is there."""
    keyring.keep_fact(act.connection, FOLDER, str(path.absolute()).encode(errors="surrogateescape"))
    act.touch(Touched.SHARED)


def own(view: View) -> Path:
    """The folder of this laptop's own hub: where its file lies."""
    # A search adds a database of its own to the list, which lies in no file.
    found = view.connection.exec_driver_sql("PRAGMA database_list")
    (file,) = (file for _, name, file in found if name == "main")
    return Path(file).parent


def refuse_own(line: Line, path: Path) -> None:
    """Raises Refused for the folder of this laptop's own hub, one inside it, and one around it.

    What shares a folder would carry the open file away in pieces, and bring old ones back. To be
    called where nobody waits: a folder that is far away may answer late.
    """
    hub, there = line.ask(own).resolve(), path.resolve()
    if hub == there or hub in there.parents or there in hub.parents:
        raise Refused(OWN_FOLDER)


def forget(act: Act) -> None:
    """No folder is looked for any more; what is shared already stays shared."""
    keyring.keep_fact(act.connection, FOLDER, b"")
    act.touch(Touched.SHARED)


def folder(view: View) -> Path | None:
    """Where the shared folder is; None while none was chosen."""
    raw = keyring.fact(view.connection, FOLDER)
    return Path(raw.decode(errors="surrogateescape")) if raw else None


def wish_to_join(act: Act) -> None:
    """This laptop was set up to join a hub that others have; it is asked for at its desk."""
    keyring.keep_fact(act.connection, JOINING, b"1")


def wishes_to_join(view: View) -> bool:
    """Whether it was, and has not joined yet."""
    wished = keyring.fact(view.connection, JOINING) is not None
    return wished and not keyring.of(view.connection).hub


def is_shared(view: View) -> bool:
    """Whether this laptop has made or joined a hub that laptops share."""
    return bool(keyring.of(view.connection).hub)


def may_shut_out(view: View) -> bool:
    """Whether whoever is serving may shut a laptop out, or draw new codes.

    It is asked before the folder is touched; the desk refuses whoever may not.
    """
    return True
