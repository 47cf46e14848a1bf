"""What children's social care delivers of the small borough, made once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from csps.contracts.catalogue import table
from csps.synthetic.agencies.childrens_social_care.caseload import Caseload
from csps.synthetic.agencies.childrens_social_care.office import watch_childrens_social_care


def last_told(frame, key):
    """Keep the last row of every key, as a reader of all deliveries would have it."""
    return frame.sort_values("known", kind="stable").groupby(key, as_index=False, sort=False).tail(1).set_index(key)


@pytest.fixture(scope="session")
def watch(busy_watch):
    """Care and protection are rare: these tests look at the larger borough."""
    return busy_watch


@pytest.fixture(scope="session")
def caseload(watch):
    return Caseload(watch)


@pytest.fixture(scope="session")
def delivered(watch):
    return watch_childrens_social_care(watch)


@pytest.fixture(scope="session")
def frames(delivered, as_frames):
    """Every table, each row with the day it is known and the true persons."""
    made = as_frames(delivered)
    for batch in delivered:
        for role, persons in batch.persons.items():
            made[batch.table][f"true {role}"] = persons
    return {name.removeprefix("feeds."): frame for name, frame in made.items()}


@pytest.fixture(scope="session")
def settled(frames):
    """Every table as it stands after the last delivery, by key."""
    return {name: last_told(frame, table(f"feeds.{name}").key[0]) for name, frame in frames.items()}


@pytest.fixture(scope="session")
def adopted_children(adopting_watch):
    return np.flatnonzero(adopting_watch.history.people["adopted_on"] < adopting_watch.calendar.end_day)


def days(series):
    """Give dates as timestamps, for comparison."""
    return pd.to_datetime(series)


@pytest.fixture(scope="session")
def as_days():
    return days
