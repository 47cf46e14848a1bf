"""Restrictions set, lifted and overridden: by those who may, about whoever bears the pseudonym, and always told."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.access import Role
from csps.domain.errors import AccessError, UsageError
from csps.journal import Kind
from csps.keys import Passphrase
from csps.pipeline import lift, override, restrict, sign_in, stated
from csps.pipeline.identities import keys_of
from csps.vault import Vault
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE, PEOPLE, enrol_demonstrators

ANN = "a" * 32
WHEN = {"started_on": DAY, "ended_on": None, "reason": "They wrote to us."}


@pytest.fixture
def who(site):
    enrol_demonstrators(site)
    Vault.open(site.vault, keys=keys_of(site), generation=0).close()
    KnownTown(site.folder).family(Member(ANN, "carer", 400)).edition().publish()
    return lambda role: sign_in(site, PEOPLE[role], Passphrase(DEMONSTRATION_PASSPHRASE))


def test_what_was_set_is_listed_and_told(site, who):
    officer = who(Role.DATA_OFFICER)
    number = restrict(site, ANN, "OBJECTION", by=officer, **WHEN)
    last = site.journal.last().draft
    assert (last.kind, last.subject) == (Kind.RESTRICTION_SET, f"person:{ANN}")
    ((one, persons),) = stated(site, by=officer)
    assert (one.number, one.kind, one.records, persons) == (number, "OBJECTION", (ANN,), (ANN,))


def test_what_was_lifted_ends(site, who):
    officer = who(Role.DATA_OFFICER)
    number = restrict(site, ANN, "REFUGE", by=officer, **WHEN)
    lift(site, number, ended_on=date(2026, 5, 1), reason="They withdrew it.", by=officer)
    assert stated(site, by=officer)[0][0].ended_on == date(2026, 5, 1)
    for wrong, day in ((number + 7, DAY), (number, date(2020, 1, 1))):
        with pytest.raises(UsageError):
            lift(site, wrong, ended_on=day, reason="They withdrew it.", by=officer)


@pytest.mark.parametrize("kind", ["OBJECTION", "RESTRICTED"])
def test_only_governance_ends_what_keeps_a_person_from_being_scored(site, who, kind):
    officer, governance = who(Role.DATA_OFFICER), who(Role.INFORMATION_GOVERNANCE)
    number = restrict(site, ANN, kind, by=officer, **WHEN)
    with pytest.raises(AccessError):
        lift(site, number, ended_on=DAY, reason="No longer needed.", by=officer)
    assert stated(site, by=officer)[0][0].ended_on is None
    lift(site, number, ended_on=DAY, reason="They withdrew it.", by=governance)
    assert stated(site, by=officer)[0][0].ended_on == DAY


def test_only_governance_overrides_an_objection_and_ends_an_override(site, who):
    officer, governance = who(Role.DATA_OFFICER), who(Role.INFORMATION_GOVERNANCE)
    with pytest.raises(AccessError):
        override(site, ANN, by=officer, **WHEN)
    number = override(site, ANN, by=governance, **WHEN)
    with pytest.raises(AccessError):
        lift(site, number, ended_on=DAY, reason="No longer needed.", by=officer)
    lift(site, number, ended_on=DAY, reason="No longer needed.", by=governance)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.REVIEWER, Role.ADMINISTRATOR])
def test_others_set_nothing(site, who, role):
    with pytest.raises(AccessError):
        restrict(site, ANN, "OBJECTION", by=who(role), **WHEN)


def test_nonsense_is_refused_and_nothing_told(site, who):
    officer, before = who(Role.DATA_OFFICER), site.journal.last()
    for person, kind, more in (
        ("b" * 32, "OBJECTION", {}),
        (ANN, "WITCH", {}),
        (ANN, "OVERRIDE", {}),
        (ANN, "OBJECTION", {"reason": "call 07700 900123"}),
    ):
        with pytest.raises(UsageError):
            restrict(site, person, kind, by=officer, **WHEN | more)
    assert site.journal.last() == before
