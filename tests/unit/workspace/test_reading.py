"""Tables as people read them: sealed families are counted, not shown; information governance is told to the journal."""

from __future__ import annotations

import pytest
from tests.factories.linked_week import ANN, EVA, FAMILY, OTHERS, WEEK, publish_week, record

import csps
from csps.journal import Kind
from csps.workspace.reading import LEFT_OUT

SEALED = {
    "feeds.restriction": [{"record_id": record(EVA, 1), "kind": "REFUGE", "restriction_ref": "R1", "start_date": WEEK}]
}
LISTED = {
    "worklist.entry": [{"family_id": name, "place": place} for place, name in enumerate((FAMILY, OTHERS), start=1)],
    "worklist.help": [{"family_id": name} for name in (FAMILY, OTHERS)],
}
FOUR = ("worklist.entry", "worklist.help", "scoring.score", "explain.reason")


@pytest.fixture
def workspace(site):
    opened = csps.open(site.folder, environ={})
    opened.enrol_demonstrators()
    publish_week(opened.site, SEALED | LISTED)
    return opened


def told(workspace):
    return [event for event in workspace.site.journal.events() if event.draft.kind is Kind.SEALED_ROWS_READ]


@pytest.mark.parametrize("table", FOUR)
def test_a_sealed_family_is_counted_and_not_shown(workspace, table):
    rows = workspace.table(table)
    assert FAMILY not in set(rows["family_id"])
    assert rows.attrs == {LEFT_OUT: 2 if table == "explain.reason" else 1}
    assert told(workspace) == []


@pytest.mark.parametrize("table", FOUR)
def test_information_governance_reads_it_and_the_journal_keeps_how_many(workspace, table):
    rows = workspace.table(table, person="demo.governance")
    assert FAMILY in set(rows["family_id"])
    assert rows.attrs == {LEFT_OUT: 0}
    (event,) = told(workspace)
    assert (event.draft.subject, event.draft.details["rows"]) == (
        f"table:{table}",
        2 if table == "explain.reason" else 1,
    )


def test_places_on_the_list_have_no_gap(workspace):
    rows = workspace.table("worklist.entry")
    assert rows[["family_id", "place"]].to_numpy().tolist() == [[OTHERS, 1]]


@pytest.mark.parametrize("person", ["demo.trainer", "demo.officer", "demo.coordinator"])
def test_no_other_role_reads_what_a_seal_keeps(workspace, person):
    rows = workspace.table("scoring.score", person=person)
    assert list(rows["family_id"]) == [OTHERS]
    assert told(workspace) == []


@pytest.mark.parametrize("asked", [FAMILY, FAMILY[:8]])
def test_memberships_answer_for_a_sealed_family_as_for_one_that_is_not_there(workspace, asked):
    """Words about a seal would tell of it to whoever has a pseudonym."""
    assert set(workspace.memberships()["family_id"]) == {OTHERS}
    absent = workspace.memberships("0" * len(asked))
    assert workspace.memberships(asked).equals(absent)
    assert len(absent) == 0
    assert set(workspace.memberships(OTHERS[:8])["family_id"]) == {OTHERS}


def test_a_table_without_families_is_whole_and_says_so(workspace):
    assert ANN not in set(workspace.table("linkage.record_link")["person_id"]), "she lives with Eva"
    assert workspace.table("feeds.restriction").attrs == {LEFT_OUT: 0}
