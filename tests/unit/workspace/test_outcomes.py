"""What a workspace is asked about outcomes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.domain.errors import AccessError, SettingsError, UsageError
from csps.workspace.outcomes import cohort_of, progress_of, rules_as_frame


@pytest.fixture
def town(tmp_path):
    """A town with one family on the programme."""
    town = KnownTown(tmp_path / "town").family()
    case = {"case_ref": "FP1", "rule_set": "SF2022", "stage": "PLAN", "attached_on": DAY - timedelta(weeks=30)}
    member = {"person": "mother", "case_ref": "FP1", "joined_on": DAY - timedelta(weeks=30)}
    town.add("feeds.programme_case", {"record_id": "c", "identified_on": DAY - timedelta(weeks=32), **case})
    town.add("feeds.programme_member", member)
    town.add(
        "feeds.load",
        {"delivery": "a.csv", "feed": "a", "table_name": "feeds.programme_case", "known_on": date(2025, 1, 6)},
    )
    return town


@pytest.fixture
def published(site, town):
    """The workspace with the town's lake."""
    town.edition().publish()
    return replace(site, lake=town.lake)


def test_a_family_is_found_by_its_pseudonym_and_by_its_case(published):
    assert [each.case.case_ref for each in progress_of(published, None, None)] == ["FP1"]
    assert progress_of(published, "FP1", None) == progress_of(published, "family", DAY)


def test_of_a_sealed_family_no_progress_is_told_of_any_day(site, town):
    row = {"record_id": "mother", "restriction_ref": "R1", "kind": "REFUGE", "start_date": DAY - timedelta(weeks=2)}
    town.add("feeds.restriction", row | {"known_on": DAY - timedelta(weeks=2)})
    town.edition().publish()
    sealed = replace(site, lake=town.lake)
    assert progress_of(sealed, None, DAY - timedelta(days=1)) == (), "of a day without families"
    for reference, day in (("FP1", DAY - timedelta(days=1)), ("family", DAY)):
        with pytest.raises(AccessError, match=f"Family {reference} is sealed"):
            progress_of(sealed, reference, day)


@pytest.mark.parametrize(
    ("family", "day", "words"),
    [
        ("nobody", None, "No family or case nobody was on the programme by 2026-03-02"),
        (None, DAY + timedelta(days=1), "2026-03-03 lies after the published week 2026-03-02"),
        (None, date(2025, 1, 5), "2025-01-05 lies before the first delivery, 2025-01-06"),
    ],
)
def test_what_nobody_can_know_is_refused(published, family, day, words):
    with pytest.raises(UsageError, match=words):
        progress_of(published, family, day)


def test_nothing_published_is_refused(site):
    with pytest.raises(UsageError, match="Nothing is published yet"):
        progress_of(site, None, None)


def test_whom_a_model_is_about_is_given_by_date(site, town):
    row = {"model": "maltreatment", "families": 3, "left_out": 0, "not_asked": 1, "asked": 2}
    days = (DAY - timedelta(weeks=13), DAY)
    town.add("outcomes.cohort", *({**row, "as_of": day} for day in reversed(days)))
    town.edition().publish()
    here = replace(site, lake=town.lake)
    assert [each["as_of"] for each in cohort_of(here, "maltreatment", None)] == [*days]
    assert [each["asked"] for each in cohort_of(here, "maltreatment", DAY)] == [2]
    assert cohort_of(here, "eligibility", None) == ()
    with pytest.raises(UsageError, match="was not asked about 2020-01-06; there are 2 dates from 2025-12-01"):
        cohort_of(here, "maltreatment", date(2020, 1, 6))
    with pytest.raises(UsageError, match="There is no model harm; there are eligibility, maltreatment"):
        cohort_of(here, "harm", None)


def test_the_rules_of_a_day_are_a_frame_that_names_them(site):
    frame = rules_as_frame(site.programme, date(2024, 1, 1))
    assert frame.attrs["said"].startswith("SF2022, version 2022.1, ")
    assert frame.attrs["needed"].startswith(
        "3 needs or more make a family eligible, with a child, born or expected, and"
    )
    assert frame.loc["SF6.2", "reads"] == ["feeds.ssd_missing"]
    assert len(rules_as_frame(site.programme, date(2020, 1, 6))) == 31


def test_a_day_without_rules_has_no_frame(site):
    with pytest.raises(SettingsError, match="No rule set is in force on 2010-01-04"):
        rules_as_frame(site.programme, date(2010, 1, 4))


def attach(town, case, person):
    since = DAY - timedelta(weeks=30)
    row = {"case_ref": case, "rule_set": "SF2022", "stage": "PLAN", "attached_on": since, "identified_on": since}
    town.add("feeds.programme_case", {"record_id": f"record of {case}", **row})
    town.add("feeds.programme_member", {"person": person, "case_ref": case, "joined_on": since})


def test_the_digits_that_the_list_prints_are_enough_to_ask_for_progress(site, town):
    for family, case, person in (("3f9a1c02aaaa", "FP2", "one"), ("3f9a1c02bbbb", "FP3", "two")):
        town.family(Member(person, "carer", 400), Member(f"child of {person}", "child", 90), name=family)
        attach(town, case, person)
    town.edition().publish()
    here = replace(site, lake=town.lake)
    assert [each.case.case_ref for each in progress_of(here, "3f9a1c02b", None)] == ["FP3"]
    assert progress_of(here, "FP3", None) == progress_of(here, "3f9a1c02bbbb", None)
    with pytest.raises(UsageError, match="Several families are called 3f9a1c02 as of 2026-03-02") as refused:
        progress_of(here, "3f9a1c02", None)
    assert refused.value.next_step == "Give more of it."
    for reference in ("3f9a1", "3f9a1c02c", "FP", ""):
        with pytest.raises(UsageError, match="was on the programme by"):
            progress_of(here, reference, None)
