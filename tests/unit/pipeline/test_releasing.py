"""Held deliveries: listed, and let in by whoever may, for a reason the journal keeps."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.factories.cheap_keys import cheap_keys
from tests.factories.workspaces import bare_workspace

import csps
from csps.domain.errors import AccessError, UsageError
from csps.feeds.ledger import LOAD, State
from csps.feeds.rules.delivery import late
from csps.pipeline import held_deliveries, release_delivery
from csps.pipeline.identities import keys_of
from csps.store import Edition
from csps.vault import Vault

DELIVERIES = ("police/police_asb_2026-11-08.csv", "police/police_asb_2026-11-15.csv")


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """A workspace whose published week holds two deliveries back."""
    with cheap_keys():
        workspace = csps.open(bare_workspace(tmp_path_factory.mktemp("held")), environ={})
        workspace.enrol_demonstrators()
        site = workspace.site
        line = {
            "feed": "police_asb", "table_name": "feeds.police_asb", "sha256": "0" * 64, "file_bytes": 1, "rows_read": 0,
            "rows_accepted": 0, "rows_rejected": 0, "state": State.HELD.value, "rule": late.RULE.name,
        }  # fmt: skip
        with Vault.open(site.vault, keys=keys_of(site), generation=0) as vault:
            vault.begin()
            vault.commit()
        with site.lake.lock():
            edition = Edition(site.lake, workspace.last_monday)
            week = edition.week
            rows = [line | {"delivery": name, "known_on": week, "week": week} for name in DELIVERIES]
            edition.write(LOAD, _table(rows))
            edition.publish()
        yield SimpleNamespace(site=site, by=lambda role: workspace.sign_in(role, None, None))


def _table(rows):
    import pandas as pd

    return pd.DataFrame(rows)


def test_what_is_held_is_listed_with_the_reason(held):
    assert [one.delivery for one in held_deliveries(held.site)] == list(DELIVERIES)
    assert {one.sentence for one in held_deliveries(held.site)} == {late.RULE.sentence}


def test_one_is_let_in_once_and_the_journal_knows_why(held):
    by = held.by("data officer")
    assert (
        release_delivery(held.site, "asb_2026-11-15.csv", reason="the force was late", by=by).delivery == DELIVERIES[1]
    )
    (told,) = [event.draft for event in held.site.journal.events() if event.draft.kind.value == "delivery released"]
    assert (told.subject, told.reason) == ("feed:police_asb", "the force was late")
    with pytest.raises(UsageError, match="let in before"):
        release_delivery(held.site, DELIVERIES[1], reason="the force was late", by=by)


@pytest.mark.parametrize(("name", "words"), [("nothing.csv", "is held"), (".csv", "2 held deliveries end")])
def test_what_is_not_meant_is_refused(held, name, words):
    with pytest.raises(UsageError, match=words):
        release_delivery(held.site, name, reason="the force was late", by=held.by("data officer"))


def test_not_everybody_may(held):
    with pytest.raises(AccessError):
        release_delivery(held.site, DELIVERIES[0], reason="the force was late", by=held.by("reviewer"))
