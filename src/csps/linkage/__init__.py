"""Records -> persons, and where they lived."""
