"""The Stock screen and its pages."""
