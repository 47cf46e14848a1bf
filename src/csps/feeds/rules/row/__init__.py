"""Rules about a row: whether it can be read, whether its key is its own, whether it contradicts itself."""
