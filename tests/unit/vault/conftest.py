"""A vault to write to, identities for it, and folders to look into."""

from datetime import date
from types import SimpleNamespace

import pyarrow as pa
import pytest

from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.vault.identities import IDENTITIES
from csps.vault.vault import Vault
from csps.vault.vault_keys import VaultKeys

KEYS = VaultKeys(LocalKeyWrapper(DataKey(bytes(range(32)))), PseudonymKey(bytes(range(1, 33))))
FIRST = date(2026, 1, 5)


def identities(*rows):
    """Make identities; what is not given is empty, and lines count up."""
    plain = dict.fromkeys(IDENTITIES.names) | {"table_name": "feeds.police_incident", "delivery": "a.csv"}
    full = [
        plain | {"record_id": "r1", "row_key": "k1", "line": place, "known_on": FIRST} | row
        for place, row in enumerate(rows, start=2)
    ]
    return pa.Table.from_pylist(full, schema=IDENTITIES)


def files_below(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(KEYS=KEYS, FIRST=FIRST, identities=identities, files_below=files_below)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "vault"


@pytest.fixture
def vault(folder):
    with Vault.open(folder, keys=KEYS, generation=0) as opened:
        yield opened
