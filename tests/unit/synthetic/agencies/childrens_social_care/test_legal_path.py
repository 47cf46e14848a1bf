from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.childrens_social_care.legal_path import FULL, INTERIM, LEGAL, legal_changes


def changes_of(caseload):
    rows = np.flatnonzero(caseload.referrals.find(caseload.history.care["case"], caseload.history.care["child"]) >= 0)
    return rows, legal_changes(caseload, rows, np.random.default_rng(1))


def test_every_period_of_care_begins_with_a_status(caseload):
    rows, (row, day, status) = changes_of(caseload)
    first = np.unique(row, return_index=True)[1]
    assert np.array_equal(row[first], rows)
    assert np.array_equal(day[first], caseload.history.care["start"][rows])
    assert ((status >= 0) & (status < len(LEGAL))).all()


def test_a_full_order_follows_an_interim_one(caseload):
    _, (row, day, status) = changes_of(caseload)
    for care in np.unique(row[status == FULL]):
        mine = row == care
        assert (day[mine & (status == INTERIM)].min()) < day[mine & (status == FULL)].min()
