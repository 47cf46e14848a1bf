"""How applications go."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies import homelessness_course as homelessness
from csps.synthetic.agencies.homelessness_course import REASONS, Situation, take_course
from csps.synthetic.calendar import FOREVER

MANY = 4_000


def situation(**changed):
    no, never = np.zeros(MANY, dtype=bool), np.full(MANY, FOREVER)
    day = np.full(MANY, 20_000)
    values = {
        "applied": day - 3, "day": day, "children": ~no, "social": no, "owner": no, "abused": no, "arrears": no,
        "placed": never, "left": never,
    }  # fmt: skip
    return Situation(**(values | changed))


@pytest.mark.parametrize(
    "shares",
    [
        "PREVENTION_ENDS",
        "RELIEF_ENDS",
        "MAIN_ENDS",
        "TEMPORARY_SHARES",
        "REASONS_RELIEF",
        "REASONS_PREVENTION",
        "REASONS_NOT_PRIVATE",
    ],
)
def test_shares_add_up(shares):
    assert sum(getattr(homelessness, shares)) == pytest.approx(1)


def test_a_family_placed_at_once_stays_owed_a_duty_until_it_leaves():
    day = np.full(MANY, 20_000)
    course = take_course(situation(placed=day + 5, left=day + 400), np.random.default_rng(1))
    assert (course.relief < FOREVER).all()
    assert (course.main < FOREVER).mean() > 0.6
    assert (course.main_end[course.main < FOREVER] == 20_400).all()
    assert (course.closed >= 20_400).all()


def test_who_is_still_in_temporary_accommodation_has_an_open_case():
    course = take_course(situation(placed=np.full(MANY, 20_006)), np.random.default_rng(1))
    assert (course.closed == FOREVER).all()


def test_abuse_that_is_known_is_mostly_the_reason():
    rng = np.random.default_rng(1)
    abuse = REASONS.index("DOMESTIC_ABUSE")
    known = take_course(situation(abused=np.ones(MANY, dtype=bool)), rng)
    unknown = take_course(situation(), rng)
    assert (known.reason == abuse).mean() > 0.6
    assert (unknown.reason == abuse).mean() < 0.2


def test_only_private_tenants_lose_private_tenancies():
    course = take_course(situation(social=np.ones(MANY, dtype=bool)), np.random.default_rng(1))
    assert not (course.reason == REASONS.index("END_PRIVATE")).any()
