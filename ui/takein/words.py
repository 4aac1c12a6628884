"""How goods that come in read on the screen: rows, results, and what a digit will do now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from hubdesk.errors import Refused
from hubdesk.stock import date_words
from hubdesk.takein import typed
from hubdesk.takein.came import Came, Offer, Sign
from hubdesk.takein.crates import Crate
from hubdesk.takein.gaps import Undated
from hubdesk.takein.naming import Nameless
from hubdesk.takein.showing import Figures, Shown, TakeIn
from hubdesk.takein.sources import From, Source
from hubdesk.takein.whose import Unsaid
from hubdesk.wording import translate
from ui import counted, keys, wording
from ui.reports.wording import kilos
from ui.theme.tokens import Tone
from ui.widgets.record_list import RecordLine
from ui.widgets.result import Action, Result

TONES = {
    Sign.TAKEN: Tone.OK,
    Sign.SOON: Tone.SOON,
    Sign.NEW: Tone.NEW,
    Sign.ASK: Tone.SOON,
    Sign.STOP: Tone.STOP,
    Sign.NOTED: Tone.INFO,
}
MOST_CRATES = 5
NAME_MOST = 26
"""Letters of a name in the scan box, which has the date to speak of as well."""

# Words are marked here, and translated when they are shown.
_ACTIONS = {
    Offer.UNDO: Action("undo", translate("TakeIn", "Undo"), keys.UNDO.shown, "undo-2"),
    Offer.NAME_IT: Action("name", translate("TakeIn", "Name it"), keys.NAME_IT.shown, "pencil"),
    Offer.OPEN_PACK: Action(
        "open", translate("TakeIn", "Open the pack"), keys.OPEN_PACK.shown, "package-open"
    ),
}


def result(came: Came) -> Result:
    """The card for what came of a scan or a key."""
    lines = tuple(wording.short(wording.phrase(line), 160) for line in came.lines)
    actions = [_action(offer) for offer in came.offers if offer in _ACTIONS]
    what = "line" if Offer.LINE in came.offers else "giver"
    for (id_, name), key in zip(came.choices, keys.LIKELY, strict=False):
        actions.append(Action(f"{what}:{id_.hex()}", name, key.shown))
    return Result(TONES[came.sign], wording.phrase(came.title), lines, tuple(actions))


def _action(offer: Offer) -> Action:
    plain = _ACTIONS[offer]
    word = QCoreApplication.translate("TakeIn", plain.word)
    return Action(plain.what, word, plain.key, plain.icon_name)


def row(shown: Shown) -> RecordLine:
    """One product and date: how many, what, and of when."""
    translate = QCoreApplication.translate
    if shown.date is not None:
        detail = wording.phrase(shown.date)
    else:
        words = (
            translate("TakeIn", "No date on the pack"),
            translate("TakeIn", "Date left for later"),
        )
        detail = words[0] if shown.no_date else words[1]
    end = "" if shown.name else translate("TakeIn", "To be named")
    name = shown.name or shown.code
    return RecordLine(wording.phrase(shown.many), name, detail, end, "pencil" if end else "")


def to_name(waiting: Nameless | Unsaid) -> RecordLine:
    """What is to be said by somebody: the name of goods, or whose they were."""
    return unsaid(waiting) if isinstance(waiting, Unsaid) else nameless(waiting)


def unsaid(waiting: Unsaid) -> RecordLine:
    """Goods of which nobody has said where they are from."""
    translate = QCoreApplication.translate
    if not waiting.crates:
        return RecordLine("", translate("TakeIn", "From a supermarket"), _asked(waiting))
    weight = translate("TakeIn", "{kg} kg").format(kg=kilos(waiting.weight_g))
    if waiting.crates == 1:
        which = translate("TakeIn", "Crate {number}").format(number=waiting.number)
    else:
        which = counted.crates(waiting.crates)
    title = ", ".join((which, weight))
    return RecordLine(str(waiting.crates), title, _asked(waiting))


def _asked(waiting: Unsaid) -> str:
    translate = QCoreApplication.translate
    if waiting.of_shop:
        return translate("TakeIn", "Which supermarket?")
    return translate("TakeIn", "Where is it from?")


def whose(shown: TakeIn) -> str:
    """What is asked of where goods came from; empty once it is said."""
    waiting = shown.unsaid
    if waiting is None:
        return ""
    if not waiting.crates or waiting.of_shop:
        return _asked(waiting)
    if waiting.crates > 1:
        return QCoreApplication.translate("TakeIn", "Where are these crates from?")
    said = QCoreApplication.translate("TakeIn", "Where is crate {number} from?")
    return said.format(number=waiting.number)


def nameless(waiting: Nameless) -> RecordLine:
    """A bare code that waits for its name."""
    return RecordLine(str(waiting.quantity), waiting.code)


def undated(waiting: Undated) -> RecordLine:
    """Goods whose date was left for later."""
    return RecordLine(wording.phrase(waiting.many), waiting.name)


def figures(told: Figures) -> str:
    """What a drop-off comes to."""
    translate = QCoreApplication.translate
    parts = [
        counted.items(told.items),
        translate("TakeIn", "{kg} kg").format(kg=kilos(told.weight_g)),
    ]
    if told.crates:
        parts.insert(1, counted.crates(told.crates))
    return "  ·  ".join(parts)


def now(shown: TakeIn, *, dating: str | None = None, compact: bool = False) -> str:
    """What can be scanned or typed now, and what a digit will do."""
    translate = QCoreApplication.translate
    if dating is not None:
        if not dating:
            return translate("TakeIn", "Scan a pack, then type its date")
        said = translate("TakeIn", "Type the date of {name}")
        return said.format(name=wording.inside(dating, NAME_MOST))
    if shown.asks_giver:
        return translate("TakeIn", "Type the name of the supermarket")
    if shown.number is not None:
        return translate("TakeIn", "Scan what there are {number} of").format(number=shown.number)
    if shown.about is None:
        if compact:
            return translate("TakeIn", "Scan goods, or type a number or date")
        return translate("TakeIn", "Scan goods – or type a number, a date or a weight first")
    name = wording.inside(shown.about.name or shown.about.code, NAME_MOST)
    if compact:
        return translate("TakeIn", "Scan, or type number or date")
    said = translate("TakeIn", "Scan, or type how many {name} or their date – Space: of the next")
    return said.format(name=name)


def hint(text: str, shown: TakeIn, today: date, *, dating: bool = False) -> str:
    """What Enter will do with what is typed so far; empty while that is not clear."""
    translate = QCoreApplication.translate
    try:
        meant = typed.read(text, today)
    except Refused:
        return ""
    after = shown.about is not None and not dating
    match meant:
        case typed.HowMany(number):
            said = (
                translate("TakeIn", "{number} of the last scan")
                if after
                else translate("TakeIn", "{number} of the next scan")
            )
            return said.format(number=number)
        case typed.OnDate(dated):
            words = date_words.full(dated.day, dated.kind, month_only=dated.month_only, today=today)
            if dated.kind is None:
                day = wording.phrase(date_words.day_words(dated.day, today))
            else:
                day = wording.phrase(words)
            if after or dating:
                return translate("TakeIn", "{date}, on these").format(date=day)
            return translate("TakeIn", "{date}, on what follows").format(date=day)
        case typed.NoDate():
            return translate("TakeIn", "No date on the pack")
        case typed.Measured():
            return (
                translate("TakeIn", "Its weight")
                if after
                else translate("TakeIn", "A crate by weight")
            )
        case typed.Code():
            return translate("TakeIn", "A code")
        case typed.CrateNumber():
            return translate("TakeIn", "A crate, by its last four")
        case typed.Name():
            new = after and shown.about is not None and not shown.about.name
            return translate("TakeIn", "Its name") if new else translate("TakeIn", "Goods by name")
    return ""


def stays(shown: TakeIn) -> str:
    """The date that was typed first and stays; empty for none."""
    translate = QCoreApplication.translate
    if shown.no_date_stays:
        return translate("TakeIn", "No date on what follows")
    if shown.stays is None:
        return ""
    return translate("TakeIn", "{date} on what follows").format(date=wording.phrase(shown.stays))


def source(told: From) -> str:
    """Which button of the sources is down."""
    return told.source.value if told.source else ""


def giver(told: From) -> str:
    """The name of a supermarket, short enough for its button."""
    return wording.short(told.giver, 18) if told.source is Source.SUPERMARKET else ""


def waiting(found: Sequence[Crate]) -> str:
    """The crates that nobody has sorted yet, by their last four; empty for none."""
    if not found:
        return ""
    translate = QCoreApplication.translate
    each = [f"{one.code[-4:]} ({one.weight_g / 1000:g} kg)" for one in found[:MOST_CRATES]]
    more = " …" if len(found) > MOST_CRATES else ""
    said = translate("TakeIn", "Crates to sort: {crates}")
    return said.format(crates=", ".join(each) + more)


def crate(shown: TakeIn) -> str:
    """The crate that is being sorted; empty for none."""
    if shown.crate is None:
        return ""
    said = QCoreApplication.translate("TakeIn", "Sorting crate {number}")
    return said.format(number=shown.crate.code[-4:])
