"""Keys in files: opened by their passphrase; damage, thieves and wrong places told apart."""

import json

import pytest

from csps.domain.errors import AccessError, IntegrityError, StorageError, UsageError
from csps.keys import files
from csps.keys.canonical import canonical_json
from csps.keys.key_files import _checksum, read_data_key, read_pseudonym_key, read_signing_key, write_key
from csps.keys.passphrases import Passphrase
from csps.keys.pseudonyms import PseudonymKey
from csps.keys.purposes import KeyPurpose
from csps.keys.sealing import DataKey
from csps.keys.signing import SigningKey, sign


@pytest.fixture
def signing(safe, kit):
    key = SigningKey.new()
    write_key(safe / "jo.key", key, kit.passphrase(), cost=kit.QUICK)
    return key


def altered(path, **changes):
    """Change fields of a key file and make its checksum right, as somebody would on purpose."""
    whole = json.loads(path.read_bytes()) | changes
    whole.pop("checksum")
    path.write_bytes(canonical_json(whole | {"checksum": _checksum(whole)}) + b"\n")


def test_a_signing_key_comes_back(safe, kit, signing):
    found = read_signing_key(safe / "jo.key", kit.passphrase())
    message = (KeyPurpose.MODEL_REVIEW, b"a report")
    assert sign(found, *message) == sign(signing, *message)
    assert found.demonstration is False


@pytest.mark.parametrize("phrase", [True, False], ids=["passphrase", "none"])
@pytest.mark.parametrize(("kind", "read"), [(DataKey, read_data_key), (PseudonymKey, read_pseudonym_key)])
def test_symmetric_keys_come_back(safe, kit, kind, read, phrase):
    key = kind.new()
    passphrase = kit.passphrase() if phrase else None
    write_key(safe / "a.key", key, passphrase, cost=kit.QUICK)
    assert read(safe / "a.key", passphrase).key_id == key.key_id


def test_nothing_secret_is_in_the_file(safe, kit):
    key = SigningKey(bytes(range(32)))
    write_key(safe / "a.key", key, kit.passphrase(), cost=kit.QUICK)
    data = (safe / "a.key").read_bytes()
    assert bytes(range(32)) not in data
    assert bytes(range(32)).hex().encode() not in data
    assert kit.WORDS.encode() not in data
    assert key.public_key.raw.hex().encode() in data


def test_a_wrong_passphrase_is_told_from_damage(safe, signing):
    with pytest.raises(
        AccessError, match=r"does not open the signing key at jo.key. Nothing was changed. Type it again"
    ):
        read_signing_key(safe / "jo.key", Passphrase("three other words"))


def test_a_damaged_file_is_told_before_the_passphrase_is_tried(safe, signing, kit, monkeypatch):
    def derive(*_):
        pytest.fail("the passphrase was tried")

    monkeypatch.setattr(Passphrase, "derive", derive)
    data = (safe / "jo.key").read_bytes()
    for damaged in (b"", data[:-1], data[:100], data[:-2] + b"\n", data + b"\n", data.replace(b'"p":1', b'"p":2')):
        (safe / "jo.key").write_bytes(damaged)
        with pytest.raises(IntegrityError, match="damaged"):
            read_signing_key(safe / "jo.key", kit.passphrase())


