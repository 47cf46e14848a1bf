"""The tables csps computes: every one belongs to its stage, and what may not leave a room cannot be declared elsewhere."""

from __future__ import annotations

import pytest

from csps.contracts.catalogue import all_tables, delivered_tables
from csps.contracts.model import Purpose, Sensitivity, Type
from csps.contracts.stages import STAGE_TABLES
from csps.domain.stages import PATH

every_table = pytest.mark.parametrize("declared", STAGE_TABLES, ids=lambda table: table.name)
BUILT_ELSEWHERE = {"features.family_week"}  # its columns are the features
NAMED = {table for stage in PATH for table in stage.tables} - BUILT_ELSEWHERE


def test_every_table_that_the_path_names_is_declared():
    assert NAMED - {table.name for table in STAGE_TABLES} == set()


def test_delivered_and_computed_tables_are_all_there_are():
    assert [*delivered_tables(), *(table.name for table in STAGE_TABLES)] == list(all_tables())


@every_table
def test_a_table_belongs_to_a_stage_and_says_what_it_is(declared):
    assert declared.stage in {stage.name for stage in PATH}
    assert declared.meaning.endswith(".")
    assert declared.row.startswith("one row per ")
    assert declared.source
    assert declared.agency == "csps"


@every_table
def test_a_column_says_what_it_means_and_what_it_is_for(declared):
    for column in declared.columns:
        assert column.meaning.endswith("."), column.name
        assert declared.purposes_of(column.name), column.name


@every_table
def test_nothing_computed_identifies_anybody(declared):
    assert declared.identities == ()


@every_table
def test_a_protected_attribute_is_for_evaluation_only(declared):
    for column in declared.columns:
        if column.sensitivity is Sensitivity.PROTECTED:
            assert declared.purposes_of(column.name) == {Purpose.EVALUATION}


@every_table
def test_a_real_number_has_a_unit(declared):
    assert not [column.name for column in declared.columns if column.type is Type.REAL and not column.unit]
