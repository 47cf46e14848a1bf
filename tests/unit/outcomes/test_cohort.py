"""Whom a model is about on a date, of whom it lost sight, and whether enough time has passed."""

from datetime import timedelta

import pytest

from csps.outcomes import find_outcomes
from csps.outcomes.cohort import left_by
from csps.store.known import known_by
from csps.store.people import people_on


def lives(town, person, begins, ends=None, known_on=None):
    row = {"person": person, "place_id": "p", "register": "feeds.ssd_person", "started_on": begins, "ended_on": ends}
    town.add("linkage.residence", {**row, "known_on": known_on or begins})


@pytest.fixture
def cohort(town, kit, specs, programme):
    """Count the cohort of a date as the town is known in a week."""

    def ask(day, week):
        town.week = week
        edition = town.edition()
        find_outcomes(edition, spec=specs["maltreatment"], dates=[day], programme=programme)
        with edition.connect() as lake:
            (row,) = lake.table("outcomes.cohort", part=f"maltreatment/{day.isoformat()}").to_pyarrow().to_pylist()
        return row

    return ask


def test_every_family_of_the_cohort_is_counted_once(town, kit, cohort):
    """One is followed, one is under a plan already, one objects."""
    later = kit.DAY + timedelta(weeks=65)
    town.family(kit.Member("son", "child", 100), name="under plan")
    town.family(kit.Member("girl", "child", 100), name="objects")
    town.add(
        "feeds.ssd_cp_plans", {"person": "son", "cppl_cp_plan_start_date": kit.ago(5), "cppl_cp_plan_end_date": None}
    )
    town.add(
        "feeds.ssd_cp_plans", {"person": "child", "cppl_cp_plan_start_date": kit.ago(-5), "cppl_cp_plan_end_date": None}
    )
    town.add(
        "feeds.restriction",
        {"person": "girl", "restriction_ref": "R", "kind": "OBJECTION", "start_date": kit.ago(9), "end_date": None},
    )
    row = cohort(kit.DAY, later)
    assert {
        name: row[name] for name in ("families", "left_out", "not_asked", "asked", "gone", "happened", "mature")
    } == {
        "families": 2,
        "left_out": 1,
        "not_asked": 1,
        "asked": 1,
        "gone": 0,
        "happened": 1,
        "mature": True,
    }


def test_while_the_horizon_runs_and_a_quarter_more_nothing_is_said_of_what_came(town, kit, cohort):
    row = cohort(kit.DAY, kit.DAY + timedelta(weeks=64))
    assert (row["mature"], row["asked"], row["gone"], row["happened"]) == (False, 1, None, None)
    assert row["horizon_ends_on"] == kit.DAY + timedelta(weeks=52)


@pytest.mark.parametrize(("after", "gone"), [(363, 1), (364, 1), (365, 0)])
def test_a_family_is_gone_when_nobody_of_it_lives_here_on_the_last_day(town, kit, cohort, after, gone):
    lives(town, "mother", kit.ago(90), ends=kit.DAY + timedelta(days=after))
    assert cohort(kit.DAY, kit.DAY + timedelta(weeks=65))["gone"] == gone


def test_one_who_stays_or_comes_back_keeps_the_family_in_sight(town, kit, cohort):
    lives(town, "mother", kit.ago(90), ends=kit.ago(-9))
    lives(town, "child", kit.ago(90))
    assert cohort(kit.DAY, kit.DAY + timedelta(weeks=65))["gone"] == 0


def test_whose_home_nobody_ever_recorded_is_not_said_to_have_left(town, kit, cohort):
    assert cohort(kit.DAY, kit.DAY + timedelta(weeks=65))["gone"] == 0


def test_a_removal_that_nobody_had_told_by_the_week_is_not_known(town, kit):
    lives(town, "mother", kit.ago(90))
    lives(town, "mother", kit.ago(90), ends=kit.ago(-9), known_on=kit.ago(-60))
    town.week = kit.ago(-70)
    with town.edition().connect() as lake:
        members = people_on(lake, kit.DAY).members
        for week, count in ((kit.ago(-59), 0), (kit.ago(-60), 1)):
            homes = known_by(lake, "linkage.residence", week, columns=("ended_on",))
            assert left_by(homes, members.drop("started_on"), 52).count().to_pyarrow().as_py() == count
