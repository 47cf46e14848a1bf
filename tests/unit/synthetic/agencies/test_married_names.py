"""Agencies learn of most new surnames, after the wedding, and write them as they write the others."""

from __future__ import annotations

import numpy as np

from csps.contracts.catalogue import table
from csps.synthetic.agencies.married_names import LEARNT, learnt_surnames
from csps.synthetic.agencies.register import Register
from csps.synthetic.calendar import FOREVER


def everyone_before_their_wedding(watch):
    """Meet everybody on the day they came, so that every later wedding is news."""
    people = watch.history.people
    persons = np.arange(len(people["birth"]))
    return Register(watch, "council_tax", persons, people["arrived"].astype(np.int64), prefix="X")


def test_most_new_surnames_are_learnt_after_the_wedding(busy_watch):
    register = everyone_before_their_wedding(busy_watch)
    wedding = busy_watch.identities.surname_since[register.person]
    news = (wedding > register.since) & (wedding < FOREVER) & ~register.new_identity
    learnt = register.renamed_on < FOREVER
    assert news.sum() > 20
    assert not learnt[~news].any()
    assert abs(learnt[news].mean() - LEARNT) < 0.2
    assert (register.renamed_on[learnt] > wedding[learnt]).all()


def test_a_new_surname_is_written_in_the_agencys_capitals(busy_watch):
    register = everyone_before_their_wedding(busy_watch)
    day, surname = learnt_surnames(
        busy_watch, register.person, register.since, register.records, np.random.default_rng(1)
    )
    new = np.flatnonzero(day < FOREVER)
    texts = busy_watch.book.names.texts(surname[new])
    assert all(text.isupper() for text in texts)
    assert (surname[day >= FOREVER] == register.records.surname[day >= FOREVER]).all()


def test_a_row_bears_the_surname_known_on_its_day(busy_watch):
    register = everyone_before_their_wedding(busy_watch)
    record = np.flatnonzero(register.renamed_on < FOREVER)
    contract = table("feeds.council_tax_account")
    names = []
    for days in (register.renamed_on[record] - 1, register.renamed_on[record], None):
        column = register.identity(record, contract, days)["lead_liab_name"]
        names.append(np.asarray(column.vocabulary, dtype=object)[column.indices])
    before, after, first = names
    assert (before == first).all()
    assert (before != after).mean() > 0.8  # a few were on file under it already, by mistake
