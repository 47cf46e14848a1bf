"""What is held about a person: by most sources, then by the latest, and never by what was not yet known."""

from __future__ import annotations

from datetime import date

import pytest

from csps.assurance.statements import sources, statements
from csps.contracts.lake import lake_tables
from csps.contracts.model import Purpose, Sensitivity

DAY = date(2025, 11, 17)


@pytest.fixture
def held(edition):
    def read(as_of=DAY):
        with edition.connect() as lake:
            told = statements(lake, lake_tables().values(), as_of)
            rows = told.to_pyarrow().to_pylist()
        return {(row["person_id"], row["attribute"]): row["value"] for row in rows}

    return read


def social_care(record, known_on=date(2021, 1, 4), **more):
    return {"record_id": record, "known_on": known_on, **more}


def test_sources_are_the_columns_declared_as_protected_and_no_others():
    found = list(sources(lake_tables().values()))
    assert len(found) > 20
    for source in found:
        column = source.table[source.column]
        assert column.sensitivity is Sensitivity.PROTECTED
        assert Purpose.SCORING not in source.table.purposes_of(source.column)
    assert {source.tells.value for source in found} == {"ethnicity", "sex", "disability"}


def test_codes_of_both_lists_fall_into_one_broad_group(edition, kit, held):
    kit.write_feed(edition, "feeds.ssd_person", social_care("a", pers_ethnicity="BCRB", pers_sex="F"))
    kit.write_feed(edition, "feeds.police_asb", social_care("b", ethnicity="B1"))
    kit.write_links(edition, {"a": "anna", "b": "bea"})
    told = held()
    assert told["anna", "ethnicity"] == told["bea", "ethnicity"] == "Black"
    assert told["anna", "sex"] == "female"


@pytest.mark.parametrize("code", ["REFU", "NOBT", None])
def test_what_nobody_stated_is_not_held(edition, kit, held, code):
    kit.write_feed(edition, "feeds.ssd_person", social_care("a", pers_ethnicity=code, pers_sex="U"))
    kit.write_links(edition, {"a": "anna"})
    assert held() == {}


def test_what_became_known_later_is_not_seen(edition, kit, held):
    kit.write_feed(
        edition,
        "feeds.ssd_person",
        social_care("a", pers_ethnicity="WBRI"),
        social_care("a", date(2026, 1, 5), pers_ethnicity="AIND"),
    )
    kit.write_links(edition, {"a": "anna"})
    assert held()["anna", "ethnicity"] == "White"
    assert held(date(2026, 1, 5))["anna", "ethnicity"] == "Asian"


def test_a_version_that_takes_a_statement_back_counts(edition, kit, held):
    kit.write_feed(
        edition,
        "feeds.ssd_person",
        social_care("a", pers_ethnicity="WBRI"),
        social_care("a", date(2022, 1, 3), pers_ethnicity=None),
    )
    kit.write_links(edition, {"a": "anna"})
    assert held() == {}


def test_most_sources_prevail_and_one_that_says_it_often_is_one(edition, kit, held):
    kit.write_feed(edition, "feeds.ssd_person", social_care("a", pers_sex="F"))
    kit.write_feed(edition, "feeds.adult_social_care_client", social_care("b", gender="F"))
    often = [social_care("c", date(2025, 1, 6), asb_id=f"n{number}", sex="M") for number in range(5)]
    kit.write_feed(edition, "feeds.police_asb", *often)
    kit.write_links(edition, {"a": "anna", "b": "anna", "c": "anna"})
    assert held()["anna", "sex"] == "female"


def test_among_equals_the_latest_prevails(edition, kit, held):
    kit.write_feed(edition, "feeds.ssd_person", social_care("a", date(2021, 1, 4), pers_ethnicity="WBRI"))
    kit.write_feed(edition, "feeds.adult_social_care_client", social_care("b", date(2023, 1, 2), ethnicity="MWAS"))
    kit.write_links(edition, {"a": "anna", "b": "anna"})
    assert held()["anna", "ethnicity"] == "Mixed"


def test_any_recorded_disability_counts_and_none_is_none(edition, kit, held):
    kit.write_feed(
        edition,
        "feeds.ssd_disability",
        social_care("a", disa_table_id="1", disa_disability_code="NONE"),
        social_care("a", disa_table_id="2", disa_disability_code="AUT"),
        social_care("b", disa_table_id="3", disa_disability_code="NONE"),
    )
    kit.write_links(edition, {"a": "anna", "b": "bea"})
    assert held() == {("anna", "disability"): "disabled"}


def test_without_any_source_there_is_nothing_to_say(edition):
    with edition.connect() as lake:
        assert statements(lake, lake_tables().values(), DAY) is None
