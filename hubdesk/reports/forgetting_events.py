"""How Today tells what was forgotten: how many households, and never whose details."""

from __future__ import annotations

from hubdesk.forgetting.erased import Erased
from hubdesk.forgetting.forgot import Forgot, Why
from hubdesk.forgetting.limits import KEEP
from hubdesk.households.matters import Matter
from hubdesk.journal.act import View
from hubdesk.journal.fields import FieldsNoted
from hubdesk.journal.operations import Operation
from hubdesk.packing.diet import CHIPS
from hubdesk.wording import Phrase, translate


def erased(view: View, op: Operation, body: Erased) -> tuple[Phrase, Phrase]:
    """A household was erased, at once and for ever."""
    title = Phrase(translate("today", "A household was erased"))
    return title, Phrase(translate("today", "Its collections still count. This is final."))


def forgot(view: View, op: Operation, body: Forgot) -> tuple[Phrase, Phrase]:
    """Details of some people were forgotten, and why."""
    whys = {
        Why.TIME: translate("today", "Details of {n} households: their time was over"),
        Why.WITHDRAWN: translate("today", "Diet and allergies of a household: as they asked"),
        Why.LEFT: translate("today", "The PIN and card of a volunteer who left"),
    }
    count = len({subject for subject, matter, _ in body.items if matter != CHIPS})
    if not count:
        said = translate("today", "What parcels were packed for: their time was over")
        return Phrase(translate("today", "Forgotten")), Phrase(said)
    said = next((words for why, words in whys.items() if why == body.why), whys[Why.TIME])
    if said == whys[Why.TIME] and count == 1:
        said = translate("today", "Details of 1 household: their time was over")
    return Phrase(translate("today", "Forgotten")), Phrase(said, {"n": count})


def limit(view: View, op: Operation, body: FieldsNoted) -> tuple[Phrase, Phrase]:
    """Somebody changed for how long details are kept."""
    kinds = {
        Matter.NAME: translate("today", "Names and telephone numbers"),
        Matter.DIET: translate("today", "Diet and allergies"),
        Matter.ADDRESS: translate("today", "Addresses"),
    }
    changed = {each.field.removeprefix(KEEP) for each in body.settings}
    said = [words for matter, words in kinds.items() if matter.value in changed]
    return Phrase(translate("today", "Kept for another time")), Phrase(said[0] if said else "")


def access(view: View, op: Operation, body: object) -> tuple[Phrase, Phrase]:
    """A household was given all that is held about it."""
    title = Phrase(translate("today", "A household asked what is held about it"))
    return title, Phrase(translate("today", "It was written to a folder for them."))
