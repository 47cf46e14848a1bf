"""The education agency of the small borough, step by step and as a whole; made once."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from csps.synthetic.agencies.education.careers import follow, ordinary_events
from csps.synthetic.agencies.education.exclusions import exclude, on_one_roll, sent_elsewhere
from csps.synthetic.agencies.education.pupils import pupils_of
from csps.synthetic.agencies.education.roll import enrol
from csps.synthetic.agencies.education.run import watch_education
from csps.synthetic.agencies.education.schools import Schools


@pytest.fixture(scope="session")
def education(watch):
    return watch_education(watch)


@pytest.fixture(scope="session")
def by_table(education):
    return {one.table: one for one in education}


@pytest.fixture(scope="session")
def busy_by_table(busy_watch):
    """The tables of the larger borough, for what is rare."""
    return {one.table: one for one in watch_education(busy_watch)}


@pytest.fixture(scope="session")
def steps(watch):
    """What the tables are made from: pupils, careers, exclusions, roll."""
    pupils, schools = pupils_of(watch), Schools.for_residents(3_000)
    careers = follow(watch, pupils, schools, ordinary_events(watch, pupils))
    drawn = exclude(watch, careers)
    careers = follow(watch, pupils, schools, ordinary_events(watch, pupils) + sent_elsewhere(watch, careers, drawn))
    return SimpleNamespace(
        pupils=pupils, careers=careers, exclusions=on_one_roll(drawn, careers), roll=enrol(watch, careers)
    )
