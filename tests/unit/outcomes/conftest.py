"""A town in which everybody is known, and one question: does a line of the rules hold for the family?"""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from tests.factories.known_town import DAY, HOUSEHOLD, KnownTown, Member

from csps.contracts.catalogue import all_tables
from csps.outcomes import in_force
from csps.outcomes.evidence import Evidence
from csps.outcomes.rule_sets import SF2022
from csps.settings import read_model_spec, read_programme
from csps.store.people import people_on


def ago(weeks, days=0):
    """Give the day so many weeks before the as-of date."""
    return DAY - timedelta(weeks=weeks, days=days)


def who_meets(town, line, day=DAY, known_by=DAY):
    """Give the members by whom a line is met on a day."""
    with town.edition().connect() as lake:
        rows = line.find(Evidence(lake, people_on(lake, DAY), known_by)).cast({"since": "date", "until": "date"})
        counting = rows.filter((rows.since <= day) & (rows.until.isnull() | (rows.until > day)))
        return set(counting.person_id.to_pyarrow().to_pylist())


def attendance(person, weeks, absent, sessions=10):
    """Give rows of attendance for so many weeks before 2 March 2026, with so many sessions missed in each."""
    rows = []
    for week in range(1, weeks + 1):
        monday = ago(week)
        rows += [
            {"person": person, "week_start": monday, "estab": "S", "register_code": code, "sessions": count}
            for code, count in (("/", sessions - absent), ("O", absent))
            if count
        ]
    return rows


@pytest.fixture
def kit():
    """The as-of date, days before it, the household, and what lines are asked."""
    return SimpleNamespace(
        DAY=DAY, HOUSEHOLD=HOUSEHOLD, Member=Member, ago=ago, who_meets=who_meets, attendance=attendance
    )


@pytest.fixture
def town(tmp_path):
    """A town with one family."""
    return KnownTown(tmp_path).family()


@pytest.fixture
def empty_town(tmp_path):
    """A town without families."""
    return KnownTown(tmp_path)


@pytest.fixture
def few_lines(monkeypatch):
    """Leave a few lines of Supporting Families in force: every line costs every test a few hundredths of a second."""
    few = ("SF1.1", "SF1.2", "SF6.2", "SF6.5", "SF8.1", "SF8.3", "SF10.2")
    lines = tuple(line for line in SF2022.lines if line.id in few)
    monkeypatch.setattr(in_force, "SF2022", replace(SF2022, lines=lines))


@pytest.fixture(scope="session")
def repository():
    """The folder of the repository."""
    return Path(__file__).resolve().parents[3]


@pytest.fixture(scope="session")
def programme(repository):
    """The choices of the small borough."""
    return read_programme(repository / "data_synthetic" / "workspace", all_tables())


@pytest.fixture(scope="session")
def specs(repository):
    """Both models' specifications by name."""
    return {name: read_model_spec(repository / "models" / name) for name in ("maltreatment", "eligibility")}
