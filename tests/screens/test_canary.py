"""A fault of Qt for Python that would end a stall day, watched for before it is let in."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 1000
OTHERS = 50
"""References that Python itself may take or drop meanwhile."""


@pytest.mark.skipif(
    sys.version_info >= (3, 12),
    reason="None is immortal from Python 3.12 on: its count says nothing, and cannot run out",
)
def test_a_stall_day_of_labels_does_not_use_up_none(qtbot: QtBot) -> None:
    """PySide6 6.12.0 loses a reference at each call, and Python 3.11 dies at about 5,000."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for tin in range(CALLS):
        label.setText(f"Tin {tin}")
    assert abs(sys.getrefcount(None) - before) < OTHERS
