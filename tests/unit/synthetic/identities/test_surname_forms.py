"""Surnames by sex, by marriage, and from two parents."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.identities import surname_forms
from csps.synthetic.identities.communities import FEMALE, MALE, read_customs
from csps.synthetic.identities.surname_forms import (
    BOTH,
    FATHERS,
    MOTHERS,
    OWN,
    ParentNames,
    SurnameForms,
    double_barrelled,
    feminine,
    masculine,
    read_endings,
    singh_or_kaur,
)
from csps.synthetic.identities.vocabulary import Vocabulary
from csps.synthetic.identities.word_files import surname_lists


class World:
    """A vocabulary and the forms of its surnames, in texts."""

    def __init__(self):
        self.names, self.customs = Vocabulary(), read_customs()
        self.forms = SurnameForms(self.names, self.customs)

    def child(self, code, sex, rule, *, father="", his_forename="", mother="", own=""):
        ids = [self.names.add([text]) for text in (father, his_forename, mother, own)]
        parents = ParentNames(ids[0], ids[1], ids[2], ids[3])
        community = np.array([self.customs.index(code)])
        made = self.forms.of_child(parents, community, np.array([sex]), np.array([rule]))
        return self.names.texts(made)[0]

    def wife(self, code, husband):
        made = self.forms.of_wife(self.names.add([husband]), np.array([self.customs.index(code)]))
        return self.names.texts(made)[0]


@pytest.fixture(scope="module")
def world():
    return World()


def test_lithuanian_wives_and_daughters_end_differently():
    endings = surname_forms.read_endings()["lithuanian"]
    assert surname_forms.feminine("Kazlauskas", endings, wife=True) == "Kazlauskienė"
    assert surname_forms.feminine("Kazlauskas", endings, wife=False) == "Kazlauskaitė"
    assert surname_forms.masculine("Kazlauskienė", endings) == "Kazlauskas"


@pytest.mark.parametrize("language", ["polish", "lithuanian", "ukrainian", "bulgarian"])
def test_forms_are_stable_and_a_womans_name_leads_back_to_the_mans(language):
    endings = read_endings()[language]
    for surname in surname_lists()[language, "U"].names:
        man = masculine(surname, endings)
        assert masculine(man, endings) == man
        for wife in (True, False):
            woman = feminine(man, endings, wife=wife)
            assert feminine(woman, endings, wife=wife) == woman


def test_the_longest_ending_is_tried_first():
    for entries in read_endings().values():
        lengths = [len(entry[0]) for entry in entries]
        assert lengths == sorted(lengths, reverse=True)


def test_a_name_without_an_ending_stays_as_it_is():
    assert feminine("Nowak", read_endings()["polish"], wife=True) == "Nowak"


@pytest.mark.parametrize(
    ("father", "mother", "child"),
    [("Smith", "Clarke", "Smith-Clarke"), ("Smith", "Smith", "Smith"), ("Smith-Jones", "Jones-Hall", "Jones"),
     ("Smith-Jones", "Clarke-Hall", "Jones-Clarke")],
)  # fmt: skip
def test_a_double_surname_never_has_more_than_two_parts(father, mother, child):
    assert double_barrelled(father, mother) == child


def test_singh_and_kaur_stand_for_each_other_wherever_they_stand():
    assert singh_or_kaur("Kaur", man=True) == "Singh"
    assert singh_or_kaur("Singh Gill", man=True) == "Singh Gill"
    assert singh_or_kaur("Singhal", man=False) == "Singhal"


@pytest.mark.parametrize(
    ("rule", "father", "mother", "child"),
    [(FATHERS, "Smith", "Clarke", "Smith"), (MOTHERS, "Smith", "Clarke", "Clarke"), (OWN, "Smith", "Clarke", "Green"),
     (BOTH, "Smith", "Clarke", "Smith-Clarke"), (FATHERS, "", "Clarke", "Clarke"), (MOTHERS, "Smith", "", "Smith"),
     (BOTH, "", "Clarke", "Clarke"), (BOTH, "Smith", "", "Smith")],
)  # fmt: skip
def test_a_plain_surname_follows_the_rule_as_far_as_the_parents_are_known(world, rule, father, mother, child):
    assert world.child("white_british", MALE, rule, father=father, mother=mother, own="Green") == child


def test_an_unknown_parent_leaves_compound_customs_with_what_is_known(world):
    assert world.child("spanish", MALE, FATHERS, mother="López Gil") == "López Gil"
    assert world.child("somali", FEMALE, FATHERS, his_forename="Hassan") == "Hassan"
    assert world.child("portuguese", MALE, FATHERS, father="Costa Silva") == "Costa Silva"


def test_a_daughter_and_a_wife_of_one_man(world):
    assert world.child("lithuanian", FEMALE, FATHERS, father="Butkus") == "Butkutė"
    assert world.wife("lithuanian", "Butkus") == "Butkienė"
    assert world.child("lithuanian", MALE, MOTHERS, mother="Butkienė") == "Butkus"
    assert world.wife("punjabi_sikh", "Singh Gill") == "Kaur Gill"
    assert world.wife("white_british", "Smith") == "Smith"


def test_drawn_compounds_have_two_different_parts_and_the_wanted_shares(world):
    count = 4_000
    names = world.names.add([f"Uno{place}" for place in range(40)])
    rng = np.random.default_rng(2)
    pair = tuple(names[rng.integers(0, 40, count)].astype(np.int32) for _ in range(2))
    parts = {}
    for code in ("spanish", "portuguese", "somali", "punjabi_sikh", "white_british"):
        community = np.full(count, world.customs.index(code))
        texts = world.names.texts(world.forms.drawn(pair, community, np.full(count, MALE), np.random.default_rng(3)))
        parts[code] = [text.split(" ") for text in texts]
        if code in ("spanish", "portuguese", "somali"):
            assert all(len(set(one)) == len(one) for one in parts[code])
    single = {code: np.mean([len(one) == 1 for one in split]) for code, split in parts.items()}
    assert single["white_british"] == 1
    assert single["spanish"] == single["somali"] == pytest.approx(1 / 40, abs=0.01)
    assert single["portuguese"] == pytest.approx(surname_forms.ONE_PORTUGUESE + 0.75 / 40, abs=0.03)
    first = np.mean([one[0] == "Singh" and len(one) == 2 for one in parts["punjabi_sikh"]])
    assert first == pytest.approx(surname_forms.SINGH_FIRST, abs=0.03)


def test_the_arrays_that_are_given_stay_as_they_were(world):
    surname = world.names.add(["Nowicki", "Nowicka"])
    before, community = surname.copy(), np.full(2, world.customs.index("polish"))
    made = world.forms.by_sex(surname, community, np.array([FEMALE, MALE]))
    assert world.names.texts(made).tolist() == ["Nowicka", "Nowicki"]
    assert (surname == before).all()
