from __future__ import annotations

import json

import numpy as np

from csps.synthetic.agencies.childrens_social_care.assessments import _all_assessments


def test_every_referral_is_assessed_unless_nothing_followed(caseload):
    found = _all_assessments(caseload)
    assert np.array_equal(np.unique(found.referral), np.flatnonzero(~caseload.referrals.nfa))


def test_factors_are_known_no_sooner_than_their_assessment_is_authorised(frames):
    over = frames["ssd_cin_assessments"].dropna(subset="cina_assessment_auth_date").set_index("cina_assessment_id")
    factors = frames["ssd_assessment_factors"]
    assert set(factors["cinf_assessment_id"]) == set(over.index)
    assert (factors["known"].to_numpy() >= over.loc[factors["cinf_assessment_id"], "known"].to_numpy()).all()


def test_no_factor_stands_alone_and_only_where_nothing_was_found(frames):
    sets = [set(json.loads(text)) for text in frames["ssd_assessment_factors"]["cinf_assessment_factors_json"]]
    assert all(found for found in sets)
    assert all(len(found) == 1 for found in sets if "21" in found)


def test_a_case_state_noted_later_is_not_used_for_an_earlier_assessment(caseload):
    """Where a later enquiry wrote the state down again, an earlier assessment takes the last quarter's."""
    found, history = _all_assessments(caseload), caseload.history
    case = caseload.referrals.case[found.referral]
    ended = history.enquiries["end"] < caseload.history.calendar.end_day
    last = np.full(len(history.cases["opened"]), -1, dtype=np.int64)
    np.maximum.at(last, history.enquiries["case"][ended], history.enquiries["end"][ended])
    earlier = np.flatnonzero(found.authorised < last[case])
    assert len(earlier)
    quarter = caseload.signs.joint(caseload.referrals.household[found.referral[earlier]], found.authorised[earlier])
    assert np.array_equal(found.joint[earlier], quarter)
