"""A synthetic workspace in which nothing was done yet."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.workspaces import bare_workspace

from csps.pipeline import open_site


@pytest.fixture
def site(tmp_path):
    """A synthetic workspace in which nothing was done yet; its keys will lie beside it."""
    return open_site(bare_workspace(tmp_path), {}, clock=lambda: datetime(2026, 11, 21, 9, tzinfo=UTC))


@pytest.fixture(scope="module", autouse=True)
def cheap():
    """Open keys without the work that a guess should cost."""
    with cheap_keys():
        yield
