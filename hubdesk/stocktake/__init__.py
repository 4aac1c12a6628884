"""Counting what there is, shelf by shelf, while trading goes on."""
