"""Linkage week by week gives what a full relink would; order and references change no person; a veto is never crossed.

The hamlets are made at random from few names, births, dwellings and numbers, so that records meet, contradict and change.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import combinations

import pytest
from tests.factories.hamlet import Hamlet

from csps.linkage.judged import judgements

WEEKS = [date(2026, 11, 2) + timedelta(weeks=week) for week in range(3)]
REGISTERS = ("debt_case", "police_incident", "housing_tenancy_member", "ssd_person", "school_enrolment")
FORENAMES = ("Jonathan", "Jon", "Johnathan", "Margaret", "Maggie", "Eva", "Evangeline", "Ida")
SURNAMES = ("Oakwood", "Oakwod", "Suarez-Valencia", "Valencia", "Grey")
BIRTHS = (
    date(1970, 4, 17),
    date(1970, 4, 7),
    date(1995, 9, 30),
    date(2012, 4, 11),
    date(2012, 11, 4),
    date(2012, 1, 1),
    None,
)
HOMES = (
    {"address_line": "Flat 14A, 20 Elm Row", "postcode": "XH1 4AB", "uprn": "991"},
    {"address_line": "20 Elm Row, Flat 14C", "postcode": "XH1 4AB", "uprn": "992"},
    {"address_line": "20 Elm Row Flat 14a", "postcode": "xh14ab"},
    {},
)
UPNS = ("B801200005001", "H801200001001", None, None, None)
FEW, MANY = range(3), range(3, 40)


def grown(hamlet, seed):
    """Add some records known by each of the weeks, some of them changed later, and a few judgements; give the pupil numbers."""
    rng, upns = random.Random(seed), {}
    references = [(rng.choice(REGISTERS), str(number)) for number in range(40)]
    for week in WEEKS:
        for register, reference in rng.sample(references, 25):
            told = {"forename": rng.choice(FORENAMES), "surname": rng.choice(SURNAMES), "born_on": rng.choice(BIRTHS)}
            upn = rng.choice(UPNS) if register in ("ssd_person", "school_enrolment") else None
            home = {} if register == "ssd_person" else rng.choice(HOMES)
            record = hamlet.said(register, reference, known_on=week - timedelta(days=1), upn=upn, **told, **home)
            upns[record] = upn or upns.get(record)
    records = sorted(upns)
    for _ in range(2):
        hamlet.judge(*rng.sample(records, 2), "different")
    return upns


def companies(links):
    """Give persons as sets of records."""
    found = {}
    for record, person in links.items():
        found.setdefault(person, set()).add(record)
    return {frozenset(records) for records in found.values()}


def link(hamlet, week, **choices):
    _, tables = hamlet.linked(week, **choices)
    return {row["record_id"]: row["person_id"] for row in tables["record_link"]}


def check_increments(folder, seed):
    hamlet = Hamlet(folder)
    upns = grown(hamlet, seed)
    told = [hamlet.linked(week, publish=True) for week in WEEKS]
    assert hamlet.linked(WEEKS[-1])[0].weighed == 0  # whatever was published is remembered
    weekly = {row["record_id"]: row["person_id"] for row in told[-1][1]["record_link"]}
    anew = link(hamlet, WEEKS[-1], anew=True)
    assert anew == weekly
    check_vetoes(hamlet, weekly, upns)
    hamlet.close()


def check_vetoes(hamlet, links, upns):
    for company in companies(links):
        assert len({upns[record] for record in company} - {None}) <= 1
        for one, other in combinations(sorted(company), 2):
            assert (one, other, "different") not in judgements(hamlet.vault())


@pytest.mark.parametrize("seed", FEW)
def test_week_by_week_is_the_same_as_all_at_once_and_no_veto_is_crossed(tmp_path, seed):
    check_increments(tmp_path, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", MANY)
def test_the_same_in_many_hamlets(tmp_path, seed):
    check_increments(tmp_path, seed)


@pytest.mark.parametrize("seed", FEW)
def test_the_order_of_rows_and_of_judgements_changes_no_person(tmp_path, seed):
    found = []
    for name in ("one", "other"):
        hamlet = Hamlet(tmp_path / name)
        grown(hamlet, seed)
        if name == "other":
            random.Random(seed).shuffle(hamlet._identities)
            hamlet._judged.reverse()
        found.append(link(hamlet, WEEKS[-1]))
        hamlet.close()
    assert found[0] == found[1]
