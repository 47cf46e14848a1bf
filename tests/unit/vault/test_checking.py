"""Everything a vault holds is looked at, and what was destroyed is counted."""

import pyarrow as pa

from csps.vault.checking import Checked, check_vault
from csps.vault.vault import Vault


def filled(folder, kit, **keys):
    with Vault.open(folder, keys=kit.KEYS, generation=0) as vault:
        vault.begin()
        vault.add_identities(kit.identities({"record_id": "r1"}, {"record_id": "r2"}, {"record_id": "r2", "sex": "F"}))
        rows = pa.table({"delivery": ["a", "b"], "line": [1, 2], "rule": ["r", "r"], "content": ["x", "y"]})
        vault.reject("feeds.x", rows)
        vault.archive("police", {"a": b"1", "b": b"2"})
        vault.commit()
        vault.say("judgement", ["r1"], b"the same")


def checked(folder, kit):
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        return check_vault(vault)


def test_a_whole_vault_is_counted(folder, kit):
    filled(folder, kit)
    found = checked(folder, kit)
    assert found == Checked(1, 3, 2, 2, 1, found.keys, 0, 0, 0, 0)
    assert found.keys == 2 + 2 + 2 + 1  # records, deliveries, rejected rows of two deliveries, a statement


def test_what_was_destroyed_is_counted(folder, kit):
    filled(folder, kit)
    with Vault.open(folder, keys=kit.KEYS, generation=None) as vault:
        destroyed = ["r2", "rejected 1 a", "delivery 00000001-police-0000.sealed 1", "statement 1"]
        vault.table.write_anew(kit.KEYS.wrapper, 1, destroy=destroyed).put()
    found = checked(folder, kit)
    assert (found.identities, found.rejected, found.deliveries, found.statements) == (1, 1, 1, 0)
    assert (found.gone_rows, found.gone_records, found.gone_rejected, found.gone_deliveries) == (2, 1, 1, 1)
