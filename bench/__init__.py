"""Measures Hubdesk against its goals: ``python3 hub.py bench``."""
