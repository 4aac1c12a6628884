"""Equal sets of operations make equal hubs, in whatever order they arrive."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk import binding, check, paper
from hubdesk.catalogue import importing as catalogue
from hubdesk.catalogue import packed as packed_entries
from hubdesk.catalogue import stock_list
from hubdesk.catalogue.packed import Listed
from hubdesk.counter import collection, turned_away
from hubdesk.counter.collection import GivenLine
from hubdesk.desk import KINDS, Desk
from hubdesk.errors import Refused
from hubdesk.forgetting import age_sums, consent, erased, forgot, limits
from hubdesk.forgetting.told_all import TOLD_ALL, ToldAll
from hubdesk.households import cards, household, importing, kinds, looking, merging
from hubdesk.households.matters import Matter
from hubdesk.journal import identity
from hubdesk.journal.act import Act
from hubdesk.journal.journal import Undone
from hubdesk.journal.operations import Operation
from hubdesk.packing import diet, parcel
from hubdesk.paper import Told
from hubdesk.parcels import lists
from hubdesk.parcels.contents import Change, Issued, ListedLine, Variant
from hubdesk.stall import closing, swap
from hubdesk.stock import (
    chosen,
    counts,
    dating,
    freezing,
    held_back,
    intake,
    moving,
    none_left,
    records,
    sending,
    shelves,
    windows,
)
from hubdesk.stock.foods import Food
from hubdesk.stocktake import takes
from hubdesk.takein import crates, packs, weighing
from hubdesk.volunteers import openers, volunteer
from tests.hub.journal.laptops import (
    COUNTED,
    HOUSEHOLDS,
    Counted,
    hear,
    laptop,
    pristine,
    sent,
    tables,
)

PRODUCTS = [identity.product_of_code(code) for code in "12"]
LINES = [identity.named("line", name) for name in "xy"]
CRATES = [identity.named("crate", name) for name in "12"]
DROP_OFFS = [identity.named("drop-off", name) for name in "12"]
CARDS = ["H1", "H2", "H3"]
SHEETS = ["S1", "S2", ""]
STALL_DAY = identity.named("stall", "a day")
SATURDAY = "2026-11-21"
PLACE = identity.named("place", "counter")
SHELVES = [identity.named("shelf", name) for name in "st"]
LOADS = [identity.named("load", name) for name in "kl"]
MOMENTS = [1_795_200_000_000 + each for each in (0, 1, 1, 2, 5)]
"""Few enough that counts and movements often fall on the same moment."""

Write = Callable[[Act, random.Random, list[Operation]], Operation | None]


def taken_in(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    day = draw.choice([None, "2026-12-01", "2027-03"])
    body = intake.TakenIn(PLACE, draw.randint(1, 9), day, day and "best before", pack=pack(draw))
    return act.record(intake.TAKEN_IN, body, draw.choice(PRODUCTS), at_ms=draw.choice(MOMENTS))


def scanned_in(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    """A scan of a drop-off, dated or not, of goods that have a name or a bare code."""
    day, code = draw.choice([None, "2026-12-01"]), draw.choice(["", "9"])
    crate = draw.choice([None, *CRATES])
    many, of = draw.randint(1, 9), DROP_OFFS[0]
    body = intake.TakenIn(
        PLACE, many, day, None, None, None, of, day is None, code, crate, pack(draw)
    )
    return act.record(intake.TAKEN_IN, body, draw.choice(PRODUCTS), at_ms=draw.choice(MOMENTS))


def of_drop_off(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    """A crate comes or is sorted, perhaps before it is heard of; a pack is opened; a source."""
    crate, when = draw.choice(CRATES), draw.choice(MOMENTS)
    match draw.randint(0, 3):
        case 0:
            body = crates.Weighed("C1", PLACE, draw.choice(DROP_OFFS), draw.randint(1, 9) * 500)
            return act.record(crates.WEIGHED, body, crate, at_ms=when)
        case 1:
            return act.record(crates.SORTED, crates.Sorted(PLACE), crate, at_ms=when)
        case 2:
            day = draw.choice([None, "2026-12-01"])
            opened_ = packs.Opened(PLACE, 1, 48, day, "best before", pack=pack(draw))
            return act.record(packs.OPENED, opened_, draw.choice(PRODUCTS), at_ms=when)
        case _:
            values = {"source": draw.choice(["gift", "bought"]), "giver": draw.choice([None, "A"])}
            return act.note(records.DROP_OFF, draw.choice(DROP_OFFS), _some(values, draw))


def discarded(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    product = draw.choice(PRODUCTS)
    batch = draw.choice([None, identity.batch_of(product, "2026-12-01", "best before", None)])
    also = (
        [intake.Thrown(draw.choice(PRODUCTS), None, draw.randint(1, 9), pack(draw))]
        if draw.random() < 0.3
        else []
    )
    many = draw.randint(1, 9)
    body = intake.Discarded(PLACE, many, batch, "past its date", also=also, pack=pack(draw))
    return act.record(intake.DISCARDED, body, product, at_ms=draw.choice(MOMENTS))


def counted(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    body = Counted(PLACE, draw.randint(0, 20))
    return act.record(COUNTED, body, draw.choice(PRODUCTS), at_ms=draw.choice(MOMENTS))


TAKES = [identity.named("stock take", name) for name in "12"]
SHELVES = [b"", identity.named("shelf", "A1")]


def counted_in_take(act: Act, draw: random.Random, before: list[Operation]) -> Operation:
    """A product or a line was counted, perhaps in place of counts heard of or not."""
    known = [op.ref for op in before if op.type in (counts.COUNTED.name, counts.DECIDED.name)]
    named = draw.sample(known, min(len(known), draw.choice([0, 0, 1, 2])))
    by_line = draw.random() < 0.4
    shares = [counts.Share(p, draw.randint(0, 9)) for p in PRODUCTS if draw.random() < 0.7]
    body = counts.Counted(
        draw.choice(TAKES),
        PLACE,
        draw.choice(SHELVES),
        draw.randint(0, 20),
        by_line,
        shares if by_line else [],
        [(ref.stream, ref.seq) for ref in named],
        draw.choice([None, None, *MOMENTS]),
        knew=[(ref.stream, ref.seq) for ref in draw.sample(known, min(len(known), 1))],
        pack=pack(draw),
    )
    kind = draw.choice([counts.COUNTED, counts.DECIDED])
    subject = draw.choice(LINES if by_line else PRODUCTS)
    return act.record(kind, body, subject, at_ms=draw.choice(MOMENTS))


def of_take(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    """Something about a stock take that is no count."""
    take, told = draw.choice(TAKES), Told(draw.randint(1, 3), draw.choice(SHEETS))
    match draw.randint(0, 2):
        case 0:
            return act.record(takes.SETTLED, takes.Settled(PLACE), take)
        case 1:
            body = takes.Explained(take, draw.choice(["mice", ""]))
            return act.record(takes.EXPLAINED, body, LINES[0], at_ms=draw.choice(MOMENTS))
        case _:
            entered = counts.SheetEntered(take, PLACE, told)
            return act.record(counts.SHEET_ENTERED, entered, PLACE)


def collected(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    goods = [
        GivenLine(
            LINES[0],
            p,
            None,
            draw.randint(1, 5),
            scanned=False,
            lot=draw.choice([None, "7"]),
            pack=pack(draw),
        )
        for p in PRODUCTS
    ]
    body = collection.Collected(
        draw.choice([None, *HOUSEHOLDS]),
        2,
        1,
        "N1",
        PLACE,
        f"P{draw.randint(0, 9)}",
        goods,
        3,
        900,
        by_other=draw.choice([False, True]),
        chosen=draw.choice([False, True]),
        together=draw.choice([None, identity.named("visit", "0")]),
        told=draw.choice(
            [None, Told(draw.randint(1, 3), draw.choice(SHEETS), draw.random() < 0.3)]
        ),
    )
    visit = identity.named("visit", str(draw.randint(0, 2)))
    return act.record(collection.COLLECTED, body, visit, at_ms=draw.choice(MOMENTS))


def both_right(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    return paper.both_right(act, draw.choice(SHEETS))


def packed(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    goods = [_in_parcel(product, draw) for product in PRODUCTS]
    body = parcel.Packed(f"P{draw.randint(0, 9)}", 4, [], PLACE, goods)
    return act.record(parcel.PACKED, body, identity.new_id(), at_ms=draw.choice(MOMENTS))


def packed_for(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """What a parcel was packed for; of one that was given to somebody, heard of or not."""
    known = [op for op in before if op.type == parcel.PACKED.name]
    if not known:
        return None
    return diet.note(act, draw.choice(known).subject, draw.choice([["vegan"], ["no pork"]]))


def at_visit(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    visit = identity.named("visit", str(draw.randint(0, 2)))
    ages = draw.choice([(), (0, 1, 0, 0)])
    asked = draw.choice([{}, {LINES[0]: 2, LINES[1]: 0}])
    return household.note_at_visit(act, draw.choice(HOUSEHOLDS), visit, ages, asked)


def left_parcel(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """A parcel that was packed somewhere is unpacked, looked through or handed over here."""
    known = [op for op in before if op.type == parcel.PACKED.name]
    if not known:
        return None
    subject = draw.choice(known).subject
    product = draw.choice(PRODUCTS)
    goods = [_in_parcel(product, draw)]
    match draw.randint(0, 2):
        case 0:
            unpacked = parcel.Unpacked(PLACE, goods)
            return act.record(parcel.UNPACKED, unpacked, subject, at_ms=draw.choice(MOMENTS))
        case 1:
            out = parcel.TakenOut(draw.choice([None, PLACE]), goods)
            return act.record(parcel.TAKEN_OUT, out, subject, at_ms=draw.choice(MOMENTS))
        case _:
            one = GivenLine(LINES[0], product, None, 2, scanned=False, held_by=subject)
            given = [msgspec.structs.replace(one, pack=pack(draw))]
            home = draw.choice([None, *HOUSEHOLDS])
            body = collection.Collected(
                home, 2, 1, "N1", PLACE, "P1", given, 2, 800, packed=subject, put_back=goods
            )
            visit = identity.named("visit", str(draw.randint(0, 2)))
            return act.record(collection.COLLECTED, body, visit, at_ms=draw.choice(MOMENTS))


def _in_parcel(product: bytes, draw: random.Random) -> parcel.Goods:
    many, batch = draw.randint(1, 5), _batch(product, draw)
    return parcel.Goods(LINES[0], product, batch, many, pack=pack(draw))


def pack(draw: random.Random) -> int:
    """Whoever wrote it counted in ones, or in packs of 500 g, or said nothing of it."""
    return draw.choice([0, 1, 1, 500])


def _batch(product: bytes, draw: random.Random) -> bytes | None:
    return draw.choice([None, identity.batch_of(product, "2026-12-01", "best before", None)])


def came_back(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    body = collection.CameBack(PLACE, [GivenLine(None, PRODUCTS[0], None, 2, scanned=True, pack=1)])
    return act.record(collection.CAME_BACK, body, identity.named("visit", "0"))


def turned(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    return turned_away.turn_away(act, draw.choice(list(turned_away.Why)))


def none(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    return none_left.say_none_left(act, draw.choice(LINES))


def held(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    id_ = draw.choice([*PRODUCTS, _batch(PRODUCTS[0], draw) or PRODUCTS[0]])
    return held_back.hold(act, id_, draw.choice(["recall", "smells wrong"]))


def released(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """Somewhere else released what was held there: here that may arrive before the hold."""
    known = [op for op in before if op.type == held_back.HELD.name]
    if not known:
        return None
    ended = draw.sample(known, min(len(known), draw.randint(1, 2)))
    body = held_back.Released([(op.ref.stream, op.ref.seq) for op in ended])
    return act.record(held_back.RELEASED, body, ended[0].subject)


def frozen(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    product = draw.choice(PRODUCTS)
    until = draw.choice(["2026-12-21", "2026-12-22"])
    code, lot = f"B{draw.randint(0, 3)}", draw.choice([None, "7"])
    old = _batch(product, draw)
    body = freezing.FrozenGoods(PLACE, draw.randint(1, 5), old, until, code, lot, pack(draw))
    return act.record(freezing.FROZEN, body, product, at_ms=draw.choice(MOMENTS))


def window_set(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    food = draw.choice([Food.CANS, Food.JAM])
    if draw.random() < 0.3:
        return windows.as_shipped(act, food)
    return windows.change(act, food, draw.choice(["6 months", "3 years"]), "the guide", "2024-11")


def rule_set(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    refuse = draw.choice([True, False])
    return windows.set_rule(act, refuse_past=refuse, take_in_days=draw.choice([0, 60]))


def listed(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    rows = [ListedLine(line, [draw.randint(0, 4)], "bag") for line in LINES]
    swapped = Variant("vegan", [Change(LINES[0], ListedLine(LINES[1], []))])
    body = Issued(draw.choice(["Standard", "Small"]), rows, draw.choice([[], [swapped]]))
    return act.record(lists.ISSUED, body, lists.STANDARD, at_ms=draw.choice(MOMENTS))


def bound(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    body = binding.CodeBound(draw.choice("12"), draw.choice(["product", "of a newer kind"]))
    return act.record(binding.CODE_BOUND, body, draw.choice(PRODUCTS))


def product_noted(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {
        "name": draw.choice([None, "Beans", "Soup"]),
        "allergens": draw.choice([None, "", "milk", "nuts,soya"]),
        "line": draw.choice([None, *LINES]),
        "weight_g": draw.choice([None, None, 400]),
    }
    return act.note(records.PRODUCT, draw.choice(PRODUCTS), _some(values, draw))


def line_noted(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {"name": draw.choice("xyz"), "unit": draw.choice([None, "kg"]), "substitutes": LINES}
    values |= {"tile": draw.choice([None, True]), "position": draw.choice([None, 3])}
    values |= {"food": draw.choice([None, "cans", "of a newer kind"])}
    values |= {"measure": draw.choice([None, "g", "ml", "each", "of a newer kind"])}
    values |= {"weight_g": draw.choice([None, 250, 500])}
    return act.note(records.LINE, draw.choice(LINES), _some(values, draw))


def place_noted(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    return act.note(
        records.PLACE,
        PLACE,
        _some(
            {"name": draw.choice([None, "Hall", "Store"]), "use": draw.choice([None, "stall"])},
            draw,
        ),
    )


def shelf_named(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {
        "place": PLACE,
        "name": draw.choice([None, "A1", "Cold"]),
        "position": draw.choice([None, 1, 2]),
        "code": draw.choice(["L1", "L2"]),
    }
    return act.note(shelves.SHELF, draw.choice(SHELVES), _some(values, draw))


def line_shelved(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    line = draw.choice(LINES)
    values = {"line": line, "place": PLACE, "spot": draw.choice([None, *SHELVES])}
    return act.note(shelves.LINE_SHELVED, line, values)


def moved(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    body = moving.MovedTo(PLACE, identity.named("place", "store"), _goods(draw))
    return act.record(moving.MOVED, body, identity.new_id(), at_ms=draw.choice(MOMENTS))


def sent_away(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    """Two laptops that never met may even send the same load."""
    away = identity.named("place", "annex")
    body = sending.Sent(draw.choice(["C1", "C2"]), PLACE, away, _goods(draw))
    return act.record(sending.SENT, body, draw.choice(LOADS), at_ms=draw.choice(MOMENTS))


def received(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    """Heard of before its sending or after."""
    away = identity.named("place", "annex")
    body = sending.Received(away, _goods(draw), draw.choice([[], _goods(draw)]))
    return act.record(sending.RECEIVED, body, draw.choice(LOADS), at_ms=draw.choice(MOMENTS))


def redated(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    product = draw.choice(PRODUCTS)
    day = draw.choice([None, "2026-12-01", "2027-03"])
    kind = day and "best before"
    body = dating.Redated(PLACE, 2, _batch(product, draw), day, kind, pack=pack(draw))
    return act.record(dating.REDATED, body, product, at_ms=draw.choice(MOMENTS))


def _goods(draw: random.Random) -> list[moving.Goods]:
    return [moving.Goods(p, _batch(p, draw), draw.randint(1, 5), pack(draw)) for p in PRODUCTS]


def opened(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    return act.record(kinds.OPENED, kinds.Opened(draw.choice(CARDS)), draw.choice(HOUSEHOLDS))


def card_replaced(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    new, dead = draw.sample(CARDS, 2)
    return act.record(cards.REPLACED, cards.Replaced(new, [dead]), draw.choice(HOUSEHOLDS))


def merged(act: Act, draw: random.Random, before: list[Operation]) -> Operation:
    """The same households are merged this way here and that way there."""
    one, into = draw.sample(HOUSEHOLDS, 2)
    notes = [op.ref for op in before if op.type == kinds.NOTED.name and op.subject == into]
    noted = draw.choice([None, *notes])
    body = merging.Merged(into, noted=noted and (noted.stream, noted.seq))
    return act.record(merging.MERGED, body, one)


def volunteer_noted(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {"card": draw.choice([None, "V1", "V2"])}
    return act.note(volunteer.CARD, identity.named("volunteer", draw.choice("ab")), values)


def volunteer_trusted(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {"role": draw.choice([None, "young", "lead"])}
    return act.note(volunteer.TRUSTED, identity.named("volunteer", draw.choice("ab")), values)


def way_in(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    return act.record(openers.WAY_IN, openers.WayIn(draw.choice(["added", "code"])), bytes(16))


def looked(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    return act.record(looking.LOOKED, looking.Looked(), draw.choice(HOUSEHOLDS))


def apart(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    one, other = draw.sample(HOUSEHOLDS, 2)
    return act.record(merging.APART, merging.Apart(other), one)


def sized(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {"adults": draw.randint(1, 3), "children": draw.choice([None, 2])}
    return act.note(kinds.SIZED, draw.choice(HOUSEHOLDS), _some(values, draw))


def told(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {
        "name": draw.choice([None, "Ada Byron", "Amina Yusuf"]),
        "street": draw.choice([None, "4 Mill Lane"]),
        "diet": draw.choice([None, "vegan", "no pork,cat"]),
        "allergies": draw.choice([None, "milk", "celery,nuts"]),
        "ages": draw.choice([None, "0,1,0,0"]),
    }
    return act.note(kinds.NOTED, draw.choice(HOUSEHOLDS), _some(values, draw))


def settled(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    choice = draw.choice([None, b"leave", b"others"])
    return household.remember_settled(act, draw.choice(HOUSEHOLDS), {LINES[0].hex(): choice})


def erased_(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """Somebody asks to be forgotten, now and then; what is told of them elsewhere comes later."""
    if draw.random() < 0.7:
        return None
    also = [each for each in HOUSEHOLDS[1:] if draw.random() < 0.2]
    return act.record(erased.ERASED, erased.Erased(also), HOUSEHOLDS[0])


def forgot_(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """Each laptop forgets when it starts: of what it knows, or of what another one knew."""
    stamps = [op.stamp for op in before if op.stamp] or [1]
    matters = draw.sample(list(Matter), 2)
    items = [(draw.choice(HOUSEHOLDS), each.value, draw.choice(stamps)) for each in matters]
    pin = (identity.named("volunteer", "a"), "pin", draw.choice(stamps))
    packed_ = [op.subject for op in before if op.type == diet.PACKED_FOR.name][:1]
    items += [(each, diet.CHIPS, draw.choice(stamps)) for each in packed_]
    return forgot.forget(act, [*items, pin], forgot.Why.TIME)


def ages_summed(act: Act, draw: random.Random, before: list[Operation]) -> Operation:
    """Two laptops sum one day, each by what it knew."""
    upto = {op.ref.stream: op.ref.seq for op in before}
    told = age_sums.DaySum(SATURDAY, draw.randint(5, 7), [draw.randint(0, 9), 1, 0, 2], upto)
    return act.record(age_sums.SUMMED, age_sums.Summed([told]), age_sums.HUB)


def limit_changed(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    return act.note(limits.CHANGED, limits.HUB, {limits.KEEP + draw.choice(list(Matter)).value: 90})


def chosen_(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """A decision, perhaps between entries that nobody here has heard of."""
    version = draw.choice(before) if before else None
    return None if version is None else chosen.record(act, version, all_hold=draw.random() < 0.3)


def one_weighs(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """What one weighs was typed, by an edit that may not be here yet."""
    version = draw.choice(before) if before else None
    if version is None:
        return None
    name = (version.ref.stream, version.ref.seq)
    return act.record(weighing.ONE_WEIGHS, weighing.OneWeighs(name, 450), draw.choice(PRODUCTS))


def told_all(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    return act.record(TOLD_ALL, ToldAll(), draw.choice(HOUSEHOLDS))


def agreed(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    """Consent is recorded, or taken back with all that it was for."""
    return draw.choice([consent.record, consent.withdraw])(act, draw.choice(HOUSEHOLDS))


def pin_told(act: Act, draw: random.Random, _: list[Operation]) -> Operation | None:
    values = {"name": draw.choice(["Jo", "Joe"]), "pin": draw.choice([None, b"1", b"2"])}
    who = identity.named("volunteer", draw.choice("ab"))
    return act.note(volunteer.NOTED, who, _some(values, draw))


def catalogue_imported(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    entries = [Listed(code, draw.choice(["Beans", "Bohnen"]), 400, code % 8, "") for code in (1, 2)]
    body = catalogue.Imported(0, 2, 2, packed_entries.pack(entries))
    subject = identity.named("import", draw.choice("ab"))
    return act.record(catalogue.IMPORTED, body, subject, at_ms=draw.choice(MOMENTS))


def stock_listed(act: Act, draw: random.Random, before: list[Operation]) -> Operation:
    refs = [(op.ref.stream, op.ref.seq) for op in before if op.type == intake.TAKEN_IN.name]
    subject = identity.named("import", draw.choice("ab"))
    return act.record(stock_list.LISTED, stock_list.Listed(refs[-2:]), subject)


def undone(act: Act, draw: random.Random, before: list[Operation]) -> Operation | None:
    """Any earlier operation, heard of here or not, undone already or not."""
    if not before:
        return None
    target = draw.choice(before)
    journal = act.journal
    return journal.append(
        act.applying,
        journal._undone,
        Undone(*target.ref),
        subject=target.subject,
        at_ms=act.at_ms,
        stamp=0,
        actor=None,
    )


def _some(values: dict[str, Any], draw: random.Random) -> dict[str, Any]:
    return {name: values[name] for name in values if draw.random() < 0.7}


def swapped(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    told = draw.choice([None, Told(draw.randint(1, 3), draw.choice(SHEETS), draw.random() < 0.3)])
    counted = draw.choice([{}, {LINES[0]: 1}])
    body = swap.Swapped(PLACE, SATURDAY, draw.randint(0, 12), draw.randint(0, 2), counted=counted)
    body = msgspec.structs.replace(body, told=told, people=draw.choice([1, 40]))
    return act.record(swap.SWAPPED, body, STALL_DAY, at_ms=draw.choice(MOMENTS))


def clicked(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    body = swap.Clicked(PLACE, SATURDAY, draw.randint(1, 99))
    return act.record(swap.CLICKED, body, STALL_DAY, at_ms=draw.choice(MOMENTS))


def closed(act: Act, draw: random.Random, _: list[Operation]) -> Operation:
    """Two laptops may close one day apart, each by what it knew."""
    product = draw.choice(PRODUCTS)
    taken = [moving.Goods(product, _batch(product, draw), draw.randint(1, 5), pack(draw))]
    body = closing.Closed(PLACE, SATURDAY, draw.choice([[], taken]), [product])
    return act.record(closing.CLOSED, body, STALL_DAY, at_ms=draw.choice(MOMENTS))


WRITES: list[Write] = [
    catalogue_imported,
    stock_listed,
    taken_in,
    scanned_in,
    scanned_in,
    of_drop_off,
    of_drop_off,
    discarded,
    counted,
    counted_in_take,
    counted_in_take,
    counted_in_take,
    of_take,
    collected,
    both_right,
    packed,
    packed,
    packed_for,
    packed_for,
    left_parcel,
    left_parcel,
    came_back,
    turned,
    none,
    held,
    released,
    frozen,
    window_set,
    rule_set,
    listed,
    bound,
    product_noted,
    line_noted,
    place_noted,
    shelf_named,
    line_shelved,
    moved,
    sent_away,
    received,
    redated,
    opened,
    card_replaced,
    merged,
    merged,
    apart,
    volunteer_noted,
    volunteer_trusted,
    looked,
    way_in,
    sized,
    told,
    at_visit,
    at_visit,
    settled,
    erased_,
    forgot_,
    forgot_,
    ages_summed,
    limit_changed,
    pin_told,
    told_all,
    chosen_,
    one_weighs,
    agreed,
    swapped,
    clicked,
    closed,
    undone,
    undone,
    undone,
]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pristine(tmp_path_factory.mktemp("pristine") / "hub")


def written(
    writers: list[Desk], draw: random.Random, many: int, what: list[Write] = WRITES
) -> None:
    """Several laptops write, each knowing of the others what it has heard so far."""
    before: list[Operation] = []
    for _ in range(many):
        writer = draw.choice(writers)
        try:
            op = writer.do(draw.choice(what), draw, before)
        except Refused:
            continue  # Of somebody who was erased nothing can be told.
        if op is not None:
            before.append(op)
        if draw.random() < 0.2:
            heard = [one for other in writers for one in sent(other)]
            hear(writer, heard, keys=draw.choice(["first", "last"]))


NOT_HERE = {"households.imported", "households.withdrawn"}
"""An import brings new households with keys of their own, and one laptop takes it back."""


def test_every_kind_is_among_them(template: Path, tmp_path: Path) -> None:
    """A kind that nobody writes here was never heard of in another order."""
    made, draw = laptop(template, tmp_path / "one"), random.Random(7)
    written([made], draw, 800)
    known = {one.type for one in sent(made)}
    made.close()
    assert {kind.name for kind in KINDS} - known == NOT_HERE


OF_GOODS: list[Write] = [
    *[product_noted, line_noted] * 4,
    *[taken_in, scanned_in, of_drop_off, discarded, counted_in_take, collected],
    *[packed, left_parcel, came_back, frozen, moved, sent_away, received, redated, closed],
    *[undone] * 3,
]


@settings(max_examples=15)
@given(st.integers(0, 10**9), st.integers(5, 40))
def test_equal_sets_of_operations_make_equal_hubs(template: Path, seed: int, many: int) -> None:
    alike(template, seed, many, WRITES)


@settings(max_examples=6)
@given(st.integers(0, 10**9), st.integers(10, 60))
def test_what_turns_out_to_be_weighed_makes_equal_hubs(
    template: Path, seed: int, many: int
) -> None:
    """Goods are put on lines, and lines weighed or not, before what was done with them or after."""
    alike(template, seed, many, OF_GOODS)


def alike(template: Path, seed: int, many: int, what: list[Write]) -> None:
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as named:
        folder = Path(named)
        desks = [laptop(template, folder / str(n)) for n in range(4)]
        writers = desks[:2]
        written(writers, draw, many, what)
        everything = [one for writer in writers for one in sent(writer)]
        for reader in desks:
            draw.shuffle(everything)
            hear(reader, everything, keys=draw.choice(["first", "last"]))
        report = check.check(draw.choice(desks))
        digests = {reader.ask(check._digest) for reader in desks}
        contents = [tables(reader) for reader in desks]
        for reader in desks:
            reader.close()
    assert report.sound, report
    assert digests == {(report.operations, report.digest)}
    for other in contents[1:]:
        assert other == contents[0]


def test_goods_that_two_lists_name_are_of_one_list(template: Path, tmp_path: Path) -> None:
    one, two = (laptop(template, tmp_path / name) for name in ("one", "two"))
    taken = one.do(taken_in, random.Random(1), [])
    said = stock_list.Listed([(taken.ref.stream, taken.ref.seq)])
    for name in "ab":
        one.do(
            lambda act, of: act.record(stock_list.LISTED, said, of), identity.named("list", name)
        )
    hear(two, reversed(sent(one)))
    assert tables(one) == tables(two)
    for desk in (one, two):
        desk.close()


def test_who_is_known_by_what_was_forgotten_alone_is_rebuilt(
    template: Path, tmp_path: Path
) -> None:
    """Details may arrive before the household does, and be forgotten before it too."""
    made = laptop(template, tmp_path / "one")
    noted = made.do(lambda act: act.note(kinds.NOTED, HOUSEHOLDS[0], {"name": "Ada Byron"}))
    assert noted is not None
    made.do(forgot.forget, [(HOUSEHOLDS[0], Matter.NAME.value, noted.stamp)], forgot.Why.TIME)
    report = check.check(made)
    made.close()
    assert report.sound, report


@pytest.mark.parametrize("gone", [True, False])
def test_what_a_parcel_was_packed_for_goes_with_the_erased_in_any_order(
    template: Path, tmp_path: Path, gone: bool
) -> None:
    """And not with whoever an import brought and took out again: they were served apart."""
    one, two = (laptop(template, tmp_path / name) for name in ("one", "two"))
    home, draw = HOUSEHOLDS[0], random.Random(1)
    made = one.do(packed, draw, [])
    one.do(diet.note, made.subject, ["no pork"])
    body = collection.Collected(
        home, 2, 1, "N1", PLACE, "P1", [], 0, 0, packed=made.subject, put_back=[]
    )
    one.do(lambda act: act.record(collection.COLLECTED, body, identity.named("visit", "0")))
    if gone:
        one.do(lambda act: act.record(erased.ERASED, erased.Erased([]), home))
    else:
        taken_out = importing.Withdrawn([home])
        one.do(lambda act: act.record(importing.WITHDRAWN, taken_out, home))
    hear(two, reversed(sent(one)))
    assert tables(one) == tables(two)
    assert one.ask(diet.of, made.subject) == (() if gone else ("no pork",))
    for desk in (one, two):
        desk.close()
