"""Starts MusicBrainz Picard as its user does, and ends with the first paint of its window.

``PYTHON picard_paints.py FOLDER``, run by a Python that has Picard installed; its settings go
into the folder. It ends there and then, which leaves out what its end would take.
"""

import os
import sys
from pathlib import Path


def main(folder: str) -> None:
    """Does not come back."""
    os.environ.update(HOME=folder, XDG_CONFIG_HOME=folder, QT_QPA_PLATFORM="offscreen")
    sys.argv[1:] = ["--no-plugins", "--config-file", str(Path(folder, "picard.ini"))]
    from picard.tagger import main as picard  # noqa: PLC0415
    from picard.ui.mainwindow import MainWindow  # noqa: PLC0415

    MainWindow.paintEvent = _end
    picard()


def _end(*_: object) -> None:
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
