"""Identities sealed by record: they come back as they were, whatever they hold, until a key is destroyed."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.domain.errors import IntegrityError
from csps.keys import DataKey, LocalKeyWrapper
from csps.vault.identities import IDENTITIES, in_order
from csps.vault.key_table import KeyTable
from csps.vault.sealed_rows import SEALED, gone, open_rows, seal_rows

WRAPPER = LocalKeyWrapper(DataKey(bytes(range(32))))
NAME = "feeds.police_incident"


@pytest.fixture
def keys(tmp_path):
    return KeyTable.found(tmp_path / "keys", WRAPPER, "ab")


def three(kit):
    rows = [{"record_id": record, "forename": name} for record, name in (("r1", "Amina"), ("r1", "Mina"), ("r2", None))]
    return kit.identities(*rows)


def test_what_was_sealed_comes_back(keys, kit):
    rows = three(kit)
    sealed = seal_rows(rows, keys)
    assert sealed.schema == SEALED
    assert sealed["sealed"].is_valid().to_pylist() == [True, False, True]
    assert open_rows(sealed, NAME, keys).equals(rows)
    assert open_rows(sealed, NAME, keys, pa.array(["r2"])).equals(rows.slice(2))


def test_nothing_is_nothing(keys, kit):
    assert open_rows(seal_rows(kit.identities(), keys), NAME, keys).num_rows == 0


TEXTS = st.none() | st.text(st.characters(codec="utf-8"), max_size=6) | st.text("\x1b\x1e\x1f012-a", max_size=6)


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["r1", "r2", "r3"]), TEXTS, TEXTS, st.none() | st.dates()), min_size=1, max_size=8
    )
)
def test_any_value_comes_back(tmp_path_factory, kit, rows):
    keys = KeyTable.found(tmp_path_factory.mktemp("keys"), WRAPPER, "ab")
    told = [
        {"record_id": record, "forename": one, "contact": other, "born_on": born} for record, one, other, born in rows
    ]
    plain = in_order(kit.identities(*told))
    assert open_rows(seal_rows(plain, keys), NAME, keys).equals(plain)


def test_a_record_whose_key_was_destroyed_is_gone_and_no_other(keys, kit):
    rows = three(kit)
    sealed = seal_rows(rows, keys)
    anew = keys.write_anew(WRAPPER, 1, destroy=["r1"])
    assert open_rows(sealed, NAME, anew).equals(rows.slice(2))
    assert gone(sealed, anew) == (2, 1)
    assert seal_rows(rows, anew)["record_id"].to_pylist() == ["r2"]


def test_a_seal_on_another_record_is_refused(keys, kit):
    sealed = seal_rows(three(kit), keys).to_pylist()
    sealed[0]["sealed"], sealed[2]["sealed"] = sealed[2]["sealed"], sealed[0]["sealed"]
    with pytest.raises(IntegrityError, match="another key"):
        open_rows(pa.Table.from_pylist(sealed, schema=SEALED), NAME, keys)


def test_a_row_more_or_less_is_refused(keys, kit):
    sealed = seal_rows(three(kit), keys)
    with pytest.raises(IntegrityError, match="another number of rows"):
        open_rows(pa.concat_tables([sealed.slice(0, 1), sealed.slice(2)]), NAME, keys)


def test_every_column_that_names_somebody_is_sealed():
    assert set(SEALED.names) - {"sealed"} == {"record_id", "delivery", "line", "known_on"}
    assert len(IDENTITIES.names) == 20
