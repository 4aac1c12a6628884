"""Tables of cases that a person can read and add to."""
