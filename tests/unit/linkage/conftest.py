"""What linkage is tried on: a hamlet, and a bare bench."""

from __future__ import annotations

import pytest
from tests.factories.hamlet import Hamlet

from csps.linkage.workbench import Workbench


@pytest.fixture
def hamlet(tmp_path):
    made = Hamlet(tmp_path)
    yield made
    made.close()


@pytest.fixture
def bench():
    with Workbench(threads=1) as made:
        yield made
