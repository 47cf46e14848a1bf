"""Families -> what was known on a date."""
