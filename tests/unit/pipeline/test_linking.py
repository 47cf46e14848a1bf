"""Learning linkage's model is an act of its own, and a full relink by the model in force differs in nothing."""

from __future__ import annotations

import pytest
from tests.factories.linked_hamlet import officer, publish_hamlet

from csps.access import Role
from csps.domain.errors import AccessError, IntegrityError, UsageError
from csps.journal import Kind
from csps.keys import Passphrase
from csps.linkage.model import VERSION
from csps.pipeline import compare_linkage, sign_in, train_linkage
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE


@pytest.mark.parametrize("act", [train_linkage, compare_linkage])
def test_before_anything_is_published_there_is_nothing_to_learn_from(site, act):
    with pytest.raises(UsageError, match="Nothing is published yet"):
        act(site, by=officer(site))


def test_the_model_is_learnt_once_and_again_only_when_asked(site):
    publish_hamlet(site)
    first = site.lake.current().versions[VERSION]
    by = officer(site)
    model = train_linkage(site, by=by)
    assert site.lake.current().versions[VERSION] == model.version == first  # the same records teach the same
    assert model.records == 5
    (event,) = [event for event in site.journal.events() if event.draft.kind is Kind.LINKAGE_LEARNT]
    assert event.draft.details == {"records": 5, "heaps": model.heaps}


@pytest.mark.parametrize("act", [train_linkage, compare_linkage])
def test_a_lake_that_lost_what_was_published_is_refused(site, act):
    publish_hamlet(site)
    train_linkage(site, by=officer(site))  # which tells the journal
    (site.lake.path / "current").unlink()
    with pytest.raises(IntegrityError, match="nothing was ever published, and the journal that the week of 2026-11-16"):
        act(site, by=officer(site))


def test_a_full_relink_is_the_same_and_writes_nothing(site):
    publish_hamlet(site)
    before = site.lake.current()
    found = compare_linkage(site, by=officer(site))
    assert found.is_same
    assert (found.records, found.persons, found.unpublished) == (5, 3, 0)
    assert site.lake.current() == before
    anew = compare_linkage(site, by=officer(site), learn_anew=True)
    assert anew.is_same


def test_a_trainer_of_models_may_do_neither(site):
    publish_hamlet(site)
    trainer = sign_in(site, PEOPLE[Role.TRAINER], Passphrase(DEMONSTRATION_PASSPHRASE))
    with pytest.raises(AccessError):
        train_linkage(site, by=trainer)
    with pytest.raises(AccessError):
        compare_linkage(site, by=trainer)
