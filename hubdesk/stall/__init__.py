"""The street stall on a Saturday: loaded out, swaps all day, loaded in, and what became of it."""
