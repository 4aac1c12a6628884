"""This laptop's part-used sheets, and the sheets that a hub entered by their measures."""

from __future__ import annotations

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.labels import sheet_text
from hubdesk.labels.format import Format, checked
from hubdesk.wording import translate

_MOST_OWN = 40


def choices(view: View) -> list[Format]:
    """Every sheet and roll that can be printed on: the hub's own first, then those shipped.

    One of its own that cannot be read any more is left out.
    """
    own = settings.asked(view).own_sheets
    made = []
    for name, text in own.items():
        try:
            made.append(sheet_text.parse(name, text))
        except Refused:
            continue
    shipped = (name for name in sheet_text.names() if name != sheet_text.PAGE)
    return made + [sheet_text.named(name) for name in shipped if name not in own]


def begin_at(act: Act, name: str, place: int) -> None:
    """The next label on this sheet goes to this place."""
    starts = settings.asked(act).sheet_starts
    if starts.get(name, 1) != place:
        settings.change(act, sheet_starts={**starts, name: place})


def keep_own(act: Act, format_: Format) -> None:
    """A sheet that somebody measured. Raises Refused when it cannot be, or is shipped already."""
    checked(format_)
    own = settings.asked(act).own_sheets
    if not format_.name.strip() or format_.name in sheet_text.names():
        raise Refused(
            translate("hub", "There is a sheet {name} already. Give this one another name."),
            name=format_.name,
        )
    if len(own) >= _MOST_OWN and format_.name not in own:
        raise Refused(translate("hub", "There are 40 sheets already. Take one away first."))
    settings.change(act, own_sheets={**own, format_.name: sheet_text.text_of(format_)})


def drop_own(act: Act, name: str) -> None:
    """A sheet of the hub's own is printed on no more."""
    own = settings.asked(act).own_sheets
    settings.change(act, own_sheets={each: text for each, text in own.items() if each != name})
