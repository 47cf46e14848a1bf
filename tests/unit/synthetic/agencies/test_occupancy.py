"""Who lives where and since when."""

from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.occupancy import TENURES, leads, occupations, relationships, residents, tenure_of
from csps.synthetic.lives.population import NOBODY, OTHER_ADULT


def test_every_occupation_has_an_adult_to_deal_with(watch):
    homes = occupations(watch)
    assert (homes.lead != NOBODY).all()
    assert (watch.history.ages(homes.lead, homes.start) > 15).mean() > 0.99
    assert (homes.since <= homes.start).all()
    assert (homes.start < homes.end).all()


def test_leads_are_carers_where_there_are(watch):
    homes = occupations(watch)
    carers = watch.history.carer(homes.household, homes.start)
    assert (leads(watch.history, homes.household, homes.start)[carers != NOBODY] == carers[carers != NOBODY]).all()


def test_residents_lie_within_their_span_once_each(watch):
    homes = occupations(watch)
    people = residents(watch.history, homes.household, homes.start, homes.end)
    assert (people.first >= homes.start[people.which]).all()
    assert (people.last <= homes.end[people.which]).all()
    assert (people.first < people.last).all()
    assert len(np.unique(np.stack((people.which, people.person)), axis=1).T) == len(people)
    assert np.isin(np.arange(len(homes)), people.which).all()
    assert people.role.max() <= OTHER_ADULT


def test_relationships_say_self_for_the_lead_alone(watch):
    homes = occupations(watch)
    people = residents(watch.history, homes.household, homes.start, homes.end)
    lead = homes.lead[people.which]
    related = relationships(watch, lead, people, np.random.default_rng(1))
    assert ((related == 0) == (people.person == lead)).all()


def test_most_social_homes_are_the_councils_building_by_building(watch):
    every = np.arange(len(watch.town))
    tenure = tenure_of(watch, every)
    council, association = (tenure == TENURES.index(name) for name in ("LA", "RSL"))
    assert 0.4 < council.sum() / (council | association).sum() < 0.8
    assert not set(watch.town.building[council]) & set(watch.town.building[association])
