"""Rejected rows: as they came, under a key for each delivery."""

import pyarrow as pa
import pytest

from csps.keys import DataKey, LocalKeyWrapper
from csps.vault.key_table import KeyTable
from csps.vault.rejects import REJECTED_ROWS, SEALED_ROWS, open_rejects, seal_rejects

WRAPPER = LocalKeyWrapper(DataKey(bytes(range(32))))
ROWS = pa.table(
    {"delivery": ["a", "a", "b"], "line": [2, 3, 2], "rule": ["r"] * 3, "content": ["Amina", "", "Ben"]},
    schema=REJECTED_ROWS,
)


@pytest.fixture
def keys(tmp_path):
    return KeyTable.found(tmp_path, WRAPPER, "")


def test_they_come_back_as_they_came(keys):
    sealed = seal_rejects(ROWS, keys, "1")
    assert sealed.schema == SEALED_ROWS
    assert open_rejects(sealed, keys) == ROWS
    assert keys.names.to_pylist() == ["rejected 1 a", "rejected 1 b"]


def test_those_of_one_delivery_go_together(keys):
    sealed = seal_rejects(ROWS, keys, "1")
    anew = keys.write_anew(WRAPPER, 1, destroy=["rejected 1 a"])
    assert open_rejects(sealed, anew) == ROWS.slice(2)
