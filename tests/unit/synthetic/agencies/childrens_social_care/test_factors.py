from __future__ import annotations

import json

import numpy as np

from csps.synthetic.agencies.childrens_social_care.factors import CODES, _as_json, factors_found


def test_codes_are_written_in_the_order_of_the_list():
    found = np.zeros((2, len(CODES)), dtype=bool)
    found[0, [CODES.index("2B"), CODES.index("1A")]] = True
    written = _as_json(found)
    assert written.vocabulary[written.indices[0]] == '["1A","2B"]'


def test_a_circumstance_that_is_there_shows_more_often(caseload):
    rows, levels = caseload.referrals, caseload.history.levels
    mind = caseload.history.factor_names.index("mind")
    ill, well = np.flatnonzero(levels[mind] > 0)[0], np.flatnonzero((levels == 0).all(axis=0))[0]
    shares = []
    for joint in (ill, well):
        states = np.full(len(rows), joint)
        found = factors_found(caseload, rows.child, rows.case, rows.start, states)
        sets = [set(json.loads(found.vocabulary[place])) for place in found.indices]
        shares.append(np.mean(["4B" in each for each in sets]))
    assert shares[0] > 0.4
    assert shares[1] < 0.05


def test_parents_are_described_alike_for_all_their_children(caseload):
    rows = caseload.referrals
    opening = rows.start == caseload.history.cases["opened"][rows.case]
    states = np.zeros(int(opening.sum()), dtype=int)
    found = factors_found(caseload, rows.child[opening], rows.case[opening], rows.start[opening], states)
    alike = {}
    for case, place in zip(rows.case[opening], found.indices, strict=True):
        codes = set(json.loads(found.vocabulary[place])) & {"5B", "6B", "20"}
        alike.setdefault(case, []).append(codes)
    assert all(len({frozenset(each) for each in sets}) == 1 for sets in alike.values())
