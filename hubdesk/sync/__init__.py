"""Shares the journal through any folder: one writer a file, and no clock, lock or server."""
