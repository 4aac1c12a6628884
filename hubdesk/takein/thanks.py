"""A slip that thanks whoever brought a drop-off: how much it was, and no name."""

from __future__ import annotations

from hubdesk import settings
from hubdesk.errors import Refused
from hubdesk.journal.act import Act
from hubdesk.labels import queue
from hubdesk.labels.contents import ThankYou
from hubdesk.takein import drafts, showing
from hubdesk.takein.came import Came, Sign
from hubdesk.wording import Phrase, translate


def thank(act: Act) -> Came:
    """Lets a slip for this drop-off wait for the printer; a second one says that it is one."""
    draft = drafts.current(act)
    told = showing.figures(act, draft.drop_off)
    if not told.items and not told.weight_g:
        raise Refused(translate("takein", "Nothing has come in yet. Scan or weigh it first."))
    hub = settings.read(act.connection).hub_name
    slip = ThankYou("", hub, act.today, told.items, told.weight_g, reprint=draft.is_thanked)
    queue.queue(act, slip)
    drafts.keep(act, drafts.change(draft, is_thanked=True))
    title = Phrase(translate("takein", "The thank-you slip prints"))
    return Came(Sign.NOTED, title, labels=True)
