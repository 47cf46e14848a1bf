"""Append-only, hash-chained events: who did what, when and why."""
