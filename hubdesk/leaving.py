"""The program's last step: out of it, even while a thread reads a stick that hangs."""

from __future__ import annotations

import os
import sys
import threading
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """Ends the program; all that had to be kept is kept before.

    Libraries written in C tidy up in a usual exit. A thread that still reads a hub then (a
    check, a backup) would find OpenSSL's tables gone: one start in eighty that was closed at
    once ended in a crash, which the system tells people of. So nothing is tidied up then.
    """
    if any(thread.daemon for thread in threading.enumerate()):
        for stream in (sys.stdout, sys.stderr):
            # A program without a console has none.
            if stream is not None:
                stream.flush()
        os._exit(code)
    sys.exit(code)
