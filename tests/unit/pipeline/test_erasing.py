"""Who may erase somebody: one confirms, another does it, and both are told. What it does: tests/acceptance/test_erasures.py."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.factories import linked_week
from tests.factories.erasures import ANN, REASON, make_week
from tests.factories.linked_week import EVA, FAMILY, WEEK, publish_week, record

import csps
from csps.access import Role
from csps.domain.errors import AccessError, StorageError, UsageError
from csps.journal import Kind
from csps.keys import Passphrase
from csps.pipeline import confirm_erasure, enrol_key, erase_person, erasing, found_vault, make_key, sign_in
from csps.workspace.demonstrators import DEMONSTRATION_PASSPHRASE


@pytest.fixture
def opened(tmp_path):
    return csps.open(make_week(tmp_path), environ={})


def test_nobody_is_erased_unconfirmed_nor_twice(opened):
    site, officer = opened.site, opened.sign_in("data officer", None, None)
    with pytest.raises(AccessError):
        erase_person(site, "b" * 32, reason=REASON, by=officer)
    done = erase_person(site, ANN, reason=REASON, by=officer)
    assert done.certificate.is_file()
    assert done.body["person"] == ANN
    with pytest.raises(AccessError):
        erase_person(site, ANN, reason=REASON, by=officer)


def test_another_officer_may_end_what_one_has_signed(opened, monkeypatch):
    site, first = opened.site, opened.sign_in("data officer", None, None)

    def refuse(*_):
        raise StorageError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "forget_plan", refuse)
        with pytest.raises(StorageError, match="The disk is full"):
            erase_person(site, ANN, reason=REASON, by=first)
    passphrase = Passphrase(DEMONSTRATION_PASSPHRASE)
    request = make_key(site, "officer-two", passphrase)
    enrol_key(site, request, frozenset({Role.DATA_OFFICER}), by=opened.sign_in("administrator", None, None))
    done = erase_person(site, ANN, reason=REASON, by=sign_in(site, "officer-two", passphrase))
    assert done.body["erased_by"] == first.actor.fingerprint
    assert [event.draft.kind for event in site.journal.events()].count(Kind.PERSON_ERASED) == 1


@pytest.mark.parametrize("role", ["trainer", "reviewer", "administrator", "data officer"])
def test_only_governance_confirms(opened, role):
    with pytest.raises(AccessError):
        confirm_erasure(opened.site, ANN, reason=REASON, by=opened.sign_in(role, None, None))


def test_nobody_of_that_name_is_not_confirmed(opened):
    before = opened.site.journal.last()
    with pytest.raises(UsageError, match="Nobody bears that pseudonym"):
        confirm_erasure(opened.site, "d" * 32, reason=REASON, by=opened.sign_in("information governance", None, None))
    assert opened.site.journal.last() == before
    assert before.draft.kind is Kind.ERASURE_CONFIRMED


def test_an_older_list_is_written_again_with_the_seals_of_today(site, monkeypatch):
    """The week of the first list knew of no refuge."""
    found_vault(site)
    publish_week(site, {"worklist.entry": [{"family_id": FAMILY}]})
    (site.lists / WEEK.isoformat()).mkdir(parents=True)
    later = WEEK + timedelta(weeks=1)
    refuge = {"record_id": record(EVA, 1), "restriction_ref": "R1", "kind": "REFUGE", "start_date": later}
    refuge |= {"delivery": "r.csv", "line": 2, "known_on": later}
    monkeypatch.setattr(linked_week, "WEEK", later)
    publish_week(site, {"worklist.entry": [{"family_id": FAMILY}], "feeds.restriction": [refuge]})
    told = []
    monkeypatch.setattr(
        erasing, "write_files", lambda *_, as_of, sealed_since, **__: told.append((as_of, sealed_since))
    )
    erasing._from_the_lists(site)
    assert told == [(WEEK, {record(EVA, 1)})]
