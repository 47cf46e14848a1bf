"""Nothing printed names anybody, even from a file whose columns have slipped."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import make_rows

from csps.contracts.catalogue import table
from csps.contracts.feeds import FEED_TABLES
from csps.contracts.masking import MASK, mask_row, mask_value
from csps.contracts.model import Sensitivity, Type

some_table = st.sampled_from(FEED_TABLES)
SECRET = {Sensitivity.SPECIAL, Sensitivity.CRIMINAL, Sensitivity.PROTECTED}


@given(declared=some_table, seed=st.integers(0, 10_000))
def test_no_identity_and_nothing_sensitive_is_printed(declared, seed):
    (row,) = make_rows(declared, 1, seed)
    masked = mask_row(declared, row)
    assert set(masked) == set(row)
    for column in declared.columns:
        if column.identity is not None or column.sensitivity in SECRET:
            assert masked[column.name] == (None if row[column.name] is None else MASK)
    printed = str(masked)
    for column in declared.identities:
        if row[column.name] is not None:
            assert str(row[column.name]) not in printed


@given(declared=some_table, name=st.text("abcdefghijklmnopqrstuvwxyz", min_size=8))
def test_a_name_in_the_wrong_column_is_not_printed(declared, name):
    masked = mask_row(declared, {column.name: name for column in declared.columns})
    for column in declared.columns:
        if not (column.type is Type.TEXT and column.sensitivity is Sensitivity.ORDINARY):
            assert masked[column.name] == MASK


@given(declared=some_table, first=st.text(min_size=1), second=st.text(min_size=1))
def test_the_mask_says_nothing_about_the_length(declared, first, second):
    for column in declared.identities:
        assert mask_value(column, first) == mask_value(column, second) == MASK


def test_a_column_nobody_declared_is_masked():
    assert mask_row(table("feeds.ssd_contacts"), {"notes": "spoke to Farah"}) == {"notes": MASK}


@pytest.mark.parametrize(
    ("place", "value", "shown"),
    [
        ("feeds.ssd_contacts.cont_contact_source_code", "6", True),
        ("feeds.ssd_contacts.cont_contact_source_code", "Q9", False),
        ("feeds.ssd_contacts.cont_contact_date", date(2024, 5, 1), True),
        ("feeds.ssd_contacts.cont_contact_date", "2024-05-01", True),
        ("feeds.ssd_contacts.cont_contact_date", "1 May", False),
        ("feeds.ssd_contacts.cont_contact_outcome_nfa_flag", True, True),
        ("feeds.ssd_contacts.cont_contact_outcome_nfa_flag", "Y", False),
        ("feeds.ssd_contacts.cont_person_id", "12345", False),
        ("feeds.ssd_assessment_factors.cinf_assessment_factors_json", '["1A"]', False),
        ("feeds.school_attendance.sessions", 4, True),
        ("feeds.school_attendance.sessions", "four", False),
        ("feeds.school_attendance.estab", "4012", True),
    ],
)
def test_what_is_shown_is_well_formed_and_ordinary(place, value, shown):
    name, _, column = place.rpartition(".")
    assert mask_value(table(name)[column], value) == (value if shown else MASK)


def test_a_missing_value_is_said_to_be_missing():
    assert mask_value(table("feeds.ssd_person")["pers_forename"], None) is None
