"""Forgetting: at once when somebody asks, by itself when their time is over, and for good."""
