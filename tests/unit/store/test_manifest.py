"""A manifest is bytes with a name that vouches for them."""

import hashlib
import json

import pytest

from csps.domain.errors import IntegrityError
from csps.store import Manifest
from csps.store.snapshot import Snapshot


def some(kit, **more):
    return Manifest.of(kit.WEEK, [Snapshot("feeds.tiny", "a" * 64, 3, 99)], versions={"vault": 2, "é": "1"}, **more)


def test_it_comes_back_as_it_was(kit):
    manifest = some(kit, previous="2026-11-09." + "b" * 64)
    assert Manifest.from_bytes(manifest.to_bytes(), manifest.name) == manifest


def test_the_order_in_which_it_was_filled_does_not_matter(kit):
    one, two = Snapshot("a.x", "1" * 64, 1, 1), Snapshot("b.y", "2" * 64, 2, 2)
    assert Manifest.of(kit.WEEK, [one, two]).name == Manifest.of(kit.WEEK, [two, one]).name


def test_it_cannot_be_changed(kit):
    manifest = some(kit)
    with pytest.raises(TypeError):
        manifest.parts["a.b"] = None
    with pytest.raises(AttributeError):
        manifest.week = None


@pytest.mark.parametrize(
    "change",
    [
        {"tables": {"../../etc": {"bytes": 1, "rows": 1, "sha256": "a" * 64}}},
        {"tables": {"feeds.tiny": {"bytes": 1, "rows": 1, "sha256": "../../passwd"}}},
        {"tables": {"feeds.tiny": {"bytes": 1}}},
        {"tables": []},
        {"week": "2026-11-09"},
        {"week": 7},
        {"previous": "../current"},
        {"versions": None},
    ],
)
def test_a_forged_manifest_is_refused_even_if_its_hash_is_right(kit, change):
    data = json.dumps(json.loads(some(kit).to_bytes()) | change, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    with pytest.raises(IntegrityError):
        Manifest.from_bytes(data, f"2026-11-16.{hashlib.sha256(data).hexdigest()}")


def test_bytes_that_are_no_json_are_refused():
    data = b"\xff\x00"
    with pytest.raises(IntegrityError, match="form of one"):
        Manifest.from_bytes(data, f"2026-11-16.{hashlib.sha256(data).hexdigest()}")
