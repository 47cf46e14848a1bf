"""Rules about each value, held against the contract of its column."""
