"""The past of a large hub in one go: its journal with the tables that follow, for who joins."""
