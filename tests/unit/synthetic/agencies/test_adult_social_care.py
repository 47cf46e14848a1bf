"""Clients of adult social care and their events."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from csps.synthetic.agencies.adult_social_care import REQUESTS_BY_AGE, watch_adult_social_care


@pytest.fixture(scope="module")
def batches(watch):
    return watch_adult_social_care(watch)


@pytest.fixture(scope="module")
def clients(batches, as_frames):
    frame = as_frames(batches)["feeds.adult_social_care_client"]
    return frame.assign(person=batches[0].persons["la_person_id"])


@pytest.fixture(scope="module")
def events(batches, as_frames):
    frame = as_frames(batches)["feeds.adult_social_care_event"]
    return frame.assign(person=batches[1].persons["la_person_id"]).sort_values(["event_id", "known"])


def days_of(dates):
    return np.asarray(dates).astype("datetime64[D]").astype(np.int64)


def test_every_column_is_as_the_contracts_say(batches, contract_faults):
    assert [contract_faults(batch) for batch in batches] == [[], []]


def test_every_event_is_of_a_client_who_is_known_by_then(clients, events):
    first = clients.groupby("la_person_id").known.min()
    assert set(events.la_person_id) <= set(first.index)
    assert (events.known >= first.loc[events.la_person_id].to_numpy()).all()


def test_client_and_event_mean_the_same_person(clients, events):
    whose = clients.drop_duplicates("la_person_id").set_index("la_person_id").person
    assert not clients.drop_duplicates(["la_person_id", "person"]).duplicated("la_person_id").any()
    assert (whose.loc[events.la_person_id].to_numpy() == events.person.to_numpy()).all()


def test_clients_are_adults(watch, events):
    assert (watch.history.ages(events.person.to_numpy(), days_of(events.event_start_date)) >= 18).all()


def test_events_end_after_they_began_and_have_an_outcome_then(events):
    over = events.event_end_date.notna()
    assert (events.event_end_date[over] >= events.event_start_date[over]).all()
    assert events.event_outcome[over].notna().all()
    assert events.event_outcome[~over].isna().all()
    assert (events.known >= days_of(events.event_start_date)).all()
    assert (events.known[over] >= days_of(events.event_end_date[over])).all()


def test_an_event_is_told_once_or_twice(events):
    times = events.groupby("event_id").size()
    assert (times <= 2).all()
    assert (times[events.event_id[events.event_type.isin(["Request", "Review"])].unique()] == 1).all()
    assert not events[events.event_end_date.notna()].duplicated("event_id").any()


def test_only_services_have_a_kind_of_service(events):
    assert (events.service_type.notna() == (events.event_type == "Service")).all()


def test_reablement_is_followed_by_short_term_support(busy_watch, as_frames):
    watch, batch = busy_watch, watch_adult_social_care(busy_watch)[1]
    events = as_frames([batch])["feeds.adult_social_care_event"].assign(person=batch.persons["la_person_id"])
    requests = events[events.event_type == "Request"]
    reabled = requests[requests.event_outcome == "REABLEMENT"]
    start = days_of(reabled.event_start_date) + 3
    stays = start < np.minimum(watch.calendar.end_day - 60, watch.history.people["left"][reabled.person])
    short = events[events.service_type == "SHORT_TERM"]
    begun = set(zip(short.person, days_of(short.event_start_date), strict=True))
    assert stays.any()
    assert all(pair in begun for pair in zip(reabled.person[stays], start[stays], strict=True))


def test_reviews_come_about_a_year_after_services_have_begun(another_watch, as_frames):
    batch = watch_adult_social_care(another_watch)[1]
    events = as_frames([batch])["feeds.adult_social_care_event"].assign(person=batch.persons["la_person_id"])
    events = events.drop_duplicates("event_id")
    services = events[events.service_type.isin(["COMMUNITY", "CARER"])][["person", "event_start_date"]]
    both = events[events.event_type == "Review"].merge(services, on="person", suffixes=("", "_begun"))
    since = (both.event_start_date - both.event_start_date_begun).dt.days
    assert len(both)
    assert (since[since > 0] >= 340).all()


def test_nothing_is_told_of_after_death_but_the_death(watch, clients, events):
    death = watch.history.people["death"]
    assert (days_of(events.event_start_date) < death[events.person]).all()
    died = clients.dropna(subset=["date_of_death"])
    assert (days_of(died.date_of_death) == death[died.person]).all()
    assert (died.known >= days_of(died.date_of_death)).all()
    deceased = events[events.event_outcome == "DECEASED"]
    assert (days_of(deceased.event_end_date) == death[deceased.person]).all()


def test_nobody_asks_anew_while_a_service_lasts(events):
    service = events[(events.event_type == "Service")].drop_duplicates("event_id", keep="last")
    requests = events[events.event_type == "Request"][["person", "event_start_date"]]
    both = service.merge(requests, on="person", suffixes=("", "_asked"))
    during = (both.event_start_date_asked > both.event_start_date) & (
        both.event_end_date.isna() | (both.event_start_date_asked < both.event_end_date)
    )
    assert not during.any()


def test_the_old_ask_more_often(watch, events):
    asked = events[events.event_type == "Request"]
    age = watch.history.ages(asked.person.to_numpy(), days_of(asked.event_start_date))
    assert (age >= 65).sum() > 3
    assert [rate for _, _, rate in REQUESTS_BY_AGE] == sorted(rate for _, _, rate in REQUESTS_BY_AGE)


def test_clients_are_delivered_again_with_a_new_address(clients):
    assert clients.groupby("la_person_id").size().max() >= 2
    stays = clients.drop(columns=["known", "address_line", "postcode", "uprn", "date_of_death"])
    assert not stays.drop_duplicates().duplicated("la_person_id").any()


def test_carers_are_supported_as_carers(clients):
    assert ((clients.client_type == "Carer") == (clients.primary_support_reason == "CARER")).all()


def test_two_runs_give_the_same_rows(same_watch, events, as_frames):
    again = as_frames(watch_adult_social_care(same_watch))["feeds.adult_social_care_event"]
    pd.testing.assert_frame_equal(
        again.sort_values(["event_id", "known"]), events.drop(columns="person"), check_like=True
    )


def test_old_people_ask_even_where_nothing_happens(watch, contract_faults):
    nothing = {name: column[:0] for name, column in watch.history.happenings.items()}
    quiet = dataclasses.replace(watch, history=dataclasses.replace(watch.history, happenings=nothing))
    batches = watch_adult_social_care(quiet)
    assert [contract_faults(batch) for batch in batches] == [[], []]
    person = batches[1].persons["la_person_id"]
    assert len(person)
    assert (watch.history.ages(person, np.full(len(person), watch.calendar.end_day)) >= 65).all()