@pytest.mark.parametrize(
    "changes",
    [{"demonstration": True}, {"public": "00" * 32}, {"salt": "00" * 32}, {"cost": {"n": 32, "p": 1, "r": 1}}],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_changed_on_purpose_does_not_open(safe, kit, signing, changes):
    altered(safe / "jo.key", **changes)
    with pytest.raises(AccessError, match="does not open"):
        read_signing_key(safe / "jo.key", kit.passphrase())


def test_fields_of_another_form_are_damage(safe, kit, signing):
    for changes in (
        {"more": 1},
        {"format": "csps key 2"},
        {"key": "ZZ"},
        {"cost": {"n": 16, "x": 1}},
        {"cost": None},
        {"salt": 7},
    ):
        before = (safe / "jo.key").read_bytes()
        altered(safe / "jo.key", **changes)
        with pytest.raises(IntegrityError):
            read_signing_key(safe / "jo.key", kit.passphrase())
        (safe / "jo.key").write_bytes(before)


def test_a_cost_that_would_exhaust_the_machine_is_not_tried(safe, kit, signing):
    for cost in ({"n": 2**30, "p": 1, "r": 8}, {"n": "16", "p": 1, "r": 1}, {"n": True, "p": 1, "r": 1}):
        altered(safe / "jo.key", cost=cost)
        with pytest.raises(IntegrityError):
            read_signing_key(safe / "jo.key", kit.passphrase())


def test_a_public_half_that_is_anothers_is_damage(safe, kit, monkeypatch):
    """Only whoever wrote the file could do this; a mistake in csps would be one."""
    key = SigningKey.new()
    key.public_key = SigningKey.new().public_key
    write_key(safe / "a.key", key, kit.passphrase(), cost=kit.QUICK)
    with pytest.raises(IntegrityError, match="not the one its public half names"):
        read_signing_key(safe / "a.key", kit.passphrase())


def test_one_kind_is_not_read_as_another(safe, kit, signing):
    with pytest.raises(IntegrityError, match=r"jo.key holds a signing key, not a data key"):
        read_data_key(safe / "jo.key", kit.passphrase())


def test_the_passphrase_may_not_be_left_out(safe, kit):
    with pytest.raises(UsageError, match="kept under a passphrase"):
        write_key(safe / "a.key", SigningKey.new(), None)
    write_key(safe / "b.key", DataKey.new(), kit.passphrase(), cost=kit.QUICK)
    with pytest.raises(AccessError, match="is kept under a passphrase"):
        read_data_key(safe / "b.key")


def test_a_short_passphrase_does_for_demonstrations_only(safe, kit):
    with pytest.raises(UsageError, match="fewer than 12"):
        write_key(safe / "a.key", SigningKey.new(), Passphrase("short"), cost=kit.QUICK)
    write_key(safe / "a.key", SigningKey.new(demonstration=True), Passphrase("short"), cost=kit.QUICK)
    assert read_signing_key(safe / "a.key", Passphrase("short")).demonstration


def test_a_key_others_can_read_is_refused(safe, kit, signing):
    (safe / "jo.key").chmod(0o640)
    with pytest.raises(AccessError, match="If others could read a key, revoke it"):
        read_signing_key(safe / "jo.key", kit.passphrase())


def test_keys_stay_out_of_workspaces(safe, kit, signing, workspace):
    synthetic, real = workspace("s", "[workspace]\nsynthetic = true\n"), workspace("r", "[workspace]\n")
    write_key(synthetic / "demo.key", SigningKey.new(demonstration=True), kit.passphrase(), cost=kit.QUICK)
    assert read_signing_key(synthetic / "demo.key", kit.passphrase()).demonstration
    for place, demonstration in ((real, True), (real, False), (synthetic, False)):
        with pytest.raises(AccessError, match="A data key may not lie inside"):
            write_key(place / "a.key", DataKey.new(), None, demonstration=demonstration)
    for place, source in ((real, synthetic / "demo.key"), (synthetic, safe / "jo.key")):
        (place / "moved.key").write_bytes(source.read_bytes())
        (place / "moved.key").chmod(0o600)
        with pytest.raises(AccessError, match="may not lie inside"):
            read_signing_key(place / "moved.key", kit.passphrase())


def test_a_disk_that_refuses_leaves_no_file(safe, kit, monkeypatch):
    for k in range(1, 5):
        monkeypatch.setattr(files, "os", kit.FaultyOs(28, k))
        with pytest.raises(StorageError, match="Nothing was changed"):
            write_key(safe / "a.key", DataKey.new(), None)
        assert list(safe.iterdir()) == []
