"""Families taken out of what the registry keeps beside models."""

import pandas as pd
import pytest

from csps.domain.errors import StorageError
from csps.registry.forgetting import forget_families, rows_about


@pytest.fixture
def registry(tmp_path):
    (tmp_path / "artifacts" / "run").mkdir(parents=True)
    pd.DataFrame({"family_id": ["a", "b", "a"], "x": [1, 2, 3]}).to_parquet(
        tmp_path / "artifacts" / "run" / "one.parquet"
    )
    pd.DataFrame({"x": [1]}).to_parquet(tmp_path / "artifacts" / "two.parquet")
    return tmp_path


def test_their_rows_are_counted_and_gone_and_the_others_are_not(registry):
    assert rows_about(registry, ["a"]) == {"artifacts/run/one.parquet": 2}
    forget_families(registry, ["a"])
    assert pd.read_parquet(registry / "artifacts" / "run" / "one.parquet")["x"].tolist() == [2]
    assert rows_about(registry, ["a"]) == {}


def test_files_without_them_are_not_touched(registry):
    before = (registry / "artifacts" / "two.parquet").read_bytes()
    forget_families(registry, ["a"])
    assert (registry / "artifacts" / "two.parquet").read_bytes() == before


def test_a_file_that_cannot_be_read_is_said(registry):
    (registry / "artifacts" / "two.parquet").write_bytes(b"nothing")
    with pytest.raises(StorageError, match=r"two\.parquet in the registry cannot be read"):
        rows_about(registry, ["a"])
