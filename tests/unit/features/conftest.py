"""A town in which everybody is known, and one question: what does a feature say of the family?"""

from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.factories.known_town import DAY, HOUSEHOLD, KnownTown, Member

from csps.contracts.catalogue import all_tables
from csps.features.as_of import AsOf
from csps.features.listing import declarations
from csps.features.matrix import Matrix
from csps.features.past import Past, needs_of
from csps.features.source import HOUSES
from csps.settings import read_programme
from csps.store.rounds import Rounds


def ago(weeks, days=0):
    """Give the day so many weeks before the as-of date."""
    return DAY - timedelta(weeks=weeks, days=days)


def values(town, *names, there=None, day=DAY, engine="duckdb"):
    """Give these features by family: name -> value where there is one family, else family -> name -> value."""
    wanted = [each for each in declarations() if each.feature.name in names]
    assert {each.feature.name for each in wanted} == set(names)
    tables = {table for each in wanted for table in each.feature.sources}
    with town.edition().connect(engine) as lake:
        matrix = Matrix(lake, [day], there=frozenset(tables if there is None else there) | HOUSES, declared=wanted)
        found = {row.pop("family_id"): row for row in matrix.on(day).read_all().drop("as_of").to_pylist()}
    return next(iter(found.values())) if len(found) == 1 else found


def through_the_door(town, sources, told, *, day=DAY):
    """Give the rows of what `told` makes of the door to what was known on a day; sources with weeks say what is read."""
    with town.edition().connect() as lake:
        past = Past(lake, [day], needs_of(sources))
        rounds = Rounds(lake, [day], lambda rounds: {"rows": told(AsOf.on(past, rounds)).mutate(as_of=day)})
        return rounds.rows(day, "rows").read_all().drop("as_of").to_pylist()


@pytest.fixture
def kit():
    """The as-of date, days before it, the household, `values`, and what comes through the door of time."""
    return SimpleNamespace(
        DAY=DAY, HOUSEHOLD=HOUSEHOLD, Member=Member, ago=ago, values=values, through_the_door=through_the_door
    )


@pytest.fixture
def town(tmp_path):
    """A town with one family."""
    return KnownTown(tmp_path).family()


@pytest.fixture
def empty_town(tmp_path):
    """A town without families."""
    return KnownTown(tmp_path)


@pytest.fixture(scope="session")
def repository():
    """The folder of the repository."""
    return Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def programme(repository):
    """The choices of the small borough: every feed may be used for scoring."""
    return read_programme(repository / "data_synthetic" / "workspace", all_tables())
