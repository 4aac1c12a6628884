"""The stall (F3): load out, trade by one key a swap, load in, and the day."""
