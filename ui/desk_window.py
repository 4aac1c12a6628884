"""Puts the open desk together: its screens, the scanner, the printer and the status bar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QLocale, QObject, QTimer
from PySide6.QtWidgets import QApplication

from hubdesk import settings
from hubdesk.changes import Changes, Touched
from hubdesk.clock import Clock
from hubdesk.errors import Refused
from hubdesk.scanner.setup import ScannerSetup
from hubdesk.settings import Settings
from ui import keys
from ui.background import DeskLine
from ui.counter.screen import CounterScreen
from ui.help.page import EmergencyNumber, HelpPage
from ui.idle import IdleWatch
from ui.labels.label_queue import LabelQueue, MakePrinter
from ui.notices import Notices
from ui.scanner.filter import ScanFilter
from ui.screen import Place
from ui.sounds import Sounds
from ui.theme.look import Look
from ui.theme.scale import Scale
from ui.theme.tokens import Theme, Tone
from ui.window import Window
