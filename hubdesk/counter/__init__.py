"""A walk-in collection, from card to label."""
