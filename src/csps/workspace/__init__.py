"""A workspace opened for reading and for runs: the Python face of csps."""
