"""Spreadsheets as people bring them, whatever they list: read, understood and written."""
