"""Profiles: every assumption in one file."""

from __future__ import annotations

import pytest

from csps.domain.errors import UsageError
from csps.synthetic.profile import Section, load_profile, profile_names


@pytest.fixture(scope="module", params=profile_names())
def profile(request):
    return load_profile(request.param)


def multipliers(profile):
    """Give every table of multipliers with the name of what it belongs to."""
    for factor in profile.factors:
        yield factor.name, factor.raised_by
    for happening in profile.happenings:
        yield happening.name, happening.by
    for spell in profile.spells:
        yield spell.name, spell.start_by
        yield spell.name, spell.stop_by


def test_inner_london_ships():
    assert "inner-london" in profile_names()
    assert load_profile("inner-london").name == "inner-london"


def test_an_unknown_profile_is_refused_and_the_known_ones_are_named():
    with pytest.raises(UsageError, match="inner-london"):
        load_profile("atlantis")


def test_every_multiplier_belongs_to_a_circumstance_and_has_a_value_for_each_level(profile):
    levels = {factor.name: len(factor.levels) for factor in profile.factors}
    for owner, table in multipliers(profile):
        for name, values in table.items():
            assert len(values) == levels[name], (owner, name)
            assert min(values) > 0, (owner, name)


def test_circumstances_come_and_go(profile):
    for factor in profile.factors:
        assert factor.onset > 0 < factor.recover
        assert (factor.settle > 0) == (factor.recover_lasting > 0) == (len(factor.levels) == 3)
        assert len(factor.vulnerability) == 4


def test_happenings_and_spells_have_names_of_their_own_and_rates(profile):
    names = [happening.name for happening in profile.happenings] + [spell.name for spell in profile.spells]
    assert len(set(names)) == len(names)
    for happening in profile.happenings:
        assert happening.rate > 0
        assert 0 <= happening.seen <= 1
        assert happening.needs in {"", "children", "young", "school", "teen"}
    for spell in profile.spells:
        assert spell.start > 0 < spell.stop


def test_shares_of_the_population_are_shares(profile):
    population = profile.population
    assert sum(population.children_per_family) == pytest.approx(1)
    assert sum(population.large_family_children) == pytest.approx(1)
    for name in population:
        if name.endswith("_share"):
            assert 0 < getattr(population, name) < 1, name


def test_a_section_says_what_it_lacks():
    section = Section("help", {"rate": 2.0})
    assert list(section) == ["rate"]
    with pytest.raises(AttributeError, match=r"\[help\].*'weeks'"):
        _ = section.weeks


def test_a_profile_says_which_section_it_lacks(profile):
    with pytest.raises(AttributeError, match="no section"):
        _ = profile.weather


def test_a_profile_cannot_be_changed(profile):
    with pytest.raises(TypeError):
        profile.sections["help"] = None
    with pytest.raises(TypeError):
        profile.happenings[0].by["money"] = (1.0,)
