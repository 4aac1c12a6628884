"""Qt's shaping of scripts where there is no screen: for labels from the command line."""

from __future__ import annotations

import os

from hubdesk.labels.faces import Outlines


def outlines() -> Outlines | None:
    """What shapes Arabic and Bengali; None where Qt cannot load: then letters stand unjoined."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415

        from ui.labels.outlines import QtOutlines  # noqa: PLC0415
    except ImportError:
        return None
    if QApplication.instance() is None:
        _kept.append(QApplication([]))
    return QtOutlines()


_kept: list[object] = []
"""An application that nobody holds is gone, and its fonts with it."""
