"""Which criteria each family meets on each date."""

from datetime import date

import pytest

from csps.domain.errors import SettingsError
from csps.outcomes import meet_criteria

EARLY = date(2022, 5, 23)


def test_the_rule_set_in_force_on_the_date_is_used_and_told(town, kit, programme):
    town.family(day=EARLY)
    town.add(
        "feeds.ssd_missing",
        *({"person": "teenager", "miss_missing_episode_start_date": day} for day in (EARLY, kit.ago(3))),
    )
    edition = town.edition()
    done = meet_criteria(edition, dates=[EARLY, kit.DAY], programme=programme)
    assert done.rule_sets == {EARLY: "TFP2015", kit.DAY: "local"}
    assert done.rows == {EARLY: 1, kit.DAY: 1}
    assert done.eligible == {EARLY: 0, kit.DAY: 0}
    assert 0 < done.confirmed[kit.DAY] < done.confirmed[EARLY] < 1
    assert "nomination" in done.lacking["SF6.5"]
    with edition.connect() as lake:
        rows = lake.table("outcomes.criterion_met").order_by("as_of").to_pyarrow().to_pylist()
    assert [(row["rule_set"], row["criterion"], row["latest_on"]) for row in rows] == [
        ("TFP2015", "TF3.c", EARLY),
        ("local", "SF6.2", kit.ago(3)),
    ]


def test_what_is_known_later_is_no_evidence(town, kit, programme):
    town.week = kit.ago(-9)
    town.add(
        "feeds.ssd_missing",
        {"person": "teenager", "miss_missing_episode_start_date": kit.ago(3), "known_on": kit.ago(-1)},
    )
    assert meet_criteria(town.edition(), dates=[kit.DAY], programme=programme).rows == {kit.DAY: 0}


def test_a_date_without_a_rule_set_is_refused(town, programme):
    with pytest.raises(SettingsError, match="No rule set is in force on 2014-05-05"):
        meet_criteria(town.edition(), dates=[date(2014, 5, 5)], programme=programme)
