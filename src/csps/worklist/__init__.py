"""Scores -> people's work: the rules of the list."""
