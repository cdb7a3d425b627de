"""A text made ready for matching, with a map back to the stored text."""
