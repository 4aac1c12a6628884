"""Labels that wait for the printer and whose parcels are not here any more."""

from __future__ import annotations

from hubdesk.binding import BoundKind, bound_to
from hubdesk.journal.act import Act, View
from hubdesk.labels import queue
from hubdesk.labels.contents import PackedLabel
from hubdesk.packing.parcel import standing


def drop_labels(act: Act) -> int:
    """Labels of parcels that have gone home never print; how many there were.

    One that was packed ahead and waits for somebody prints, however late; one that was handed
    over or unpacked meanwhile, here or on another laptop, does not.
    """
    gone = [
        job.code
        for job in queue.waiting(act)
        if isinstance(job.content, PackedLabel) and not _is_packed(act, job.code)
    ]
    for code in gone:
        queue.kill(act, code)
    return queue.drop_gone(act) + len(gone)


def _is_packed(view: View, code: str) -> bool:
    bound = [each for each in bound_to(view, code) if each.kind is BoundKind.PACKED]
    return any(standing(view, each.id) is not None for each in bound)
