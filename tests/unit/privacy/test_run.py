"""The copy of what people said, which stages read."""

from datetime import date

from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.privacy import copy_restrictions
from csps.privacy.statements import KIND, restricting
from csps.store import Edition, Lake
from csps.vault import Vault, VaultKeys

KEYS = VaultKeys(LocalKeyWrapper(DataKey(bytes(32))), PseudonymKey(bytes(range(32))))
WEEK = date(2026, 3, 2)
SAID = {"said_on": date(2026, 3, 9), "by": "ab" * 32, "reason": "a letter"}


def copied(edition, vault):
    told = copy_restrictions(edition, vault)
    with edition.connect() as lake:
        return told, lake.table("privacy.stated_restriction").to_pyarrow().to_pylist()


def test_every_record_has_a_row_and_what_was_said_since_is_known_to_the_week(tmp_path):
    with Vault.open(tmp_path / "vault", keys=KEYS, generation=0) as vault:
        vault.say(KIND, ["r2", "r1"], restricting("OBJECTION", date(2026, 3, 1), None, **SAID))
        told, rows = copied(Edition(Lake(tmp_path / "lake"), WEEK), vault)
    assert str(told) == "1 restrictions were set by people of the programme."
    assert [row["record_id"] for row in rows] == ["r1", "r2"]
    assert rows[0] == {
        "statement": 1, "record_id": "r1", "kind": "OBJECTION", "started_on": date(2026, 3, 1), "ended_on": None,
        "known_on": WEEK,
    }  # fmt: skip


def test_where_nothing_was_said_the_table_is_empty_and_the_same_each_time(tmp_path):
    edition = Edition(Lake(tmp_path / "lake"), WEEK)
    with Vault.open(tmp_path / "vault", keys=KEYS, generation=0) as vault:
        assert copied(edition, vault)[1] == []
        before = edition.written[0].sha256
        copy_restrictions(edition, vault)
    assert edition.written[0].sha256 == before
