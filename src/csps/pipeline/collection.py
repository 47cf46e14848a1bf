"""Python's search for garbage, seldom while a run works.

Telling Ibis what to compute makes hundreds of thousands of small objects, nearly all of which go by themselves when nothing
points at them any more. Python looks through all of them for circles after every few hundred new ones, which took a sixth of
a weekly run.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SELDOM = (100_000, 50, 50)
"""New objects after which the youngest are looked through, and how often that happens before the older ones are."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for garbage seldom until the block ends; what was set before is set again."""
    before = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
