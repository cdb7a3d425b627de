"""Dates: every form in which they are written, with year, role and what they refer to."""
