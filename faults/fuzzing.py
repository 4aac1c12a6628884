"""Feeds one parser after another with spoiled text and bytes, in a process of its own.

``python -m faults.fuzzing MANY SEED``; a line of JSON a parser. What is fed begins as something
good: a spoiled good file goes deeper than one of pure chance.
"""

from __future__ import annotations

import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import msgspec
import openpyxl
import zstandard
from msgspec import Struct

from hubdesk import sealing, settings
from hubdesk.counter import typed
from hubdesk.errors import Said
from hubdesk.households import names
from hubdesk.journal.operations import Klass
from hubdesk.labels import sheet_text
from hubdesk.scanner import reading
from hubdesk.security import key_file, keys
from hubdesk.security.key_file import Cost
from hubdesk.sheets import book
from hubdesk.sheets import text as sheet_of_text
from hubdesk.stock import dates, measures
from hubdesk.sync import columns, envelope, hub_code, pack, segment
from hubdesk.sync.envelope import Sort
from hubdesk.sync.past import file as past
from hubdesk.sync.past.rows import NOTHING, Column, Rows
from hubdesk.sync.segment import Address
from hubdesk.sync.unreadable import Unreadable

TODAY = date(2026, 11, 21)
MOST_LETTERS = 20_000
"""Of a spoiled text; a few repeats on end would come to more than any parser may hold."""
EXPECTED = (Said, Unreadable)
ODD = (
    "", "0", "-1", "9" * 30, "1e999", "NaN", "'", '"', "\\", "\0", "\x1d", "\n", "\r\n", "\t", "%s",
    "{0}", "<b>", "]C1", "(01)", "٣", "𝟚", "ﷺ", "İ", "ß", "\u202e", "\ufeff", "\ud800",
    "🍞", "A\u0301",
    "29022027", "3102", "+", "*", ";", ",", "=", "kg", "g", "/",
)  # fmt: skip


class Told(Struct, frozen=True):
    """What came of one parser."""

    parser: str
    cases: int
    refused: int
    a_second: float
    peak_mb: float
    wrong: list[str]


class Parser(Struct, frozen=True):
    """What reads, and good things for it to read."""

    name: str
    read: Callable[[object], object]
    good: Sequence[object]


def spoiled_text(draw: random.Random, good: str) -> str:
    """A text that somebody mistyped, pasted into or sent on purpose."""
    letters = list(good)
    for _ in range(draw.choice((1, 1, 2, 5))):
        at = draw.randrange(len(letters) + 1)
        way = draw.randrange(5)
        if way == 0:
            letters[at:at] = draw.choice(ODD)
        elif way == 1:
            del letters[at : at + draw.choice((1, 1, 3, 100))]
        elif way == 2:
            letters[at:at] = letters[: draw.choice((1, 5, 50))]
        elif way == 3:
            letters[at:at] = chr(draw.choice((draw.randrange(128), draw.randrange(0x3000))))
        else:
            letters = (letters * draw.choice((1, 2, 20)))[:MOST_LETTERS]
    return "".join(letters)[:MOST_LETTERS]


def spoiled_bytes(draw: random.Random, good: bytes) -> bytes:
    """Bytes that a disk, a stick or an enemy changed."""
    raw = bytearray(good)
    for _ in range(draw.choice((1, 1, 2, 8))):
        at = draw.randrange(len(raw) + 1)
        way = draw.randrange(5)
        if way == 0 and at < len(raw):
            raw[at] ^= 1 << draw.randrange(8)
        elif way == 1:
            del raw[at : at + draw.choice((1, 4, 1000))]
        elif way == 2:
            raw[at:at] = draw.randbytes(draw.choice((1, 4, 40)))
        elif way == 3:
            raw[at : at + 4] = draw.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
        else:
            raw = raw[:at]
    return bytes(raw)


def parsers() -> list[Parser]:
    """All that read what comes from outside."""
    return [
        Parser("codes", _code, CODES),
        Parser("GS1", _code, GS1),
        Parser("quantities", _quantity, QUANTITIES),
        Parser("dates", _date, DATES),
        Parser("names", _name, NAMES),
        Parser("settings", _setting, _settings()),
        Parser("text sheets", _text_sheet, _text_sheets()),
        Parser("workbooks", _workbook, [_book()]),
        Parser("cells", _cells, [_sheet_xml()]),
        Parser("segments", _segment, [_segments()]),
        Parser("packs", _pack, [pack.written(PACK_HEAD, HUB, KEY, [_segments()] * 3)]),
        Parser("pasts", _past, [_past_file(_past_rows()), _past_file(_past_contents())]),
        Parser("rows of pasts", _past_inside, [msgspec.msgpack.encode(_past_rows())]),
        Parser("key files", _key_file, [_made_keys()]),
        Parser("label sheets", _label_sheet, _label_sheets()),
        Parser("hub codes", _hub_code, [_drawn_code()]),
    ]


