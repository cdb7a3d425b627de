"""Agencies: their names in the text, read to the full standing name of one body."""
