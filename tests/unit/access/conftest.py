"""People with keys, and a register that knows them."""

import os
from datetime import date
from types import SimpleNamespace

import pytest

from csps.access.register import enrol, found
from csps.access.requests import make_request
from csps.access.roles import Role
from csps.keys.signing import SigningKey

DAY = date(2026, 11, 16)
FOUNDER, OTHER, JO = (SigningKey(bytes([number]) * 32) for number in (1, 2, 3))


def roles(*some):
    return frozenset(some)


@pytest.fixture(autouse=True)
def closed_to_others():
    """Files that a test writes by itself are not writable by others, whatever umask the tests are run under."""
    before = os.umask(0o022)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def kit():
    founded = found(make_request(FOUNDER, "a.founder"), DAY)
    second = enrol(founded, make_request(OTHER, "b.other"), roles(Role.ADMINISTRATOR), by=FOUNDER.fingerprint, on=DAY)
    full = enrol(second, make_request(JO, "j.okafor"), roles(Role.TRAINER, Role.REVIEWER), by=OTHER.fingerprint, on=DAY)
    return SimpleNamespace(
        DAY=DAY, FOUNDER=FOUNDER, OTHER=OTHER, JO=JO, roles=roles, founded=founded, full=full, request=make_request
    )
