"""Anybody's frame of people with addresses, dates and ties -> families, by date."""
