"""What is printed: one model in millimetres, painted alike on paper, in a PDF and on screen."""
