"""What is near its date, what is held back, and how long food is good."""
