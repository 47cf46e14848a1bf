"""What every table of the education agency must hold, whatever it is about."""

from __future__ import annotations

import numpy as np

from csps.contracts.catalogue import table
from csps.contracts.model import Identity, Type
from csps.store import Coded
from csps.synthetic.agencies.education.attendance import AttendanceFeed
from csps.synthetic.agencies.education.run import watch_education
from csps.synthetic.lives.population import NOBODY

TABLES = {
    "feeds.school_enrolment",
    "feeds.school_attendance",
    "feeds.school_exclusion",
    "feeds.school_sen",
    "feeds.school_home_education",
    "feeds.early_years_takeup",
    "feeds.school_admission_contact",
}


def batches_of(said):
    """Give every batch, the first weeks of attendance among them."""
    for one in said:
        if isinstance(one, AttendanceFeed):
            for _, batch in zip(range(8), one.weeks(), strict=False):
                yield batch
        else:
            yield one


def fits(column, values):
    """Whether the values of a column are of its type."""
    if column.type is Type.DATE:
        return values.dtype == np.dtype("datetime64[D]")
    if column.type is Type.INTEGER or column.identity is Identity.UPRN:
        return values.dtype == np.int64
    if column.type is Type.FLAG:
        return values.dtype == bool
    return isinstance(values, Coded)


def test_every_table_is_there_once(education):
    assert {one.table for one in education} == TABLES
    assert len(education) == len(TABLES)


def test_every_column_of_the_contract_is_there_with_its_type(education):
    for batch in batches_of(education):
        contract = table(batch.table)
        assert set(batch.columns) == {column.name for column in contract.columns}
        for column in contract.columns:
            values = batch.columns[column.name]
            assert len(values) == len(batch), (batch.table, column.name)
            assert fits(column, values), (batch.table, column.name)


def test_codes_are_in_their_lists_and_required_values_are_given(education, texts):
    for batch in batches_of(education):
        for column in table(batch.table).columns:
            values = batch.columns[column.name]
            if column.type is Type.CODE:
                assert set(texts(values)) - {None} <= set(column.codes.values), (batch.table, column.name)
            if column.required:
                empty = np.asarray(values.indices) < 0 if isinstance(values, Coded) else None
                if column.type is Type.DATE:
                    empty = np.isnat(values)
                assert empty is None or not empty.any(), (batch.table, column.name)
            if column.type is Type.INTEGER and len(values):
                low, high = column.minimum or 0, column.maximum
                assert np.ma.min(values) >= low
                assert high is None or np.ma.max(values) <= high


def test_references_to_pupils_are_references_of_pupils_on_a_roll(education, by_table, texts):
    enrolled = set(texts(by_table["feeds.school_enrolment"].columns["pupil_id"]))
    for batch in batches_of(education):
        for column in table(batch.table).columns:
            if column.references == "feeds.school_enrolment.pupil_id":
                assert set(texts(batch.columns[column.name])) <= enrolled, batch.table


def test_one_reference_is_one_person(education, texts):
    for batch in batches_of(education):
        name = table(batch.table).person
        person = batch.persons[name]
        assert (person != NOBODY).all()
        whose = {}
        for reference, true in zip(texts(batch.columns[name]), person.tolist(), strict=True):
            assert whose.setdefault(reference, true) == true


def test_keys_are_told_again_only_later(education, texts):
    """A row with the same key replaces the earlier one, so no two are known on one day."""
    for batch in batches_of(education):
        contract = table(batch.table)
        parts = [
            texts(values) if isinstance(values := batch.columns[name], Coded) else values.astype(object)
            for name in contract.key
        ]
        keys = list(zip(*parts, batch.known.tolist(), strict=True))
        if batch.table != "feeds.school_admission_contact":  # two applications may come in on one day
            assert len(set(keys)) == len(keys), batch.table


def test_nothing_is_known_before_it_happened(education):
    for batch in batches_of(education):
        if batch.table == "feeds.early_years_takeup":
            assert (batch.known > batch.columns["term_start"].astype(int)).all()
            continue
        happened = batch.columns[table(batch.table).happened_on].astype(int)
        assert (batch.known >= happened).all(), batch.table
        ended = table(batch.table).ended_on
        if ended:
            end = batch.columns[ended]
            told = ~np.isnat(end)
            assert (batch.known[told] >= end[told].astype(int)).all(), batch.table
            assert (end[told] >= batch.columns[table(batch.table).happened_on][told]).all(), batch.table


def test_the_same_seed_says_the_same(watch, education, said_alike):
    again = watch_education(watch)
    pairs = list(zip(batches_of(education), batches_of(again), strict=True))
    assert [one.table for one, other in pairs if not said_alike(one, other)] == []
