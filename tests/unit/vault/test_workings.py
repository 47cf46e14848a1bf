"""Pieces of work are sealed under their hash, come back as they were, and are refused when anything was done to them."""

from __future__ import annotations

import pyarrow as pa
import pytest

from csps.domain.errors import AccessError, IntegrityError, StorageError
from csps.keys import DataKey
from csps.vault.workings import Workings

KEY = DataKey(bytes(range(32)))


@pytest.fixture
def workings(tmp_path):
    return Workings(tmp_path / "workings", KEY)


def test_a_piece_comes_back_and_is_not_legible_on_the_disk(workings, tmp_path):
    name = workings.keep("model", b"Oakwood " * 9)
    assert workings.get("model", name) == b"Oakwood " * 9
    (path,) = (tmp_path / "workings").iterdir()
    assert path.name == f"model-{name}.sealed"
    assert b"Oakwood" not in path.read_bytes()


def test_rows_come_back_as_they_were(workings):
    rows = pa.table({"weight": [1.5, None], "pair": ["a", "b"]})
    assert workings.get_table("pairs", workings.keep_table("pairs", rows)) == rows


def test_the_same_content_has_the_same_name_and_is_kept_once(workings, tmp_path):
    assert workings.keep("model", b"a") == workings.keep("model", b"a") != workings.keep("model", b"b")
    assert len(list((tmp_path / "workings").iterdir())) == 2


@pytest.mark.parametrize("bit", range(0, 8 * 48, 7))
def test_every_flipped_bit_is_noticed(workings, tmp_path, bit):
    name = workings.keep("pairs", b"abcd")
    path = tmp_path / "workings" / f"pairs-{name}.sealed"
    sealed = bytearray(path.read_bytes())
    sealed[bit // 8] ^= 1 << bit % 8
    path.write_bytes(bytes(sealed))
    with pytest.raises((IntegrityError, AccessError)):
        workings.get("pairs", name)


def test_a_missing_piece_another_key_and_another_kind_are_refused(workings, tmp_path):
    name = workings.keep("pairs", b"abcd")
    with pytest.raises(AccessError):
        Workings(tmp_path / "workings", DataKey(bytes(32))).get("pairs", name)
    with pytest.raises(IntegrityError, match="is missing"):
        workings.get("model", name)
    (tmp_path / "workings" / f"pairs-{name}.sealed").rename(tmp_path / "workings" / f"model-{name}.sealed")
    with pytest.raises(IntegrityError):
        workings.get("model", name)


def test_what_was_sealed_before_the_keys_were_changed_opens_with_the_former_one(workings, tmp_path):
    name = workings.keep("model", b"abcd")
    later = Workings(tmp_path / "workings", DataKey(bytes(32)), (KEY,))
    assert later.get("model", name) == b"abcd"
    assert later.get("model", later.keep("model", b"b")) == b"b"


def test_a_name_leads_nowhere_else(workings):
    with pytest.raises(IntegrityError, match="cannot be"):
        workings.get("model", "../mark")


def test_only_what_is_wanted_stays(workings, tmp_path):
    first, second, model = workings.keep("pairs", b"1"), workings.keep("pairs", b"2"), workings.keep("model", b"1")
    (tmp_path / "workings" / ".pairs-x.sealed.0.aside").write_bytes(b"")
    workings.keep_only("pairs", {second})
    assert workings.get("pairs", second) == b"2"
    assert workings.get("model", model) == b"1"
    assert len(list((tmp_path / "workings").iterdir())) == 2
    with pytest.raises(IntegrityError):
        workings.get("pairs", first)


def test_nothing_to_tidy_is_no_fault(workings):
    workings.keep_only("pairs", ())


def test_a_folder_that_cannot_be_made_is_a_refusal(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        Workings(tmp_path / "file" / "workings", KEY).keep("model", b"")


def test_every_piece_is_checked(workings, tmp_path):
    assert workings.check() == 0
    workings.keep("model", b"learnt")
    assert workings.check() == 1
    (path,) = (tmp_path / "workings").iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(IntegrityError):
        workings.check()
