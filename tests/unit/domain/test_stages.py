"""The path as data."""

from __future__ import annotations

import pytest

from csps.domain.errors import UsageError
from csps.domain.stages import PATH, stage


def test_names_are_given_once():
    names = [each.name for each in PATH]
    assert len(set(names)) == len(names)


def test_tables_carry_their_stage_in_front():
    strays = [table for each in PATH for table in each.tables if not table.startswith(f"{each.name}.")]
    assert strays == []


def test_every_stage_answers_a_question():
    assert [each.name for each in PATH if not each.question.endswith("?")] == []


def test_a_stage_is_found_by_name():
    assert stage("linkage").tables[0] == "linkage.person"


def test_an_unknown_stage_is_refused_with_the_ones_there_are():
    with pytest.raises(UsageError, match=r"no stage 'intake'.*feeds, linkage"):
        stage("intake")
