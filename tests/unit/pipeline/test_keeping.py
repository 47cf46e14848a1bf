"""The vault looked after: by those who may, outside the workspace, and always told."""

from __future__ import annotations

import pytest

from csps.access import Role
from csps.domain.errors import AccessError, UsageError
from csps.journal import Draft, Kind
from csps.keys import Passphrase
from csps.pipeline import back_up_vault, check_whole_vault, restore_vault, rotate_keys, sign_in
from csps.pipeline.identities import keys_of
from csps.vault import Vault
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators

REASON = "A drill of the whole team."


def who(site, role):
    return sign_in(site, PEOPLE[role], Passphrase(DEMONSTRATION_PASSPHRASE))


@pytest.fixture
def admin(site):
    enrol_demonstrators(site)
    with Vault.open(site.vault, keys=keys_of(site), generation=0) as vault:
        vault.begin()
        vault.archive("police", {"a.csv": b"Amina"})
        vault.commit()
    return who(site, Role.ADMINISTRATOR)


def kinds(site):
    return [event.draft.kind for event in site.journal.events()]


def test_a_check_counts_and_is_told(site, admin):
    assert check_whole_vault(site, by=admin, reason=REASON).deliveries == 1
    assert site.journal.last().draft.reason == f"As administrator: {REASON}"


def test_keys_are_rotated_and_the_old_file_opens_nothing(site, admin):
    old = (site.deployment.keys / "vault.key").read_bytes()
    rotate_keys(site, by=admin, reason=REASON)
    assert kinds(site)[-2:] == [Kind.VAULT_OPENED, Kind.KEYS_ROTATED]
    assert check_whole_vault(site, by=admin, reason=REASON).deliveries == 1
    (site.deployment.keys / "vault.key").write_bytes(old)
    with pytest.raises(AccessError, match="names key"):
        check_whole_vault(site, by=admin, reason=REASON)


def test_a_lost_vault_is_brought_back(site, admin, tmp_path):
    taken = back_up_vault(site, tmp_path / "data" / "one", keys=tmp_path / "table", by=admin, reason=REASON)
    (keys,) = (tmp_path / "table").iterdir()
    for path in sorted(site.vault.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    back = restore_vault(site, taken.folder, keys=keys, accept_gap=False, by=admin, reason=REASON)
    assert (back.generation, back.checked.deliveries, back.checked.gone_rows) == (1, 1, 0)
    assert kinds(site)[-2:] == [Kind.VAULT_OPENED, Kind.BACKUP_RESTORED]


def test_the_two_copies_may_not_lie_together_nor_in_the_workspace(site, admin, tmp_path):
    places = [("one", "one/table"), ("one", "."), ("table/one", "table")]
    for data, table in places:
        with pytest.raises(UsageError, match="in one place"):
            back_up_vault(site, tmp_path / data, keys=tmp_path / table, by=admin, reason=REASON)
    with pytest.raises(AccessError, match="may not lie inside the workspace"):
        back_up_vault(site, site.folder / "backup", keys=None, by=admin, reason=REASON)
    assert Kind.BACKUP_TAKEN not in kinds(site)


def test_a_copy_of_the_keys_from_before_an_erasure_is_refused(site, admin, tmp_path):
    taken = back_up_vault(site, tmp_path / "data" / "one", keys=tmp_path / "table", by=admin, reason=REASON)
    (keys,) = (tmp_path / "table").iterdir()
    details = {"records": 1, "stores": 1, "table_of_keys": 2, "certificate": "0" * 64}
    officer = who(site, Role.DATA_OFFICER)
    erased = Draft(officer.actor.fingerprint, Kind.PERSON_ERASED, f"person:{'0' * 32}", "They asked for it.", details)
    site.journal.append(erased, officer.key)
    with pytest.raises(AccessError, match="with it they would come back"):
        restore_vault(site, taken.folder, keys=keys, accept_gap=False, by=admin, reason=REASON)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.REVIEWER])
def test_others_may_do_none_of_it(site, admin, tmp_path, role):
    by, before = who(site, role), len(kinds(site))
    for work in (
        lambda: check_whole_vault(site, by=by, reason=REASON),
        lambda: rotate_keys(site, by=by, reason=REASON),
        lambda: back_up_vault(site, tmp_path / "one", keys=None, by=by, reason=REASON),
        lambda: restore_vault(site, tmp_path, keys=None, accept_gap=False, by=by, reason=REASON),
    ):
        with pytest.raises(AccessError):
            work()
    assert len(kinds(site)) == before
