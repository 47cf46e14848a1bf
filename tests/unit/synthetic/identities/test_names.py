"""Names follow the customs of their communities."""

from __future__ import annotations

import numpy as np
import pytest

from csps.synthetic.identities import surname_forms
from csps.synthetic.identities.communities import ETHNICITY_CODES, FEMALE, MALE
from csps.synthetic.identities.names import NameBook

COUNT = 4_000


def drawn(book, code, sex, seed=1, year=1990):
    """Give forename and surname texts of COUNT people of one community."""
    rng = np.random.default_rng(seed)
    community, sexes = np.full(COUNT, book.customs.index(code)), np.full(COUNT, sex)
    forenames = book.draw_forenames(community, sexes, np.full(COUNT, year), rng)
    return forenames, book.draw_surnames(community, sexes, rng)


def child_surname(book, code, sex, father=("", ""), mother="", *, choice=0.0):
    """Give the surname of one child; `father` is (forename, surname)."""
    ids = [book.names.add([text]) for text in (father[1], father[0], mother)]
    community = np.array([book.customs.index(code)])
    rng = np.random.default_rng(5)
    made = book.child_surnames(*ids, np.array([sex]), community, rng, choice=np.array([choice]))
    return book.names.texts(made)[0]


def test_every_community_has_names_of_its_own_for_both_sexes(book):
    for code in book.customs.codes:
        for sex in (MALE, FEMALE):
            forenames, surnames = drawn(book, code, sex)
            assert len(set(forenames.tolist())) >= 20, code
            assert len(set(surnames.tolist())) >= 20, code
            assert forenames.min() > 0 < surnames.min()


def test_the_vocabulary_is_large(book):
    assert len(book.names) > 8_000


def test_names_are_skewed_as_they_should_be(book):
    def share(code, sex, wanted):
        return np.isin(book.names.texts(drawn(book, code, sex)[1]), wanted).mean()

    assert share("bangladeshi", FEMALE, ["Begum", "Khatun"]) == pytest.approx(0.40, abs=0.04)
    assert share("bangladeshi", MALE, ["Begum", "Khatun"]) == 0
    assert share("vietnamese", MALE, ["Nguyễn"]) == pytest.approx(0.35, abs=0.04)
    assert share("gujarati", FEMALE, ["Patel"]) == pytest.approx(0.38, abs=0.04)
    assert share("white_british", MALE, ["Smith"]) < 0.02


def test_polish_names_end_by_sex(book):
    women, men = (book.names.texts(drawn(book, "polish", sex)[1]) for sex in (FEMALE, MALE))
    assert any(name.endswith("ska") for name in women)
    assert not any(name.endswith(("ski", "cki")) for name in women)
    assert not any(name.endswith(("ska", "cka")) for name in men)
    assert child_surname(book, "polish", FEMALE, ("Jan", "Nowicki")) == "Nowicka"
    assert child_surname(book, "polish", MALE, mother="Nowicka") == "Nowicki"


def test_sikh_names_are_singh_and_kaur_by_sex(book):
    women, men = (book.names.texts(drawn(book, "punjabi_sikh", sex)[1]).tolist() for sex in (FEMALE, MALE))
    assert not any("Singh" in name for name in women)
    assert not any("Kaur" in name for name in men)
    assert women.count("Kaur") / COUNT == pytest.approx(surname_forms.SINGH_ALONE, abs=0.04)
    assert child_surname(book, "punjabi_sikh", FEMALE, ("Harjit", "Singh Gill")) == "Kaur Gill"


def test_a_somali_child_bears_father_and_grandfather(book):
    assert child_surname(book, "somali", FEMALE, ("Hassan", "Ali Warsame"), "Omar Jama") == "Hassan Ali"
    assert child_surname(book, "somali", MALE, mother="Omar Jama") == "Omar Jama"


def test_compound_customs(book):
    assert child_surname(book, "spanish", MALE, ("Luis", "García Ruiz"), "López Gil") == "García López"
    assert child_surname(book, "portuguese", MALE, ("Rui", "Costa Silva"), "Rocha Pinto") == "Pinto Silva"
    assert child_surname(book, "eritrean", FEMALE, ("Tesfaye", "Haile"), "Bekele") == "Tesfaye"


@pytest.mark.parametrize(("choice", "name"), [(0.0, "Smith"), (0.84, "Clarke"), (0.95, "Smith-Clarke")])
def test_a_couples_choice_decides(book, choice, name):
    assert child_surname(book, "white_british", MALE, ("Alan", "Smith"), "Clarke", choice=choice) == name


