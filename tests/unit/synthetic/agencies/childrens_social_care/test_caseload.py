from __future__ import annotations

import numpy as np

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.safeguarding import CLOSED_NFA


def test_a_child_is_referred_once_in_a_case(caseload):
    pairs = np.column_stack((caseload.referrals.case, caseload.referrals.child))
    assert len(np.unique(pairs, axis=0)) == len(pairs)


def test_a_referral_is_found_by_case_and_child(caseload):
    rows = caseload.referrals
    assert np.array_equal(rows.find(rows.case, rows.child), np.arange(len(rows)))
    assert (rows.find(rows.case, np.full(len(rows), 10**6)) == -1).all()


def test_a_referral_lasts_while_the_child_is_in_care(caseload):
    rows, care = caseload.referrals, caseload.history.care
    found = rows.find(care["case"], care["child"])
    known = found >= 0
    grown = caseload.history.ages(rows.child[found], rows.end[found]) >= 17.9
    ends = np.where(care["end"] > caseload.history.calendar.end_day, FOREVER, care["end"])
    assert ((rows.end[found] >= ends) | grown)[known].all()


def test_nothing_followed_only_where_the_case_says_so(caseload):
    rows, cases = caseload.referrals, caseload.history.cases
    assert (cases["reason"][rows.case[rows.nfa]] == CLOSED_NFA).all()
    assert (rows.end[rows.nfa] < FOREVER).all()


def test_every_contact_about_a_family_with_children_is_told(caseload):
    history = caseload.history
    contacts = history.contacts
    which, _ = history.members(contacts["household"], contacts["day"], roles=("child",), ages=(0, 17.9))
    told = np.isin(which, caseload.contacts.source)
    later = contacts["day"][which] >= history.calendar.start_day
    plain = contacts["referred"][which] == 0
    assert told[later & plain].all()
