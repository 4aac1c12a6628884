"""What is scanned or typed after "And for": another household joins the visit."""

from __future__ import annotations

from hubdesk import binding
from hubdesk.codes.own import Kind
from hubdesk.counter import drafts, entering, for_others, scanning, typed
from hubdesk.counter.entering import Search
from hubdesk.counter.outcome import Answer, Outcome, Result
from hubdesk.counter.scanning import Scanned
from hubdesk.errors import Refused
from hubdesk.households import cards, find, groups
from hubdesk.households import household as households
from hubdesk.journal.act import Act
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import Own
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.wording import Phrase, translate


def scanned(act: Act, text: str, sender: ScannerSetup | None = None) -> Scanned:
    """A card joins its household; any other code is read as ever."""
    found = reading.read(text, sender or ScannerSetup(), today=act.today)
    if isinstance(found, Own) and found.code.kind is Kind.HOUSEHOLD:
        code = found.code.text
        homes = {groups.one_of(act, each.id) for each in binding.bound_to(act, code)}
        is_over = cards.is_dead(act, code) or cards.is_nobodys(act, code)
        if len(homes) == 1 and not is_over:
            return _joined(act, homes.pop())
    return scanning.scanned(act, text, sender)


def entered(
    act: Act,
    text: str,
    row: int | None = None,
    sender: ScannerSetup | None = None,
    asked: bytes | None = None,
    packs: int = 1,
) -> Scanned | Search | None:
    """A size joins people with no card, a last four joins a household; all else as ever."""
    match typed.read(text, False, act.today):
        case typed.Size(adults, children):
            visit_id = _visit(act)
            for_others.join_size(act, visit_id, adults, children)
            return _told(visit_id, "", adults, children)
        case typed.LastFour(digits, kind):
            found = find.by_last_four(act, digits, kind)
            if len(found) != 1:
                raise Refused(translate("counter", "Scan the other card: those four do not tell."))
            return _joined(act, found[0].household.id)
        case typed.Code(code):
            return scanned(act, code, sender)
    return entering.entered(act, text, row, sender, asked, packs)


def _joined(act: Act, household_id: bytes) -> Scanned:
    visit_id = _visit(act)
    for_others.join(act, visit_id, household_id)
    joined = drafts.load(act, visit_id)
    found = households.by_id(act, household_id)
    return _told(visit_id, found.number if found else "", joined.adults, joined.children)


def _visit(act: Act) -> bytes:
    visit_id = drafts.open_visit(act)
    if visit_id is None:
        raise Refused(translate("counter", "Scan the first card, then add another household."))
    return visit_id


def _told(visit_id: bytes, number: str, adults: int, children: int) -> Scanned:
    title = (
        Phrase(translate("counter", "And for {number}"), {"number": number})
        if number
        else Phrase(translate("counter", "And for people with no card"))
    )
    size = Phrase("{adults} + {children}", {"adults": adults, "children": children})
    goes = Phrase(translate("counter", "What is scanned now goes to them."))
    answers = (Answer.UNDO, Answer.TAKE_OFF)
    return Scanned(Outcome(Result.NOTED, title, (size, goes), answers, visit=visit_id, whole=True))
