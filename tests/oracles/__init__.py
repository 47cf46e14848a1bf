"""Slow, obvious answers that fast code is held against. Nothing here shares a line with what it checks."""
