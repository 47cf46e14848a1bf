"""A small borough that has been lived, to be watched by every agency; made once."""

from __future__ import annotations

import dataclasses
from datetime import date

import numpy as np
import pandas as pd
import pytest

from csps.contracts.catalogue import table
from csps.contracts.model import Type
from csps.domain.progress import SilentProgress
from csps.store import Coded
from csps.synthetic.agencies.watch import Watch
from csps.synthetic.calendar import Calendar
from csps.synthetic.identities.addresses import Kind
from csps.synthetic.identities.habits import load_habits
from csps.synthetic.identities.names import NameBook
from csps.synthetic.identities.numbers import NumberRegister
from csps.synthetic.identities.town import make_dwellings
from csps.synthetic.lives.borough import Borough, Place
from csps.synthetic.lives.founding import Communities
from csps.synthetic.lives.history import finished
from csps.synthetic.naming import Naming
from csps.synthetic.profile import load_profile

RESIDENTS, WEEKS, BURN_IN = 1_500, 60, 30
TENURES = (0.38, 0.30, 0.18, 0.10, 0.04)


def borough_watched(seed, residents=RESIDENTS, weeks=WEEKS):
    """Live a small borough and give it to be watched."""
    profile, calendar = load_profile("inner-london"), Calendar(date(2026, 11, 16), weeks, BURN_IN)
    town = make_dwellings(residents // 2, np.random.default_rng(seed), TENURES)
    # sectors follow tenure, but shared houses, hostels and refuges are sectors of their own
    sector = np.where(town.kind >= Kind.HMO, town.kind, town.tenure).astype(np.int8)
    book = NameBook.load()
    customs = book.customs
    large = np.zeros(len(customs), dtype=bool)
    communities = Communities(customs.shares / customs.shares.sum(), large)
    place = Place(
        sector, town.places, (6 - town.deprivation_quintile).astype(np.int8), communities, np.zeros(len(large))
    )
    seeds = np.random.SeedSequence(seed)
    borough = Borough(profile, place, calendar, seeds, help_effect=1.0, observation_bias=1.0)
    borough.live(residents, SilentProgress())
    history = finished(borough)
    naming = Naming(history.people, book, np.random.default_rng([seed, 7]))
    identities = naming.name_everyone(NumberRegister(np.random.default_rng([seed, 8])))
    return Watch(history, town, book, identities, load_habits(), seed)


def plain(values):
    """Write a column out as a series."""
    if isinstance(values, Coded):
        words = np.append(np.asarray(values.vocabulary, dtype=object), None)
        return pd.Series(words[values.indices], dtype=object)
    if isinstance(values, np.ma.MaskedArray):
        return pd.Series(values.filled(0), dtype="Int64").mask(np.ma.getmaskarray(values))
    return pd.Series(values)


def framed(batches):
    """Write batches out as frames by table, with the day each row is known."""
    frames = {}
    for batch in batches:
        frame = pd.DataFrame({name: plain(values) for name, values in batch.columns.items()})
        assert batch.table not in frames
        frames[batch.table] = frame.assign(known=batch.known)
    return frames


def faults(batch):
    """List what a batch gets wrong of its contract."""
    contract = table(batch.table)
    found = sorted({column.name for column in contract.columns} ^ set(batch.columns))
    for column in contract.columns:
        values = batch.columns[column.name]
        series = plain(values)
        present = series.dropna()
        if len(values) != len(batch):
            found.append(f"{column.name}: {len(values)} rows")
        if column.required and len(present) < len(series):
            found.append(f"{column.name}: empty")
        if column.codes and not set(present) <= set(column.codes.values):
            found.append(f"{column.name}: {set(present) - set(column.codes.values)}")
        if column.type is Type.DATE and values.dtype != np.dtype("datetime64[D]"):
            found.append(f"{column.name}: {values.dtype}")
        if column.type is Type.FLAG and values.dtype != np.dtype(bool):
            found.append(f"{column.name}: {values.dtype}")
        if column.type is Type.INTEGER:
            if not np.issubdtype(values.dtype, np.integer):
                found.append(f"{column.name}: {values.dtype}")
            if column.minimum is not None and (present < column.minimum).any():
                found.append(f"{column.name}: below {column.minimum}")
            if column.maximum is not None and (present > column.maximum).any():
                found.append(f"{column.name}: above {column.maximum}")
    for role, persons in batch.persons.items():
        if role not in batch.columns or len(persons) != len(batch):
            found.append(f"persons by {role}")
    return found


@pytest.fixture(scope="session")
def watch():
    return borough_watched(seed=5)


@pytest.fixture(scope="session")
def another_watch():
    return borough_watched(seed=6)


@pytest.fixture(scope="session")
def same_watch():
    """The borough of `watch`, lived again from its seed."""
    return borough_watched(seed=5)


@pytest.fixture(scope="session")
def busy_watch():
    """A larger borough, for what is rare: care, nominations, refuges."""
    return borough_watched(seed=5, residents=6_000, weeks=156)


@pytest.fixture(scope="session")
def adopting_watch(busy_watch):
    """The larger borough, in which children who were referred twice were adopted in between.

    Adoption is too rare to wait for. Where these children lived is left as it was: what matters is that each is known
    under two identities.
    """
    history, identities = busy_watch.history, busy_watch.identities
    cases, named = history.cases, history.named
    order = np.lexsort((named["day"], named["child"]))
    child, case, day = (named[column][order] for column in ("child", "case", "day"))
    again = np.flatnonzero((child[1:] == child[:-1]) & (case[1:] != case[:-1]) & (day[1:] > day[:-1] + 150))
    _, once = np.unique(child[again], return_index=True)
    rows = again[once][cases["closed"][case[again[once]]] >= busy_watch.calendar.start_day][:12]
    taken, care = day[rows] + 5, history.care
    added = {"child": child[rows], "household": cases["household"][case[rows]], "case": case[rows], "start": taken}
    added |= {"end": taken + 120, "due_back": taken + 120, "cause": 0 * taken, "ended_by": 0 * taken + 3}
    people = {**history.people, "adopted_on": history.people["adopted_on"].copy()}
    people["adopted_on"][child[rows]] = taken + 120
    care = {name: np.concatenate([care[name], added[name].astype(care[name].dtype)]) for name in care}
    names = {name: getattr(identities, name).copy() for name in ("adopted_forename", "adopted_surname", "adopted_nhs")}
    for values in names.values():
        values[child[rows]] = 5 + np.arange(len(rows))
    lived = dataclasses.replace(history, people=people, care=care)
    return dataclasses.replace(busy_watch, history=lived, identities=dataclasses.replace(identities, **names))


@pytest.fixture(scope="session")
def as_frames():
    """Give the maker of frames: framed(batches)."""
    return framed


@pytest.fixture(scope="session")
def contract_faults():
    """Give the check of one batch: faults(batch)."""
    return faults
