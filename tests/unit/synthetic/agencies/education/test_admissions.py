"""Who applied for a place."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.agencies.education.admissions import _responsible
from csps.synthetic.agencies.education.schools import PRIMARY, SECONDARY, SPECIAL
from csps.synthetic.lives.population import NOBODY


@pytest.fixture(scope="module")
def contacts(by_table):
    return by_table["feeds.school_admission_contact"]


def test_admission_contacts_have_no_date_of_birth_and_are_grown_up(watch, by_table, texts):
    contacts = by_table["feeds.school_admission_contact"]
    assert not any("birth" in name or name == "dob" for name in contacts.columns)
    day = contacts.columns["application_date"].astype(int)
    assert watch.history.ages(contacts.persons["contact_ref"], day).min() > 14
    assert {text.rpartition("@")[2] for text in texts(contacts.columns["email"]) if text} == {"example.org"}


def test_a_parent_applies_for_every_child_through_one_account(contacts, texts):
    whose, accounts = {}, {}
    persons = contacts.persons["contact_ref"].tolist()
    for reference, person in zip(texts(contacts.columns["contact_ref"]), persons, strict=True):
        assert whose.setdefault(reference, person) == person
        accounts.setdefault(person, set()).add(reference)
    children = len(set(zip(persons, contacts.persons["child_id"].tolist(), strict=True)))
    assert np.mean([len(references) == 1 for references in accounts.values()]) > 0.95  # a few opened a second one
    assert children >= len(accounts)


def test_mothers_and_fathers_are_responsible_and_some_others_not(busy_watch):
    people = busy_watch.history.people
    child = np.flatnonzero((people["mother"] != NOBODY) & (people["father"] != NOBODY))
    assert len(child) > 500
    for parent in ("mother", "father"):
        assert _responsible(busy_watch, child, people[parent][child], np.random.default_rng(1)).all()
    stranger = np.roll(people["mother"][child], len(child) // 2)
    stranger, child = stranger[stranger != people["mother"][child]], child[stranger != people["mother"][child]]
    assert _responsible(busy_watch, child, stranger, np.random.default_rng(1)).mean() == pytest.approx(0.3, abs=0.06)


def test_a_contact_lived_with_the_child_on_the_day_of_the_application(watch, contacts):
    day = contacts.columns["application_date"].astype(int)
    home = watch.history.home(contacts.persons["child_id"], day)
    assert (home == watch.history.home(contacts.persons["contact_ref"], day)).all()
    assert (home != NOBODY).all()


def test_an_application_comes_before_the_place_and_is_told_after_it(watch, steps, contacts):
    careers, day = steps.careers, contacts.columns["application_date"].astype(int)
    applied = np.isin(careers.schools.kind[careers.school], (PRIMARY, SECONDARY, SPECIAL))
    entries = {}
    for person, entry in zip(careers.person[applied].tolist(), careers.entry[applied].tolist(), strict=True):
        entries.setdefault(person, []).append(entry)
    assert (day >= watch.calendar.first_day(-watch.calendar.burn_in)).all()
    for person, asked, known in zip(contacts.persons["child_id"].tolist(), day, contacts.known, strict=True):
        assert any(asked <= entry < known for entry in entries[person])


def test_an_address_for_mail_stays_with_the_contact(contacts, texts):
    written = {}
    for person, mail in zip(contacts.persons["contact_ref"].tolist(), texts(contacts.columns["email"]), strict=True):
        written.setdefault(person, set()).add(mail)
    alone = [mails for mails in written.values() if len(mails) == 1]
    assert len(alone) > 0.9 * len(written)  # a few contacts are on file twice
    assert 0.6 < np.mean([mails != {None} for mails in written.values()]) < 0.95
