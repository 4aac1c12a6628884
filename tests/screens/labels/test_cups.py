"""Printing for real: a CUPS queue receives the right pages at the right size."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.hub.marked import ROOT
from tests.screens.labels import cups_queue

SIZES = {"l7159": (210, 297), "roll-62x40": (62, 40), "dymo-99010": (89, 28)}


@pytest.mark.slow
@pytest.mark.skipif(not cups_queue.is_there(), reason="needs Debian's cups-daemon and cups-client")
def test_a_queue_receives_every_label_at_its_size_and_one_that_refuses_says_so() -> None:
    words = [sys.executable, "-m", "tests.screens.labels.cups_queue"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    told = json.loads(done.stdout)
    assert told["names"] == [cups_queue.QUEUE]
    assert [len(codes) for _, _, codes in told["l7159"]] == [18, 6]
    found = [code for _, _, codes in told["l7159"] for code in codes]
    assert sorted(found) == sorted(told["codes"])
    for name, size in SIZES.items():
        for wide_mm, tall_mm, codes in told[name]:
            # Qt writes pages in whole points, a third of a mm.
            assert (wide_mm, tall_mm) == pytest.approx(size, abs=0.4)
            assert codes
    for why in ("jammed", "paused"):
        assert "The printer labels stands still" in told[why]
    assert "The printer labels still holds labels from before" in told["held"]
    assert "The printer labels takes no jobs now" in told["refused"]
    assert "The printer labels is not there" in told["removed"]
