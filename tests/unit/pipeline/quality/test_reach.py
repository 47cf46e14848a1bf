"""About how many families each feed says anything."""

from types import SimpleNamespace

import pytest
from tests.factories.linked_week import EVA, KIT, WEEK, publish_week, record

from csps.contracts.catalogue import delivered_tables
from csps.pipeline import found_vault
from csps.pipeline.quality.reach import Reach, reach_of, steps_to_people

TABLES = ["feeds.a", "feeds.b", "feeds.c"]
PATTERNS = {(0b000, 0): 5, (0b001, 0): 10, (0b011, 0): 20, (0b110, 0): 40}


def test_families_are_counted_by_what_is_said_about_them():
    reach = Reach(75, PATTERNS, TABLES)
    assert [reach.with_any_of([table]) for table in TABLES] == [30, 60, 40]
    assert [reach.with_none_but([table]) for table in TABLES] == [10, 0, 0]
    assert reach.with_none_but(["feeds.a", "feeds.b"]) == 30


def test_a_family_with_two_late_feeds_is_counted_once():
    reach = Reach(75, PATTERNS, TABLES)
    assert reach.with_any_of(["feeds.a", "feeds.b"]) == 70
    assert reach.with_any_of([]) == 0


def test_a_table_that_never_came_says_nothing():
    reach = Reach(75, PATTERNS, TABLES)
    assert (reach.with_any_of(["feeds.d"]), reach.with_none_but(["feeds.d"])) == (0, 0)


def test_where_no_families_were_formed_nobody_knows():
    reach = Reach(None, {}, [])
    assert (reach.with_any_of(["feeds.a"]), reach.with_none_but(["feeds.a"]), reach.with_any_of([])) == (
        None,
        None,
        None,
    )


def test_what_a_table_says_through_others_counts_and_would_fall_silent_with_them():
    reach = Reach(75, {(0b001, 0b100): 30, (0b010, 0b100): 20, (0b001, 0): 25}, TABLES)
    assert reach.with_any_of(["feeds.c"]) == 50
    assert [reach.with_none_but([table]) for table in TABLES] == [55, 20, 0]


@pytest.mark.parametrize(
    ("table", "through"),
    [
        ("feeds.ssd_assessment_factors", ["feeds.ssd_cin_assessments"]),
        ("feeds.housing_rent_account", ["feeds.housing_tenancy_member"]),
        ("feeds.council_tax_arrears", ["feeds.council_tax_account"]),
        ("feeds.council_tax_property", ["feeds.council_tax_occupation", "feeds.council_tax_account"]),
        ("feeds.homelessness_case", ["feeds.homelessness_person"]),
        ("feeds.police_incident", []),
    ],
)
def test_rows_that_name_nobody_belong_to_rows_that_do(table, through):
    assert [step.table for step in steps_to_people(table, lambda _: True)] == through


def test_every_table_that_names_nobody_leads_to_people():
    lost = [
        name
        for name, table in delivered_tables().items()
        if table.person is None and not steps_to_people(name, lambda _: True)
    ]
    assert lost == []


def test_what_never_came_leads_nowhere():
    assert steps_to_people("feeds.housing_rent_account", lambda name: name == "feeds.housing_rent_account") == []


def test_a_family_is_reached_through_an_assessment_and_an_account(site):
    factors = [("F1", "A1"), ("F2", "A1"), ("F3", "A9")]
    rows = {
        "feeds.ssd_cin_assessments": [{"record_id": record(EVA, 1), "cina_assessment_id": "A1"}],
        "feeds.ssd_assessment_factors": [
            {"cinf_table_id": key, "cinf_assessment_id": to, "cinf_assessment_factors_json": ["1A"]}
            for key, to in factors
        ],
        "feeds.council_tax_account": [{"record_id": record(KIT, 1), "account_ref": "12"}],
        "feeds.council_tax_occupation": [{"account_ref": "12", "property_ref": "P1"}],
        "feeds.council_tax_property": [{"property_ref": "P1"}, {"property_ref": "P2"}],
        "feeds.housing_rent_account": [{"tenancy_ref": "T1"}],
    }
    found_vault(site)
    publish_week(site, rows)
    programme = SimpleNamespace(feeds={name: SimpleNamespace(delivers=(name,)) for name in rows})
    with site.lake.connect() as lake:
        reach = reach_of(lake, programme, WEEK)
    assert reach.families == 2
    assert {name.partition(".")[2]: reach.with_any_of([name]) for name in rows} == {
        "ssd_cin_assessments": 1,
        "ssd_assessment_factors": 1,
        "council_tax_account": 1,
        "council_tax_occupation": 1,
        "council_tax_property": 1,
        "housing_rent_account": 0,  # nobody of its tenancy is known
    }
    assert [reach.with_none_but([name]) for name in rows] == [1, 0, 1, 0, 0, 0]
