"""Nobody's name outside the vault where children come in the field's own returns, by the drafts that csps makes of them."""

from __future__ import annotations

import re

import pytest
from tests.factories import real_formats
from tests.factories.canaries import BORN, VALUES, found_in
from tests.factories.cheap_keys import cheap_keys
from tests.factories.workspaces import bare_workspace

import csps
from csps.cli.program import run
from csps.contracts.model import Identity
from csps.feeds.inspection.draft import draft_of
from csps.pipeline.identities import keys_of
from csps.vault import Vault

RETURNS = {
    "looked_after": ("ssda903.csv", lambda: real_formats.ssda903("header", 6)),
    "in_need": ("census.xml", lambda: real_formats.cin_census(2024, 6)),
    "annex": ("annex.xlsx", lambda: real_formats.annex_a(6)),
    "roll": ("roll.csv", lambda: real_formats.school_census(6)),
    "termly": ("attendance.csv", lambda: real_formats.termly_attendance(6)),
    "payers": ("payers.csv", lambda: real_formats.council_tax("account", 6)),
    "claims": ("claims.csv", lambda: real_formats.housing_benefit("member", 6)),
    "activities": ("nccis.csv", lambda: real_formats.nccis(6)),
}
SAID = {
    r"expected_rows\.least = -1": "expected_rows.least = 1",
    r'rhythm = ""': 'rhythm = "weekly"',
    r"late_after_days = 0": "late_after_days = 1000",
    r'gateway = ""': 'gateway = "an agreement"',
    r'regime = ""': 'regime = "UK GDPR"',
    r"purposes = \[\]": 'purposes = ["linkage", "casework"]',
    r'owner = ""': 'owner = "head of analysis"',
    r'review_on = ""': "review_on = 2027-06-01",
    r"date_format = \"\"": 'date_format = "%Y-%m-%d"',
    r'= "hold"': '= "pass"',
}


@pytest.fixture
def canary(monkeypatch):
    """Let the first child of every return bear the values that are looked for."""
    child, *others = real_formats.children(30)
    planted = child | {
        "pers_forename": VALUES[Identity.FORENAME],
        "pers_surname": VALUES[Identity.SURNAME],
        "pers_dob": BORN.isoformat(),
        "pers_upn": VALUES[Identity.UPN],
    }
    monkeypatch.setattr(real_formats, "children", lambda count=30: (planted, *others)[:count])


def declared(text):
    """Fill in a draft as a council would, and let nothing be held."""
    for marked, said in SAID.items():
        text = re.sub(marked, said, text)
    return text


@pytest.mark.usefixtures("canary")
def test_no_canary_of_a_return_leaves_the_vault(tmp_path, monkeypatch, capsys):
    folder = bare_workspace(tmp_path)
    monkeypatch.delenv("CSPS_PASSPHRASE", raising=False)  # the demonstrators have their own
    choices = folder / "programme.toml"
    kept = re.split(r"^\[feeds\.", choices.read_text(encoding="utf-8"), maxsplit=1, flags=re.MULTILINE)[0]
    drafts = []
    for feed, (name, content) in RETURNS.items():
        data = content()
        draft = declared(draft_of(data, f"{feed}_2026-11-08.{name.rpartition('.')[2]}", feed))
        drafts.append(draft)
        pattern = re.search(r'pattern = "([^"]+)"', draft)[1]
        path = folder / "deliveries" / pattern.replace("*", "2026-11-08")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    choices.write_text(kept + "\n".join(drafts), encoding="utf-8")
    with cheap_keys():
        opened = csps.open(folder, environ={})
        opened.enrol_demonstrators()
        code = run(["weekly", "--as-of", "2026-11-09", "--workspace", str(folder)])
    said = capsys.readouterr()
    assert code == 0, said.err
    (tmp_path / "said.txt").write_text(said.out + said.err)
    with Vault.open(opened.site.vault, keys=keys_of(opened.site), generation=None) as vault:
        held = str(vault.identities().to_pylist())
    for kind in (Identity.FORENAME, Identity.SURNAME, Identity.UPN):
        assert VALUES[kind] in held
    taken = opened.table("feeds.load")
    assert set(taken["feed"]) == set(RETURNS)
    assert (taken["state"] == "taken in").all(), taken[["feed", "state"]]
    assert found_in(tmp_path, (folder / "vault", folder / "deliveries")) == []
