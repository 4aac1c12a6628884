"""The screen of dates, with real keys."""
