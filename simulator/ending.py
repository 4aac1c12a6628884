"""How a story must end: the folder is whole again, all meet, and all are one hub."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hubdesk import check
from hubdesk.desk import KINDS
from hubdesk.journal.operations import Klass
from hubdesk.storage.tables import derived
from hubdesk.sync import copied, envelope, joining, keyring
from hubdesk.sync.pace import Pace
from hubdesk.sync.unreadable import Unreadable
from simulator import thief
from simulator.laptop import Laptop
from simulator.truth import Wrong
from simulator.window import Plan

if TYPE_CHECKING:
    from simulator.play import Play

ROUNDS = 12
NEVER_MS = 1e12
"""A transaction never takes so long: how much is applied together must not depend on it."""
FIRST = Pace(
    page=500, page_ms=NEVER_MS, rechecked=1_000, rechecked_after_ms=0, unread=1_000, small=0
)
# Nothing is merged any more: what is read again would hide what was not read before.
LATER = Pace(page=500, page_ms=NEVER_MS, rechecked=0, unread=1_000, small=0)

ANSWERED = (
    "WHERE EXISTS (SELECT 1 FROM operation JOIN stream ON stream.no = stream_no"
    " WHERE stream.id = subject_key.stream AND operation.seq = subject_key.seq)"
)
"""The keys of what is there: one may have come whose entry was destroyed before anybody read it."""

ONE_SHUT_OUT = 2
"""Sets of codes after one laptop was shut out: those the hub was made with, and the new ones."""


def heal(play: Play) -> None:
    """Everything works again: all update, all meet until nobody has anything to say."""
    play.tell("--- everything works again")
    for each in play.laptops:
        if each.kinds != KINDS:
            each.kinds = KINDS
            each.start()
        each.look_again()
    if not any(each.belongs for each in play.laptops):
        raise Wrong("no laptop belongs to the hub")
    _connect(play)
    _meet(play, 1, FIRST)
    _join_all(play)
    fresh = play.add()
    fresh.kinds = KINDS
    fresh.start()
    _join(play, fresh)
    for attempt in range(ROUNDS):
        rested = _meet(play, ROUNDS, LATER)
        if not _join_all(play):
            if not rested:
                raise Wrong("they never come to an end")
            return
        # Who waits for a key puts back what another one, who can read it twice, tidies away.
        if attempt % 2:
            play.draws_codes()
    raise Wrong("somebody waits for a key for ever")


def _meet(play: Play, rounds: int, pace: Pace) -> bool:
    """All pass, some days apart, so many times; whether they came to rest."""
    rest: dict[str, object] = {}
    for _ in range(rounds):
        for each in play.laptops:
            if not each.belongs:
                continue
            play.carries(each, 1.0)
            if rest.get(each.name) == _state(play, each):
                continue
            each.clock.forward(days=5)
            report = each.sync(pace, Plan())
            play.carries(each, 1.0)
            if report is None or report.stopped is not None:
                play.tell(f"{each.name}: {report and report.stopped}")
                continue
            busy = report.sent + report.read + report.healed + (report.unsent or 0)
            if busy:
                play.tell(
                    f"{each.name}: {report.sent} sent, {report.read} read, {report.healed} put back"
                )
            elif each.refs <= play.truth.in_folder(each.files):
                rest[each.name] = _state(play, each)
        if all(rest.get(each.name) == _state(play, each) for each in play.laptops):
            return True
    return False


def _state(play: Play, laptop: Laptop) -> object:
    """Changes when there may be something new for a laptop; a card alone is no news."""
    lies = {n: raw for n, raw in laptop.files.all().items() if raw[:3] != envelope.Sort.CARD.value}
    return lies, len(laptop.refs)


def _connect(play: Play) -> None:
    """Where the folder was emptied, somebody says again whose it is."""
    hub = next(h for each in play.laptops if (h := each.desk.ask(keyring.asked).hub))
    for each in play.laptops:
        # That somebody emptied it may have come as far as one of them only.
        play.carries(each, 1.0)
    for each in play.laptops:
        play.carries(each, 1.0)
        if each.belongs and hub not in joining.hubs_in(each.folder()):
            play.connects(each, Plan())
        play.carries(each, 1.0)


def _join_all(play: Play) -> bool:
    """Who was shut out, holds no names, or was restored to before it joined, joins again.

    Whether there was one.
    """
    joined = False
    keys = [each.desk.ask(keyring.asked) for each in play.laptops]
    removed = {device for each in keys for device in each.removed}
    newest = {
        klass: max((k.epoch, k.id) for each in keys if (k := each.newest(klass)))
        for klass in Klass
        if any(each.newest(klass) for each in keys)
    }
    for laptop, own in zip(list(play.laptops), keys, strict=True):
        have = {klass: (k.epoch, k.id) if (k := own.newest(klass)) else None for klass in newest}
        if laptop.device in removed or have != newest:
            _join(play, laptop)
            joined = True
    return joined


def _join(play: Play, laptop: Laptop) -> None:
    if not _joins(play, laptop):
        # Two may have shut others out apart: then no code that is out opens the newest key.
        # Where power or folder went while somebody was shut out, the new codes were never told.
        # Where their sheets were lost before anybody else had them, they open nothing any more.
        if len(play.codes) > ONE_SHUT_OUT or play.cut_off or play.sheets_are_lost:
            play.draws_codes()
        if not _joins(play, laptop):
            raise Wrong(f"{laptop.name} cannot join with any code")
    play.tell(f"{laptop.name} joins")


def _joins(play: Play, laptop: Laptop) -> bool:
    play.carries(laptop, 1.0)
    return laptop.join([codes.with_names.words for codes in reversed(play.codes)])


def judge(play: Play) -> None:
    """What must hold now. Raises Wrong."""
    first, *others = play.laptops
    for each in play.laptops:
        each.look_again()
    _nothing_is_lost(play)
    _the_lost_stay_out(play)
    _no_secret_is_in_two_hands(play)
    digests = {each.name: _digest(each) for each in play.laptops}
    if len(set(digests.values())) != 1:
        raise Wrong(f"their journals differ: {digests}")
    for each in play.laptops:
        each.desk.sweep()
    tables = tables_of(first)
    for other in others:
        theirs = tables_of(other)
        wrong = [name for name in tables if tables[name] != theirs[name]]
        if wrong:
            raise Wrong(f"{first.name} and {other.name} differ in {', '.join(wrong)}")
    if play.draw.random() < 0.2:
        found = check._rebuilt(play.draw.choice(play.laptops).desk)
        if found:
            raise Wrong(" ".join(str(each.words) for each in found))
    _the_erased_are_gone(play)


def _nothing_is_lost(play: Play) -> None:
    for each in play.laptops:
        lost = play.truth.due - each.refs
        if lost:
            told = sorted(play.truth.said[ref][0] for ref in lost)
            raise Wrong(f"{each.name} lacks {len(lost)} operations: {told[:5]}")


def _the_lost_stay_out(play: Play) -> None:
    for lost in play.lost:
        thief.stays_out(lost, play.laptops[0])


def _no_secret_is_in_two_hands(play: Play) -> None:
    """Whoever loses a laptop loses nothing that another one is sealed by, whatever was copied.

    A card alone had nobody pass again: those who became others a moment ago are heard of now.
    """
    for _ in range(ROUNDS):
        shared = _in_two_hands(play)
        if not shared:
            return
        for each in play.laptops:
            play.carries(each, 1.0)
            each.sync(LATER, Plan())
            play.carries(each, 1.0)
    raise Wrong(shared)


def _in_two_hands(play: Play) -> str:
    """Who has the secret that another one uses, because it was that one once; "" when nobody."""
    for each in play.laptops:
        was = each.desk.ask(copied.former)
        for other in play.laptops:
            if was is not None and was.secret == other.desk.ask(keyring.asked).secret:
                return f"{each.name} has the secret of {other.name}"
    return ""


def _digest(laptop: Laptop) -> int:
    """One figure for the whole journal, in any order."""
    rows = laptop.driver.execute(
        "SELECT stream.id, seq, type, version, actor, at_ms, stamp, subject, body"
        " FROM operation JOIN stream ON stream.no = stream_no"
    )
    return hash(frozenset(tuple(row) for row in rows))


def tables_of(laptop: Laptop) -> dict[str, int]:
    """A figure for the rows of each table that follows from the journal, and for the keys."""
    found = {}
    for table, columns in _columns().items():
        which = ANSWERED if table == "subject_key" else ""
        rows = laptop.driver.execute(f"SELECT {columns} FROM {table} {which}").fetchall()
        found[table] = hash(tuple(sorted(map(repr, rows))))
    return found


@cache
def _columns() -> dict[str, str]:
    """What to compare of each table."""
    names = {
        table.name: ", ".join(
            f'"{column.name}"' for column in table.columns if column.name not in check.LOCAL_COLUMNS
        )
        for table in derived.sorted_tables
    }
    keys = "stream, seq, matter, subject, stamp, key"
    words = (
        "(SELECT household.id, words FROM household_words"
        " JOIN household ON household.no = household_words.rowid)"
    )
    return names | {"subject_key": keys, words: "*"}


def _the_erased_are_gone(play: Play) -> None:
    """Neither what they told nor a key to it is in any hub's file, nor in the folder."""
    erased = {
        bytes(subject)
        for (subject,) in play.laptops[0].driver.execute(
            "SELECT subject FROM forgotten WHERE matter = '*'"
        )
    }
    if not erased:
        return
    secrets = {key for each in erased for key in play.people.keys.get(each, ())}
    words = {word for each in erased for word in play.people.words.get(each, ())}
    living = {w for s, ws in play.people.words.items() if s not in erased for w in ws}
    for laptop in play.laptops:
        raw = laptop.home.raw()
        if any(key in raw for key in secrets):
            raise Wrong(f"{laptop.name} still has a key of somebody who was erased")
        # What is searched is kept without capitals.
        plain = raw.lower()
        if any(word.lower() in plain for word in words - living):
            raise Wrong(f"{laptop.name} still has a word of somebody who was erased")
    keys = {
        id_: k for each in play.laptops for id_, k in each.desk.ask(keyring.asked).plain.items()
    }
    hub = play.laptops[0].desk.ask(keyring.asked).hub
    for files in play.truth.folders:
        for name, raw in files.all().items():
            if not raw.startswith(envelope.Sort.BUNDLE.value):
                continue
            try:
                plain, _ = envelope.read(envelope.Sort.BUNDLE, raw, hub, keys)
            except Unreadable:
                continue
            if any(key in plain for key in secrets):
                raise Wrong(f"{name} in the folder still has a key of somebody who was erased")