CODES = (
    "5000157024671",
    "01234565",
    "H123456789012",
    "A5000157024671A",
    "https://id.gs1.org/01/05000157024671",
)
GS1 = (
    "]C10105000157024671" "15261121" "10ABC\x1d3103001250",
    "(01)05000157024671(15)261121(10)AB12",
    "0105000157024671172611213922500",
)  # fmt: skip
QUANTITIES = ("2+3", "12", "1.5kg", "750 g", "2 3", "0", "2,5 kg", "1 l", "330ml", "x")
DATES = ("2711", "0627", "271126", "112027", "27/11/26", "27 nov", "nov 2027", "1.1.27")
NAMES = (
    "Kowalska Anna",
    "O'Brien",
    "مريم",
    "李 小龍",
    "van der Berg",
    "H1234",
    "NEAR OR AND NOT *",
)


def _code(text: object) -> object:
    return reading.read(str(text), today=TODAY), reading.own_code(str(text))


def _quantity(text: object) -> object:
    said = str(text)
    for after_scan in (False, True):
        _refusing(lambda: typed.read(said, after_scan, TODAY))  # noqa: B023
    return measures.read(said) if measures.is_much(said) else None


def _refusing(read: Callable[[], object]) -> None:
    try:
        read()
    except Said:
        return


def _date(text: object) -> object:
    return dates.looks_like(str(text)) and dates.read(str(text), TODAY)


def _name(text: object) -> object:
    said = str(text)
    return names.words(said), names.indexed(said), names.match_all(said), names.match_any(said)


def _settings() -> list[bytes]:
    return [
        name.encode() + b"=" + msgspec.json.encode(value)
        for name, value in msgspec.structs.asdict(settings.Settings()).items()
    ]


def _setting(raw: object) -> object:
    assert isinstance(raw, bytes)
    name, _, value = raw.partition(b"=")
    known = name.decode(errors="replace")
    return known in settings._decoders and settings._fits(known, value)


def _text_sheets() -> list[bytes]:
    rows = 'Name;Adults;Children\r\nKowalska;2;3\r\n"O\'Brien; M";1;0\r\n李;4;6\r\n' * 4
    return [
        rows.encode(),
        rows.replace(";", ",").encode("utf-16"),
        rows.replace(";", "\t").encode("cp1252", "replace"),
    ]


def _text_sheet(raw: object) -> object:
    assert isinstance(raw, bytes)
    return sheet_of_text.read(raw)


@cache
def _book() -> bytes:
    made = openpyxl.Workbook()
    made.active.append(["Name", "Adults", "Children", "Born"])
    for number in range(5):
        made.active.append([f"Kowalska {number}", number, 2.5, TODAY])
    into = io.BytesIO()
    made.save(into)
    return into.getvalue()


def _workbook(raw: object) -> object:
    assert isinstance(raw, bytes)
    return book.read(raw)


SHEET_XML = "xl/worksheets/sheet1.xml"


def _sheet_xml() -> bytes:
    return zipfile.ZipFile(io.BytesIO(_book())).read(SHEET_XML)


def _cells(raw: object) -> object:
    """A workbook whose packing is sound, with a spoiled sheet in it."""
    assert isinstance(raw, bytes)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_book())) as good, zipfile.ZipFile(made, "w") as spoiled:
        for each in good.namelist():
            spoiled.writestr(each, raw if each == SHEET_XML else good.read(each))
    return book.read(made.getvalue())


HUB, KEY_ID, KEY = bytes(range(16)), bytes((0, 1, 2, 3, 9, 9, 9, 9)), bytes(range(32))


def _segments() -> bytes:
    carried = [
        columns.Carried("stock.taken_in", 1, None, 1_790_000_000_000 + n, n, bytes(16), b"\x81")
        for n in range(1, 9)
    ]
    address = Address(HUB, Klass.STOCK, bytes(8), bytes(16), 1)
    return segment.written(address, KEY_ID, KEY, carried)


