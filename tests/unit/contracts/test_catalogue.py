"""Tables by name, and references that lead somewhere."""

from __future__ import annotations

import dataclasses

import pytest

from csps.contracts.catalogue import all_tables, catalogue, table
from csps.contracts.feeds import FEED_TABLES
from csps.contracts.model import Column, Sensitivity, Type
from csps.domain.errors import ContractError


def referring(target):
    return Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.TEXT, meaning="Refers.", references=target)


@pytest.mark.parametrize("target", ["feeds.nowhere.a", "feeds.small.z", "nonsense"])
def test_a_reference_to_nowhere_is_refused_with_its_place(small_table, target):
    lost = Column(sensitivity=Sensitivity.PERSONAL, name="b", type=Type.TEXT, meaning="Lost.", references=target)
    with pytest.raises(ContractError, match=rf"feeds\.small\.b refers to {target}, which does not exist"):
        catalogue([small_table(lost)])


def test_a_table_is_declared_once(small_table):
    with pytest.raises(ContractError, match=r"feeds\.small is declared twice"):
        catalogue([small_table(), small_table()])


def test_an_unknown_table_is_answered_with_the_nearest():
    with pytest.raises(ContractError, match=r"Did you mean .*feeds\.ssd_person"):
        table("feeds.ssd_persons")


def test_a_table_that_resembles_none_is_answered_with_the_way_to_the_list():
    with pytest.raises(ContractError, match="`csps tables` lists them") as refusal:
        table("9")
    assert "Did you mean" not in str(refusal.value)


def test_a_reference_may_lead_to_a_table_that_is_declared_later_or_to_its_own(small_table):
    later = dataclasses.replace(small_table(), name="feeds.later")
    tables = catalogue([small_table(referring("feeds.later.a")), later])
    assert list(tables) == ["feeds.small", "feeds.later"]
    assert catalogue([small_table(referring("feeds.small.b"))])


def test_every_fault_is_said_at_once(small_table):
    lost = small_table(referring("feeds.nowhere.a"))
    with pytest.raises(ContractError) as refusal:
        catalogue([lost, lost])
    assert "declared twice" in str(refusal.value)
    assert "feeds.nowhere.a, which does not exist" in str(refusal.value)


def test_a_catalogue_cannot_be_changed_and_is_made_once():
    with pytest.raises(TypeError):
        all_tables()["feeds.more"] = None
    assert all_tables() is all_tables()
    assert all(table(declared.name) is declared for declared in FEED_TABLES)
