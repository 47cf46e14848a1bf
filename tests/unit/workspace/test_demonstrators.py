"""Demonstrators are enrolled in synthetic workspaces only, each with the one role that is theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from csps.access import Role
from csps.domain.errors import AccessError
from csps.pipeline import register_of
from csps.workspace.demonstrators import PEOPLE, demonstrator, enrol_demonstrators


def test_everybody_the_path_needs_is_there_and_nobody_is_two(site):
    enrol_demonstrators(site)
    enrolled = {entry.person: entry.roles for entry in register_of(site).enrolments}
    assert enrolled == {person: {role} for role, person in PEOPLE.items()}
    assert all(entry.demonstration for entry in register_of(site).enrolments)


def test_enrolling_twice_is_the_same_as_once(site):
    enrol_demonstrators(site)
    before = register_of(site)
    enrol_demonstrators(site)
    assert register_of(site) == before


def test_a_real_workspace_has_no_demonstrators(site):
    workspace = replace(site.programme.workspace, synthetic=False)
    real = replace(site, programme=replace(site.programme, workspace=workspace))
    with pytest.raises(AccessError, match="synthetic workspace only"):
        enrol_demonstrators(real)
    assert not site.deployment.keys.exists()


def test_trainer_and_reviewer_are_two_people():
    assert demonstrator("trainer") != demonstrator("reviewer")
    assert set(PEOPLE) == {
        Role.ADMINISTRATOR, Role.DATA_OFFICER, Role.TRAINER, Role.REVIEWER, Role.COORDINATOR, Role.INFORMATION_GOVERNANCE,
    }  # fmt: skip
