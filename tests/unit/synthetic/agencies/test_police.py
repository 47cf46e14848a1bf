"""Police incidents."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from csps.synthetic.agencies.police import (
    CHILD_PRESENT,
    INCIDENT_TYPES,
    OFFENCE_KINDS,
    counted_before,
    domestic_incidents,
    offences,
    watch_police,
)
from csps.synthetic.lives.population import NOBODY


@pytest.fixture(scope="module")
def batches(watch):
    return watch_police(watch)


@pytest.fixture(scope="module")
def incidents(batches, as_frames):
    frame = as_frames(batches)["feeds.police_incident"]
    return frame.assign(person=batches[0].persons["nominal_id"], day=frame.incident_date.astype("int64"))


def days_of(dates):
    return np.asarray(dates).astype("datetime64[D]").astype(np.int64)


def test_every_column_is_as_the_contracts_say(batches, contract_faults):
    assert [contract_faults(batch) for batch in batches] == [[]]


def test_an_incident_at_home_names_only_people_who_lived_there_that_day(watch, incidents):
    day = days_of(incidents.incident_date)
    home = watch.history.home(incidents.person.to_numpy(), day)
    assert (home != NOBODY).all()
    at_home = incidents.assign(home=home)[incidents.incident_type.isin(["DOMESTIC", "CHILD_TO_PARENT"])]
    assert not at_home.drop_duplicates(["incident_id", "home"]).duplicated("incident_id").any()


def test_other_offences_have_victims_too(incidents):
    elsewhere = incidents[~incidents.incident_type.isin(["DOMESTIC", "CHILD_TO_PARENT"])]
    named = elsewhere.groupby("incident_type").role.agg(lambda roles: (roles == "VICTIM").mean())
    assert named["VIOLENCE"] > 0.1
    assert named.get("DRUGS", 0.0) == 0.0
    assert not elsewhere.drop_duplicates(["incident_id", "role", "person"]).duplicated(["incident_id", "role"]).any()


def test_the_young_are_suspected_most(busy_watch):
    done = offences(busy_watch, "adult_offence")
    age = busy_watch.history.ages(done.person, done.day)
    assert (age >= 65).mean() < 0.02
    assert (age < 40).mean() > 0.5


def test_a_child_is_suspected_at_home_only_of_violence_towards_a_parent(watch, incidents):
    age = watch.history.ages(incidents.person.to_numpy(), days_of(incidents.incident_date))
    suspect = incidents.role == "SUSPECT"
    assert (age[suspect & (incidents.incident_type == "DOMESTIC")] >= 18).all()
    assert (age[suspect & (incidents.incident_type == "CHILD_TO_PARENT")] < 18).all()
    assert (age[incidents.role == "CHILD_PRESENT"] < 18).all()
    assert (age[(incidents.role == "VICTIM") & (incidents.incident_type != "VIOLENCE")] >= 10).all()
    assert (age[(incidents.role == "VICTIM") & (incidents.incident_type == "DOMESTIC")] >= 18).all()


def test_a_teenager_under_16_is_violent_but_not_legally_a_domestic_abuser(another_watch, as_frames):
    lived = domestic_incidents(another_watch)
    batch = watch_police(another_watch)[0]
    frame = as_frames([batch])["feeds.police_incident"]
    suspect = (frame.incident_type == "CHILD_TO_PARENT") & (frame.role == "SUSPECT")
    age = another_watch.history.ages(batch.persons["nominal_id"], days_of(frame.incident_date))
    assert (frame.domestic_flag[suspect] == (age[suspect] >= 16)).all()
    assert lived.by_teenager.mean() < 0.1


def test_nobody_is_twice_in_one_role_of_an_incident(incidents):
    last = incidents.sort_values("known").drop_duplicates(["incident_id", "nominal_id", "role"], keep="last")
    assert not last.duplicated(["incident_id", "person", "role"]).any()
    assert last.groupby("incident_id").role.apply(lambda roles: (roles == "VICTIM").sum() <= 1).all()


def test_an_open_incident_is_told_again_when_something_came_of_it(incidents):
    once = incidents.groupby(["incident_id", "nominal_id", "role"])
    assert (once.size() <= 2).all()
    still_open = incidents[incidents.outcome == "OPEN"]
    later = incidents[incidents.outcome != "OPEN"].set_index(["incident_id", "nominal_id", "role"]).known
    keys = pd.MultiIndex.from_frame(still_open[["incident_id", "nominal_id", "role"]])
    assert (later.loc[keys].to_numpy() > still_open.known.to_numpy()).all()


def test_an_incident_is_known_after_it_happened(incidents):
    assert (incidents.known >= days_of(incidents.incident_date)).all()


def test_incident_numbers_say_nothing_about_the_kind(incidents):
    one = incidents.drop_duplicates("incident_id").sort_values("incident_id")
    assert one.incident_date.is_monotonic_increasing
    assert one.incident_type.ne(one.incident_type.shift()).sum() > 10


def test_not_every_domestic_incident_reaches_the_council(watch, incidents):
    lived = len(domestic_incidents(watch).day)
    recorded = incidents[incidents.incident_type.isin(["DOMESTIC", "CHILD_TO_PARENT"])].incident_id.nunique()
    assert 0.7 * lived < recorded < 0.95 * lived


def test_women_are_mostly_the_victims(busy_watch, as_frames):
    batches = watch_police(busy_watch)
    incidents = as_frames(batches)["feeds.police_incident"]
    sex = busy_watch.history.people["sex"][batches[0].persons["nominal_id"]]
    domestic = incidents.incident_type == "DOMESTIC"
    assert sex[domestic & (incidents.role == "VICTIM")].mean() < 0.45
    assert sex[domestic & (incidents.role == "SUSPECT")].mean() > 0.7


def test_ethnicity_and_sex_stay_with_the_record(incidents):
    by_record = incidents.groupby("nominal_id")[["ethnicity", "sex"]].nunique(dropna=False)
    assert (by_record == 1).all(axis=None)


def test_offences_are_the_same_whoever_asks(watch):
    one, two = offences(watch, "adult_offence"), offences(watch, "adult_offence")
    assert all(np.array_equal(getattr(one, name), getattr(two, name)) for name in ("person", "day", "kind", "earlier"))
    assert (np.diff(one.day) >= 0).all()
    assert (watch.history.ages(one.person, one.day) >= 18).all()


def test_suspects_of_offences_by_the_young_are_10_to_17(watch):
    done = offences(watch, "youth_offence")
    age = watch.history.ages(done.person, done.day)
    assert ((age >= 10) & (age < 18)).all()


def test_earlier_offences_are_counted_by_person():
    assert counted_before(np.array([], dtype=np.int64)).tolist() == []
    assert counted_before(np.array([3, 1, 3, 3, 1])).tolist() == [0, 0, 1, 2, 1]


def test_kinds_of_offence_are_words_of_both_lists():
    assert INCIDENT_TYPES[-len(OFFENCE_KINDS) :] == OFFENCE_KINDS
    assert CHILD_PRESENT == 2


def test_two_runs_give_the_same_rows(same_watch, incidents, as_frames):
    again = as_frames(watch_police(same_watch))["feeds.police_incident"]
    pd.testing.assert_frame_equal(again, incidents.drop(columns=["person", "day"]))


def test_where_nothing_happens_the_table_is_empty_and_complete(watch, contract_faults):
    nothing = {name: column[:0] for name, column in watch.history.happenings.items()}
    quiet = dataclasses.replace(watch, history=dataclasses.replace(watch.history, happenings=nothing))
    batches = watch_police(quiet)
    assert [len(batch) for batch in batches] == [0]
    assert [contract_faults(batch) for batch in batches] == [[]]
