"""Persons -> families, by date."""
