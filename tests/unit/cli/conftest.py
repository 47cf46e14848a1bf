"""What commands are tried on: a synthetic workspace in which nothing was done yet."""

from __future__ import annotations

import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.workspaces import bare_workspace


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The workspace; its keys will lie beside it, and passphrases are taken from the environment."""
    place = bare_workspace(tmp_path)
    monkeypatch.setenv("CSPS_PASSPHRASE", "three random words")
    monkeypatch.setenv("CSPS_WORKSPACE", str(place))
    return place


@pytest.fixture(scope="module", autouse=True)
def cheap():
    """Open keys without the work that a guess should cost."""
    with cheap_keys():
        yield
