"""The model is kept whole under its version, and its numbers are rounded and the same every time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from csps.domain.errors import IntegrityError
from csps.linkage.comparisons import COMPARISONS
from csps.linkage.model import Model, keep, kept, learn, rounded

WEEK = date(2026, 11, 16)
PEOPLE = """
    SELECT i AS unique_id, 'n' || (i % 7) AS forename, 'n' AS initial, 's' || (i % 5) AS surname, DATE '1980-01-02' AS born,
           'F' AS sex, []::VARCHAR[] AS forenames, []::VARCHAR[] AS surnames, []::VARCHAR[] AS places, []::VARCHAR[] AS codes,
           []::VARCHAR[] AS company, []::VARCHAR[] AS sectors, 1980 AS born_year, NULL::VARCHAR AS newest_code
    FROM range(70) AS numbers(i)
"""


@pytest.fixture
def model(bench):
    bench.make("people", PEOPLE)
    return learn(bench, week=WEEK, records=140)


def test_it_says_what_it_was_learnt_from(model):
    assert (model.week, model.records, model.heaps, model.learnt) == (WEEK, 140, 70, False)
    assert model.common["forename"] == {f"n{place}": 10 for place in range(7)}
    assert model.rarest["surname"] == 1 / 70
    assert model.prior < 0


def test_every_comparison_has_a_weight_for_each_level(model):
    for what, compared in COMPARISONS.items():
        weights = model.weights(what)
        assert len(weights) == len(compared.levels)
        assert weights[0] > 0 > weights[-1]


def test_it_is_sealed_and_read_back_under_its_version(model, hamlet):
    vault = hamlet.vault()
    version = keep(vault, model)
    assert version == model.version
    assert kept(vault, version) == model
    assert kept(vault, version).version == version
    with pytest.raises(IntegrityError, match="is missing"):
        kept(vault, "0" * 64)


def test_another_count_is_another_version(model):
    assert replace(model, records=1).version != model.version


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"week": "2026-11-16"}'])
def test_what_is_no_model_is_refused(content):
    with pytest.raises(IntegrityError, match="csps linkage train"):
        Model.from_bytes(content)


def test_whole_numbers_and_words_are_not_rounded():
    assert rounded({"a": [1, "b", 0.123456789], "c": None}) == {"a": [1, "b", 0.123457], "c": None}


def test_the_same_records_teach_the_same_model(model, bench):
    assert learn(bench, week=WEEK, records=140).version == model.version
