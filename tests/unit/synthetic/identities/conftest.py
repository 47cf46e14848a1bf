"""A small town and its people on paper, made once."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.identities.communities import FEMALE, MALE
from csps.synthetic.identities.names import NameBook
from csps.synthetic.identities.numbers import NONE, NumberRegister
from csps.synthetic.identities.records import People
from csps.synthetic.identities.town import make_dwellings

TODAY = np.datetime64("2026-11-16")


def people_of(count, book, town, rng):
    """Give people of all ages; half of the women born before 2000 are married."""
    community = book.draw_communities(count, rng)
    sex = rng.integers(1, 3, count).astype(np.int8)
    birth_date = TODAY - rng.integers(0, 365 * 75, count)
    year = birth_date.astype("datetime64[Y]").astype(np.int64) + 1970
    forename = book.draw_forenames(community, sex, year, rng)
    born = book.draw_surnames(community, sex, rng)
    husbands = book.draw_surnames(community, np.full(count, MALE), rng)
    married = (sex == FEMALE) & (year < 2000) & (rng.random(count) < 0.5)
    register, serial = NumberRegister(rng), np.arange(count)
    return People(
        forename=forename,
        middle=book.draw_middle_names(forename, community, sex, year, rng),
        surname=np.where(married, book.married_surnames(born, husbands, community, rng), born).astype(np.int32),
        birth_surname=born,
        birth_date=birth_date,
        sex=sex,
        community=community,
        upn=np.where((year > 2007) & (year < 2023), register.upns(serial, year + 5), NONE),
        nhs=register.nhs_numbers(serial),
        ni=np.where(year < 2010, register.ni_numbers(serial), NONE),
        dwelling=rng.integers(-1, len(town), count).astype(np.int32),
    )


@pytest.fixture(scope="session")
def book():
    return NameBook.load()


@pytest.fixture(scope="session")
def town():
    return make_dwellings(10_000, np.random.default_rng(3))


@pytest.fixture(scope="session")
def people(book, town):
    return people_of(20_000, book, town, np.random.default_rng(4))


@pytest.fixture(scope="session")
def make_people():
    """Give the maker itself: people_of(count, book, town, rng)."""
    return people_of
