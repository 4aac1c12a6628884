"""The people the hub helps: how many, and only what they chose to tell."""
