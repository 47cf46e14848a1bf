"""Which criteria each family meets on each date."""

from dataclasses import replace
from datetime import date

import pytest

from csps.domain.errors import SettingsError
from csps.outcomes import meet_criteria
from csps.settings import Use

EARLY = date(2022, 5, 23)
few_lines = pytest.mark.usefixtures("few_lines")


def test_the_rule_set_in_force_on_the_date_is_used_and_told(town, kit, programme):
    town.family(day=EARLY)
    town.add(
        "feeds.ssd_missing",
        *({"person": "teenager", "miss_missing_episode_start_date": day} for day in (EARLY, kit.ago(3))),
    )
    edition = town.edition()
    done = meet_criteria(edition, dates=[EARLY, kit.DAY], programme=programme)
    assert done.rule_sets[EARLY] == "TFP2015, version 2015.1, 19 % of its 31 lines still to be confirmed"
    assert done.rule_sets[kit.DAY] == "local, version 2022.1, 91 % of its 34 lines still to be confirmed"
    assert done.rows == {EARLY: 1, kit.DAY: 1}
    assert done.eligible == {EARLY: 0, kit.DAY: 0}
    assert "nomination" in done.not_judged[kit.DAY]["SF6.5"]
    assert "by local, version 2022.1" in str(done)
    with edition.connect() as lake:
        rows = lake.table("outcomes.criterion_met").order_by("as_of").to_pyarrow().to_pylist()
        lines = lake.table("outcomes.criterion").order_by("as_of", "criterion").to_pyarrow().to_pylist()
    assert [(row["rule_set"], row["criterion"], row["latest_on"]) for row in rows] == [
        ("TFP2015", "TF3.c", EARLY),
        ("local", "SF6.2", kit.ago(3)),
    ]
    assert {(row["rule_set_version"], row["to_confirm_of_100"]) for row in rows} == {("2015.1", 19), ("2022.1", 91)}
    assert len(lines) == 31 + 34
    assert {row["criterion"]: row["families"] for row in lines if row["families"]} == {"TF3.c": 1, "SF6.2": 1}


def evidence_of(town, kit, programme):
    edition = town.edition()
    meet_criteria(edition, dates=[kit.DAY], programme=programme)
    with edition.connect() as lake:
        return lake.table("outcomes.criterion_evidence").order_by("criterion", "place").to_pyarrow().to_pylist()


@few_lines
def test_every_criterion_has_its_source_rows(town, kit, programme):
    town.add(
        "feeds.ssd_missing",
        {"person": "teenager", "miss_missing_episode_start_date": kit.ago(3), "delivery": "care/a.csv", "line": 7},
        {"person": "child", "miss_missing_episode_start_date": kit.ago(9), "delivery": "care/b.csv", "line": 2},
    )
    first, second = evidence_of(town, kit, programme)
    assert first == {
        "as_of": kit.DAY,
        "family_id": "family",
        "rule_set": "local",
        "rule_set_version": "2022.1",
        "to_confirm_of_100": 100,
        "criterion": "SF6.2",
        "place": 1,
        "person_id": "teenager",
        "agency": "childrens_social_care",
        "from_table": "feeds.ssd_missing",
        "through": None,
        "record_id": "teenager",
        "delivery": "care/a.csv",
        "line": 7,
        "known_on": kit.ago(3),
        "summed": 1,
        "first_on": None,
        "since": kit.ago(3),
        "until": kit.ago(-49),
    }
    assert (second["place"], second["person_id"], second["delivery"], second["line"]) == (2, "child", "care/b.csv", 2)


@few_lines
def test_rows_that_are_added_up_are_one_with_their_number(town, kit, programme):
    town.add("feeds.school_attendance", *kit.attendance("child", 52, absent=3))
    (row,) = evidence_of(town, kit, programme)
    assert (row["criterion"], row["person_id"], row["delivery"], row["line"]) == ("SF1.1", "child", None, None)
    assert row["summed"] > 2
    assert row["first_on"] < row["since"] <= kit.DAY


@few_lines
def test_a_row_that_names_nobody_says_through_which_table_it_was_found(town, kit, programme):
    town.add("feeds.housing_tenancy_member", {"person": "mother", "tenancy_ref": "T", "start_date": kit.ago(90)})
    town.add(
        "feeds.housing_rent_account",
        {"tenancy_ref": "T", "balance_date": kit.ago(2), "balance_pence": 90_000, "weekly_rent_pence": 12_000},
    )
    (row,) = evidence_of(town, kit, programme)
    assert (row["criterion"], row["agency"], row["through"]) == ("SF10.2", "housing", "feeds.housing_tenancy_member")


def lines_of(town, kit, programme):
    edition = town.edition()
    meet_criteria(edition, dates=[kit.DAY], programme=programme)
    with edition.connect() as lake:
        return {row["criterion"]: row for row in lake.table("outcomes.criterion").to_pyarrow().to_pylist()}


@few_lines
def test_a_line_whose_feed_is_absent_is_not_judged(town, kit, programme):
    line = lines_of(town, kit, programme)["SF6.2"]
    assert (line["judged"], line["missing"]) == (False, "feeds.ssd_missing had not been delivered")


@few_lines
def test_a_line_whose_feed_fell_silent_is_not_judged_and_still_met(town, kit, programme):
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(50)})
    line = lines_of(town, kit, programme)["SF6.2"]
    assert line["families"] == 1
    assert line["missing"].startswith(f"feeds.ssd_missing last came on {kit.ago(50).isoformat()}, 350 days before;")


@few_lines
def test_a_line_whose_feeds_are_there_is_judged(town, kit, programme):
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(1)})
    line = lines_of(town, kit, programme)["SF6.2"]
    assert (line["judged"], line["missing"], line["reads"]) == (True, None, "feeds.ssd_missing")


@few_lines
def test_a_feed_that_may_not_be_used_for_scoring_is_no_evidence(town, kit, programme):
    feeds = {
        name: replace(feed, purposes=(Use.CASEWORK,)) if "feeds.ssd_missing" in feed.delivers else feed
        for name, feed in programme.feeds.items()
    }
    town.add("feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(1)})
    line = lines_of(town, kit, replace(programme, feeds=feeds))["SF6.2"]
    assert (line["families"], line["missing"]) == (0, "feeds.ssd_missing may not be used for scoring")


@few_lines
def test_what_is_known_later_is_no_evidence(town, kit, programme):
    town.week = kit.ago(-9)
    town.add(
        "feeds.ssd_missing",
        {"person": "teenager", "miss_missing_episode_start_date": kit.ago(3), "known_on": kit.ago(-1)},
    )
    assert meet_criteria(town.edition(), dates=[kit.DAY], programme=programme).rows == {kit.DAY: 0}


@few_lines
def test_a_date_without_a_rule_set_is_refused(town, programme):
    with pytest.raises(SettingsError, match="No rule set is in force on 2014-05-05"):
        meet_criteria(town.edition(), dates=[date(2014, 5, 5)], programme=programme)
