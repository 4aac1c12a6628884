"""The practice Saturday: the real window at work with nobody at it."""
