"""What council tax costs."""

from __future__ import annotations

import numpy as np

from csps.synthetic.agencies.council_tax_charges import BANDS, annual_charges, bands, discounts
from csps.synthetic.identities.addresses import Kind


def test_every_dwelling_has_a_band_and_houses_higher_ones(watch):
    band = bands(watch)
    assert len(band) == len(watch.town)
    assert 0 <= band.min() <= band.max() < len(BANDS)
    assert band[watch.town.kind == Kind.HOUSE].mean() > band[watch.town.kind == Kind.FLAT].mean()


def test_charges_rise_by_band_and_every_april():
    march, april = (2024 - 1970) * 12 + 2, (2024 - 1970) * 12 + 3
    every = np.arange(8)
    before = annual_charges(every, np.full(8, march), np.zeros(8))
    after = annual_charges(every, np.full(8, april), np.zeros(8))
    assert (np.diff(before) > 0).all()
    assert (after > before).all()
    assert (annual_charges(every, np.full(8, april + 11), np.zeros(8)) == after).all()


def test_who_lives_alone_pays_three_quarters():
    assert discounts(np.array([True, False]), np.array([False, False])).tolist() == [0.25, 0.0]
