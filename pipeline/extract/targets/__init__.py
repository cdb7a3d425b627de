"""Targets: the goals of a plan, with indicator, value, unit and deadline."""
