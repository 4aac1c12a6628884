"""What typing does at Take in: after a scan it is about that scan, else about the next ones.

A date that is typed after a scan is that of the scan, and of those of the same goods just before
it. A number is that of the one scan. Typed first, a number is for the next scan and a date stays
for all that follow, until another is typed.
"""

from __future__ import annotations

from msgspec.structs import replace

from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.stock import products
from hubdesk.stock.dates import Dated
from hubdesk.stock.intake import MOST_AT_ONCE
from hubdesk.stock.products import EACH, GRAMS, Product
from hubdesk.takein import (
    crates,
    drafts,
    entries,
    goods,
    looking,
    naming,
    scanning,
    sources,
    telling,
    typed,
    weighing,
)
from hubdesk.takein.came import Came, Sign, plain
from hubdesk.takein.drafts import Draft
from hubdesk.takein.entries import Entry
from hubdesk.takein.goods import Goods
from hubdesk.wording import Phrase, translate


def entered(act: Act, text: str, sender: ScannerSetup | None = None) -> Came | None:
    """Something was typed and Enter pressed; None when it was nothing.

    Raises Refused, in a sentence, for what makes no sense; nothing is changed then.
    """
    draft = drafts.current(act)
    meant = typed.read(text, act.today)
    match meant:
        case typed.Code(code):
            return scanning.scanned(act, code, sender)
        case typed.CrateNumber(last_four):
            return crates.by_number(act, last_four)
        case typed.Name(words) if draft.asks_giver:
            return sources.say(act, sources.Source.SUPERMARKET, words)
        case typed.Name(words):
            return _named(act, draft, words)
        case typed.HowMany(number):
            return _many(act, draft, number)
        case typed.OnDate(dated):
            return _dated(act, draft, dated)
        case typed.NoDate():
            return _dated(act, draft, None)
        case typed.Measured():
            return _measured(act, draft, meant)
    return None


def done_with(act: Act) -> None:
    """Space: what is typed now is about the next scan."""
    draft = drafts.current(act)
    drafts.keep(act, drafts.change(draft, after=False, asks_giver=False, asks_of=None))


def nothing_stays(act: Act) -> None:
    """No date and no number is kept for the scans that follow."""
    draft = drafts.current(act)
    drafts.keep(act, drafts.change(draft, date=None, number=None))


def turn_kind(act: Act) -> Came:
    """One key: use by instead of best before, or the other way about, for the last scan."""
    draft = drafts.current(act)
    last = _last(act, draft)
    if last.dated is None:
        raise Refused(translate("takein", "Type the date first, then change its kind."))
    return _amend_date(act, draft, last, looking.turned(last.dated), sticks=False)


def add_line(act: Act, line_id: bytes) -> Came:
    """Some of a line that has no code: a loaf, a bag of apples."""
    line = products.line_by_id(act, line_id)
    if line is None:
        raise Refused(translate("takein", "This line is not known here. Choose another."))
    return scanning.take(act, goods.of_line(act, line))


def undo_last(act: Act) -> Came:
    """Ctrl+Z: the last scan, or weight, did not happen; then the one before it."""
    draft = drafts.current(act)
    last = entries.last(act, draft.drop_off)
    weight = weighing.last(act, draft)
    crate = next(iter(crates.of_drop_off(act, draft.drop_off)), None)
    if draft.labelled is not None:
        return _not_labelled(act, draft)
    if draft.binned is not None:
        return _not_binned(act, draft)
    newest_ms = max(last.at_ms if last else 0, crate.at_ms if crate else 0)
    if weight is not None and weight[0] > newest_ms:
        return weighing.not_weighed(act, weight[1])
    calm = drafts.change(draft, after=False, number=None)
    if crate is not None and crate.sorted_ms is None and (last is None or crate.at_ms > last.at_ms):
        crates.take_back(act, crate)
        drafts.keep(act, calm)
        number = {"number": crate.code[-4:]}
        title = Phrase(translate("takein", "Crate {number} taken back"), number)
        return Came(Sign.NOTED, title, lists=True)
    if last is None:
        return Came(Sign.NOTED, Phrase(translate("takein", "Nothing to take back here")))
    entries.take_back(act, [last])
    drafts.keep(act, calm)
    meant = _goods(act, last)
    title = Phrase(translate("takein", "Taken back"))
    return Came(Sign.NOTED, title, (telling.counted(meant, last.quantity),), lists=True)


def next_drop_off(act: Act) -> Came:
    """Other goods come from somebody else: a new list, where the next scan begins."""
    drafts.keep(act, drafts.begun(act))
    return Came(Sign.NOTED, Phrase(translate("takein", "Ready for the next drop-off")))


