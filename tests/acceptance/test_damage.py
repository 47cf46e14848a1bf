"""Single bits flipped in every encrypted store and key file: each is found, and nothing is put in the place of anything."""

from __future__ import annotations

import random
import shutil

import pyarrow as pa
import pytest
from tests.factories.erasures import make_week

import csps
from csps.domain.errors import AccessError, IntegrityError
from csps.vault import Vault, check_vault, read_keys

FLIPS_IN_CI, FLIPS_IN_THE_LONG_SUITE = 12, 1000
STORES = {
    "identity database": "workspace/vault/identities-*.db",
    "sealed deliveries": "workspace/vault/archive/*.sealed",
    "linkage parameters": "workspace/vault/workings/*.sealed",
    "what linkage read": "workspace/vault/passing/*.sealed",
    "ring": "workspace/vault/keys/ring",
    "table of keys": "workspace/vault/keys/*.keys",
    "wrapping key": "keys/vault.key",
    "pseudonym key": "keys/pseudonyms.key",
}
"""Sealed rows, rejected rows, judgements and restrictions lie in the database."""


HARMLESS = {
    ("longer", "sealed deliveries"),  # what lies behind the last delivery is nobody's
    ("gone", "linkage parameters"),  # the week's manifest names them: linkage misses them, and the vault cannot know
    ("gone", "what linkage read"),  # nothing rests on it
}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A vault with identities, rejected rows, deliveries and statements; and its keys."""
    workspace = make_week(tmp_path_factory.mktemp("damage"))
    town = workspace.parent
    site = csps.open(workspace, environ={}).site
    with Vault.open(site.vault, keys=read_keys(site.deployment.keys), generation=1) as vault:
        vault.begin()
        vault.reject("feeds.x", pa.table({"delivery": ["c"], "line": [1], "rule": ["r"], "content": ["x" * 5000]}))
        vault.commit()
        vault.workings.keep("model", b"what linkage learnt" * 40)
        vault.passing.keep(vault.marks()[0], {"record_was": pa.table({"forename": ["Amina"] * 40})})
    look(town)
    return town


def look(town) -> None:
    """Open everything, as `csps vault check` does."""
    keys = read_keys(town / "keys")
    with Vault.open(town / "workspace" / "vault", keys=keys, generation=2) as vault:
        check_vault(vault)


def flip(town, store: str, flips: int, seed: int) -> None:
    chance, paths = random.Random(seed), sorted(town.glob(STORES[store]))
    assert paths
    for _ in range(flips):
        path = chance.choice(paths)
        whole = path.read_bytes()
        damaged = bytearray(whole)
        bit = chance.randrange(len(whole) * 8)
        damaged[bit // 8] ^= 1 << bit % 8
        path.write_bytes(damaged)
        before = {one: one.read_bytes() for one in (town / "workspace" / "vault").rglob("*") if one.is_file()}
        with pytest.raises((IntegrityError, AccessError)):
            look(town)
        after = {one: one.read_bytes() for one in (town / "workspace" / "vault").rglob("*") if one.is_file()}
        assert after == before, f"{path.name}, bit {bit}"
        path.write_bytes(whole)
    look(town)


@pytest.mark.parametrize("store", STORES)
def test_a_flipped_bit_is_found(town, store):
    flip(town, store, FLIPS_IN_CI, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("store", STORES)
def test_a_thousand_flipped_bits_are_found(town, store):
    flip(town, store, FLIPS_IN_THE_LONG_SUITE, seed=2)


@pytest.mark.parametrize("store", [store for store in STORES if "key" not in store or store == "table of keys"])
@pytest.mark.parametrize("how", ["cut short", "empty", "longer", "of another", "gone"])
def test_a_file_that_is_not_whole_is_refused_and_stays(town, tmp_path, store, how):
    shutil.copytree(town, tmp_path / "town")
    path = min((tmp_path / "town").glob(STORES[store]))
    content = path.read_bytes()
    other = {"cut short": content[: len(content) // 2], "empty": b"", "longer": content + b"\0" * 16384}
    if how == "gone":
        path.unlink()
    elif how == "of another":
        others = [
            one for one in (tmp_path / "town" / "workspace" / "vault").rglob("*") if one.is_file() and one != path
        ]
        path.write_bytes(others[0].read_bytes())
    else:
        path.write_bytes(other[how])
    if (how, store) in HARMLESS:
        return
    left = path.read_bytes() if path.exists() else None
    with pytest.raises((IntegrityError, AccessError)):
        look(tmp_path / "town")
    assert (path.read_bytes() if path.exists() else None) == left
