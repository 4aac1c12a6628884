"""What a scan does at Take in: it is recorded at once, whatever is still to be said of it."""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk import binding
from hubdesk.binding import BoundKind
from hubdesk.catalogue import catalogue
from hubdesk.catalogue import naming as listing
from hubdesk.codes.own import Kind, OwnCode
from hubdesk.errors import Refused
from hubdesk.households import cards, groups
from hubdesk.journal.act import Act
from hubdesk.journal.operations import Ref
from hubdesk.scanner import reading
from hubdesk.scanner.meanings import Own
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock.dates import Dated, DateKind
from hubdesk.stock.intake import MOST_AT_ONCE
from hubdesk.takein import crates, drafts, entries, goods, labelling, looking, telling
from hubdesk.takein.came import Came, Sign
from hubdesk.takein.drafts import Draft
from hubdesk.takein.entries import Entry
from hubdesk.takein.goods import Goods
from hubdesk.wording import Phrase, translate


def scanned(act: Act, text: str, sender: ScannerSetup | None = None) -> Came:
    """A code was scanned at Take in. Raises Refused for what is no code."""
    found = reading.read(text, sender or reading.TYPED, today=act.today)
    if isinstance(found, Own):
        return _own(act, found.code)
    meant = goods.of(act, found)
    if meant is None:
        raise Refused(translate("takein", "This card or label was not read well. Scan it again."))
    return take(act, meant)


def take(act: Act, meant: Goods) -> Came:
    """Goods come in, as many and of the date as was typed first, or as their code tells."""
    draft = drafts.current(act)
    listed = _as_listed(act, meant)
    meant = listed or meant
    dated, same_date, no_date = _date_for(act, draft, meant)
    verdict = looking.at(act, meant.product, dated)
    if dated is not None and not verdict.may_go:
        return telling.refused(act, meant, dated, verdict)
    packs = draft.number or meant.count or 1
    many = meant.packs(packs)
    meant.measure.up_to(many, MOST_AT_ONCE)
    # A crate whose weighing was undone meanwhile is none: what is scanned has its own kilos.
    crate = draft.crate if draft.crate and crates.by_id(act, draft.crate) else None
    entry = Entry(
        Ref(b"", 0),
        meant.product.id,
        many,
        act.at_ms,
        dated,
        meant.lot,
        no_date,
        meant.code,
        crate,
        act.here,
        draft.drop_off,
    )
    _keep(act, draft, entry)
    op = entries.record(act, entry)
    came = telling.taken(act, meant, replace(entry, ref=op.ref), same_date=same_date)
    if listed is not None:
        came = telling.named_by_list(came, listed)
    return replace(came, lists=bool(meant.code) or entry.wants_date)


def _as_listed(act: Act, meant: Goods) -> Goods | None:
    """New goods that a list of products knows are named as it names them, with no key."""
    if not meant.code or meant.doubt is not None or catalogue.known(act, meant.code) is None:
        return None
    listing.keep_as_listed(act, meant.code)
    named = goods.of_code(act, meant.code)
    return replace(meant, product=named.product, line=named.line, code="")


def _keep(act: Act, draft: Draft, entry: Entry) -> None:
    """What is typed next is about this scan, and those of the same goods just before it."""
    last = entries.last(act, draft.drop_off)
    goes_on = (
        draft.after
        and not draft.typed
        and last is not None
        and (last.product, last.batch) == (entry.product, entry.batch)
    )
    run_ms = draft.run_ms if goes_on else entry.at_ms
    now = drafts.change(
        draft,
        after=True,
        typed=False,
        run_ms=run_ms,
        number=None,
        binned=None,
        labelled=None,
        asks_giver=False,
        asks_of=None,
    )
    drafts.keep(act, now)


def _date_for(act: Act, draft: Draft, meant: Goods) -> tuple[Dated | None, bool, bool]:
    """The date of a scan; whether it is the last one's; whether packs bear none.

    The code's own date goes first, then the one that was typed first. Goods that keep (best
    before) have the date that was typed for the last of them in this drop-off, and it is said so.
    What is about safety (use by) is never taken to be as before.
    """
    if meant.dated is not None:
        return looking.of_kind(meant.product, meant.dated), False, False
    if draft.date is not None:
        return looking.of_kind(meant.product, draft.dated), False, draft.says_no_date
    before = entries.last_of_product(act, draft.drop_off, meant.product.id)
    if before is None or before.lot is not None:
        return None, False, False
    if before.dated is not None and before.dated.kind is DateKind.BEST_BEFORE:
        return before.dated, True, False
    return None, False, before.no_date


def _own(act: Act, code: OwnCode) -> Came:
    """One of our own codes."""
    bound = binding.bound_to(act, code.text)
    if bound and bound[0].kind is BoundKind.SENT:
        title = Phrase(translate("takein", "This load was sent here: it is not new"))
        advice = Phrase(translate("takein", "Receive it on Stock: press Alt+K and scan it there."))
        return Came(Sign.NOTED, title, (advice,))
    if len({(each.kind, each.id) for each in bound}) > 1 and code.kind is not Kind.HOUSEHOLD:
        title = Phrase(translate("takein", "Two things carry this label"))
        advice = Phrase(translate("takein", "Take it off both, and print each a new one (F7)."))
        return Came(Sign.STOP, title, (advice,), code=code.text)
    if code.kind is Kind.CRATE and bound:
        return crates.scanned(act, code.text)
    if code.kind is Kind.HOUSEHOLD and cards.is_dead(act, code.text):
        return _noted(translate("takein", "This card was replaced. Ask for the new one."))
    if code.kind is Kind.HOUSEHOLD and cards.is_nobodys(act, code.text):
        return _noted(translate("takein", "This card is of nobody any more. Keep it."))
    if code.kind is Kind.HOUSEHOLD:
        ids = {groups.one_of(act, each.id) for each in bound}
        if len(ids) == 1:
            title = Phrase(translate("takein", "The visit is open at the counter"))
            return Came(Sign.NOTED, title, household=ids.pop())
    if code.kind is Kind.PRODUCT and (not bound or bound[0].kind is BoundKind.PRODUCT):
        # One that was printed ahead is a bar code that nobody has named yet.
        return take(act, goods.of_code(act, code.text))
    known = goods.labelled(act, code.text) if bound else None
    if known is not None:
        return take(act, known)
    new = None if bound else labelling.scanned(act, code)
    return new or _noted(translate("takein", "This is a label, and no goods. Scan the pack."))


def _noted(words: str) -> Came:
    return Came(Sign.NOTED, Phrase(words))
