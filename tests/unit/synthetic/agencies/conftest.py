"""What tests of agencies share: texts of coded columns, and whether two batches say the same."""

from __future__ import annotations

import numpy as np
import pytest

from csps.store import Coded


def texts_of(values):
    """Write a coded column as texts, None where it is empty."""
    words = np.append(np.asarray(values.vocabulary, dtype=object), None)
    return words[np.asarray(values.indices)]


def equal(one, other):
    """Whether two columns hold the same values, and are empty in the same rows."""
    if isinstance(one, Coded):
        return np.array_equal(texts_of(one), texts_of(other))
    if not np.array_equal(np.ma.getmaskarray(one), np.ma.getmaskarray(other)):
        return False
    one, other = (np.ma.filled(values, 0) for values in (one, other))
    return np.array_equal(one, other, equal_nan=one.dtype.kind in "Mf")


def alike(one, other):
    """Whether two batches say the same about the same people on the same days."""
    return (
        one.table == other.table
        and set(one.columns) == set(other.columns)
        and set(one.persons) == set(other.persons)
        and np.array_equal(one.known, other.known)
        and all(equal(values, other.columns[name]) for name, values in one.columns.items())
        and all(np.array_equal(persons, other.persons[role]) for role, persons in one.persons.items())
    )


@pytest.fixture(scope="session")
def texts():
    """Give the writer of coded columns: texts(values)."""
    return texts_of


@pytest.fixture(scope="session")
def said_alike():
    """Give the comparison of two batches: said_alike(one, other)."""
    return alike
