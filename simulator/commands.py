"""What volunteers do while all this goes on: the desk's real commands, with few goods."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from hubdesk import settings
from hubdesk.codes import own
from hubdesk.counter import finishing, from_paper, scanning, turned_away, visit
from hubdesk.counter.from_paper import Pile
from hubdesk.errors import Refused
from hubdesk.forgetting import erasing, forgot
from hubdesk.households import household, merging
from hubdesk.households.matters import Matter
from hubdesk.households.record import Details
from hubdesk.journal import forgotten, identity
from hubdesk.journal.act import Act, View
from hubdesk.journal.operations import Operation, Ref
from hubdesk.paper import Told
from hubdesk.parcels import lists
from hubdesk.parcels.contents import ListedLine
from hubdesk.stall import swap
from hubdesk.stall.session import Session
from hubdesk.stock import counts, intake, moving, none_left, places, products, records
from hubdesk.stock.dates import Dated, DateKind
from simulator.laptop import Laptop
from simulator.truth import Wrong

CODES = ("5000000000012", "5000000000029")
PRODUCTS = [identity.product_of_code(code) for code in CODES]
LINE = identity.named("line", "tins")
HALL, STORE = identity.named("place", "hall"), identity.named("place", "store")
SHELVES = [b"", identity.named("shelf", "A1")]
HOUR_MS = 3_600_000
SHEETS = [own.draw(own.Kind.SHEET, random.Random(n)) for n in range(2)]
"""The codes of two sheets of paper."""


class People:
    """The households that were heard of in play, and what may never be found of the erased."""

    def __init__(self) -> None:
        self.cards: dict[bytes, str] = {}
        self.words: dict[bytes, list[bytes]] = {}
        self.keys: dict[bytes, set[bytes]] = {}

    def one(self, draw: random.Random) -> bytes:
        """One of them; Refused while there is none."""
        if not self.cards:
            raise Refused("nobody came yet")
        return draw.choice(sorted(self.cards))

    def tell(self, subject: bytes, word: str) -> None:
        """A household told a word that is nobody else's."""
        self.words.setdefault(subject, []).append(word.encode())


def set_up(act: Act) -> None:
    """What every hub has before its first Saturday."""
    records.name_place(act, HALL, "Hall")
    records.name_place(act, STORE, "Store")
    products.note_line(act, LINE, name="Tins", weight_g=400, date_kind="best before", food="cans")
    for code in CODES:
        products.name_product(act, code, f"Tin {code[-2]}", LINE, weight_g=400)
    lists.issue(act, lists.STANDARD, "Standard parcel", [ListedLine(LINE, [2])])


def stand_here(act: Act, name: str) -> None:
    """This laptop serves from the hall."""
    settings.change(act, here=HALL, laptop_name=name)


def takes_in(laptop: Laptop, people: People, draw: random.Random) -> str:
    many, day = draw.randint(1, 9), draw.choice([None, "2027-03-31", "2026-12-01"])
    dated = None if day is None else Dated(date.fromisoformat(day), DateKind.BEST_BEFORE)
    laptop.do(intake.take_in, draw.choice(PRODUCTS), many, dated=dated, place=HALL)
    return f"takes in {many}"


def _came_late(act: Act, product: bytes, many: int, hours: int) -> None:
    intake.take_in(act, product, many, place=HALL, at_ms=act.at_ms - hours * HOUR_MS)


def tells_paper(laptop: Laptop, people: People, draw: random.Random) -> str:
    """Goods that came while no laptop was there are told afterwards, at their own time."""
    many, ago = draw.randint(1, 9), draw.randint(1, 30)
    laptop.do(_came_late, draw.choice(PRODUCTS), many, ago)
    return f"tells of {many} that came {ago} hours ago"


def throws_away(laptop: Laptop, people: People, draw: random.Random) -> str:
    many = draw.randint(1, 3)
    laptop.do(intake.discard, draw.choice(PRODUCTS), many, None, "damaged", place=HALL)
    return f"throws {many} away"


def moves(laptop: Laptop, people: People, draw: random.Random) -> str:
    there, here = draw.sample([HALL, STORE], 2)
    goods = [moving.Goods(draw.choice(PRODUCTS), None, draw.randint(1, 4))]
    laptop.do(moving.move, there, here, goods)
    return "moves goods"


