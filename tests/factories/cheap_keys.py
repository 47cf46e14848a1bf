"""Keys under passphrases that cost nothing to open: what is tried is who may do what, not how long a guess takes."""

from __future__ import annotations

from contextlib import contextmanager

from csps.keys import Cost, write_key

CHEAP = Cost(n=2, r=1, p=1)


@contextmanager
def cheap_keys():
    """Let new key files ask for the least work of scrypt."""
    usual = write_key.__kwdefaults__["cost"]
    write_key.__kwdefaults__["cost"] = CHEAP
    try:
        yield
    finally:
        write_key.__kwdefaults__["cost"] = usual
