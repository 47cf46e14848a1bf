"""The page of rates names its boroughs and its day, and judges each main rate in every borough."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="module")
def rates(benchmark):
    return benchmark("borough_rates")


def measure(rates, name, published, *, main=True):
    return rates.Measure(name, published, "a source", "children", 1e4, "SELECT 1", main=main)


def borough(rates, seed, **found):
    return rates.Counted(
        300_000, seed, 6.98, {name: rate if isinstance(rate, tuple) else (rate, 0.0) for name, rate in found.items()}
    )


@pytest.fixture(scope="module")
def small(rates, root):
    return rates.counted(root / "data_synthetic")


def test_every_borough_has_a_column_and_the_page_says_which_and_when(rates):
    asked = [measure(rates, "referrals", 100.0), measure(rates, "contacts", 200.0, main=False)]
    boroughs = [borough(rates, seed, referrals=90.0 + seed, contacts=400.0) for seed in (1, 2, 30)]
    text, missed = rates.page(boroughs, asked, "2026-11-30")
    assert missed == 1
    assert (
        "Boroughs of 300,000 residents and 7.0 delivered years, seed 1, seed 2, seed 30, measured on 2026-11-30."
        in text
    )
    assert "| rate | seed 1 | seed 2 | seed 30 | published |" in text
    assert "| referrals | 91.0 | 92.0 | 120.0 | 100.0 | 1.01 | a source | **missed** in seed 30 |" in text
    assert "| contacts | 400.0 | 400.0 | 400.0 | 200.0 | 2.00 | a source |  |" in text


@pytest.mark.parametrize(
    ("value", "error", "far"),
    [(115.0, 0.0, False), (115.1, 0.0, True), (84.9, 0.0, True), (129.9, 15.0, False), (130.1, 15.0, True),
     (115.1, float("nan"), True)],
)  # fmt: skip
def test_a_rate_may_lie_15_percent_or_two_standard_errors_away_whichever_is_wider(rates, value, error, far):
    assert rates.misses(measure(rates, "referrals", 100.0), value, error) is far


def test_a_figure_that_is_our_arithmetic_says_so(small):
    by_name = {one.name: one for one in small[1]}
    for name in ("persistent absence, % of pupils", "suspensions per 100 pupils a year", "overall absence, %",
                 "started to be looked after", "homelessness duties"):  # fmt: skip
        assert by_name[name].source.startswith("our arithmetic from "), name
    assert by_name["persistent absence, % of pupils"].published == pytest.approx(17.0, abs=0.05)
    assert by_name["suspensions per 100 pupils a year"].published == pytest.approx(9.1, abs=0.05)


def test_what_was_delivered_can_be_counted(small):
    found, asked = small
    assert (found.residents, found.seed) == (3000, 1)
    assert found.years == pytest.approx(2.99, abs=0.01)
    assert set(found.rates) == {one.name for one in asked}
    assert 300 < found.rates["referrals"][0] < 2000
    assert 3 < found.rates["overall absence, %"][0] < 12
