"""Breaks the world around Hubdesk on purpose, and says whether anything was lost."""
