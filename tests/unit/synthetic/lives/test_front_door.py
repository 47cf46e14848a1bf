"""The front door: harm and contacts come as often as declared, and what is referred becomes a case."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.lives.path_rates import Path
from csps.synthetic.lives.safeguarding import CLOSED_NFA, CONTACT_CONCERN, CONTACT_HARM, CONTACT_NOISE
from csps.synthetic.lives.support import EARLY_HELP, NO_HELP, PROGRAMME

DAY = 20_000
TERM = 3


@pytest.fixture
def borough(found_borough, shipped):
    return found_borough(shipped, residents=3_000)


@pytest.fixture
def door(borough):
    return borough._services._front_door


@pytest.fixture
def families(borough):
    """Families in which anything may be the matter, however much they are seen."""
    active = borough.population.active()
    families = active[borough.population.child_count(active) > 0]
    rng, rows = np.random.default_rng(8), borough.population.households
    for name, values in (("joint", borough.circumstances.states), ("exposure", 8), ("seen", 5), ("frailty", 3)):
        rows[name][families] = rng.integers(0, values, len(families))
    return families


def as_likely(happened, chance):
    """Tell whether about as many things happened as their chances say, within four standard errors."""
    chance = np.broadcast_to(np.asarray(chance, dtype=float), np.shape(happened))
    return abs(np.sum(happened) - chance.sum()) < 4 * np.sqrt((chance * (1 - chance)).sum())


def newest(borough, families):
    """Give the case of each family that has one, else nothing."""
    case = borough.population.households["case"][families]
    return case[case >= 0]


def test_harm_comes_as_often_as_declared_and_is_written_down(borough, door, families):
    rows = borough.population.households
    rows["helped"][families] = np.arange(len(families)) % 3
    index = tuple(rows[name][families] for name in ("exposure", "frailty", "helped", "joint"))
    chance = borough.mechanisms.path_rates.harm[index]
    harmed = np.array([door.harm(families, DAY + 7 * week) for week in range(60)])
    assert harmed.sum() > 100
    assert as_likely(harmed, chance)
    harms = borough.records.harms.rows()
    week, which = np.nonzero(harmed)
    assert harms["household"].tolist() == families[which].tolist()
    assert ((harms["day"] - DAY) // 7).tolist() == week.tolist()


@pytest.mark.parametrize(("effect", "fewer"), [(1.0, True), (0.0, False)])
def test_help_lowers_harm_at_its_strength_and_not_at_none(found_borough, shipped, effect, fewer):
    """The same draw strikes the same families unless help keeps harm from them."""
    borough = found_borough(shipped, residents=1_000, help_effect=effect)
    door, rows = borough._services._front_door, borough.population.households
    families = borough.population.active()
    rows["joint"][families] = np.random.default_rng(8).integers(0, borough.circumstances.states, len(families))

    def struck(helped):
        rows["helped"][families] = helped
        harmed = []
        for week in range(100):
            door._rng = np.random.default_rng([9, week])
            harmed.append(door.harm(families, DAY))
        return np.array(harmed)

    alone, early, programme = (struck(helped) for helped in (NO_HELP, EARLY_HELP, PROGRAMME))
    assert alone.sum() > 100
    assert not (programme & ~early).any()
    assert not (early & ~alone).any()
    assert (programme.sum() < early.sum() < alone.sum()) == fewer
    assert (programme.sum() == alone.sum()) != fewer


def test_contacts_come_as_often_as_declared_and_follow_the_season(borough, door, families):
    rows, path = borough.population.households, borough.mechanisms.path_rates
    where = tuple(rows[name][families] for name in ("exposure", "seen", "joint"))
    known, unharmed = np.zeros(len(families), dtype=bool), np.zeros(len(families), dtype=bool)
    for season in (1, TERM):
        before = borough.records.contacts.count
        for week in range(40):
            door._contacts(families, known, unharmed, DAY + 7 * week, season)
        contacts = {name: values[before:] for name, values in borough.records.contacts.rows().items()}
        chance = np.tile(path.contact[where] * path.season[season], 40)
        made = np.zeros(len(chance), dtype=bool)
        made[np.searchsorted(families, contacts["household"]) + (contacts["day"] - DAY) // 7 * len(families)] = True
        assert made.sum() == len(contacts["day"])  # one a week and family at most
        assert as_likely(made, chance)
        concern = contacts["kind"] == CONTACT_CONCERN
        assert set(contacts["kind"]) == {CONTACT_NOISE, CONTACT_CONCERN}
        assert as_likely(concern, path.concern_share[where][np.searchsorted(families, contacts["household"])])
    assert path.season[1] < path.season[TERM]


def test_contacts_about_a_known_family_open_no_second_case(borough, door, families):
    borough.records.open(families, families, np.full(len(families), DAY - 70), named=0.0)
    borough.records.go(families, Path.OPEN_LONG)
    path = borough.population.households["path"][families].copy()
    for week in range(10):
        door.week(families, path, np.zeros(len(families), dtype=bool), DAY + 7 * week, TERM)
    assert borough.records.contacts.count > 20
    assert not borough.records.contacts.rows()["referred"].any()
    assert borough.records.cases.count == len(families)
    assert (borough.population.households["path"][families] == Path.OPEN_LONG).all()


def test_known_harm_is_not_noticed_at_the_front_door(borough, door, families):
    path = np.full(len(families), Path.OPEN_SHORT, dtype=np.int8)
    door.week(families, path, np.ones(len(families), dtype=bool), DAY, TERM)
    assert borough.records.contacts.count == borough.records.cases.count == 0


def test_a_referral_is_a_case_that_is_assessed_or_closed_at_once(borough, door, families):
    rates = borough.mechanisms.profile.safeguarding
    quiet = np.zeros(len(families), dtype=bool)
    for week in range(150):
        path = borough.population.households["path"][families].copy()
        door.week(families, path, quiet, DAY + 7 * week, TERM)
        borough.records.go(families, Path.NONE)  # as if every case were over within the week
    cases, contacts = borough.records.cases, borough.records.contacts.rows()
    assert cases["contact"].tolist() == np.flatnonzero(contacts["referred"]).tolist()
    assert (contacts["household"][cases["contact"]] == cases["household"]).all()
    assert (contacts["day"][cases["contact"]] == cases["opened"]).all()
    concern = contacts["kind"] == CONTACT_CONCERN
    assert as_likely(contacts["referred"], np.where(concern, rates.referred_of_concern, rates.referred_of_noise))
    closed = cases["closed"] == cases["opened"]
    assert (cases["reason"][closed] == CLOSED_NFA).all()
    assert closed.sum() > 3
    assert as_likely(closed, rates.no_further_action)


def test_where_a_referred_family_stands(borough, door, families):
    quiet = np.zeros(len(families), dtype=bool)
    door.week(families, np.zeros(len(families), dtype=np.int8), quiet, DAY, TERM)
    closed = borough.records.cases["closed"] < 2**30
    path = borough.population.households["path"]
    home = borough.records.cases["household"]
    assert len(home) > 0
    assert (path[home[closed]] == Path.NONE).all()
    assert (path[home[~closed]] == Path.ASSESSMENT_1).all()
    assert (np.delete(path, home) == Path.NONE).all()


def test_harm_is_seen_as_often_as_a_family_is_seen(borough, door, families):
    seen = borough.population.households["seen"][families]
    chance = borough.mechanisms.path_rates.harm_seen
    noticed = np.zeros((30, len(families)), dtype=bool)
    for week in range(30):
        before = borough.records.contacts.count
        door._unknown(families, np.ones(len(families), dtype=bool), DAY + 7 * week)
        made = borough.records.contacts.rows()["household"][before:]
        noticed[week, np.searchsorted(families, made)] = True
    for level in range(5):
        assert as_likely(noticed[:, seen == level], chance[level])
    assert noticed[:, seen == 4].mean() > 1.5 * noticed[:, seen == 0].mean()


def test_seen_harm_leads_to_care_an_enquiry_or_an_assessment(borough, door, families):
    records, rates = borough.records, borough.mechanisms.profile.safeguarding
    door.week(families, np.zeros(len(families), dtype=np.int8), np.ones(len(families), dtype=bool), DAY, TERM)
    contacts, cases = records.contacts.rows(), records.cases
    assert (contacts["kind"] == CONTACT_HARM).all()  # who is harmed has no other contact in that week
    assert contacts["referred"].all()
    path = borough.population.households["path"][cases["household"]]
    taken = path == Path.OPEN_SHORT
    assert as_likely(taken, rates.looked_after_of_harm)
    assert set(records.care["household"]) == set(cases["household"][taken])
    urgent = path[~taken] == Path.HARM_ENQUIRY_1
    assert as_likely(urgent, rates.urgent_of_harm)
    assert (path[~taken][~urgent] == Path.ASSESSMENT_1).all()
    assert sorted(records.enquiries["household"]) == sorted(cases["household"][path == Path.HARM_ENQUIRY_1])
    assert (records.enquiries["start"] == cases["opened"][records.enquiries["case"]] + 1).all()
    assert records.enquiries["harm"].all()


def test_without_harm_nobody_is_taken_and_nothing_is_enquired(borough, door, families):
    door.week(families, np.zeros(len(families), dtype=np.int8), np.zeros(len(families), dtype=bool), DAY, TERM)
    assert borough.records.enquiries.count == borough.records.care.count == 0
    assert set(np.unique(borough.population.households["path"])) <= {Path.NONE, Path.ASSESSMENT_1}
    assert len(newest(borough, families)) == borough.records.cases.count


def test_an_office_takes_contacts_on_working_days_and_hears_of_harm_on_any(borough, door, families):
    monday = DAY - (DAY + 3) % 7
    path, before = np.full(len(families), Path.NONE, dtype=np.int8), borough.records.contacts.count
    for _ in range(40):
        borough.population.households["path"][families] = Path.NONE
        door.week(families, path, door.harm(families, monday), monday, TERM)
    contacts = {name: values[before:] for name, values in borough.records.contacts.rows().items()}
    harm = contacts["kind"] == CONTACT_HARM
    assert set((contacts["day"][~harm] - monday).tolist()) == set(range(5))
    assert set((contacts["day"][harm] - monday).tolist()) == set(range(7))
