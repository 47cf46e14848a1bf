"""The register in a file: signed by a trusted administrator, never older than it was, outside every workspace."""

import json
from datetime import timedelta

import pytest

from csps.access.register import found, revoke
from csps.access.register_file import read_register, register_digest, write_register
from csps.access.requests import make_request
from csps.domain.errors import AccessError, IntegrityError
from csps.keys.canonical import canonical_json
from csps.keys.signing import SigningKey


@pytest.fixture
def path(tmp_path):
    tmp_path.chmod(0o700)
    return tmp_path / "register.json"


@pytest.fixture
def trusted(kit):
    return frozenset({kit.FOUNDER.fingerprint})


def test_it_comes_back(path, kit, trusted):
    later = revoke(kit.full, kit.JO.fingerprint, by=kit.OTHER.fingerprint, on=kit.DAY + timedelta(days=1))
    for register in (kit.founded, kit.full, later):
        write_register(path, register, kit.FOUNDER)
        assert read_register(path, trusted=trusted) == register
    assert len({register_digest(register) for register in (kit.founded, kit.full, later)}) == 3


def test_an_administrator_whom_nobody_pinned_is_not_believed(path, kit, trusted):
    write_register(path, kit.full, kit.OTHER)
    with pytest.raises(AccessError, match=r"not signed by an administrator whom this deployment trusts.* Pin the"):
        read_register(path, trusted=trusted)
    assert read_register(path, trusted=frozenset({kit.OTHER.fingerprint})) == kit.full


def test_a_register_of_ones_own_is_not_believed(path, kit, trusted):
    thief = SigningKey.new()
    write_register(path, found(make_request(thief, "a.founder"), kit.DAY), thief)
    with pytest.raises(AccessError, match="whom this deployment trusts"):
        read_register(path, trusted=trusted)


def test_only_an_administrator_in_force_signs(path, kit, trusted):
    with pytest.raises(AccessError, match="by an administrator whose key is in force"):
        write_register(path, kit.full, kit.JO)
    with pytest.raises(AccessError, match="is not enrolled"):
        write_register(path, kit.full, SigningKey.new())
    gone = revoke(kit.full, kit.FOUNDER.fingerprint, by=kit.OTHER.fingerprint, on=kit.DAY)
    with pytest.raises(AccessError, match="whose key is in force"):
        write_register(path, gone, kit.FOUNDER)
    assert not path.exists()


def test_an_older_register_is_found(path, kit, trusted):
    write_register(path, kit.founded, kit.FOUNDER)
    with pytest.raises(IntegrityError, match="has version 1; version 3 was already in force"):
        read_register(path, trusted=trusted, at_least=3)


def test_a_change_breaks_the_signature(path, kit, trusted):
    write_register(path, kit.full, kit.FOUNDER)
    whole = json.loads(path.read_bytes())
    whole["register"]["enrolments"][2]["roles"] = ["coordinator"]
    path.write_bytes(canonical_json(whole) + b"\n")
    with pytest.raises(IntegrityError, match="for this key register"):
        read_register(path, trusted=trusted)


@pytest.mark.parametrize("change", [
    lambda whole: whole.update(register=[]),
    lambda whole: whole.pop("signature"),
    lambda whole: whole["register"].update(format="csps key register 2"),
    lambda whole: whole["register"].update(version="3"),
    lambda whole: whole["register"].update(enrolments=None),
    lambda whole: whole["register"]["enrolments"][2].pop("person"),
    lambda whole: whole["register"]["enrolments"][2].update(roles=["king"]),
    lambda whole: whole["register"]["enrolments"][2].update(roles=["trainer", "reviewer"]),
    lambda whole: whole["register"]["enrolments"][2].update(enrolled_on="20261116"),
    lambda whole: whole["register"]["enrolments"][2].update(enrolled_on=5),
    lambda whole: whole["register"]["enrolments"][2].update(demonstration=0),
    lambda whole: whole["register"]["enrolments"][2].update(public_key="00"),
])  # fmt: skip
def test_another_form_is_damage(path, kit, trusted, change):
    write_register(path, kit.full, kit.FOUNDER)
    whole = json.loads(path.read_bytes())
    change(whole)
    path.write_bytes(canonical_json(whole) + b"\n")
    with pytest.raises(IntegrityError):
        read_register(path, trusted=trusted)


def test_others_may_not_write_it_and_it_may_not_lie_in_a_workspace(path, kit, trusted):
    write_register(path, kit.full, kit.FOUNDER)
    path.chmod(0o664)
    with pytest.raises(AccessError, match="mode 0664"):
        read_register(path, trusted=trusted)
    path.chmod(0o644)
    (path.parent / "programme.toml").write_text("[workspace]\nsynthetic = true\n", encoding="utf-8")
    with pytest.raises(AccessError, match="may not lie inside the workspace"):
        read_register(path, trusted=trusted)
    with pytest.raises(AccessError, match="may not lie inside the workspace"):
        write_register(path, kit.full, kit.FOUNDER)


def test_a_register_of_demonstrations_may_lie_in_a_synthetic_workspace(path, kit):
    (path.parent / "programme.toml").write_text("[workspace]\nsynthetic = true\n", encoding="utf-8")
    key = SigningKey.new(demonstration=True)
    register = found(make_request(key, "demo.founder"), kit.DAY)
    write_register(path, register, key)
    assert read_register(path, trusted=frozenset({key.fingerprint})) == register
