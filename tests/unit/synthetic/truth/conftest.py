"""A profile small enough to work out true probabilities in a second: two levels of most circumstances, high rates."""

from __future__ import annotations

import copy
import tomllib
from importlib import resources

import pytest

from csps.synthetic.lives.mechanisms import Mechanisms
from csps.synthetic.profile import read_profile

# so that a few weeks bring as much as a year does elsewhere; no child leaves home but by harm, and no season
HASTY = {
    "harm": {"rate": 0.3},
    "safeguarding": {
        "noise_contact": 2.0, "concern_contact": 2.0, "referred_of_noise": 0.4, "referred_of_concern": 0.6,
        "enquiry_open": 1.0, "looked_after_open": 0.0, "short_case_weeks": 4, "long_case_weeks": 20,
        "weekly_season": [1.0, 1.0, 1.0, 1.0],
    },
    "help": {"early_help_rate": 1.5, "programme_rate": 1.5, "early_help_weeks": 6, "programme_weeks": 9},
    "demography": {"adoption": 0.0},
}  # fmt: skip


def trimmed(**sections):
    """Read the shipped profile with three levels of money, two of everything else, and other rates."""
    text = (resources.files("csps.synthetic") / "profiles" / "inner-london.toml").read_text(encoding="utf-8")
    values = copy.deepcopy(tomllib.loads(text))
    for factor in values["factor"]:
        factor["onset"] *= 8
        factor["recover"] *= 4
        if factor["name"] != "money":
            factor["levels"] = factor["levels"][:2]
            factor.pop("settle", None)
            factor.pop("recover_lasting", None)
    for section, changes in sections.items():
        assert set(changes) <= set(values[section]), "a test changes what the profile does not have"
        values[section] |= changes
    return read_profile(values)


@pytest.fixture(scope="session")
def trimmed_profile():
    """Give the reader of trimmed profiles: trimmed_profile(section={...})."""
    return trimmed


@pytest.fixture(scope="session")
def hasty():
    """The chances of a borough in which much happens within weeks."""
    return Mechanisms(trimmed(**HASTY), help_effect=1.0, observation_bias=1.0)


@pytest.fixture(scope="session")
def hasty_without_programme():
    changed = copy.deepcopy(HASTY)
    changed["help"]["programme_rate"] = 0.0
    return Mechanisms(trimmed(**changed), help_effect=1.0, observation_bias=1.0)
