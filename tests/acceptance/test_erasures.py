"""A person erased: gone from every place, and cut off anywhere the same command ends it and comes to the same."""

from __future__ import annotations

import json
import shutil
import signal

import pytest
from tests.factories.erasures import ANN, BEN, KIT, NAMES, OTHERS, erase, make_week
from tests.factories.weekly_runs import REFUSED, break_the_disk, code_of, fill_the_disk, kill, started

import csps
from csps.domain.errors import UsageError
from csps.journal import Kind
from csps.pipeline.identities import keys_of
from csps.privacy.certificate import check_certificate, digest_of
from csps.vault import Vault, check_vault, plan_of

KILLS_IN_CI = 5


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    """A week with somebody to erase, how many calls that takes, and what the certificate then says."""

    class Week:
        folder = tmp_path_factory.mktemp("erasure")

        @classmethod
        def fresh(cls):
            shutil.rmtree(cls.folder / "scratch", ignore_errors=True)
            shutil.copytree(cls.folder / "here", cls.folder / "scratch")
            return cls.folder / "scratch" / "town" / "workspace"

    assert code_of(started(make_week, Week.folder / "here")) == 0
    told = Week.folder / "calls"
    workspace = Week.fresh()
    assert code_of(started(erase, workspace, None, 0, told)) == 0
    Week.calls = int(told.read_text())
    Week.certificate = check_gone(workspace)
    return Week


def check_gone(workspace) -> dict:
    """Hold that the person is gone and nobody else; give what the certificate says."""
    site = csps.open(workspace, environ={}).site
    with Vault.open(site.vault, keys=keys_of(site), generation=1) as vault:
        assert sorted(vault.identities()["surname"].to_pylist()) == sorted([NAMES[BEN], NAMES[KIT]])
        assert vault.archived("a.csv") == b"surname\nOakwood\nBegum\n"
        assert vault.archived("b.csv") == vault.archived("held.csv") == b"surname\nBegum\n"
        assert vault.archived("other.zip") == OTHERS
        with pytest.raises(UsageError, match="was destroyed when somebody was erased"):
            vault.archived("their.zip")
        assert vault.rejected("a.csv").num_rows == len(vault.said("judgement")) == 0
        assert plan_of(vault) is None
        check_vault(vault)
        vault.begin()  # a run may begin again
    manifest = site.lake.current()
    for snapshot in manifest.snapshots:
        rows = csps.open(workspace, environ={}).table(snapshot.table)
        assert ANN not in rows.to_csv(), snapshot.table
        assert "f" * 32 not in rows.to_csv(), snapshot.table
    assert [one.name for one in site.lake.history()] == [manifest.name]
    assert len(list((site.lake.path / "manifests").iterdir())) == 1
    assert len(csps.open(workspace, environ={}).table("linkage.record_link")) == 2
    (path,) = (workspace / "certificates").glob("erasure-*.json")
    site.journal.verify().check_sound()
    (told,) = [event.draft for event in site.journal.events() if event.draft.kind is Kind.PERSON_ERASED]
    assert told.details["certificate"] == digest_of(path.read_bytes())
    by = csps.open(workspace, environ={}).sign_in("data officer", None, None)
    return dict(check_certificate(path.read_bytes(), by.key.public_key))


def test_the_certificate_counts_what_is_gone(week):
    said = week.certificate
    assert (said["records"], said["families"]) == (1, 1)
    vault = said["vault"]
    assert (vault["identities"], vault["rejected rows"], vault["statements"]) == (1, 1, 1)
    assert (vault["deliveries sealed anew"], vault["lines of deliveries"], vault["deliveries destroyed"]) == (2, 3, 1)
    rows = {one["table"]: one["rows"] for one in said["lake"]["snapshots"]}
    assert rows == {
        "families.family": 1,
        "families.membership": 2,
        "feeds.police_incident": 1,
        "linkage.record_link": 1,
    }
    assert said["registry"] == {"artifacts/contributions.parquet": 1}
    assert len(said["lake"]["weeks"]) == 1
    assert "Zebrafinchley" not in json.dumps(said)


def struck(week, strike, at: int) -> int:
    workspace = week.fresh()
    code = code_of(started(erase, workspace, strike, at))
    if not (workspace / "certificates").exists() or code:
        assert code_of(started(erase, workspace)) in (0, REFUSED)
    said = check_gone(workspace)
    # the number of the table of keys grows with every attempt, and nothing else differs
    assert said | {"vault": {**said["vault"], "table of keys": 0}, "signature": ""} == week.certificate | {
        "vault": {**week.certificate["vault"], "table of keys": 0}, "signature": "",
    }  # fmt: skip
    return code


def spread(calls: int, wanted: int) -> list[int]:
    return sorted({1 + step * (calls - 1) // max(wanted - 1, 1) for step in range(wanted)})


def test_killed_on_the_way_the_same_command_ends_it(week):
    for at in spread(week.calls, KILLS_IN_CI):
        assert struck(week, kill, at) == -signal.SIGKILL, at


@pytest.mark.slow
def test_killed_at_every_call_the_same_command_ends_it(week):
    for at in range(1, week.calls + 1):
        assert struck(week, kill, at) == -signal.SIGKILL, at


@pytest.mark.slow
@pytest.mark.parametrize("strike", [fill_the_disk, break_the_disk])
def test_every_call_fails_once_and_the_same_command_ends_it(week, strike):
    for at in range(1, week.calls + 1):
        assert struck(week, strike, at) in (0, REFUSED), at
