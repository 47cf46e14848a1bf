"""Help: when it begins, how long it lasts, and that a family has one kind at a time."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.path_rates import Path
from csps.synthetic.lives.population import CHILD
from csps.synthetic.lives.support import EARLY_HELP, NO_HELP, PROGRAMME

DAY = 20_000


@pytest.fixture
def borough(found_borough, shipped):
    return found_borough(shipped, residents=3_000)


@pytest.fixture
def support(borough):
    return borough._services._support


@pytest.fixture
def families(borough):
    """Families in which anything may be the matter, however much they are seen."""
    active = borough.population.active()
    families = active[borough.population.child_count(active) > 0]
    rng, rows = np.random.default_rng(8), borough.population.households
    for name, values in (("joint", borough.circumstances.states), ("exposure", 8), ("seen", 5)):
        rows[name][families] = rng.integers(0, values, len(families))
    return families


def began(borough, support, families, kind, *, helped=NO_HELP, path=Path.NONE, weeks=40):
    """Count how often each family, standing anew every week where it stands, comes to have a kind of help."""
    rows, number = borough.population.households, np.zeros(len(families))
    for week in range(weeks):
        rows["helped"][families], rows["path"][families] = helped, path
        rows["help_since"][families] = DAY
        support.week(families, DAY + 7 * (week + 1))
        number += (rows["helped"][families] == kind) & ((helped != kind) | (rows["help_since"][families] > DAY))
    return number


def as_likely(number, chance, weeks=40):
    expected = weeks * np.asarray(chance, dtype=float)
    return abs(number.sum() - expected.sum()) < 4 * np.sqrt((expected * (1 - expected / weeks)).sum())


def test_early_help_begins_as_often_as_declared(borough, support, families):
    rows, rates = borough.population.households, borough.mechanisms.help_rates
    chance = rates.early_help[tuple(rows[name][families] for name in ("exposure", "seen", "joint"))]
    number = began(borough, support, families, EARLY_HELP)
    assert number.sum() > 50
    assert as_likely(number, chance)


def test_the_programme_takes_up_from_early_help_or_an_open_case_only(borough, support, families):
    chance = borough.mechanisms.help_rates.programme[borough.population.households["joint"][families]]
    for path in (Path.NONE, Path.ASSESSMENT_1, Path.ASSESSMENT_3, Path.HARM_ENQUIRY_2, Path.CONCERN_ENQUIRY_2):
        assert not began(borough, support, families, PROGRAMME, path=path, weeks=8).any()
    for path in (Path.OPEN_SHORT, Path.OPEN_LONG, Path.PLAN):
        assert as_likely(began(borough, support, families, PROGRAMME, path=path), chance)
    assert as_likely(began(borough, support, families, PROGRAMME, helped=EARLY_HELP), chance)


@pytest.mark.parametrize(("kind", "rate"), [(EARLY_HELP, "early_help_ends"), (PROGRAMME, "programme_ends")])
def test_help_ends_as_often_as_declared(borough, support, families, kind, rate):
    ended = began(borough, support, families, NO_HELP, helped=kind)
    assert as_likely(ended, np.full(len(families), getattr(borough.mechanisms.help_rates, rate)))


def test_who_goes_over_to_the_programme_has_early_help_until_that_day(borough, support, families):
    rows = borough.population.households
    rows["helped"][families], rows["help_since"][families] = EARLY_HELP, DAY
    for week in range(1, 30):
        support.week(families, DAY + 7 * week)
    spells = borough.records.help.rows()
    ended = dict(zip(spells["household"][spells["start"] == DAY], spells["end"][spells["start"] == DAY], strict=True))
    now = families[(rows["helped"][families] == PROGRAMME)]
    assert len(now) > 5
    direct = [household for household in now if ended[household] == rows["help_since"][household]]
    assert len(direct) > 5


def test_help_lasts_a_day_at_least_and_what_ended_is_written_down_once(borough, support, families):
    rows = borough.population.households
    rows["helped"][families], rows["help_since"][families] = EARLY_HELP, DAY
    support.end(families, DAY)
    spells = borough.records.help.rows()
    assert spells["household"].tolist() == families.tolist()
    assert (spells["end"] == DAY + 1).all()
    assert (rows["helped"][families] == NO_HELP).all()
    assert (rows["help_since"][families] == FOREVER).all()
    support.close()
    assert borough.records.help.count == len(families)


def test_help_that_runs_at_the_end_runs_on(borough, support, families):
    rows = borough.population.households
    rows["helped"][families[:7]], rows["help_since"][families[:7]] = PROGRAMME, DAY
    support.close()
    spells = borough.records.help.rows()
    assert spells["household"].tolist() == families[:7].tolist()
    assert (spells["end"] == FOREVER).all()
    assert (spells["kind"] == PROGRAMME).all()


# --- in a borough that was lived ------------------------------------------------------------------------------------
@pytest.fixture
def spells(busy):
    return {name: values.astype(np.int64) for name, values in busy.records.help.rows().items()}


def test_help_of_a_household_never_overlaps(spells):
    order = np.lexsort((spells["start"], spells["household"]))
    household, start, end = (spells[name][order] for name in ("household", "start", "end"))
    assert (start < end).all()
    same = household[1:] == household[:-1]
    assert same.sum() > 20
    assert (start[1:] >= end[:-1])[same].all()


def test_before_the_programme_there_was_early_help_or_an_open_case(busy, spells):
    cases = busy.records.cases
    programme = np.flatnonzero(spells["kind"] == PROGRAMME)
    assert len(programme) > 20
    for household, start in zip(spells["household"][programme], spells["start"][programme], strict=True):
        own = spells["household"] == household
        early = (own & (spells["kind"] == EARLY_HELP) & (spells["end"] == start)).any()
        monday = start - (start + 3) % 7  # day 0 was a Thursday; a case may close in the week in which help begins
        known = (cases["household"] == household) & (cases["opened"] < monday) & (cases["closed"] >= monday)
        assert early or known.any()


def test_only_families_are_helped_and_only_while_they_exist(busy, spells):
    rows, stays = busy.population.households, busy.population.residence.rows()
    household, ended = spells["household"], spells["end"] < FOREVER
    assert (spells["start"] >= rows["formed"][household]).all()
    assert (spells["end"][ended] <= np.maximum(rows["dissolved"][household], spells["start"] + 1)[ended]).all()
    assert set(household) <= set(stays["household"][stays["role"] == CHILD])
    running = np.flatnonzero(rows["helped"] != NO_HELP)
    assert sorted(household[~ended]) == running.tolist()


def test_what_was_noted_is_one_bit_for_each_circumstance(busy, spells):
    assert (spells["noted"] >= 0).all()
    assert (spells["noted"] < 1 << len(busy.circumstances.levels)).all()
    assert len(np.unique(spells["noted"])) > 5
