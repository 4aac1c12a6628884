"""The label of a crate that came in by weight, made once more."""

from __future__ import annotations

from hubdesk.errors import Refused
from hubdesk.journal.act import Act, View
from hubdesk.labels import queue
from hubdesk.labels.contents import CrateLabel
from hubdesk.takein import crates
from hubdesk.wording import translate


def of(view: View, crate_id: bytes) -> CrateLabel | None:
    """What the label of a crate says when it prints again; None when it was taken back."""
    found = crates.by_id(view, crate_id)
    if found is None:
        return None
    holds = translate("hub", "Not sorted") if found.sorted_ms is None else ""
    return CrateLabel(found.code, holds, view.day_of(found.at_ms), found.weight_g, reprint=True)


def again(act: Act, crate_id: bytes) -> None:
    """The label of a crate prints once more, and says so. Refused when it was taken back."""
    label = of(act, crate_id)
    if label is None:
        raise Refused(
            translate("takein", "This crate was taken back: its label is dead. Weigh it again.")
        )
    queue.kill(act, label.code)
    queue.queue(act, label)