def test_full_siblings_bear_one_surname_where_the_family_does(book):
    rng = np.random.default_rng(3)
    count, community = 200, np.full(200, book.customs.index("black_caribbean"))
    father, mother = (book.draw_surnames(community, np.full(count, sex), rng) for sex in (MALE, FEMALE))
    choice, forename = rng.random(count), np.ones(count, np.int32)
    elder, younger = (
        book.child_surnames(father, forename, mother, np.full(count, sex), community, rng, choice=choice)
        for sex in (MALE, FEMALE)
    )
    assert (elder == younger).all()


def test_wives_change_names_by_custom(book):
    rng = np.random.default_rng(2)
    for code, husband, expected in (("polish", "Nowicki", "Nowicka"), ("lithuanian", "Butkus", "Butkienė")):
        community = np.full(COUNT, book.customs.index(code))
        _, own = drawn(book, code, FEMALE)
        taken = np.full(COUNT, book.names.add([husband])[0], np.int32)
        after = book.married_surnames(own, taken, community, rng)
        changed = book.names.texts(after[after != own])
        assert set(changed) == {expected}
        share = book.customs.wife_changes[book.customs.index(code)]
        assert len(changed) / COUNT == pytest.approx(share, abs=0.03)


def test_twins_and_siblings_do_not_share_a_forename(book):
    rng = np.random.default_rng(7)
    community, sex = np.full(COUNT, book.customs.index("charedi")), np.full(COUNT, FEMALE)
    years = np.full(COUNT, 2020)
    siblings = book.draw_forenames(community, sex, years, rng)[:, None]
    for _ in range(6):
        more = book.draw_forenames(community, sex, years, rng, unlike=siblings)
        assert not (more[:, None] == siblings).any()
        siblings = np.column_stack((siblings, more))


@pytest.mark.parametrize("code", ["irish_traveller", "charedi", "somali", "white_british"])
def test_children_named_after_a_living_parent_as_often_as_documented(book, code):
    rng = np.random.default_rng(8)
    count = 20_000
    community = np.full(count, book.customs.index(code))
    year, sons = np.full(count, 2010), np.full(count, MALE)
    father = book.draw_forenames(community, sons, year - 30, rng)
    mother = book.draw_forenames(community, np.full(count, FEMALE), year - 30, rng)
    named = book.child_forenames(father, mother, community, sons, year, rng)
    assert (named == father).mean() == pytest.approx(book.customs.after_father[book.customs.index(code)], abs=0.005)


def test_nobody_gets_no_names(book):
    none, rng = np.zeros(0, np.int32), np.random.default_rng(1)
    assert len(book.draw_forenames(none, none, none, rng, none)) == 0
    assert len(book.child_forenames(none, none, none, none, none, rng, np.zeros((0, 1), np.int32))) == 0
    assert len(book.child_surnames(none, none, none, none, none, rng)) == 0
    assert len(book.married_surnames(none, none, none, rng)) == 0


def test_cohorts_differ(book):
    old = set(book.names.texts(drawn(book, "white_british", FEMALE, year=1945)[0]))
    new = set(book.names.texts(drawn(book, "white_british", FEMALE, year=2020)[0]))
    assert "Margaret" in old - new
    assert "Isla" in new - old


def test_ethnicity_is_drawn_by_community(book):
    turkish = np.full(COUNT, book.customs.index("turkish"))
    codes = np.array(ETHNICITY_CODES)[book.draw_ethnicity(turkish, np.random.default_rng(1))]
    assert set(codes) == {"WOTH", "OOTH"}
    assert (codes == "WOTH").mean() == pytest.approx(0.8, abs=0.03)


def test_the_same_seed_gives_the_same_names():
    texts = []
    for _ in range(2):
        book, rng = NameBook.load(), np.random.default_rng(6)
        community, sex = book.draw_communities(COUNT, rng), rng.integers(1, 3, COUNT)
        forename = book.draw_forenames(community, sex, np.full(COUNT, 2000), rng)
        surname = book.draw_surnames(community, sex, rng)
        child = book.child_surnames(surname[::-1].copy(), forename, surname, sex, community, rng)
        texts.append([book.names.texts(ids).tolist() for ids in (forename, surname, child)])
    assert texts[0] == texts[1]
