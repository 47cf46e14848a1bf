"""Orders, licences and custody."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from csps.synthetic.agencies.police import offences
from csps.synthetic.agencies.probation import _alone_with_children, watch_probation


@pytest.fixture(scope="module")
def lively(watch):
    """A borough in which domestic incidents are offences of adults too, so that there are enough of them."""
    history = watch.history
    kind, names = history.happenings["kind"].copy(), history.happening_names
    kind[np.isin(kind, [names.index("domestic_incident"), names.index("substance_flag")])] = names.index(
        "adult_offence"
    )
    happenings = {**history.happenings, "kind": kind}
    return dataclasses.replace(watch, history=dataclasses.replace(history, happenings=happenings))


@pytest.fixture(scope="module")
def batches(lively):
    return watch_probation(lively)


@pytest.fixture(scope="module")
def orders(batches, as_frames):
    frame = as_frames(batches)["feeds.probation_order"]
    return frame.assign(person=batches[0].persons["case_reference_number"]).sort_values(["order_ref", "known"])


@pytest.fixture(scope="module")
def custody(batches, as_frames):
    frame = as_frames(batches)["feeds.prison_custody"]
    return frame.assign(person=batches[1].persons["prison_number"]).sort_values(["custody_ref", "known"])


def days_of(dates):
    return np.asarray(dates).astype("datetime64[D]").astype(np.int64)


def test_every_column_is_as_the_contracts_say(watch, batches, contract_faults):
    assert all(len(batch) > 10 for batch in batches)
    assert [contract_faults(batch) for batch in (*batches, *watch_probation(watch))] == [[], [], [], []]


def test_orders_and_custody_end_after_they_began_and_are_told_again_then(orders, custody):
    for frame, start, end in ((orders, "start_date", "end_date"), (custody, "reception_date", "release_date")):
        over = frame.dropna(subset=[end])
        assert len(over)
        assert (over[end] >= over[start]).all()
        assert (over.known >= days_of(over[end])).all()
        assert not over.duplicated(frame.columns[0]).any()
        assert (frame.known >= days_of(frame[start])).all()


def test_what_ended_before_the_delivered_weeks_is_not_told(watch, orders, custody):
    first = np.datetime64(watch.calendar.monday(0))
    assert (orders.end_date.dropna() >= first).all()
    assert (custody.release_date.dropna() >= first).all()


def test_only_adults_whom_the_police_suspected(lively, orders, custody):
    suspects = set(offences(lively, "adult_offence").person)
    for frame, start in ((orders, "start_date"), (custody, "reception_date")):
        assert set(frame.person) <= suspects
        assert (lively.history.ages(frame.person.to_numpy(), days_of(frame[start])) >= 18).all()


def test_nobody_is_in_prison_twice_at_a_time(custody):
    last = custody.drop_duplicates("custody_ref", keep="last").sort_values(["person", "reception_date"])
    before = last.groupby("person").release_date.shift()
    known = before.notna()
    assert (last.reception_date[known] >= before[known]).all()
    still_in = last.release_date.isna() & last.duplicated("person", keep="last")
    assert not still_in.any()


def test_release_is_not_expected_before_the_sentence(custody):
    remand = custody.status == "REMAND"
    assert custody.expected_release_date[remand].isna().all()
    assert custody.expected_release_date[~remand].notna().all()
    assert (custody.expected_release_date[~remand] >= custody.reception_date[~remand]).all()
    assert not ((custody.status == "REMAND") & custody.custody_ref.duplicated()).any()


def test_a_licence_follows_custody(custody, orders):
    licences = orders[orders.order_type == "LICENCE"].drop_duplicates("order_ref")
    released = set(zip(custody.person, custody.release_date, strict=True))
    recent = licences[licences.start_date > custody.release_date.min()]
    found = [(person, day) in released for person, day in zip(recent.person, recent.start_date, strict=True)]
    assert np.mean(found) > 0.7  # releases after the last extract are not told


def test_nothing_begins_after_death_or_departure(lively, orders, custody):
    people = lively.history.people
    assert (days_of(orders.start_date) < people["left"][orders.person]).all()
    assert (days_of(custody.reception_date) < people["death"][custody.person]).all()
    over = orders.dropna(subset=["end_date"])
    assert (days_of(over.end_date) <= np.minimum(people["left"], people["death"])[over.person]).all()


def test_an_only_adult_with_children_is_told_from_others(watch):
    history, day = watch.history, watch.calendar.end_day - 50
    households = np.arange(len(history.households["formed"]))
    days = np.full(len(households), day)
    carer, partner = history.carer(households, days), history.partner(households, days)
    count = [np.bincount(history.members(households, days, ages=ages)[0], minlength=len(households))
             for ages in ((18, 200), (0, 18))]  # fmt: skip
    for expected, chosen in ((True, (count[0] == 1) & (count[1] > 0)), (False, (partner >= 0) | (count[1] == 0))):
        person = carer[chosen & (carer >= 0)]
        assert len(person) > 20
        assert (_alone_with_children(watch, person, np.full(len(person), day)) == expected).all()


def test_an_only_adult_with_children_is_not_sent_to_prison(lively, custody):
    done = offences(lively, "adult_offence")
    alone = _alone_with_children(lively, done.person, done.day)
    always = set(done.person[alone]) - set(done.person[~alone])
    assert always
    assert not always & set(custody.person)
