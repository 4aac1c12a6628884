"""Goods that come in: each scan is kept at once, and what is typed after it amends it."""
