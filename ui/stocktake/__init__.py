"""Stock count (F5): a shelf, its goods and their numbers."""
