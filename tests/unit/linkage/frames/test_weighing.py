"""Weights of pairs on the bench."""

from __future__ import annotations

import numpy as np
import pytest

from csps.linkage.frames.comparisons import comparisons_for
from csps.linkage.frames.learning import Model
from csps.linkage.frames.weighing import Company, draw_sample, rarity, see, usual_company, weigh
from csps.linkage.workbench import Workbench

SEX = comparisons_for({"sex": 1})
MODEL = Model(0.001, (np.array([0.9, 0.1]),), (np.array([0.5, 0.5]),), (np.array([0.5, 0.5]),), 0.0)


def test_a_weight_is_the_prior_the_level_and_how_rare_the_value_is():
    with Workbench() as bench:
        bench.lay("people", {"unique_id": np.arange(4), "sex": np.array(["f", "f", "m", None], dtype=object)})
        bench.lay("vector", {"one": np.array([0, 0]), "other": np.array([1, 2]), "sex": np.array([0, 1], np.int8)})
        weigh(bench, SEX, MODEL, 4)
        bits = bench.columns("SELECT bits FROM weighed ORDER BY other")["bits"]
    prior, company = np.log2(0.001 / 0.999), usual_company(MODEL, 0, 4)
    rare = rarity(company, np.array([2.0]))[0]
    assert bits.tolist() == pytest.approx([prior + np.log2(0.9 / 0.5) + rare, prior + np.log2(0.1 / 0.5)], abs=1e-3)


def test_a_rare_value_says_more_than_a_common_one():
    rare, usual, common = rarity(Company(10.0, 1.0), np.array([1.0, 11.0, 500.0]))
    assert rare > usual == 0 > common


def test_a_sample_is_the_same_every_time_and_no_larger_than_asked():
    drawn = []
    for _ in range(2):
        with Workbench() as bench:
            bench.make("people", "SELECT range AS unique_id FROM range(3000)")
            draw_sample(bench, 3000)
            drawn.append(bench.columns("SELECT unique_id FROM few ORDER BY 1")["unique_id"].tolist())
    assert drawn[0] == drawn[1]
    assert len(drawn[0]) == 1_200


NAMED = comparisons_for({"first": 1, "surname": 1})


def columns(**values):
    """Give columns as the bench takes them."""
    return {name: np.array(each, object if isinstance(each[0], str) else np.int64) for name, each in values.items()}


def test_two_of_one_full_name_weigh_less_where_names_go_together():
    people = columns(unique_id=range(4), first=["ann", "ann", "ann", "jon"], surname=["oak", "oak", "elm", "oak"])
    shares = tuple(np.full(len(one.levels), 1 / len(one.levels)) for one in NAMED)
    found = []
    for more in (0.0, 3.0):
        with Workbench() as bench:
            bench.lay("people", people)
            bench.lay("vector", columns(one=[0, 0, 0], other=[1, 2, 3], first=[0, 0, 6], surname=[0, 6, 0]))
            weigh(bench, NAMED, Model(0.1, shares, shares, shares, 0.0, namesakes=more), 4)
            found.append(bench.columns("SELECT bits FROM weighed ORDER BY other")["bits"])
    assert (found[0] - found[1]).tolist() == pytest.approx([3.0, 0.0, 0.0], abs=1e-3)


def test_pairs_of_one_full_name_are_counted_whether_they_are_compared_or_not():
    people = columns(unique_id=range(5), first=["ann"] * 4 + [None], surname=["oak", "oak", "oak", "elm", "oak"])
    with Workbench() as bench:
        bench.lay("people", people)
        for name in ("vector", "sampled"):
            bench.lay(name, columns(first=[0], surname=[0]))
        assert see(bench, NAMED, 5).same_name == 3.0


def test_whoever_has_moved_is_weighed_as_if_nothing_of_the_place_were_known():
    living = comparisons_for({"first": 1, "phone_0": 1, "town_0": 1})
    people = columns(unique_id=range(2), first=["ann", "ann"], phone_0=["1", "2"], town_0=["x", "y"])
    person, strangers = (
        tuple(np.full(len(one.levels), 1 / len(one.levels)) * often for one in living) for often in (1.0, 0.5)
    )
    person = (person[0], *(np.r_[shares[:-1], 0.02] for shares in person[1:]))
    other = columns(one=[0], other=[1], first=[0], **{one.name: [len(one.levels) - 1] for one in living[1:]})
    bits, moved = [], []
    for share in (0.0, 0.5):
        with Workbench() as bench:
            bench.lay("people", people)
            bench.lay("vector", other)
            weigh(bench, living, Model(0.1, person, strangers, strangers, 0.0, moved=share), 2)
            found = bench.columns("SELECT bits, moved FROM weighed")
            bits, moved = [*bits, *found["bits"]], [*moved, *found["moved"]]
    assert moved[0] == pytest.approx(0.0, abs=1e-3)
    assert moved[1] == pytest.approx(bits[1] - bits[0] + 1, abs=1e-3)  # who stays is half as likely as before
    assert bits[1] > bits[0] + 3


BORN = comparisons_for({"first": 1, "surname": 1, "born": 1, "identifier_0": 1})


def weight(births, **levels):
    """Give what two namesakes of some records weigh, whose births are of another time, and what is off for that."""
    shares = tuple(np.full(len(one.levels), 1 / len(one.levels)) for one in BORN)
    strangers = tuple(np.array([0.01, *[0.99 / (len(one.levels) - 1)] * (len(one.levels) - 1)]) for one in BORN)
    met = {"one": 0, "other": 1, "first": 0, "surname": 0, "born": len(BORN[2].levels) - 1, "identifier_0": 2, **levels}
    same = {name: ["a"] * len(births) for name in ("first", "surname", "identifier_0")}
    with Workbench() as bench:
        bench.lay("people", columns(unique_id=range(len(births)), born=births, **same))
        bench.lay("vector", columns(**{name: [level] for name, level in met.items()}))
        weigh(bench, BORN, Model(0.1, shares, strangers, strangers, 0.0), len(births))
        found = bench.columns("SELECT bits, apart FROM weighed")
    return found["bits"][0], found["apart"][0]


FATHER, SON, FILLED_IN = "1955-04-01", "1988-07-09", "1900-01-01"


def test_namesakes_whose_births_are_of_another_time_are_two_people():
    bits, apart = weight([FATHER, SON])
    assert bits == -4.0
    assert apart > 0


@pytest.mark.parametrize(
    ("births", "levels"),
    [
        ([FATHER, SON], {"identifier_0": 1}),
        ([FATHER, SON], {"first": 6}),
        ([FATHER, SON], {"surname": -1}),
        ([FATHER, SON], {"born": 1}),
        ([FILLED_IN, SON, *[FILLED_IN] * 20], {}),
    ],
    ids=["a number nearly shared", "another forename", "no surname told", "a slip in the birth", "a birth filled in"],
)
def test_what_else_is_known_is_weighed_as_it_is(births, levels):
    assert weight(births, **levels)[1] == 0.0
