"""The practice hub: a folder of its own with believable goods and 200 made-up households.

Its key lies open beside it: nothing in it is true, so nothing is to be kept from anybody. It
is made anew at will, and cards are drawn alike each time, so a printed practice sheet lasts.
"""

from __future__ import annotations

from datetime import date
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Final

from msgspec import Struct

from hubdesk import day, practice_data, starting
from hubdesk import desk as desks
from hubdesk.clock import Clock
from hubdesk.codes import own
from hubdesk.desk import FILE, Desk
from hubdesk.doorstep import Names
from hubdesk.errors import Refused, Said, Trouble
from hubdesk.households import household, kinds
from hubdesk.households.diet import Chip
from hubdesk.households.record import Details
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.labels import queue
from hubdesk.labels.papers import PracticeCode
from hubdesk.packing import pack
from hubdesk.parcels import starter
from hubdesk.practice_data import PracticeHousehold
from hubdesk.security import keys
from hubdesk.stock import intake, products, shelves
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.storage import failures, recognition
from hubdesk.storage.folder import make as make_folder
from hubdesk.wording import translate

KEY_FILE: Final = "practice.key"
KEY: Final = blake2b(b"Hubdesk practice: nothing here is real", digest_size=32).digest()
SEED: Final = 952
NAMES: Final = Names("Practice hub", "Practice laptop", "Practice counter")
CARDS_ON_SHEET: Final = 9
WITHOUT_BARCODE: Final = 60
"""How many there are of each line that nobody scans."""
TAKEN_IN_BEFORE_MS: Final = 2 * 86_400_000
"""The goods came in on Thursday, so that Today tells of the practice alone."""
PACKED: Final = ((4, (), 4), (2, (Chip.VEGETARIAN,), 2))
PACKED_BEFORE_MS: Final = 86_400_000
PRODUCTS_ON_SHEET: Final = 31
LINES_ON_A_SHELF: Final = 9
SHELVES_ON_SHEET: Final = 2
_LEFTOVERS: Final = ("-wal", "-shm", ".part", ".part-wal", ".part-shm")


def open_(folder: Path, clock: Clock) -> Desk:
    """The practice hub, made if it is not there, and made anew when it is stale or broken.

    Stale is a fortnight without practice: its dates would all have passed.
    """
    if not (folder / FILE).exists() or not (folder / KEY_FILE).exists():
        return reset(folder, clock)
    try:
        desk = desks.open_desk(folder, KEY, clock)
    except Said:
        # Held open elsewhere, this is refused once more, and nothing was thrown away.
        return reset(folder, clock)
    if desk.ask(day.doubt_of) is None:
        return desk
    desk.close()
    return reset(folder, clock)


def reset(folder: Path, clock: Clock) -> Desk:
    """Throws the practice hub away and makes it new, as of today. Close it first.

    Raises Refused in a folder that holds a real hub or where practice is open elsewhere.
    """
    if keys.exists(folder) or ((folder / FILE).exists() and not (folder / KEY_FILE).exists()):
        raise Refused(
            translate(
                "hub",
                "This folder holds a real hub, so it was left as it is. "
                "Choose another folder to practise in.",
            )
        )
    if (folder / FILE).exists():
        _clear(folder)
    make_folder(folder)
    _note_key(folder)
    desk = desks.found(folder, KEY, clock)
    desk.do(lambda act: _fill(day.unasked(act)))
    return desk


def _note_key(folder: Path) -> None:
    """Writes down the key that everybody may know: it tells a practice hub from a real one."""
    try:
        (folder / KEY_FILE).write_text(KEY.hex() + "\n", encoding="ascii")
    except OSError as error:
        raise Trouble(failures.UNWRITABLE) from error


def is_practice(folder: Path) -> bool:
    """True for a folder that holds the practice hub."""
    return (folder / KEY_FILE).exists() and not keys.exists(folder)


def practice_sheet() -> list[PracticeCode]:
    """Cards, products of each line and shelves, to print and to scan while practising."""
    cards = [PracticeCode(_about(each), card) for each, card in _with_cards()]
    shelved = [PracticeCode(name, code) for name, code, _ in _shelves()[:SHELVES_ON_SHEET]]
    return _telling(cards) + _products() + shelved


class _Batch(Struct, frozen=True):
    """Some of a product, as it is taken in."""

    product: bytes
    quantity: int
    dated: Dated | None


def _fill(act: Act) -> None:
    """Everything of the practice hub, in one transaction."""
    place = starting.name_hub(act, NAMES)
    starting.put_starter(act)
    for each in practice_data.products():
        products.name_product(
            act,
            each.barcode,
            each.name,
            starter.line_id(each.line),
            weight_g=each.weight_g,
            stated=each.stated,
        )
    for batch in [*_batches(act.today), *_without_barcode()]:
        intake.take_in(
            act,
            batch.product,
            batch.quantity,
            dated=batch.dated,
            place=place,
            at_ms=act.at_ms - TAKEN_IN_BEFORE_MS,
        )
    _put_up_shelves(act, place)
    for number, (told, card) in enumerate(_with_cards()):
        _open_household(act, number, told, card)
    _pack_ahead(act)


