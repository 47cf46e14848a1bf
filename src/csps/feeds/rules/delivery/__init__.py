"""Rules about a whole delivery: the file, and how it lies beside those before it."""