def _not_binned(act: Act, draft: Draft) -> Came:
    assert draft.binned is not None
    act.undo(entries.ref_of(draft.binned))
    drafts.keep(act, drafts.change(draft, binned=None))
    return Came(Sign.NOTED, Phrase(translate("takein", "It is not binned: back on the shelf")))


def _not_labelled(act: Act, draft: Draft) -> Came:
    assert draft.labelled is not None
    act.undo(entries.ref_of(draft.labelled))
    drafts.keep(act, drafts.change(draft, labelled=None))
    return Came(Sign.NOTED, Phrase(translate("takein", "The label stands for nothing again")))


def _last(act: Act, draft: Draft) -> Entry:
    last = entries.last(act, draft.drop_off)
    if last is None:
        raise Refused(translate("takein", "Scan something first."))
    return last


def _many(act: Act, draft: Draft, number: int) -> Came:
    if not draft.after:
        drafts.keep(act, drafts.change(draft, number=number))
        title = Phrase(translate("takein", "{number} of the next scan"), {"number": number})
        return Came(Sign.NOTED, title)
    last = _last(act, draft)
    meant = _goods(act, last)
    quantity = meant.measure.of_packs(number)
    meant.measure.up_to(quantity, MOST_AT_ONCE)
    return _amended(act, draft, meant, last, quantity)


def _measured(act: Act, draft: Draft, told: typed.Measured) -> Came:
    if not draft.after:
        if told.measure != GRAMS:
            raise Refused(translate("takein", "Type what the crate weighs, as 12kg."))
        return crates.weigh(act, told.amount)
    last = _last(act, draft)
    meant = _goods(act, last)
    measure = meant.measure.of
    if measure == told.measure:
        return _amended(act, draft, meant, last, told.amount)
    if measure != EACH or told.measure != GRAMS:
        raise Refused(translate("takein", "Type it in g or kg, or in ml or l, as its line says."))
    return weighing.one_weighs(act, draft, meant, told.amount)


def _dated(act: Act, draft: Draft, dated: Dated | None) -> Came:
    if not draft.after:
        drafts.keep(act, drafts.change(draft, date=drafts.date_of(dated)))
        if dated is None:
            return Came(Sign.NOTED, Phrase(translate("takein", "No date on the scans that follow")))
        said = translate("takein", "{date} for the scans that follow")
        return Came(Sign.NOTED, plain(said, date=looking.day_said(act, dated)))
    last = _last(act, draft)
    of = products.product_by_id(act, last.product)
    return _amend_date(act, draft, last, looking.of_kind(of, dated), sticks=draft.date is not None)


def _amend_date(act: Act, draft: Draft, last: Entry, dated: Dated | None, *, sticks: bool) -> Came:
    """The date of the last scan, and of those of the same goods just before it."""
    meant = _goods(act, last)
    about = [
        each
        for each in entries.run(act, draft.drop_off, last.product, draft.run_ms)
        if each.batch == last.batch
    ]
    now = drafts.change(draft, typed=True)
    if sticks:
        now = drafts.change(now, date=drafts.date_of(dated))
    verdict = looking.at(act, meant.product, dated)
    if dated is not None and not verdict.may_go:
        entries.take_back(act, about)
        drafts.keep(act, drafts.change(now, after=False, date=draft.date))
        return replace(telling.refused(act, meant, dated, verdict), lists=True)
    entries.amend(act, about, dated=dated, no_date=dated is None)
    drafts.keep(act, now)
    many = sum(each.quantity for each in about)
    came = telling.taken(act, meant, replace(last, dated=dated, quantity=many))
    title = Phrase(translate("takein", "Date kept"))
    if dated is None:
        bare = Phrase(translate("takein", "No date on the pack"))
        return replace(came, title=title, lines=(came.lines[0], bare), lists=True)
    kept = came.title if came.sign in (Sign.ASK, Sign.SOON) else title
    return replace(came, title=kept, lists=True)


def _amended(act: Act, draft: Draft, meant: Goods, last: Entry, quantity: int) -> Came:
    entries.amend(act, [last], quantity=quantity)
    drafts.keep(act, drafts.change(draft, typed=True))
    return telling.taken(act, meant, replace(last, quantity=quantity))


def _named(act: Act, draft: Draft, words: str) -> Came:
    last = entries.last(act, draft.drop_off) if draft.after else None
    if last is not None and last.code and not _goods(act, last).product.name:
        return naming.name_quickly(act, last.code, words)
    found = naming.lines_called(products.lines(act), words)
    if len(found) == 1:
        return add_line(act, found[0].id)
    return naming.offered(found)


def _goods(act: Act, entry: Entry) -> Goods:
    product: Product = products.product_by_id(act, entry.product)
    line = None if product.line is None else products.line_by_id(act, product.line)
    return Goods(product, line, "" if product.name else entry.code, entry.dated, entry.lot)
