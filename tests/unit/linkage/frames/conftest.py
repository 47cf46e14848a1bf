"""A small town, made once."""

from __future__ import annotations

import pytest
from tests.factories.person_frames import Town


@pytest.fixture(scope="session")
def town() -> Town:
    """Give a small town."""
    return Town(60, 1)