def _put_up_shelves(act: Act, place: bytes) -> None:
    for turn, (name, code, lines) in enumerate(_shelves(), start=1):
        shelf = identity.named("practice shelf", name)
        values = {"place": place, "name": name, "position": turn, "code": code}
        act.note(shelves.SHELF, shelf, values)
        for line in lines:
            shelves.put_line(act, line, shelf)


def _shelves() -> list[tuple[str, str, list[bytes]]]:
    """Each shelf's name, its code and the lines on it: the parcel list, a few lines at a time."""
    chance = Random(SEED)
    lines = [starter.line_id(each.key) for each in starter.starter_list().lines]
    cut = range(0, len(lines), LINES_ON_A_SHELF)
    runs = [lines[at : at + LINES_ON_A_SHELF] for at in cut]
    return [
        (f"Shelf {turn}", own.draw(own.Kind.SHELF, chance), run)
        for turn, run in enumerate(runs, start=1)
    ]


def _pack_ahead(act: Act) -> None:
    """Some parcels of yesterday, for two and for four. Their labels are on them."""
    for people, chips, count in PACKED:
        pack.pack(act, people, chips, count, at_ms=act.at_ms - PACKED_BEFORE_MS)
    queue.printed(act, *(job.no for job in queue.waiting(act)))


def _batches(today: date) -> list[_Batch]:
    kinds = {each.key: each.date_kind for each in starter.starter_list().lines}
    usual = {each.barcode: kinds.get(each.line) for each in practice_data.products()}
    made = []
    for each in practice_data.batches():
        day = each.day(today)
        kind = each.kind or usual.get(each.barcode) or DateKind.USE_BY
        dated = None if day is None else Dated(day, kind, month_only=each.month_only)
        made.append(_Batch(identity.product_of_code(each.barcode), each.quantity, dated))
    return made


def _without_barcode() -> list[_Batch]:
    """Bread, eggs and whatever else nobody scans: some of each, with no date."""
    scanned = {each.line for each in practice_data.products()}
    lines = [each.key for each in starter.starter_list().lines if each.key not in scanned]
    some = [identity.unspecified_product(starter.line_id(key)) for key in lines]
    return [_Batch(product, WITHOUT_BARCODE, None) for product in some]


def _open_household(act: Act, number: int, told: PracticeHousehold, card: str) -> None:
    """As at the counter, but with a card that is the same after each reset."""
    subject = identity.named("practice household", str(number))
    act.record(kinds.OPENED, kinds.Opened(card), subject)
    size = {"adults": told.adults, "children": told.children, "district": told.district or None}
    act.note(kinds.SIZED, subject, {name: value for name, value in size.items() if value})
    details = Details(
        told.name,
        told.address,
        told.postcode,
        "",
        tuple(sorted(told.chips)),
        tuple(sorted(told.avoids)),
    )
    if details != Details():
        household.note_details(act, subject, details)


def _with_cards() -> list[tuple[PracticeHousehold, str]]:
    chance = Random(SEED)
    return [(each, own.draw(own.Kind.HOUSEHOLD, chance)) for each in practice_data.households()]


def _telling(cards: list[PracticeCode]) -> list[PracticeCode]:
    """The first card of each kind of household, then more until the row is full."""
    kinds = {code.name: code for code in reversed(cards)}
    chosen = [code for code in cards if kinds[code.name] is code]
    return chosen[:CARDS_ON_SHEET]


def _about(told: PracticeHousehold) -> str:
    """What a card on the sheet is called: how many, and the one thing to watch for."""
    size = f"{told.adults}+{told.children}"
    watch = sorted(each.value for each in told.avoids or told.chips)
    return f"Card {size}, {watch[0]}" if watch else f"Card {size}"


def _products() -> list[PracticeCode]:
    """One product of each line, in shelf order."""
    first: dict[str, PracticeCode] = {}
    for each in practice_data.products():
        first.setdefault(each.line, PracticeCode(each.name, each.barcode))
    order = [line.key for line in starter.starter_list().lines]
    return [first[key] for key in order if key in first][:PRODUCTS_ON_SHEET]


def _clear(folder: Path) -> None:
    """Takes the practice hub's file away, unless it is open somewhere. Raises Refused."""
    lock = recognition.take(folder)
    try:
        for end in ("", *_LEFTOVERS):
            (folder / (FILE + end)).unlink(missing_ok=True)
    except OSError as error:
        raise Trouble(failures.UNWRITABLE) from error
    finally:
        lock.release()
