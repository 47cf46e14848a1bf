"""Evidence grows with likeness, and the model's numbers are rounded and the same every time."""

from __future__ import annotations

from datetime import date

import pytest

from csps.linkage.company import find_company
from csps.linkage.likeness import LEVELS, find_likeness, rounded
from csps.linkage.numbers import find_numbers
from csps.linkage.places import find_places
from csps.linkage.records import find_records
from csps.linkage.restrictions import find_restrictions
from csps.linkage.stays import find_stays
from csps.linkage.ties import find_heaps

STEPS = (
    find_places,
    find_numbers,
    find_records,
    find_stays,
    find_company,
    find_restrictions,
    find_heaps,
    find_likeness,
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


def test_shares_of_every_comparison_add_up():
    for _, shares in LEVELS.values():
        assert sum(one for _, one, _ in shares) == pytest.approx(1, abs=0.02)
        assert sum(two for _, _, two in shares) == pytest.approx(1, abs=0.02)
        assert [condition for condition, *_ in shares].count("ELSE") == 1


def test_whole_numbers_and_words_are_not_rounded():
    assert rounded({"a": [1, "b", 0.123456789], "c": None}) == {"a": [1, "b", 0.123457], "c": None}
