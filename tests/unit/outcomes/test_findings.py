"""Findings that several lines share."""

from datetime import date, timedelta

import pytest

from csps.outcomes import findings
from csps.outcomes.evidence import Evidence
from csps.outcomes.findings import found_to_have_done_it
from csps.outcomes.line import Line, Standing
from csps.store.people import people_on


def line(find):
    return Line(id="X1", headline=1, words="A line.", standing=Standing.CONFIRMED, source="a test", find=find)


@pytest.mark.parametrize(
    ("stage", "counts"), [("SUMMONS", False), ("LIABILITY_ORDER", True), ("ENFORCEMENT", True), ("COMMITTAL", True)]
)
def test_council_tax_is_problem_debt_from_the_liability_order_on(town, kit, stage, counts):
    town.add("feeds.council_tax_account", {"person": "mother", "account_ref": "C1"})
    town.add(
        "feeds.council_tax_arrears",
        {"account_ref": "C1", "balance_date": kit.ago(2), "balance_pence": 1, "stage": stage},
    )
    assert bool(kit.who_meets(town, line(findings.problem_debt))) is counts


def test_rent_of_a_tenancy_the_person_had_left_is_no_problem_debt(town, kit):
    town.add(
        "feeds.housing_tenancy_member",
        {"person": "mother", "tenancy_ref": "T1", "start_date": kit.ago(90), "end_date": kit.ago(9)},
    )
    town.add(
        "feeds.housing_rent_account",
        {"tenancy_ref": "T1", "balance_date": kit.ago(2), "balance_pence": 90000, "weekly_rent_pence": 10000},
    )
    assert kit.who_meets(town, line(findings.problem_debt)) == set()


def test_the_third_suspension_counts_until_the_first_is_a_year_old(town, kit):
    for weeks in (40, 20, 10):
        town.add(
            "feeds.school_exclusion",
            {"person": "child", "start_date": kit.ago(weeks), "exclusion_type": "SUSP", "exclusion_id": f"X{weeks}"},
        )
    third = line(findings.often_suspended)
    met = [weeks for weeks in (11, 10, 1, -11, -12) if kit.who_meets(town, third, day=kit.ago(weeks), known_by=kit.DAY)]
    assert met == [10, 1, -11]


@pytest.mark.parametrize(
    ("role", "outcome", "counts"),
    [
        ("PERPETRATOR", None, True),
        ("SUSPECT", "CHARGED", True),
        ("SUSPECT", "OUT_OF_COURT", True),
        ("SUSPECT", "NO_ACTION", False),
        ("SUSPECT", "OPEN", False),
        ("SUSPECT", None, False),
        ("VICTIM", "CHARGED", False),
    ],
)
def test_a_suspicion_is_no_finding_until_it_was_dealt_with(town, kit, role, outcome, counts):
    row = {"incident_type": "DOMESTIC", "incident_id": "I1", "incident_date": kit.ago(3), "outcome": outcome}
    town.add("feeds.police_incident", {**row, "person": "uncle", "role": role})
    with town.edition().connect() as lake:
        evidence = Evidence(lake, people_on(lake, kit.DAY), kit.DAY)
        found = found_to_have_done_it(evidence.of("feeds.police_incident")).count().to_pyarrow().as_py()
    assert bool(found) is counts


def left_school(kit, day, **changes):
    row = {"person": "child", "provision": "MAINSTREAM", "entry_date": kit.ago(200), "leaving_date": day}
    return {**row, "estab": "S", **changes}


@pytest.mark.parametrize(
    ("left", "since"),
    [
        (date(2025, 6, 30), date(2025, 7, 28)),
        (date(2025, 7, 1), date(2025, 9, 29)),
        (date(2025, 8, 31), date(2025, 9, 29)),
        (date(2025, 9, 1), date(2025, 9, 29)),
        (date(2025, 12, 19), date(2026, 1, 16)),
    ],
)
def test_a_child_is_off_roll_a_month_after_it_left_and_no_earlier_than_a_month_into_the_school_year(
    town, kit, left, since
):
    town.add("feeds.school_enrolment", left_school(kit, left))
    off_roll = line(findings.off_roll)
    assert kit.who_meets(town, off_roll, day=since) == {"child"}
    assert kit.who_meets(town, off_roll, day=since - timedelta(days=1)) == set()


@pytest.mark.parametrize(("days", "met"), [(363, {"child"}), (364, set())])
def test_being_off_roll_counts_for_a_year(town, kit, days, met):
    town.add("feeds.school_enrolment", left_school(kit, kit.DAY - timedelta(days=28 + days)))
    assert kit.who_meets(town, line(findings.off_roll)) == met


def test_the_last_roll_is_the_evidence(town, kit):
    town.add(
        "feeds.school_enrolment",
        left_school(kit, kit.ago(60), estab="first", delivery="a"),
        left_school(kit, kit.ago(9), estab="second", entry_date=kit.ago(60), delivery="b"),
    )
    with town.edition().connect() as lake:
        rows = findings.off_roll(Evidence(lake, people_on(lake, kit.DAY), kit.DAY)).to_pyarrow().to_pylist()
    assert [(row["delivery"], row["summed"]) for row in rows] == [("b", 1)]
