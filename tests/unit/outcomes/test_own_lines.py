"""A council's own lines, asked like any other."""

import tomllib

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.outcomes.own_lines import line_of
from csps.outcomes.reading import tables_of
from csps.settings.own_rules import OwnRules
from csps.settings.reading import Document, Reader

RULES = """
name = "local-a"
version = "1"
owner = "Head of early help"
review_on = 2027-03-31
starts_from = "supporting-families-2022"
[[lines]]
id = "LOC1"
headline = 11
words = "A line."
standing = "confirmed"
source = "minutes"
signs = [{signs}]
"""
READER = Reader(OwnRules)


@pytest.fixture
def met(town, kit):
    """Say who meets a line with these signs."""

    def ask(*signs, day=kit.DAY):
        return kit.who_meets(town, own_line(*signs), day=day)

    return ask


def own_line(*signs):
    values = tomllib.loads(RULES.replace("{signs}", ", ".join(signs)))
    return line_of(READER.read(Document("local-a.toml", values, ""), delivered_tables()).lines[0])


def crime(kit, person, weeks, **says):
    row = {"person": person, "incident_date": kit.ago(weeks), "incident_type": "WEAPON", "role": "SUSPECT"}
    return {**row, "incident_id": f"I{person}{weeks}", **says}


CRIME = '{ table = "feeds.police_incident", counts_days = 182'


@pytest.mark.parametrize(("weeks", "people"), [(25, {"mother"}), (26, set())])
def test_an_event_counts_for_so_many_days(town, kit, met, weeks, people):
    town.add("feeds.police_incident", crime(kit, "mother", weeks))
    assert met(f"{CRIME} }}") == people


@pytest.mark.parametrize(
    ("who", "people"),
    [
        ("child", {"teenager", "baby"}),
        ("adult", {"mother", "uncle"}),
        ("carer", {"mother"}),
        ("family", {"mother", "uncle", "teenager", "baby"}),
    ],
)
def test_it_counts_of_whom_the_line_says(town, kit, met, who, people):
    town.add("feeds.police_incident", *(crime(kit, each, 3) for each in ("mother", "uncle", "teenager", "baby")))
    assert met(f'{CRIME}, who = "{who}" }}') == people


@pytest.mark.parametrize(("ages", "people"), [("from_age = 16", {"mother", "teenager"}), ("below_age = 16", {"child"})])
def test_ages_are_those_of_the_date(town, kit, met, ages, people):
    town.add("feeds.police_incident", *(crime(kit, each, 3) for each in ("mother", "teenager", "child")))
    assert met(f"{CRIME}, {ages} }}") == people


@pytest.mark.parametrize(
    ("condition", "people"),
    [
        ('{ column = "incident_type", equals = "WEAPON" }', {"mother", "uncle"}),
        ('{ column = "incident_type", any_of = ["DOMESTIC", "DRUGS"] }', {"teenager"}),
        ('{ column = "incident_type", none_of = ["WEAPON"] }', {"teenager"}),
        ('{ column = "domestic_flag", equals = true }', {"teenager"}),
        ('{ column = "outcome", known = true }', {"mother"}),
        ('{ column = "outcome", known = false }', {"uncle", "teenager"}),
        ('{ column = "outcome", none_of = ["CHARGED"] }', {"uncle", "teenager"}),
    ],
)
def test_a_row_is_asked_what_it_says(town, kit, met, condition, people):
    town.add(
        "feeds.police_incident",
        crime(kit, "mother", 3, outcome="CHARGED"),
        crime(kit, "uncle", 3),
        crime(kit, "teenager", 3, incident_type="DOMESTIC", domestic_flag=True),
    )
    assert met(f"{CRIME}, where = [{condition}] }}") == people


@pytest.mark.parametrize(("weeks", "met_by"), [(8, {"mother"}), (9, set())])
def test_money_is_held_against_another_column_through_the_table_that_says_whose_it_is(town, kit, met, weeks, met_by):
    town.add("feeds.housing_tenancy_member", {"person": "mother", "tenancy_ref": "T", "start_date": kit.ago(90)})
    account = {"tenancy_ref": "T", "balance_date": kit.ago(2), "weekly_rent_pence": 10_000, "balance_pence": 80_000}
    town.add("feeds.housing_rent_account", account)
    limit = f'{{ column = "balance_pence", at_least = {weeks}, times = "weekly_rent_pence" }}'
    via = 'through = "feeds.housing_tenancy_member", on = "tenancy_ref"'
    assert met(f'{{ table = "feeds.housing_rent_account", {via}, where = [{limit}], counts_days = 91 }}') == met_by


@pytest.mark.parametrize(("weeks", "people"), [(25, {"mother"}), (26, set())])
def test_rows_are_counted_within_a_window(town, kit, met, weeks, people):
    town.add("feeds.police_incident", crime(kit, "mother", 1), crime(kit, "mother", 1 + weeks), crime(kit, "uncle", 2))
    assert met(f"{CRIME}, times = 2, within_days = 182 }}") == people


@pytest.mark.parametrize(("least", "people"), [(9, {"teenager"}), (10, set())])
def test_what_rows_say_is_added_up_within_a_window(town, kit, met, least, people):
    exclusion = {"person": "teenager", "exclusion_type": "SUSP", "sessions": 3}
    town.add(
        "feeds.school_exclusion",
        *({**exclusion, "start_date": kit.ago(week), "exclusion_id": f"X{week}"} for week in (2, 4, 6, 30)),
    )
    window = f'sum_of = "sessions", sum_at_least = {least}, within_days = 91, counts_days = 91'
    assert met(f'{{ table = "feeds.school_exclusion", {window} }}') == people


@pytest.mark.parametrize(("ended", "people"), [(None, {"child"}), (5, set())])
def test_what_lasts_counts_while_it_does(town, kit, met, ended, people):
    plan = {"person": "child", "cppl_cp_plan_start_date": kit.ago(50)}
    town.add("feeds.ssd_cp_plans", {**plan, "cppl_cp_plan_end_date": ended and kit.ago(ended)})
    assert met('{ table = "feeds.ssd_cp_plans", while_it_lasts = true }') == people


@pytest.mark.parametrize(("code", "people"), [("11A", {"child"}), ("3B", set())])
def test_codes_that_a_column_lists_are_asked_for(town, kit, met, code, people):
    assessment = {"person": "child", "cina_assessment_id": "A", "cina_assessment_start_date": kit.ago(9)}
    town.add("feeds.ssd_cin_assessments", assessment)
    town.add("feeds.ssd_assessment_factors", {"cinf_assessment_id": "A", "cinf_assessment_factors_json": ["11A", "2B"]})
    via = 'through = "feeds.ssd_cin_assessments", on = "cinf_assessment_id", on_theirs = "cina_assessment_id"'
    listed = f'where = [{{ column = "cinf_assessment_factors_json", has = ["{code}"] }}]'
    assert met(f'{{ table = "feeds.ssd_assessment_factors", {via}, {listed}, counts_days = 182 }}') == people


def test_any_sign_is_enough_and_all_their_tables_are_read(town, kit, met):
    missing = '{ table = "feeds.ssd_missing", counts_days = 182 }'
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(3)})
    assert met(f"{CRIME} }}", missing) == {"teenager"}
    assert tables_of(own_line(f"{CRIME} }}", missing)) == ("feeds.police_incident", "feeds.ssd_missing")
