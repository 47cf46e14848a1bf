"""Everybody gets a name, by custom and generation."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.calendar import FOREVER
from csps.synthetic.identities.communities import FEMALE, MALE
from csps.synthetic.lives.population import NOBODY


@pytest.fixture(scope="module")
def identities(watch):
    return watch.identities


def families(watch):
    """Give children with both parents known: child, mother, father."""
    people = watch.history.people
    child = np.flatnonzero((people["mother"] != NOBODY) & (people["father"] != NOBODY))
    return child, people["mother"][child], people["father"][child]


def test_everyone_is_named_and_numbered(identities):
    for column in (identities.forename, identities.birth_surname, identities.surname):
        assert (column > 0).all()
    for column in (identities.nhs, identities.ni, identities.upn):
        assert (column >= 0).all()
        assert len(np.unique(column)) == len(column)


def test_sex_is_that_of_the_life_that_was_lived(watch, identities):
    assert ((identities.sex == MALE) == (watch.history.people["sex"] == 1)).all()
    assert set(np.unique(identities.sex)) == {MALE, FEMALE}


def test_siblings_and_twins_have_different_forenames(watch, identities):
    child, mother, father = families(watch)
    order = np.lexsort((identities.forename[child], father, mother))
    child, mother, father = child[order], mother[order], father[order]
    same = (mother[1:] == mother[:-1]) & (father[1:] == father[:-1])
    assert same.sum() > 50
    assert (identities.forename[child][1:][same] != identities.forename[child][:-1][same]).all()


def test_children_bear_a_surname_made_of_their_parents(watch, identities):
    child, mother, father = families(watch)
    names, community = watch.book.names, watch.history.people["community"][mother]
    # where surnames neither change with sex nor come from the father's forename
    plain = np.isin(np.asarray(watch.book.customs.forms)[community], ["plain"])
    text = names.texts(identities.birth_surname[child][plain])
    parents = zip(
        names.texts(identities.birth_surname[mother][plain]),
        names.texts(identities.birth_surname[father][plain]),
        strict=True,
    )
    derived = [his in one or hers in one for one, (hers, his) in zip(text, parents, strict=True)]
    assert plain.sum() > 50
    assert np.mean(derived) > 0.9  # a few communities give children a surname of their own


def test_full_siblings_of_one_sex_share_their_surname(watch, identities):
    child, mother, father = families(watch)
    customs, community = watch.book.customs, watch.history.people["community"][mother]
    alike = (np.asarray(customs.forms)[community] == "plain") & (customs.rules[community, 3] == 0)  # none of its own
    child, mother, father = child[alike], mother[alike], father[alike]
    order = np.lexsort((identities.sex[child], father, mother))
    child, mother, father = child[order], mother[order], father[order]
    same = (mother[1:] == mother[:-1]) & (father[1:] == father[:-1])
    same &= identities.sex[child][1:] == identities.sex[child][:-1]
    assert same.sum() > 20
    assert (identities.birth_surname[child][1:][same] == identities.birth_surname[child][:-1][same]).all()


def test_some_wives_bear_their_husbands_surname_and_no_man_changes_his(watch, identities):
    changed = identities.surname_since < FOREVER
    assert (identities.sex[changed] == FEMALE).all()
    assert ((identities.surname != identities.birth_surname) == changed).all()
    wives = np.flatnonzero((watch.history.people["spouse"] != NOBODY) & (identities.sex == FEMALE))
    assert 0.2 < changed[wives].mean() < 0.6
    met = watch.history.people["spouse_since"][changed]
    wedding = identities.surname_since[changed]
    assert ((wedding == met) | (wedding >= met + 90)).all()
    came = watch.history.people["arrived"][changed] == met
    assert (wedding[came] == met[came]).mean() > 0.9  # couples who came together were married before
    assert (wedding[~came] > met[~came]).all()


def test_only_adopted_children_have_a_second_identity(watch, identities):
    adopted = watch.history.people["adopted_on"] < FOREVER
    assert ((identities.adopted_surname > 0) == adopted).all()
    assert ((identities.adopted_nhs >= 0) == adopted).all()
    assert not set(identities.adopted_nhs[adopted]) & set(identities.nhs)


def test_names_are_the_same_again_from_the_same_seed(watch, same_watch):
    for name in ("forename", "middle", "birth_surname", "surname", "ethnicity", "nhs", "upn", "ni"):
        assert np.array_equal(getattr(watch.identities, name), getattr(same_watch.identities, name)), name


def test_another_seed_gives_other_names(watch, another_watch):
    number = min(len(watch.identities.forename), len(another_watch.identities.forename))
    assert (watch.identities.forename[:number] == another_watch.identities.forename[:number]).mean() < 0.2
