"""What is behind a value."""

from datetime import timedelta

import pytest

from csps.domain.errors import IntegrityError, UsageError
from csps.features import compute_features, explain_feature

INCIDENT = "feeds.police_incident"


@pytest.fixture
def computed(town, kit, programme):
    """A family that the police know, with its features computed for two dates."""
    town.family(day=kit.ago(13))
    town.add(
        INCIDENT,
        {"person": "mother", "incident_date": kit.ago(5), "incident_id": "I1", "incident_type": "THEFT"},
        {"person": "child", "incident_date": kit.ago(5), "incident_id": "I1", "incident_type": "THEFT"},
        {"person": "uncle", "incident_date": kit.ago(20), "incident_id": "I2", "known_on": kit.ago(19)},
    )
    town.add(
        "feeds.school_attendance", {"person": "child", "week_start": kit.ago(2), "register_code": "O", "sessions": 4}
    )
    edition = town.edition()
    compute_features(edition, dates=[kit.ago(13), kit.DAY], programme=programme)
    return edition


def explained(edition, programme, name, day, family="family"):
    with edition.connect() as lake:
        return explain_feature(lake, family, name, day, programme)


def test_it_lists_rows_members_and_arithmetic(computed, kit, programme):
    found = explained(computed, programme, "police_incidents_change", kit.DAY)
    assert (found.value, found.arithmetic, found.state) == (0, "1 - 1 = 0", "something is known")
    assert found.members == ("child", "mother", "uncle")
    last = found.rows[-1]
    assert (last.agency, last.table, last.person_id, last.role) == ("police", INCIDENT, "uncle", "adult")
    assert (last.happened_on, last.known_on, last.days_ago) == (kit.ago(20), kit.ago(19), 140)
    assert last.says["incident_id"] == "I2"
    assert [(each.reading, each.after_weeks, each.weeks, each.value) for each in found.counted] == [
        ("how many", 0, 13, 1),
        ("how many", 13, 26, 1),
    ]


def test_what_is_added_up_shows_the_rows_it_was_added_up_from(computed, kit, programme):
    found = explained(computed, programme, "absence_13w", kit.DAY)
    assert found.arithmetic == "100 x 4 / 4 = 100"
    (row,) = found.rows
    assert (row.says["register_code"], row.says["sessions"]) == ("O", 4)
    assert row.counts_for == {"sessions_absent": 4, "sessions_possible": 4}


def test_three_ways_of_saying_nothing_are_three(computed, kit, programme):
    nothing = explained(computed, programme, "drug_incidents_52w", kit.DAY)
    assert (nothing.value, nothing.state) == (0, "nothing happened")
    unknown = explained(computed, programme, "worst_absence_52w", kit.DAY)
    assert (unknown.value, unknown.state) == (None, "not known")
    absent = explained(computed, programme, "debts_52w", kit.DAY)
    assert (absent.value, absent.state, absent.absent) == (None, "feed absent", ("feeds.debt_case",))
    assert absent.said.startswith("not known, because nothing was delivered")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (
            ("family", "police_incident_52w", 0),
            ("no feature police_incident_52w. Did you mean police_incidents_52w", "features list"),
        ),
        (("nobody", "debts_52w", 0), ("The family nobody does not exist as of 2026-03-02", "csps families")),
        (("family", "debts_52w", -1), ("2026-03-09 lies after the published week 2026-03-02", "--as-of 2026-03-02")),
        (("family", "debts_52w", 14), ("lies before the first date with features, 2025-12-01", "--as-of 2025-12-01")),
        (("family", "debts_52w", 3), ("No families were formed for 2026-02-09", "csps families --as-of 2026-02-09")),
    ],
)
def test_what_cannot_be_explained_is_refused_with_what_to_do(computed, kit, programme, asked, told):
    family, name, weeks = asked
    with pytest.raises(UsageError, match=told[0]) as refused:
        explained(computed, programme, name, kit.ago(weeks), family)
    assert told[1] in refused.value.next_step


def test_a_family_that_was_there_on_another_date_is_said_to_be(town, kit, programme):
    town.family(kit.Member("gone", "carer", 400), name="gone", day=kit.ago(13)).family(day=kit.ago(13))
    edition = town.edition()
    compute_features(edition, dates=[kit.ago(13), kit.DAY], programme=programme)
    with pytest.raises(UsageError, match="It is there on 1 other dates, the latest 2025-12-01"):
        explained(edition, programme, "debts_52w", kit.DAY, "gone")


def test_where_else_a_family_is_does_not_depend_on_features_that_an_earlier_csps_wrote(town, kit, programme):
    """Features of past weeks lack what was declared since; the families of those weeks do not."""
    town.family(kit.Member("gone", "carer", 400), name="gone", day=kit.ago(13)).family(day=kit.ago(13))
    edition = town.edition()
    compute_features(edition, dates=[kit.DAY], programme=programme)
    with pytest.raises(UsageError, match="It is there on 1 other dates, the latest 2025-12-01"):
        explained(edition, programme, "debts_52w", kit.DAY, "gone")


def test_a_stored_value_that_is_not_what_its_rows_say_is_refused(computed, kit, programme):
    with computed.connect() as lake:
        rows = lake.table("features.family_week", part=kit.DAY.isoformat()).to_pyarrow()
    place = rows.schema.get_field_index("police_incidents_52w")
    computed.write(
        "features.family_week",
        rows.set_column(place, "police_incidents_52w", rows["police_incidents_13w"]),
        part=kit.DAY.isoformat(),
    )
    with pytest.raises(IntegrityError, match="police_incidents_52w as of 2026-03-02 is not what its rows say"):
        explained(computed, programme, "police_incidents_52w", kit.DAY)


def test_a_later_correction_is_not_shown(town, kit, programme):
    plan = {"person": "child", "cppl_cp_plan_id": "P", "cppl_cp_plan_start_date": kit.ago(9)}
    town.add("feeds.ssd_cp_plans", plan, {**plan, "known_on": kit.ago(2), "cppl_cp_plan_end_date": kit.ago(3)})
    edition = town.family(day=kit.ago(4)).edition()
    compute_features(edition, dates=[kit.ago(4), kit.DAY], programme=programme)
    before = explained(edition, programme, "open_protection_plans_now", kit.ago(4))
    assert (before.value, before.rows[0].ended_on) == (1, None)
    after = explained(edition, programme, "ended_plans_ever", kit.DAY)
    assert after.rows[0].ended_on == kit.ago(3)
    assert after.rows[0].known_on == kit.ago(4) + timedelta(weeks=2)


def test_a_feed_that_fell_silent_is_named_with_its_latest_delivery(town, kit, programme):
    feed = next(name for name, each in programme.feeds.items() if each.table == INCIDENT)
    town.add(INCIDENT, {"person": "mother", "incident_date": kit.ago(30), "incident_id": "I1"})
    load = {"feed": feed, "table_name": INCIDENT, "known_on": kit.ago(29), "state": "taken in"}
    town.add("feeds.load", {"delivery": "police.csv", **load})
    edition = town.edition()
    compute_features(edition, dates=[kit.DAY], programme=programme)
    found = explained(edition, programme, "police_incidents_52w", kit.DAY)
    assert (found.value, found.state, found.absent) == (None, "feed absent", ())
    assert found.silent == {INCIDENT: kit.ago(29)}
    assert len(found.rows) == 1, "what is known is shown; what is not counted since is not known"
