"""How lists that were taken in are told in Today: each as one row, and undone as one."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hubdesk.catalogue import importing
from hubdesk.catalogue.importing import IMPORTED, Imported
from hubdesk.catalogue.listed import LISTED, Listed
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Body, Operation, Ref
from hubdesk.wording import Phrase, translate

KINDS = (IMPORTED.name, LISTED.name)
Told = tuple[Phrase, Phrase]


class ImportRow(Struct, frozen=True):
    """A whole list. ``undone`` when none of it stands any more."""

    told: Told
    undone: bool


class Imports(Struct, frozen=True):
    """``rows`` by the newest part of each list; ``inside`` are the scans a stock list stands for,
    which are told with it."""

    rows: dict[Ref, ImportRow]
    inside: frozenset[Ref]


def read(view: View, told: Iterable[tuple[Operation, bytes]]) -> Imports:
    """The lists of a day, its events newest first."""
    parts: dict[tuple[str, bytes], list[tuple[Operation, Body]]] = {}
    for op, raw in told:
        body = view.journal.body_of(view.connection, op, raw) if op.type in KINDS else None
        if body is not None:
            parts.setdefault((op.type, op.subject), []).append((op, body))
    rows, inside = {}, set[Ref]()
    for (kind, _), found in parts.items():
        listed = [Ref(*ref) for _, body in found if isinstance(body, Listed) for ref in body.taken]
        inside.update(listed)
        many = len(listed) + sum(b.entries for _, b in found if isinstance(b, Imported))
        each = listed or [op.ref for op, _ in found]
        undone = all(view.journal.is_undone(view.connection, ref) for ref in each)
        rows[found[0][0].ref] = ImportRow(_told(kind, many), undone)
    return Imports(rows, frozenset(inside))


def undo(act: Act, op: Operation) -> None:
    """All of a list goes again; of a stock list, what nothing was moved of since.

    Raises Refused when none of it can go any more.
    """
    # Reading lists is loaded with the first one, and not with every start.
    from hubdesk.catalogue import stock_list  # noqa: PLC0415

    take_out = importing.take_out if op.type == IMPORTED.name else stock_list.take_out
    gone, more = 0, True
    while more:
        out = take_out(act, op.subject)
        gone, more = gone + out.gone, out.more
    if not gone:
        raise Refused(
            translate("hub", "None of this list can be taken out: its goods were moved since.")
        )


def told(view: View, op: Operation, body: Body) -> Told:
    """One part by itself."""
    many = body.entries if isinstance(body, Imported) else 0
    return _told(op.type, len(body.taken) if isinstance(body, Listed) else many)


def _told(kind: str, many: int) -> Told:
    if kind == IMPORTED.name:
        title = translate("today", "A list of products was taken in")
        said = translate("today", "{many} products that new barcodes are named from")
        one = translate("today", "1 product that new barcodes are named from")
    else:
        title = translate("today", "A stock list was taken in")
        said = translate("today", "{many} rows came into stock")
        one = translate("today", "1 row came into stock")
    return Phrase(title), Phrase(one if many == 1 else said, {"many": many})