def opens(laptop: Laptop, people: People, draw: random.Random) -> str:
    made = laptop.do(household.open_household, draw.randint(1, 3), draw.randint(0, 3))
    people.cards[made.id] = made.card
    return f"opens household {made.id.hex()[:6]}"


def notes(laptop: Laptop, people: People, draw: random.Random) -> str:
    home, word = people.one(draw), "Zq" + draw.randbytes(5).hex()
    if laptop.desk.ask(household.by_id, home) is None:
        raise Refused("not heard of here")
    allergies = draw.choice([(), ("milk",), ("nuts", "celery")])
    laptop.do(household.note_details, home, Details(name=word, allergies=allergies))
    one = laptop.desk.ask(household.by_id, home)
    assert one is not None
    people.tell(home, word)
    people.tell(one.id, word)
    for subject in {home, one.id}:
        keys = laptop.driver.execute("SELECT key FROM subject_key WHERE subject = ?", (subject,))
        people.keys.setdefault(subject, set()).update(key for (key,) in keys)
    if laptop.desk.ask(household.details_of, home).name != word:
        raise Wrong(f"{laptop.name} does not see the name it just wrote")
    return f"notes the name {word} of {home.hex()[:6]}"


def resizes(laptop: Laptop, people: People, draw: random.Random) -> str:
    home, adults = people.one(draw), draw.randint(1, 9)
    if laptop.desk.ask(household.by_id, home) is None:
        raise Refused("not heard of here")
    laptop.do(household.resize, home, adults, 1)
    found = laptop.desk.ask(household.by_id, home)
    if found is None or found.adults != adults:
        raise Wrong(f"{laptop.name} does not see the size it just wrote")
    return f"writes {adults} adults for {home.hex()[:6]}"


def names_place(laptop: Laptop, people: People, draw: random.Random) -> str:
    name = f"Hall {draw.randint(1, 999)}"
    laptop.do(records.name_place, HALL, name)
    if laptop.desk.ask(records.place_name, HALL) != name:
        raise Wrong(f"{laptop.name} does not see the name it just gave a place")
    return f"calls the hall {name}"


def serves(laptop: Laptop, people: People, draw: random.Random) -> str:
    home = people.one(draw)
    laptop.do(scanning.scanned, people.cards[home])
    shown = laptop.desk.ask(visit.on_counter)
    if shown is None:
        return "scans a card that it does not know"
    laptop.do(finishing.finish, shown.id, label=False)
    return f"serves {home.hex()[:6]}"


def enters_paper(laptop: Laptop, people: People, draw: random.Random) -> str:
    """A visit of a sheet of paper is entered; two laptops may enter the same sheet."""
    home, ago = people.one(draw), draw.randint(1, 30)
    sheet = draw.choice(SHEETS)
    at_ms = laptop.clock.now_ms() - ago * HOUR_MS
    pile = Pile(at_ms, sheet, again=draw.random() < 0.2)
    laptop.do(from_paper.told, pile, scanning.scanned, people.cards[home])
    shown = laptop.desk.ask(visit.on_counter)
    if shown is None:
        return "scans a card that it does not know"
    laptop.do(from_paper.told, pile, finishing.finish, shown.id)
    return f"enters {home.hex()[:6]} from a sheet, {ago} hours ago"


def looks_at_sheets(laptop: Laptop, people: People, draw: random.Random) -> str:
    """A sheet that was entered twice: somebody says that both happened, or one of them."""
    doubles = laptop.desk.ask(from_paper.doubles)
    if not doubles:
        raise Refused("there is none")
    settle = draw.choice([from_paper.keep_one, from_paper.keep_both])
    laptop.do(settle, draw.choice(doubles))
    return f"looks at a sheet that was entered twice: {settle.__name__}"


def _counted(act: Act, body: counts.Counted, product: bytes) -> None:
    act.record(counts.COUNTED, body, product)


def counts_shelf(laptop: Laptop, people: People, draw: random.Random) -> str:
    """So many stand on one of two shelves; two laptops may count the same one."""
    take = identity.named("take", str(draw.randint(0, 2)))
    many, told = draw.randint(0, 20), draw.choice([None, Told(1, "S1")])
    body = counts.Counted(take, HALL, draw.choice(SHELVES), many, told=told)
    laptop.do(_counted, body, draw.choice(PRODUCTS))
    return f"counts {many} on a shelf"


