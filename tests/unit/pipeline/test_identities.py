"""The vault is opened by somebody who may, for a reason that the journal keeps."""

from __future__ import annotations

import sys

import pytest
from tests.factories.workspaces import bare_workspace

from csps.access import Role
from csps.domain.errors import AccessError, UsageError
from csps.journal import Kind
from csps.keys import Passphrase
from csps.pipeline import found_vault, open_site, sign_in
from csps.pipeline.identities import keys_of, opened_vault
from csps.vault import Vault
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
    assert (last.draft.kind, last.draft.reason) == (Kind.VAULT_OPENED, "As data officer: Records are linked.")


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.TRAINER, Role.REVIEWER])
def test_others_do_not_open_it_and_nothing_is_told(site, role):
    enrol_demonstrators(site)
    before = site.journal.last()
    with pytest.raises(AccessError), opened_vault(site, who(site, role), 0, "Out of interest."):
        pass
    assert site.journal.last() == before


def test_keys_under_a_passphrase_open_with_it_only(tmp_path):
    workspace = bare_workspace(tmp_path)
    locked = open_site(workspace, {"CSPS_VAULT_PASSPHRASE": "three random words"})
    enrol_demonstrators(locked)
    with Vault.open(locked.vault, keys=keys_of(locked), generation=0) as vault:
        assert vault.newest == 0
    for environ, words in (({}, "kept under a passphrase"), ({"CSPS_VAULT_PASSPHRASE": "another"}, "does not open")):
        with pytest.raises(AccessError, match=words):
            keys_of(open_site(workspace, environ))


SERVICE = """
import hashlib, json, sys
asked = json.loads(sys.stdin.readline())
pad = hashlib.sha256(b"held by the service" + asked["name"].encode()).digest()
turned = lambda text: bytes(one ^ other for one, other in zip(bytes.fromhex(text), pad)).hex()
answer = {"wrapped": turned(asked["key"])} if asked["do"] == "wrap" else {"key": turned(asked["wrapped"])}
print(json.dumps(answer))
"""


def test_with_a_key_service_the_vault_opens_and_no_key_file_is_made(tmp_path):
    (tmp_path / "service.py").write_text(SERVICE)
    workspace = bare_workspace(tmp_path)
    site = open_site(workspace, {"CSPS_KEY_SERVICE": f"{sys.executable} {tmp_path / 'service.py'}"})
    enrol_demonstrators(site)
    assert {path.name for path in site.deployment.keys.iterdir()} == {"people", "pseudonyms.wrapped"}
    with opened_vault(site, who(site, Role.DATA_OFFICER), 0, "Records are linked.") as vault:
        assert vault.newest == 0
