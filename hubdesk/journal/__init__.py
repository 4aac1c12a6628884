"""What happened at the hub, in order, for ever: the truth from which every table follows."""
