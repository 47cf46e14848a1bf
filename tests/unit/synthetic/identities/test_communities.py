"""Communities, their customs, and the ethnicity of their children."""

from __future__ import annotations

import numpy as np
import pytest

from csps.contracts.code_lists.people import ETHNICITY_DFE
from csps.synthetic.identities import communities
from csps.synthetic.identities.communities import ETHNICITY_CODES, MALE, mixed_ethnicity, read_customs
from csps.synthetic.identities.word_files import forename_lists, surname_lists

EVERY_PAIR = [(one, two) for one in range(len(ETHNICITY_CODES)) for two in range(len(ETHNICITY_CODES))]


@pytest.fixture(scope="module")
def customs():
    return read_customs()


def test_shares_and_rules_add_up():
    customs = read_customs()
    assert len(customs) == len(set(customs.codes)) >= 35
    assert customs.shares.sum() == pytest.approx(1)
    assert customs.rules.sum(axis=1) == pytest.approx(1)
    assert customs.ethnicity.sum(axis=1) == pytest.approx(1)
    assert (customs.after_father[customs.after_the_dead] == 0).all()


def test_sexes_are_coded_as_in_ssda903(people):
    assert set(np.unique(people.sex)) == {MALE, 2}


def test_children_of_two_groups_have_the_code_of_both():
    place = ETHNICITY_CODES.index
    for one, two, child in (("WBRI", "BAFR", "MWBA"), ("ABAN", "WIRI", "MWAS"), ("WBRI", "WIRI", "WOTH"),
                            ("BCRB", "BAFR", "BOTH"), ("BCRB", "CHNE", "MOTH"), ("WBRI", "CHNE", "MOTH"),
                            ("WBRI", "REFU", "MOTH")):  # fmt: skip
        for first, second in ((one, two), (two, one)):
            made = mixed_ethnicity(np.array([place(first)]), np.array([place(second)]))
            assert ETHNICITY_CODES[int(made[0])] == child


def test_a_childs_ethnicity_does_not_depend_on_which_parent_is_named_first():
    one, two = (np.array(side) for side in zip(*EVERY_PAIR, strict=True))
    assert (mixed_ethnicity(one, two) == mixed_ethnicity(two, one)).all()


def test_parents_of_one_code_keep_it_and_a_child_never_has_one_of_a_third_group():
    everything = np.arange(len(ETHNICITY_CODES))
    assert (mixed_ethnicity(everything, everything) == everything).all()
    for one, two in EVERY_PAIR:
        child = ETHNICITY_CODES[int(mixed_ethnicity(np.array([one]), np.array([two]))[0])]
        assert child[0] in {ETHNICITY_CODES[one][0], ETHNICITY_CODES[two][0], "M"}


def test_ethnicity_codes_are_those_of_the_contracts():
    assert set(ETHNICITY_CODES) <= set(ETHNICITY_DFE.values)
    assert len(set(ETHNICITY_CODES)) == len(ETHNICITY_CODES)


def test_every_list_that_is_named_exists(customs):
    forenames, surnames = forename_lists(), surname_lists()
    assert set(customs.forenames) | set(customs.middle_from) <= {key[0] for key in forenames}
    after_forenames = np.isin(customs.forms, ("somali", "patronym"))  # their surnames are men's forenames
    known = {True: {key[0] for key in forenames if key[1] == "M"}, False: {key[0] for key in surnames}}
    for named, borne in zip(customs.surnames, after_forenames.tolist(), strict=True):
        assert named in known[borne] | known[False], named
    assert set(customs.forms) <= {"plain", "gendered", "spanish", "portuguese", "somali", "patronym", "sikh"}


def test_frequencies_are_shares_and_multiples_are_not_negative(customs):
    for name in ("wife_changes", "after_father", "middle", "english_names", "shares", "rules", "ethnicity"):
        share = getattr(customs, name)
        assert ((share >= 0) & (share <= 1)).all(), name
    assert (customs.swap >= 0).all()
    assert (customs.placeholder >= 0).all()


def test_a_community_is_found_by_its_code(customs):
    assert customs.codes[customs.index("somali")] == "somali"
    with pytest.raises(ValueError, match="not in tuple"):
        customs.index("martian")


@pytest.mark.parametrize(("text", "shares"), [("WBRI:1", {"WBRI": 1}), ("WOTH:3 OOTH:1", {"WOTH": 0.75, "OOTH": 0.25})])
def test_shares_of_ethnicity_are_scaled_to_one(text, shares):
    read = communities._ethnicity(text)
    assert {code: share for code, share in zip(ETHNICITY_CODES, read, strict=True) if share} == shares
