"""Help as weekly chances."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.circumstances import Circumstances
from csps.synthetic.lives.help_rates import HelpRates
from csps.synthetic.lives.path_rates import PathRates


@pytest.fixture(scope="module")
def rates_of():
    def make(profile, observation=1.0):
        circumstances = Circumstances(profile)
        path = PathRates(circumstances, profile, np.full(5, observation), help_effect=1.0)
        return HelpRates(circumstances, profile, path)

    return make


def test_help_begins_more_often_where_there_is_trouble(shipped, rates_of):
    rates = rates_of(shipped)
    circumstances = Circumstances(shipped)
    calm, troubled = (circumstances.levels[:5].sum(axis=0) == 0), (circumstances.levels[:5].sum(axis=0) >= 6)
    assert rates.early_help[2, 2, troubled].min() > rates.early_help[2, 2, calm].max()
    assert rates.programme[troubled].min() > rates.programme[calm].max()


def test_contacts_that_are_not_referred_bring_help(shipped, profile_with, rates_of):
    never = rates_of(profile_with(help={"early_help_after_contact": 0.0}))
    assert (rates_of(shipped).early_help > never.early_help).all()
    assert (never.early_help == never.early_help[:, :1]).all()  # what is left does not depend on being seen


def test_help_lasts_as_long_as_declared_in_the_mean(shipped, rates_of):
    rates = rates_of(shipped)
    assert 1 / rates.early_help_ends == shipped.help.early_help_weeks
    assert 1 / rates.programme_ends == shipped.help.programme_weeks
