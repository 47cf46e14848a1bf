"""Seal, open, sign, verify; the door to cryptography."""