def _segment(raw: object) -> object:
    assert isinstance(raw, bytes)
    _unreadable(lambda: envelope.read(Sort.CARD, raw, HUB, {KEY_ID: KEY}))
    # Beyond the seal as well: what a laptop with the key might write.
    _unreadable(lambda: columns.unpacked(raw, 8))
    return segment.read(raw, HUB, {KEY_ID: KEY})


PACK_HEAD = pack.PackHead(Klass.STOCK, KEY_ID)


def _pack(raw: object) -> object:
    assert isinstance(raw, bytes)
    _unreadable(lambda: pack.parts(raw))
    # Beyond the mark as well: what a laptop with the key might write.
    _unreadable(lambda: pack.read(pack.written(PACK_HEAD, HUB, KEY, [raw]), HUB, {KEY_ID: KEY}))
    _unreadable(lambda: pack.read(_marked(raw), HUB, {KEY_ID: KEY}))
    return pack.read(raw, HUB, {KEY_ID: KEY})


def _marked(raw: bytes) -> bytes:
    return raw + pack.mark(raw, HUB, KEY)


PAST_HEAD = past.Head(KEY_ID, bytes(8), bytes(8), bytes(8), 1, 1, 0)


def _past_rows() -> Rows:
    columns = [Column(1, b"123"), Column(0, b"ab", b"".join([b"%010d%07d" % (1, 2)] * 3))]
    return Rows("undone", 3, [*columns, Column(0, b"", NOTHING), Column(0, b"7")])


def _past_contents() -> past.Contents:
    return past.Contents([bytes(32)], [(bytes(8), 1, 9)])


def _past_file(held: Rows | past.Contents) -> bytes:
    return past.written(PAST_HEAD, HUB, KEY, held)


def _past(raw: object) -> object:
    assert isinstance(raw, bytes)
    _unreadable(lambda: past.contents(raw, HUB, {KEY_ID: KEY}))
    _unreadable(lambda: past.verify(raw, HUB, {KEY_ID: KEY}))
    return past.rows(raw, HUB, {KEY_ID: KEY})


def _past_inside(raw: object) -> object:
    """Beyond the seal: what a laptop with the key might write."""
    assert isinstance(raw, bytes)
    clear = past._clear(PAST_HEAD)
    pressed = zstandard.ZstdCompressor(level=1).compress(raw)
    return past.rows(clear + sealing.seal(KEY, pressed, clear + HUB), HUB, {KEY_ID: KEY})


def _unreadable(read: Callable[[], object]) -> None:
    try:
        read()
    except Unreadable:
        return


def _made_keys() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        keys.make(Path(folder), "penny cake wool flour", cost=Cost(n=16, r=1, p=1))
        return (Path(folder) / key_file.NAME).read_bytes()


def _key_file(raw: object) -> object:
    assert isinstance(raw, bytes)
    return key_file.parse(raw)


def _label_sheets() -> list[str]:
    folder = Path(__file__).parents[1] / "resources" / "label-sheets"
    return [file.read_text("utf-8") for file in sorted(folder.glob("*.toml"))]


def _label_sheet(text: object) -> object:
    return sheet_text.parse("own", str(text))


def _drawn_code() -> str:
    return hub_code.draw().words


def _hub_code(text: object) -> object:
    return hub_code.read(str(text))


def fed(parser: Parser, cases: int, draw: random.Random) -> Told:
    """So many spoiled things read by a parser: only what is expected may be raised."""
    refused, wrong, began = 0, dict[str, str](), time.monotonic()
    for _ in range(cases):
        good = draw.choice(parser.good)
        spoiled = (
            spoiled_bytes(draw, good) if isinstance(good, bytes) else spoiled_text(draw, str(good))
        )
        try:
            parser.read(spoiled)
        except EXPECTED:
            refused += 1
        except Exception as error:  # noqa: BLE001 - told in the report
            wrong.setdefault(f"{type(error).__name__}: {str(error)[:80]}", repr(spoiled)[:200])
    took_s = max(time.monotonic() - began, 0.001)
    said = [f"{parser.name}: {error} at {what}" for error, what in wrong.items()]
    return Told(parser.name, cases, refused, cases / took_s, peak_mb(), said)


def peak_mb() -> float:
    """The most memory that this process has ever held, where the system says so."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    (line,) = [each for each in status.read_text().splitlines() if each.startswith("VmHWM")]
    return int(line.split()[1]) / 1024


def main(words: list[str]) -> None:
    """Feeds them all."""
    many, seed = int(words[0]), int(words[1])
    for parser in parsers():
        told = fed(parser, many, random.Random(seed))
        sys.stdout.buffer.write(msgspec.json.encode(told) + b"\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
