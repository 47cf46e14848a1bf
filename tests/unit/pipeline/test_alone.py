"""A stage alone: which there are, and what it needs."""

from __future__ import annotations

from datetime import date

import pytest

from csps.access import Role
from csps.domain.errors import AccessError, UsageError
from csps.keys import Passphrase
from csps.pipeline import run_stage, sign_in
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators


@pytest.fixture
def officer(site):
    enrol_demonstrators(site)
    return sign_in(site, PEOPLE[Role.DATA_OFFICER], Passphrase(DEMONSTRATION_PASSPHRASE))


def test_an_unknown_stage_is_refused_with_those_there_are(site, officer):
    with pytest.raises(UsageError, match=r"no stage 'joining' in the week; there are .*linkage"):
        run_stage(site, "joining", by=officer)


def test_before_anything_is_published_a_stage_has_nothing_to_work_on(site, officer):
    with pytest.raises(UsageError, match="Nothing is published yet"):
        run_stage(site, "linkage", by=officer)


def test_a_stage_of_training_is_a_trainers(site, officer):
    with pytest.raises(AccessError):
        run_stage(site, "modelling", by=officer, model="maltreatment")


def test_a_stage_is_looked_at_from_a_monday(site, officer):
    with pytest.raises(UsageError, match="2026-11-18 is not a Monday"):
        run_stage(site, "linkage", by=officer, as_of=date(2026, 11, 18))
