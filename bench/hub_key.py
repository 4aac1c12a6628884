"""The key and the day of every benchmark hub; light, for the programs that are timed."""

from __future__ import annotations

from datetime import UTC, datetime

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
