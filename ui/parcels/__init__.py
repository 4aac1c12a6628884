"""How parcel lists look, and how they are changed on screen."""
