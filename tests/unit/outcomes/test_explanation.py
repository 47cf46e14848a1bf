"""`csps outcomes explain`: by which rows a family meets which criteria, and what is missing to judge the others."""

from dataclasses import replace

import pandas as pd
import pytest

from csps.domain.errors import IntegrityError, SettingsError
from csps.outcomes import explain_criteria, meet_criteria
from csps.settings.thresholds import Thresholds

pytestmark = pytest.mark.usefixtures("few_lines")
DELIVERY = {"delivery": "police/incidents_2026-02-01.csv"}


@pytest.fixture
def explained(town, kit, programme):
    """Judge the criteria and explain the family."""

    def ask(family="family", edition=None):
        edition = edition or town.edition()
        meet_criteria(edition, dates=[kit.DAY], programme=programme)
        with edition.connect() as lake:
            return explain_criteria(lake, family, kit.DAY, programme)

    return ask


def incident(kit):
    incident = {"incident_date": kit.ago(5), "incident_type": "DOMESTIC", "incident_id": "I1", **DELIVERY}
    return (
        {**incident, "person": "mother", "role": "VICTIM", "line": 4},
        {**incident, "person": "child", "role": "CHILD_PRESENT", "line": 5},
    )


def by_line(found):
    return {each.criterion: each for each in found.criteria}


def test_a_criterion_is_met_by_rows_of_members(town, kit, explained):
    town.add("feeds.police_incident", *incident(kit))
    found = by_line(explained())["SF8.1"]
    assert (found.judgement, found.members, found.standing) == ("met", ("mother",), "to be confirmed")
    (row,) = found.rows
    assert (row.agency, row.table, row.role) == ("police", "feeds.police_incident", "carer")
    assert (row.delivery, row.line, row.known_on, row.since) == (DELIVERY["delivery"], 4, kit.ago(5), kit.ago(5))
    assert (row.says["incident_type"], row.says["role"]) == ("DOMESTIC", "VICTIM")


def test_rules_version_and_share_are_said(explained):
    found = explained()
    assert (found.rule_set, found.rule_set_version, found.to_confirm_of_100) == ("local", "2022.1", 100)
    assert found.said == "local, version 2022.1, 100 % of its 7 lines still to be confirmed"


def test_a_line_is_not_met_only_where_its_feeds_are_there(town, kit, explained):
    town.add(
        "feeds.ssd_missing", {"person": "teenager", "miss_missing_episode_start_date": kit.ago(60), "known_on": kit.DAY}
    )
    lines = by_line(explained())
    assert (lines["SF6.2"].judgement, lines["SF6.2"].missing) == ("not met", "")
    assert lines["SF1.1"].judgement == "not judged"
    assert lines["SF1.1"].missing == "feeds.school_attendance had not been delivered"
    assert lines["SF6.5"].judgement == "not judged"


def test_every_row_of_a_sum_is_named(town, kit, explained):
    town.add("feeds.school_attendance", *kit.attendance("child", 52, absent=3))
    found = by_line(explained())["SF1.1"]
    assert len(found.rows) > 20
    assert len({(row.delivery, row.line) for row in found.rows}) == len(found.rows)
    assert {row.says["register_code"] for row in found.rows} == {"/", "O"}


@pytest.mark.parametrize(("assessed", "eligible"), [(True, True), (False, False)])
def test_the_threshold_is_told_with_what_it_lacks(town, kit, explained, assessed, eligible):
    form = {"person": "mother", "nomination_ref": "N1", "nominated_on": kit.ago(5)}
    needs = ("SF1.1", "SF1.2", "SF6.5")
    town.add("feeds.professional_nomination", *({**form, "need": need} for need in needs))
    if assessed:
        town.add("feeds.ssd_early_help_episodes", {"person": "child", "earl_episode_start_date": kit.ago(5)})
    found = explained()
    assert (found.found, found.least, found.counted, found.with_child) == (3, 3, "needs", True)
    assert (bool(found.assessments), found.eligible) == (assessed, eligible)


def test_what_became_known_later_is_not_shown(town, kit, explained):
    town.week = kit.ago(-9)
    town.add("feeds.police_incident", *({**row, "known_on": kit.ago(-2)} for row in incident(kit)))
    assert {each.judgement for each in explained().criteria} == {"not judged"}


def test_another_familys_rows_are_not_shown(town, kit, explained):
    town.family(kit.Member("neighbour", "carer", 400), kit.Member("theirs", "child", 90), name="other")
    town.add("feeds.police_incident", *incident(kit))
    assert not any(each.rows for each in explained("other").criteria)


def test_what_is_stored_and_not_said_by_rows_is_refused(town, kit, programme, explained):
    town.add("feeds.police_incident", *incident(kit))
    edition = town.edition()
    explained(edition=edition)
    with edition.connect() as lake:
        stored = lake.table("outcomes.criterion_met").to_pyarrow().to_pandas(types_mapper=pd.ArrowDtype)
    edition.write("outcomes.criterion_met", stored.assign(criterion="SF2.2").head(1), part=kit.DAY.isoformat())
    with edition.connect() as lake, pytest.raises(IntegrityError, match=r"not what its rows say: SF2.2, SF8.1, SF8.3"):
        explain_criteria(lake, "family", kit.DAY, programme)


def test_rules_that_the_council_has_no_more_are_refused(town, kit, programme):
    edition = town.edition()
    meet_criteria(edition, dates=[kit.DAY], programme=programme)
    changed = tuple(replace(entry, thresholds=Thresholds(rent_weeks=9)) for entry in programme.rule_sets)
    with edition.connect() as lake, pytest.raises(SettingsError, match=r"judged by local, version 2022.1, which"):
        explain_criteria(lake, "family", kit.DAY, replace(programme, rule_sets=changed))


def test_a_past_date_judged_by_todays_rules_is_explained_by_them(town, kit, programme):
    early = kit.ago(400)
    town.family(day=early)
    edition = town.edition()
    meet_criteria(edition, dates=[early], programme=programme.as_if_always(kit.DAY))
    with edition.connect() as lake:
        assert explain_criteria(lake, "family", early, programme).rule_set == "local"