def _swapped(act: Act, points: int) -> None:
    swap.swap(act, Session(places.STALL, act.today), points, 1)


def swaps(laptop: Laptop, people: People, draw: random.Random) -> str:
    laptop.do(_swapped, draw.randint(0, 9))
    return "keys a swap at the stall"


def turns_away(laptop: Laptop, people: People, draw: random.Random) -> str:
    laptop.do(turned_away.turn_away, draw.choice(list(turned_away.Why)))
    return "turns somebody away"


def says_none_left(laptop: Laptop, people: People, draw: random.Random) -> str:
    laptop.do(none_left.say_none_left, LINE)
    return "says that no tins are left"


def merges(laptop: Laptop, people: People, draw: random.Random) -> str:
    one, other = people.one(draw), people.one(draw)
    laptop.do(merging.merge, one, other)
    return f"merges {one.hex()[:6]} into {other.hex()[:6]}"


def separates(laptop: Laptop, people: People, draw: random.Random) -> str:
    ref = _one_of(laptop, draw, "= 'household.merged'")
    laptop.do(merging.separate, ref)
    return "separates two that were merged"


def erases(laptop: Laptop, people: People, draw: random.Random) -> str:
    home = people.one(draw)
    laptop.do(erasing.erase, home)
    laptop.desk.sweep()
    return f"erases {home.hex()[:6]}"


def _named_upto(view: View, home: bytes) -> int | None:
    return forgotten.newest(view.connection, home, Matter.NAME.value)


def forgets(laptop: Laptop, people: People, draw: random.Random) -> str:
    """The names of a household are forgotten up to now, as when their time is over."""
    home = people.one(draw)
    upto = laptop.desk.ask(_named_upto, home)
    if upto is None:
        raise Refused("nothing is known of it")
    laptop.do(forgot.forget, [(home, Matter.NAME.value, upto)], forgot.Why.TIME)
    return f"forgets the name of {home.hex()[:6]}"


def _undone(act: Act, ref: Ref) -> Operation:
    return act.undo(ref)


def undoes(laptop: Laptop, people: People, draw: random.Random) -> str:
    ref = _one_of(laptop, draw, "!= 'undone'")
    op = laptop.do(_undone, ref)
    return f"undoes an entry about {op.subject.hex()[:6]}"


def _one_of(laptop: Laptop, draw: random.Random, types: str) -> Ref:
    found = laptop.driver.execute(
        "SELECT stream.id, seq FROM operation JOIN stream ON stream.no = stream_no"
        f" WHERE type {types} ORDER BY stream.id, seq"
    ).fetchall()
    if not found:
        raise Refused("there is none")
    return Ref(*draw.choice(found))


class Command(NamedTuple):
    """A command, the kinds of operation that it needs, and how often it is drawn."""

    run: Callable[[Laptop, People, random.Random], str]
    often: int
    kinds: frozenset[str] = frozenset()


COMMANDS = (
    Command(takes_in, 4),
    Command(tells_paper, 3),
    Command(throws_away, 1),
    Command(moves, 2, frozenset({"stock.moved"})),
    Command(opens, 4),
    Command(notes, 5),
    Command(resizes, 2),
    Command(names_place, 2),
    Command(serves, 3),
    Command(enters_paper, 3),
    Command(looks_at_sheets, 1),
    Command(counts_shelf, 4),
    Command(swaps, 1, frozenset({"stall.swapped"})),
    Command(turns_away, 1),
    Command(says_none_left, 1),
    Command(merges, 3, frozenset({"household.merged"})),
    Command(separates, 1, frozenset({"household.merged"})),
    Command(erases, 2, frozenset({"household.erased"})),
    Command(forgets, 1, frozenset({"details.forgot"})),
    Command(undoes, 2),
)


def drawn(laptop: Laptop, people: People, draw: random.Random) -> str:
    """Does one of them; what came of it in words. A refusal is nothing unusual."""
    known = {kind.name for kind in laptop.kinds}
    may = [each for each in COMMANDS if each.kinds <= known]
    (chosen,) = draw.choices(may, [each.often for each in may])
    try:
        return chosen.run(laptop, people, draw)
    except Refused as refusal:
        return f"{chosen.run.__name__}: refused ({refusal.text})"
