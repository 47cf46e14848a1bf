"""The statutory path: nobody skips a step, and each step is taken as often as declared."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.path_rates import ASSESSMENT_PHASE, ENQUIRY_PHASE, Path
from csps.synthetic.lives.safeguarding import (
    CARE_HARM,
    CLOSED_ENDED,
    CLOSED_NOT_IN_NEED,
    CONTACT_HARM,
    NOT_SUBSTANTIATED,
    SUBSTANTIATED,
    SUBSTANTIATED_CONFERENCE,
)

OPENED, DAY = 19_908, 20_006  # two Mondays
ERRORS = 4  # standard errors


@pytest.fixture
def lived(found_borough, shipped):
    """A borough whose families, in any state, have a case; `stand` puts them somewhere on the path."""
    borough = found_borough(shipped, residents=4_500)
    active = borough.population.active()
    borough.families = active[borough.population.child_count(active) > 0]
    rng, rows = np.random.default_rng(8), borough.population.households
    for name, values in (("joint", borough.circumstances.states), ("seen", 5)):
        rows[name][borough.families] = rng.integers(0, values, len(borough.families))
    number = len(borough.families)
    borough.records.open(borough.families, np.zeros(number), np.full(number, OPENED), named=0.0)
    return borough


def week(borough, path, *, harmed=False):
    """Live one week of families that all stand somewhere, and tell where each stands after it."""
    families, rows = borough.families, borough.population.households
    if path in (Path.HARM_ENQUIRY_2, Path.CONCERN_ENQUIRY_2):
        borough.records.start_enquiry(families, np.full(len(families), OPENED), harm=path == Path.HARM_ENQUIRY_2)
    if path == Path.PLAN:
        plans = borough.records.plans.add(
            len(families), household=families, case=rows["case"][families], conference=OPENED, start=OPENED
        )
        rows["plan"][families] = plans
    borough.records.go(families, path)
    where = np.full(len(families), path, dtype=np.int8)
    borough._services._path.week(families, where, np.full(len(families), harmed), DAY)
    return rows["path"][families].copy()


def as_likely(happened, chance):
    """Tell whether about as many things happened as their chances say."""
    chance = np.broadcast_to(np.asarray(chance, dtype=float), np.shape(happened))
    return abs(np.sum(happened) - chance.sum()) <= ERRORS * np.sqrt((chance * (1 - chance)).sum())


@pytest.mark.parametrize(
    ("phase", "following", "chance"),
    [
        (Path.ASSESSMENT_1, Path.ASSESSMENT_2, ASSESSMENT_PHASE),
        (Path.ASSESSMENT_2, Path.ASSESSMENT_3, ASSESSMENT_PHASE),
        (Path.HARM_ENQUIRY_1, Path.HARM_ENQUIRY_2, ENQUIRY_PHASE),
        (Path.CONCERN_ENQUIRY_1, Path.CONCERN_ENQUIRY_2, ENQUIRY_PHASE),
    ],
)
def test_one_phase_is_passed_in_a_week_at_most(lived, phase, following, chance):
    now = week(lived, phase)
    assert set(now) == {phase, following}
    assert as_likely(now == following, chance)


def test_an_assessment_ends_in_an_enquiry_no_need_or_an_open_case(lived):
    rates, cases = lived.mechanisms.profile.safeguarding, lived.records.cases
    now = week(lived, Path.ASSESSMENT_3)
    ended = now != Path.ASSESSMENT_3
    assert as_likely(ended, ASSESSMENT_PHASE)
    assert ((cases["assessed"] < FOREVER) == ended).all()
    chance = lived.mechanisms.path_rates.enquiry_of_assessment[lived.population.households["joint"][lived.families]]
    assert as_likely(now[ended] == Path.CONCERN_ENQUIRY_1, chance[ended])
    rest = ended & (now != Path.CONCERN_ENQUIRY_1)
    assert as_likely(now[rest] == Path.NONE, rates.not_in_need)
    closed = cases["closed"] < FOREVER
    assert (closed == (now == Path.NONE)).all()
    assert (cases["reason"][closed] == CLOSED_NOT_IN_NEED).all()
    assert as_likely(now[rest & ~closed] == Path.OPEN_LONG, rates.long_case)
    assert set(now[rest & ~closed]) == {Path.OPEN_LONG, Path.OPEN_SHORT}


@pytest.mark.parametrize("seen", [0, 4])
@pytest.mark.parametrize(("phase", "harm"), [(Path.HARM_ENQUIRY_2, True), (Path.CONCERN_ENQUIRY_2, False)])
def test_an_enquiry_is_substantiated_as_often_as_the_family_is_seen(lived, phase, harm, seen):
    lived.population.households["seen"][lived.families] = seen
    enquiries, rates = lived.records.enquiries, lived.mechanisms.profile.safeguarding
    now = week(lived, phase)
    ended = enquiries["end"] < FOREVER
    assert as_likely(ended, ENQUIRY_PHASE)
    assert ((now == phase) == ~ended).all()
    outcome = enquiries["outcome"][ended]
    assert as_likely(outcome != NOT_SUBSTANTIATED, lived.mechanisms.path_rates.substantiated(harm=harm)[seen])
    substantiated = outcome != NOT_SUBSTANTIATED
    assert as_likely(outcome[substantiated] == SUBSTANTIATED_CONFERENCE, rates.conference_of_substantiated)
    after = now[ended]
    assert as_likely(after[~substantiated] == Path.OPEN_SHORT, rates.open_after_enquiry)
    assert set(after[~substantiated]) == {Path.OPEN_SHORT, Path.NONE}
    assert set(after[outcome == SUBSTANTIATED]) <= {Path.OPEN_SHORT, Path.OPEN_LONG}


def test_a_conference_makes_a_plan_as_often_as_declared(lived):
    now = week(lived, Path.HARM_ENQUIRY_2)
    records, plans = lived.records, lived.records.plans
    asked = np.flatnonzero(records.enquiries["outcome"] == SUBSTANTIATED_CONFERENCE)
    assert plans["enquiry"].tolist() == asked.tolist()
    assert plans["household"].tolist() == records.enquiries["household"][asked].tolist()
    made = plans["start"] < FOREVER
    assert as_likely(made, lived.mechanisms.profile.safeguarding.plan_of_conference)
    assert plans["household"][made].tolist() == lived.families[now == Path.PLAN].tolist()
    waited = plans["conference"] - records.enquiries["end"][asked]
    assert waited.min() > 0
    assert waited.max() <= 21  # fifteen working days
    assert (plans["start"] == plans["conference"])[made].all()
    where, children = lived.population.children_of(plans["household"])
    under = records.under_plan.rows()
    assert sorted(zip(under["plan"], under["child"], strict=True)) == sorted(zip(where, children, strict=True))


def test_an_assessment_is_authorised_by_the_end_of_an_enquiry_and_only_once(lived):
    lived.records.assess(lived.families[::2], np.full(len(lived.families[::2]), DAY - 30))
    week(lived, Path.CONCERN_ENQUIRY_2)
    assessed, end = lived.records.cases["assessed"], lived.records.enquiries["end"]
    assert (assessed[::2] == DAY - 30).all()
    assert (assessed[1::2] == end[1::2]).all()


@pytest.mark.parametrize("phase", [Path.ASSESSMENT_1, Path.OPEN_LONG])
def test_harm_in_a_known_family_is_noticed_as_often_as_it_is_seen(lived, phase):
    rates, records = lived.mechanisms.profile.safeguarding, lived.records
    now = week(lived, phase, harmed=True)
    contacts = records.contacts.rows()
    noticed = np.isin(lived.families, contacts["household"])
    seen = lived.population.households["seen"][lived.families]
    assert as_likely(noticed, lived.mechanisms.path_rates.harm_seen_open[seen])
    assert (contacts["kind"] == CONTACT_HARM).all()
    assert not contacts["referred"].any()  # the case is open already
    assert set(now[noticed]) == {Path.OPEN_SHORT, Path.HARM_ENQUIRY_1}
    assert as_likely(now[noticed] == Path.OPEN_SHORT, rates.looked_after_of_harm)
    by_harm = records.care["household"][records.care["cause"] == CARE_HARM]
    assert set(by_harm) == set(lived.families[noticed & (now == Path.OPEN_SHORT)])
    harmed = records.enquiries["household"][records.enquiries["harm"]]
    assert set(harmed) == set(lived.families[now == Path.HARM_ENQUIRY_1])


@pytest.mark.parametrize("kind", [Path.OPEN_SHORT, Path.OPEN_LONG])
def test_open_cases_close_as_their_kind_does(lived, kind):
    path, cases = lived.mechanisms.path_rates, lived.records.cases
    now = week(lived, kind)
    chance = path.enquiry_open[lived.population.households["joint"][lived.families]]
    assert as_likely(now == Path.CONCERN_ENQUIRY_1, chance)
    assert as_likely(now == Path.NONE, (1 - chance) * path.close[kind])
    assert set(now) <= {kind, Path.NONE, Path.CONCERN_ENQUIRY_1}
    assert ((cases["closed"] < FOREVER) == (now == Path.NONE)).all()
    assert set(cases["reason"]) == {CLOSED_ENDED}


def test_plans_end_as_often_as_declared_and_leave_the_case_open(lived):
    now = week(lived, Path.PLAN)
    plans = lived.records.plans
    ended = plans["end"] < FOREVER
    assert as_likely(ended, lived.mechanisms.path_rates.plan_ends)
    assert (now[ended] == Path.OPEN_SHORT).all()
    assert (now[~ended] == Path.PLAN).all()
    assert (lived.records.cases["closed"] == FOREVER).all()
    taken = np.isin(lived.families, lived.records.care["household"])
    assert not (taken & ended).any()
    assert as_likely(taken, lived.mechanisms.path_rates.looked_after_plan)


def test_families_nobody_knows_are_left_alone(lived):
    now = week(lived, Path.NONE, harmed=True)
    assert (now == Path.NONE).all()
    assert lived.records.contacts.count == lived.records.enquiries.count == lived.records.care.count == 0


# --- in a borough that was lived ------------------------------------------------------------------------------------
def test_a_plan_always_follows_a_substantiated_enquiry_with_conference(busy):
    enquiries, plans = busy.records.enquiries, busy.records.plans
    enquiry = plans["enquiry"]
    assert plans.count > 10
    assert sorted(enquiry) == np.flatnonzero(enquiries["outcome"] == SUBSTANTIATED_CONFERENCE).tolist()
    for name in ("case", "household"):
        assert (plans[name] == enquiries[name][enquiry]).all()
    assert (plans["conference"] >= enquiries["end"][enquiry]).all()
    made = plans["start"] < FOREVER
    assert (plans["start"] == plans["conference"])[made].all()
    assert (plans["start"] < plans["end"])[made].all()
    assert (plans["end"][~made] == FOREVER).all()


def test_an_enquiry_ends_on_or_after_its_start_within_its_case(busy):
    enquiries, cases = busy.records.enquiries, busy.records.cases
    case, ended = enquiries["case"], enquiries["end"] < FOREVER
    assert ended.sum() > 30
    assert (enquiries["start"] <= enquiries["end"]).all()
    assert (ended == (enquiries["outcome"] >= 0)).all()
    assert (enquiries["household"] == cases["household"][case]).all()
    assert (enquiries["start"] >= cases["opened"][case]).all()
    assert (enquiries["end"] <= cases["closed"][case])[ended].all()
    assert (cases["closed"][case][~ended] == FOREVER).all()


def test_no_family_is_on_two_paths_at_once(busy):
    """Enquiries and plans of a household follow each other; a plan lasts from its conference at the latest."""
    enquiries, plans = busy.records.enquiries, busy.records.plans
    made = plans["start"] < FOREVER
    household = np.concatenate([enquiries["household"], plans["household"][made]])
    start = np.concatenate([enquiries["start"], plans["start"][made]])
    end = np.concatenate([enquiries["end"], plans["end"][made]])
    order = np.lexsort((end, start, household))
    household, start, end = household[order], start[order], end[order]
    same = household[1:] == household[:-1]
    assert same.sum() > 10
    assert (start[1:] >= end[:-1])[same].all()


def test_at_the_end_a_family_stands_where_its_rows_say(busy):
    records, path = busy.records, busy.population.households["path"]
    plans = records.plans
    for running, here in (
        (records.cases["household"][records.cases["closed"] == FOREVER], path != Path.NONE),
        (records.enquiries["household"][records.enquiries["outcome"] < 0], (path >= 4) & (path <= 7)),
        (plans["household"][(plans["start"] < FOREVER) & (plans["end"] == FOREVER)], path == Path.PLAN),
    ):
        assert sorted(running) == np.flatnonzero(here).tolist()
