"""The vault is opened by somebody who may, for a reason that the journal keeps."""

from __future__ import annotations

import pytest

from csps.access import Role
from csps.domain.errors import AccessError, UsageError
from csps.journal import Kind
from csps.keys import Passphrase
from csps.pipeline import found_vault, sign_in
from csps.pipeline.identities import opened_vault
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators


def who(site, role):
    return sign_in(site, PEOPLE[role], Passphrase(DEMONSTRATION_PASSPHRASE))


def test_the_keys_are_made_once_and_are_their_owners_alone(site):
    found_vault(site)
    assert all(path.stat().st_mode & 0o077 == 0 for path in (site.deployment.keys, *site.deployment.keys.iterdir()))
    with pytest.raises(UsageError, match="holds the keys of a vault already"):
        found_vault(site)


def test_every_opening_is_told_with_its_reason(site):
    enrol_demonstrators(site)
    with opened_vault(site, who(site, Role.DATA_OFFICER), 0, "Records are linked.") as vault:
        assert vault.identities().num_rows == 0
    last = site.journal.last()
    assert (last.draft.kind, last.draft.reason) == (Kind.VAULT_OPENED, "Records are linked.")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TRAINER, Role.REVIEWER])
def test_others_do_not_open_it_and_nothing_is_told(site, role):
    enrol_demonstrators(site)
    before = site.journal.last()
    with pytest.raises(AccessError), opened_vault(site, who(site, role), 0, "Out of interest."):
        pass
    assert site.journal.last() == before
