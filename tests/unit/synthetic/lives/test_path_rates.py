"""The statutory path as weekly chances."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.circumstances import Circumstances, weekly
from csps.synthetic.lives.path_rates import ASSESSMENTS, ENQUIRIES, OPEN, Path, PathRates, exposure_values

LEVELS = np.array([0.62, 0.80, 1.0, 1.27, 1.6])


@pytest.fixture(scope="module")
def circumstances(shipped):
    return Circumstances(shipped)


@pytest.fixture(scope="module")
def path(shipped, circumstances):
    return PathRates(circumstances, shipped, LEVELS, help_effect=1.0)


def test_every_state_belongs_to_one_part_of_the_path():
    assert sorted({Path.NONE, *ASSESSMENTS, *ENQUIRIES, *OPEN, Path.PLAN}) == list(Path)


def test_every_chance_is_a_chance(path):
    assert (path.harm > 0).all()
    assert (path.harm <= 1).all()  # with every trouble at once it may be as good as certain
    for table in (path.contact, path.concern_share, path.referral_share, path.enquiry_of_assessment,
                  path.enquiry_open, path.looked_after_open, path.harm_seen, path.harm_seen_open,
                  path.substantiated(harm=True), path.substantiated(harm=False)):  # fmt: skip
        assert (np.asarray(table) > 0).all()
        assert (np.asarray(table) < 1).all()


def test_harm_is_the_declared_rate_times_what_it_depends_on(shipped, circumstances, path):
    joint = 0
    rate = shipped.harm.rate * circumstances.times(shipped.harm.by)[joint]
    rate *= circumstances.together(shipped.harm.together, infant=True)[joint]
    rate *= exposure_values(shipped)[3] * shipped.frailty.harm[2] * shipped.help.harm["programme"]
    assert path.harm[3, 2, 2, joint] == pytest.approx(float(weekly(rate)), rel=1e-5)


def test_help_lowers_harm_at_its_strength_and_not_at_none(shipped, circumstances, path):
    none = PathRates(circumstances, shipped, LEVELS, help_effect=0.0)
    uncertain = path.harm[:, :, 0] < 0.99
    assert (path.harm[:, :, 2] < path.harm[:, :, 1])[uncertain].all()
    assert (path.harm[:, :, 1] < path.harm[:, :, 0])[uncertain].all()
    assert (none.harm == none.harm[:, :, :1]).all()
    assert (none.harm[:, :, 0] == path.harm[:, :, 0]).all()


def test_who_is_seen_more_is_contacted_and_recorded_more(path):
    assert (np.diff(path.contact, axis=1) > 0).all()
    for chances in (path.harm_seen, path.harm_seen_open, path.substantiated(harm=True), path.substantiated(harm=False)):
        assert (np.diff(chances) >= 0).all()
        assert chances[-1] > chances[0]


def test_harm_itself_does_not_depend_on_being_seen(shipped, circumstances, path):
    even = PathRates(circumstances, shipped, np.ones(5), help_effect=1.0)
    assert (even.harm == path.harm).all()
    assert (even.contact == even.contact[:, :1]).all()


def test_families_with_an_infant_are_harmed_by_other_things(shipped, path):
    values = exposure_values(shipped)
    assert values[0] == values[1]
    without, infant = path.harm[0, 0, 0], path.harm[1, 0, 0]
    assert (without > infant).any()
    assert (without < infant).any()
