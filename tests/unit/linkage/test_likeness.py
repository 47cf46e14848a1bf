"""Evidence grows with likeness, and a pair that is remembered weighs what it would if it were weighed again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from csps.linkage.company import find_company
from csps.linkage.judged import find_judged
from csps.linkage.likeness import find_features, find_people, recall, remember, to_remember, weigh
from csps.linkage.model import learn
from csps.linkage.numbers import find_numbers
from csps.linkage.places import find_places
from csps.linkage.records import find_records
from csps.linkage.restrictions import find_restrictions
from csps.linkage.stays import find_stays
from csps.linkage.ties import find_heaps


def weighed(bench):
    weigh(bench, learn(bench, week=date(2026, 11, 16), records=1))


STEPS = (
    find_places,
    find_numbers,
    find_records,
    find_stays,
    find_company,
    find_restrictions,
    find_judged,
    find_heaps,
    find_features,
    find_people,
    weighed,
)
HOME = {"address_line": "1 Elm Row", "postcode": "XH1 4AB", "uprn": "991"}
EVA = {"forename": "Evangeline", "surname": "Oakwood", "born_on": date(2012, 4, 17)}


def weight(hamlet, changed):
    hamlet.neighbours()
    hamlet.said("debt_case", "2", **HOME, **EVA)
    hamlet.said("police_incident", "3", **HOME | EVA | changed)
    bench = hamlet.bench(*STEPS)
    at_home = [hamlet.record_id("debt_case", "2"), hamlet.record_id("police_incident", "3")]
    pairs = bench.arrow(
        """SELECT max(weight) AS weight FROM likeness JOIN heap AS one_of ON one_of.heap = one JOIN record AS first
           ON first.record = one_of.record JOIN heap AS other_of ON other_of.heap = other JOIN record AS second
           ON second.record = other_of.record WHERE first.record_id IN (SELECT unnest(?)) AND second.record_id IN (SELECT unnest(?))""",
        [at_home, at_home],
    ).to_pylist()
    return pairs[0]["weight"]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"forename": "Evangelina"}, {"forename": "Evangeline", "surname": "Oakwoode"}),
        ({"forename": "Eva", "surname": "Oakwood"}, {"forename": "Evangelin"}),
        ({"born_on": date(2012, 9, 30), "surname": "Oakwodd"}, {"born_on": date(2012, 4, 12)}),
    ],
)
def test_a_slip_costs_less_than_another_name_or_birth(hamlet, tmp_path, less, more):
    lesser = weight(hamlet, less)
    other = type(hamlet)(tmp_path / "other")
    assert (lesser or -99) <= weight(other, more)
    other.close()


def test_what_is_remembered_need_not_be_weighed_again_and_nothing_differs(hamlet):
    hamlet.neighbours(60)
    for table in ("debt_case", "police_incident", "housing_tenancy_member"):
        hamlet.said(table, "2", **HOME, **EVA)
    bench = hamlet.bench(*STEPS[:-1])
    bench.make("spare", "FROM feature")
    model = learn(bench, week=date(2026, 11, 16), records=1)
    everything = weigh(bench, model)
    likeness, told = bench.arrow("FROM likeness ORDER BY one, other").to_pylist(), to_remember(bench)
    assert weigh(bench, model, told) == 0 < everything
    assert bench.arrow("FROM likeness ORDER BY one, other").to_pylist() == likeness
    bench.make(
        "feature", "SELECT * REPLACE (CASE WHEN unique_id = 0 THEN 'oak' ELSE surname END AS surname) FROM spare"
    )
    assert weigh(bench, model, told) == 1


def test_what_was_weighed_by_other_rules_or_is_lost_is_not_recalled(hamlet):
    bench = hamlet.bench(*STEPS[:-1])
    model = learn(bench, week=date(2026, 11, 16), records=1)
    weigh(bench, model)
    vault = hamlet.vault()
    told = remember(vault, bench, model)
    assert recall(vault, told, model) is not None
    assert recall(vault, told, replace(model, records=2)) is None
    assert recall(vault, "", model) is None
    vault.workings.keep_only("pairs", ())
    assert recall(vault, told, model) is None
