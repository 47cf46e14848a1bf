"""Evidence in words: from what the lake holds, for a record or a person, without the vault."""

from __future__ import annotations

from datetime import date

import pytest

from csps.domain.errors import UsageError
from csps.linkage import run
from csps.linkage.explaining import explain_links

HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
JON = {"forename": "Jonathan", "surname": "Oakwood", **HOME}


@pytest.fixture
def told(hamlet):
    hamlet.neighbours(60)
    records = [
        hamlet.said("debt_case", "1", born_on=date(1970, 4, 17), **JON),
        hamlet.said("police_incident", "2", born_on=date(1970, 4, 7), **JON),
        hamlet.said("police_incident", "3", born_on=date(1995, 9, 30), **JON),
        hamlet.said("police_incident", "4", **JON),
    ]
    edition = hamlet.edition()
    run.link_edition(edition, hamlet.vault())
    with edition.connect() as lake:
        yield lake, records


def test_a_record_is_explained_by_its_own_ties(told):
    lake, records = told
    found = explain_links(lake, records[1])
    (tie,) = found.ties
    assert {tie.record_id, tie.other_record_id} == set(records[:2])
    assert sum(weight for _, _, weight in tie.steps) == pytest.approx(tie.weight, abs=0.01)
    said = " ".join(found.sentences())
    assert "2 records of 2 tables" in said
    assert "home and company: a dwelling in common" in said
    assert "Their sex cannot be compared." in said


def test_a_person_that_may_be_another_is_told(told):
    lake, records = told
    alone = explain_links(lake, records[3])
    assert alone.ties == []
    assert len(alone.possible) == 2
    assert "No other record is known" in " ".join(alone.sentences())
    assert explain_links(lake, alone.person_id).records == alone.records


def test_an_unknown_pseudonym_is_refused(told):
    with pytest.raises(UsageError, match="No record or person"):
        explain_links(told[0], "f" * 32)
