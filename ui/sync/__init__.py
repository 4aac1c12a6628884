"""What a volunteer sees of the shared folder: connecting it, how it stands, what to look at."""
