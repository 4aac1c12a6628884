"""The least that could do the same work: the driver, the fewest statements, one commit.

It looks up and writes what a scan does, through WAL with synchronous FULL, and makes nothing
of what it finds. No object, no check, no words: Hubdesk is measured against this.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from bench.goods import HERE
from hubdesk.desk import FILE
from hubdesk.journal import identity
from hubdesk.parcels.lists import STANDARD
from hubdesk.storage.connection import connect

CODE = (
    "SELECT b.kind, b.id, p.line, p.name, p.weight_g, p.allergens, l.name, l.date_kind,"
    " l.weight_g FROM bound_code b LEFT JOIN product p ON p.id = b.id"
    " LEFT JOIN line l ON l.id = p.line WHERE b.text = ?"
)
BATCHES = (
    "SELECT s.batch, s.quantity, b.day, b.kind FROM batch_sum s JOIN batch b ON b.id = s.batch"
    " WHERE s.place = ? AND s.product = ?"
)
SHELF = (
    "SELECT p.id, p.line, p.name, p.weight_g, p.allergens, a.quantity, s.batch, s.quantity,"
    " b.day, b.kind FROM balance a JOIN product p ON p.id = a.product"
    " LEFT JOIN batch_sum s ON s.place = a.place AND s.product = a.product"
    " LEFT JOIN batch b ON b.id = s.batch WHERE a.place = ? AND a.quantity > 0"
    " AND a.product IN (SELECT id FROM product WHERE line {})"
)
LIST = (
    "SELECT stream, seq, body FROM parcel_list WHERE id = ? ORDER BY at_ms DESC, stream DESC,"
    " seq DESC LIMIT 1"
)
OPEN = "SELECT id, body FROM visit WHERE held_ms IS NULL LIMIT 1"
HOUSEHOLD = "SELECT * FROM household WHERE id = ?"
SETTLED = "SELECT about, choice FROM settled WHERE household = ?"
STEP = "INSERT INTO visit_step (visit, before) VALUES (?, ?)"


class Floor:
    """A bare connection to a hub of its own."""

    def __init__(self, hub: Path, key: bytes) -> None:
        self._driver = connect(hub / FILE, key)

    def goods(self, code: str) -> None:
        """What a scan of goods looks up and writes while a visit is open."""
        ask = self._driver.execute
        ask("BEGIN IMMEDIATE")
        found = ask(CODE, (code,)).fetchone()
        visit, body = ask(OPEN).fetchone()
        household, *_, wanted = now = msgspec.msgpack.decode(body)
        ask(HOUSEHOLD, (household,)).fetchone()
        ask("SELECT quantity FROM balance WHERE place = ? AND product = ?", (HERE, found[1]))
        ask(BATCHES, (HERE, found[1])).fetchall()
        ask(SHELF.format("= ?"), (HERE, found[2])).fetchall()
        ask(SETTLED, (household,)).fetchall()
        # As many as before would be no change, and SQLite writes no page that does not change.
        row = next(row for row in wanted if row[1] == found[2])
        ask(STEP, (visit, msgspec.msgpack.encode(row)))
        row[2] += 1
        ask("UPDATE visit SET body = ? WHERE id = ?", (msgspec.msgpack.encode(now), visit))
        ask("COMMIT")

    def card(self, code: str) -> None:
        """What a household's card looks up and writes, and the shelf of its whole parcel."""
        ask = self._driver.execute
        ask("BEGIN IMMEDIATE")
        found = ask(CODE, (code,)).fetchone()
        ask("SELECT id, body FROM visit").fetchall()
        ask(HOUSEHOLD, (found[1],)).fetchone()
        listed = msgspec.msgpack.decode(ask(LIST, (STANDARD,)).fetchone()[2])[1]
        ask("SELECT line, at_ms FROM none_left WHERE place = ?", (HERE,)).fetchall()
        ask("UPDATE visit SET held_ms = 1 WHERE held_ms IS NULL")
        wanted = [[n, row[0], 2, [], "", "", ""] for n, row in enumerate(listed)]
        body = msgspec.msgpack.encode([found[1], 2, 0, wanted])
        visit = (identity.new_id(), 1, None, body)
        ask("INSERT INTO visit (id, opened_ms, held_ms, body) VALUES (?, ?, ?, ?)", visit)
        ask("COMMIT")
        lines = [row[0] for row in listed]
        among = f"IN ({', '.join('?' * len(lines))})"
        ask(SHELF.format(among), (HERE, *lines)).fetchall()
        ask(SETTLED, (found[1],)).fetchall()

    def clear(self) -> None:
        """No visit stands open or on hold."""
        for table in ("visit_step", "visit"):
            self._driver.execute(f"DELETE FROM {table}").close()

    def close(self) -> None:
        """Lets go of the file."""
        self._driver.close()
