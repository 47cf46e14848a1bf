"""A journal with a clock that ticks, people to write it, and an operating system that fails on demand."""

import os
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from tests.factories import faulty_os

from csps.access.register import found
from csps.access.requests import make_request
from csps.journal.event import Draft
from csps.journal.kinds import Detail, Kind, Subject
from csps.journal.record import Journal
from csps.keys.signing import SigningKey

KEY = SigningKey(bytes(range(32)))
START = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
NAMES = {
    Subject.WEEK: "2026-11-16",
    Subject.TABLE: "feeds.tenancy",
    Subject.FEED: "housing",
    Subject.MODEL: "maltreatment@" + "ab" * 8,
    Subject.KEY: "12" * 32,
    Subject.PERSON: "34" * 16,
    Subject.FAMILY: "56" * 16,
    Subject.RECORD: "78" * 16,
    Subject.STORE: "vault",
    Subject.JOURNAL: "self",
}


def draft(kind=Kind.WEEK_STARTED, reason="The ordinary week.", actor=KEY.fingerprint):
    """A draft of any kind, with details as it declares them."""
    schema = kind.schema
    details = {name: 7 if detail is Detail.COUNT else "9a" * 32 for name, detail in schema.details.items()}
    return Draft(actor, kind, f"{schema.subject.value}:{NAMES[schema.subject]}", reason, details)


class Clock:
    """Gives a time that is a second later at each call."""

    def __init__(self):
        self.now = START

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


class FaultyOs(faulty_os.FaultyOs):
    CHANGING = frozenset({"open", "write", "fsync", "ftruncate", "replace", "link", "mkdir"})


@pytest.fixture(autouse=True)
def closed_to_others():
    """Files that a test writes by itself are not writable by others, whatever umask the tests are run under."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch):
    """No test can cut the power, so that waiting for the disk shows nothing; every sync is still asked for and can fail."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def make(tmp_path):
    """A function that opens the journal in a folder of this test, with one second place."""
    tmp_path.chmod(0o700)

    def open_it(name="journal", **more):
        settings = {"clock": Clock(), "places": [tmp_path / f"{name}.head"], "patience": 0.2}
        return Journal(tmp_path / name, **(settings | more))

    return open_it


@pytest.fixture
def journal(make):
    return make()


@pytest.fixture
def filled(journal):
    """A journal of six events, two of them signed."""
    for number in range(6):
        journal.append(draft(), KEY if number % 3 == 2 else None)
    return journal


@pytest.fixture(scope="session")
def kit():
    return SimpleNamespace(
        KEY=KEY,
        START=START,
        draft=draft,
        Clock=Clock,
        FaultyOs=FaultyOs,
        register=found(make_request(KEY, "a.founder"), date(2026, 1, 1)),
        segment=lambda journal: max(journal.folder.glob("events-*")),
        lines=lambda journal: [
            line for path in sorted(journal.folder.glob("events-*")) for line in path.read_bytes().splitlines(True)
        ],
    )
