"""What somebody typed into the counter's scan box, done in one command."""

from __future__ import annotations

from msgspec import Struct

from hubdesk.counter import drafts, hold, lives, packed, scanning, serving, typed
from hubdesk.counter.outcome import Outcome, Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.households import find
from hubdesk.journal.act import Act
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock.dates import Dated
from hubdesk.stock.measures import Much
from hubdesk.wording import Phrase, translate


class Search(Struct, frozen=True):
    """The text is a name, a street or part of a card: somebody has to choose."""

    words: str


def entered(
    act: Act,
    text: str,
    row: int | None = None,
    sender: ScannerSetup | None = None,
    asked: bytes | None = None,
    packs: int = 1,
) -> Scanned | Search | None:
    """Does what the text means (see ``hubdesk.counter.typed``); ``row`` is the picked row.

    ``asked`` is a product that was asked about for its date: a date typed now is the one on
    this pack, or on so many ``packs`` that were asked about together. None when there was
    nothing to do. Raises Refused with what to type instead.
    """
    visit_id = drafts.open_visit(act)
    about_row = visit_id is not None and (row is not None or asked is not None)
    held = None if about_row and not text.strip().isalpha() else hold.brought_back(act, text)
    if held is not None:
        return Scanned(held)
    meant = typed.read(text, about_row, act.today)
    match meant:
        case typed.Empty():
            return None
        case typed.Size(adults, children):
            sized = packed.for_size(act, adults, children)
            if sized is not None:
                return Scanned(sized)
            if visit_id is not None:
                return Scanned(lives.resized(act, visit_id, adults, children))
            return _begun(serving.first_visit(act, adults, children), adults, children)
        case Much():
            return _row(act, visit_id, row, meant)
        case typed.TypedDate(dated) if asked is not None and visit_id is not None:
            return scanning.give_dated(act, visit_id, asked, dated, packs)
        case typed.TypedDate(dated):
            return _dated(act, visit_id, dated)
        case typed.NoDate():
            return _dated(act, visit_id, None)
        case typed.Code(code):
            return scanning.scanned(act, code, sender)
        case typed.LastFour(digits, kind):
            return _last_four(act, digits, kind)
        case typed.Words(words):
            return Search(words)
    # Never the text itself: it may be a name.
    raise TypeError("typed text of a kind that the counter does not know")


def date_on_pack(act: Act, product_id: bytes, text: str, packs: int = 1) -> Scanned:
    """Goods were stopped for the date in the book; the pack in the hand bears the one typed.

    Raises Refused for anything but a date, and while no visit is on the counter.
    """
    visit_id = drafts.open_visit(act)
    meaning = typed.read(text, True, act.today)
    if visit_id is None or not isinstance(meaning, typed.TypedDate):
        raise Refused(translate("counter", "Type the date on this pack, or put it aside."))
    return scanning.give_dated(act, visit_id, product_id, meaning.dated, packs)


def _begun(visit_id: bytes, adults: int, children: int) -> Scanned:
    size = Phrase("{adults}+{children}", {"adults": adults, "children": children})
    return Scanned(Outcome(Result.NOTED, size, visit=visit_id))


def _row(act: Act, visit_id: bytes | None, row: int | None, much: Much) -> Scanned:
    if visit_id is None or row is None:
        raise Refused(translate("counter", "Scan or choose a line first, then type how many."))
    shown = serving.set_much(act, visit_id, row, much)
    said = shown.measure.with_name(shown.quantity, shown.name)
    return Scanned(Outcome(Result.NOTED, said, visit=visit_id), shown)


def _dated(act: Act, visit_id: bytes | None, dated: Dated | None) -> Scanned:
    if visit_id is None:
        raise Refused(translate("counter", "Scan the pack first, then type its date."))
    return scanning.date_typed(act, visit_id, dated)


def _last_four(act: Act, digits: str, kind: str | None) -> Scanned | Search:
    found = find.by_last_four(act, digits, kind)
    if len(found) != 1:
        return Search((kind or "") + digits)
    return scanning.scanned(act, found[0].household.card)
