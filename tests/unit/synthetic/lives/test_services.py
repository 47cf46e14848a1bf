"""Children's services as a whole: what is open is closed when a household is gone, and the rows say where it stands."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.lives.path_rates import ENQUIRIES, Path
from csps.synthetic.lives.population import CHILD
from csps.synthetic.lives.safeguarding import CLOSED_LEFT, NOT_SUBSTANTIATED
from csps.synthetic.lives.support import EARLY_HELP, NO_HELP, PROGRAMME

BEFORE, DAY = 19_908, 20_006  # two Mondays


@pytest.fixture
def known(found_borough, shipped):
    """A borough whose families are under a plan, in an enquiry, being assessed or unknown, and helped or not."""
    borough = found_borough(shipped, residents=1_500)
    population, records = borough.population, borough.records
    families = population.active()[population.child_count(population.active()) > 0]
    number, rows = len(families), population.households
    position = np.arange(number)
    rows["helped"][families] = np.choose(position // 4 % 3, (NO_HELP, EARLY_HELP, PROGRAMME))
    rows["help_since"][families] = BEFORE
    watched = families[position % 4 > 0]
    records.open(watched, np.zeros(len(watched)), np.full(len(watched), BEFORE), named=0.0)
    records.go(watched, Path.ASSESSMENT_2)
    asked = families[position % 4 > 1]
    records.start_enquiry(asked, np.full(len(asked), BEFORE), harm=True)
    planned = families[position % 4 == 3]
    records.end_enquiry(planned, BEFORE + 10, 2)
    rows["plan"][planned] = records.plans.add(
        len(planned), household=planned, case=rows["case"][planned], conference=BEFORE + 20, start=BEFORE + 20
    )
    records.go(planned, Path.PLAN)
    borough.families = families
    return borough


def left_open(borough, families):
    """List what still runs for families: cases, enquiries, plans, help."""
    records, rows = borough.records, borough.population.households
    found = [
        np.isin(register["household"], families) & (register[last] == FOREVER)
        for register, last in ((records.cases, "closed"), (records.enquiries, "end"), (records.plans, "end"))
    ]
    return [*(int(each.sum()) for each in found), int((rows["helped"][families] != NO_HELP).sum())]


def test_all_is_closed_on_the_day_on_which_a_household_ended(known):
    gone, there = known.families[:24], known.families[24:]
    days = DAY + np.arange(24) % 5
    before = left_open(known, there)
    assert min(left_open(known, gone)) > 3
    known._settlers.end(gone, days)
    known._services.leave(DAY)
    assert left_open(known, gone) == [0, 0, 0, 0]
    assert left_open(known, there) == before
    dissolved, records = known.population.households["dissolved"], known.records
    for register, last in ((records.cases, "closed"), (records.enquiries, "end"), (records.plans, "end")):
        ended = np.isin(register["household"], gone) & (register[last] >= DAY) & (register[last] < FOREVER)
        assert ended.any()
        assert (register[last] == dissolved[register["household"]])[ended].all()
    help_rows = records.help.rows()
    assert (help_rows["end"] == dissolved[help_rows["household"]]).all()
    assert (records.cases["reason"][np.isin(records.cases["household"], gone)] == CLOSED_LEFT).all()
    assert (known.population.households["path"][gone] == Path.NONE).all()


def test_all_is_closed_where_no_child_is_left(known):
    gone = known.families[:24]
    _, children = known.population.children_of(gone)
    known.population.leave_borough(children, DAY - 2)
    running = np.isin(known.records.enquiries["household"], gone) & (known.records.enquiries["end"] == FOREVER)
    known._services.leave(DAY)
    assert left_open(known, gone) == [0, 0, 0, 0]
    assert (known.records.cases["closed"][np.isin(known.records.cases["household"], gone)] == DAY).all()
    assert running.any()
    assert (known.records.enquiries["outcome"][running] == NOT_SUBSTANTIATED).all()
    assert (known.records.enquiries["end"][running] == DAY).all()


def test_where_children_live_nothing_is_closed(known):
    before = left_open(known, known.families)
    known._services.leave(DAY)
    assert left_open(known, known.families) == before
    assert known.records.help.count == 0


def test_help_that_runs_is_written_down_at_the_end(known):
    helped = known.families[known.population.households["helped"][known.families] != NO_HELP]
    known._services.close()
    rows = known.records.help.rows()
    assert rows["household"].tolist() == helped.tolist()
    assert (rows["end"] == FOREVER).all()


def test_a_week_gives_the_children_who_are_adopted(found_borough, profile_with):
    borough = found_borough(profile_with(demography={"adoption": 52.0}), residents=1_500)
    population = borough.population
    families = population.active()[population.child_count(population.active()) > 0]
    borough.records.open(families, np.zeros(len(families)), np.full(len(families), BEFORE), named=0.0)
    _, children = population.children_of(families)
    population.people["home_since"][children] = BEFORE
    borough._services._care.take(families, np.full(len(families), BEFORE), 0)
    child = borough.records.care["child"]
    small = child[population.ages(child.astype(np.int64), DAY) < 6]
    assert sorted(borough._services.week(families, DAY, 0)) == sorted(small)
    assert len(small) > 10


def test_a_quarters_state_agrees_with_the_rows(busy):
    """On each quarter's Monday, before the week is lived: whose case is open, who is enquired about, who has a plan."""
    records, checked = busy.records, 0
    plans = records.plans
    decided = records.enquiries["end"][plans["enquiry"]]
    for week, state in busy.snapshots.items():
        day, path = busy.calendar.first_day(week), state["path"]
        is_open = (records.cases["opened"] < day) & (records.cases["closed"] >= day)
        assert set(state["household"][path != Path.NONE]) == _families(records.cases, is_open, state)
        asked = state["household"][np.isin(path, ENQUIRIES)]
        running = records.enquiries["end"] >= day
        assert _families(records.enquiries, running & (records.enquiries["start"] < day), state) <= set(asked)
        assert set(asked) <= _families(records.enquiries, running & (records.enquiries["start"] <= day), state)
        planned = (plans["start"] < FOREVER) & (decided < day) & (plans["end"] >= day)
        assert set(state["household"][path == Path.PLAN]) == _families(plans, planned, state)
        checked += len(asked) + planned.sum()
    assert checked > 5


def _families(register, rows, state):
    return set(register["household"][rows]) & set(state["household"])


def test_a_quarters_help_agrees_with_the_rows(busy):
    rows, checked = busy.records.help.rows(), 0
    for week, state in busy.snapshots.items():
        day = busy.calendar.first_day(week)
        here = (rows["start"] < day) & (rows["end"] >= day)
        kinds = dict(zip(rows["household"][here], rows["kind"][here], strict=True))
        assert [kinds.get(household, NO_HELP) for household in state["household"]] == state["helped"].tolist()
        checked += (state["helped"] > 0).sum()
    assert checked > 20


def test_harm_and_contacts_come_to_families_while_they_live_here(busy):
    rows = busy.population.households
    stays = busy.population.residence.rows()
    with_child = set(stays["household"][stays["role"] == CHILD])
    for log in (busy.records.harms, busy.records.contacts):
        told = log.rows()
        assert len(told["day"]) > 50
        assert (told["day"] >= rows["formed"][told["household"]]).all()
        assert set(told["household"]) <= with_child
