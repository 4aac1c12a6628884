"""Moments as people read them, by the laptop's own clock: "14 November 2026", "10:42"."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QLocale


def day(at_ms: int) -> str:
    """The day of a moment (UTC milliseconds)."""
    at = datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone()
    return QLocale().toString(QDate(at.year, at.month, at.day), "d MMMM yyyy")


def of_day(day_: date) -> str:
    """A day of the calendar."""
    return QLocale().toString(QDate(day_.year, day_.month, day_.day), "d MMMM yyyy")


def day_and_time(at_ms: int) -> str:
    """The day and the hour of a moment."""
    at = datetime.fromtimestamp(at_ms / 1000, tz=UTC).astimezone()
    return f"{day(at_ms)}, {at.hour}:{at.minute:02}"
