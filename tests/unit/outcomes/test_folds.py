"""What a model learns from is kept apart from what it is tried on."""

import random
from datetime import date

import numpy as np
import pandas as pd
import pytest

from csps.domain.errors import ContractError, UsageError
from csps.outcomes import assign_folds
from csps.outcomes.folds import FoldsAssigned, connected, folds_of, refuse_large_groups

FIRST, SECOND, TEST = date(2022, 2, 21), date(2022, 5, 23), date(2023, 5, 22)


def divided(ties, folds=5):
    return pd.DataFrame(folds_of(ties, test=TEST, folds=folds))


def test_siblings_never_straddle_folds():
    """A brother stays with the mother, his sister moves to the father: three families of one group."""
    ties = [(FIRST, "together", who) for who in ("mother", "father", "brother", "sister")] + [
        (SECOND, "hers", "mother"),
        (SECOND, "hers", "brother"),
        (SECOND, "his", "father"),
        (SECOND, "his", "sister"),
    ]
    strangers = [(FIRST, f"other-{n}", f"person-{n}") for n in range(50)]
    rows = divided([*ties, *strangers])
    ours = rows[rows.family_id.isin(["together", "hers", "his"])]
    assert len(set(ours.group_id)) == 1
    assert len(set(ours.fold)) == 1
    assert rows.group_id.nunique() == 51
    assert rows.fold.nunique() == 5


def test_groups_hold_over_long_chains_and_as_brute_force_finds_them():
    chance = random.Random(3)
    pairs = [(f"f{chance.randint(0, 150)}", f"p{chance.randint(0, 200)}") for _ in range(220)]
    pairs += [(f"chain-{n}", f"link-{n + step}") for n in range(100) for step in (0, 1)]
    rows = divided([(FIRST, *pair) for pair in pairs])
    found = dict(zip(rows.family_id, rows.group_id, strict=True))
    groups = [{family} for family in found]
    for person in {person for _, person in pairs}:
        mine = {family for family, who in pairs if who == person}
        joined = set().union(*(group for group in groups if group & mine))
        groups = [group for group in groups if not group & mine] + [joined]
    assert {frozenset(group) for group in groups} == {
        frozenset(family for family in found if found[family] == name) for name in set(found.values())
    }


def test_the_order_of_rows_changes_nothing():
    ties = [(FIRST, f"f{n % 20}", f"p{n % 33}") for n in range(80)]
    assert folds_of(ties, test=TEST, folds=4) == folds_of(ties[::-1], test=TEST, folds=4)


def test_a_group_has_a_name_of_its_own():
    (row,) = folds_of([(FIRST, "family", "person")], test=TEST, folds=2)
    assert len(row["group_id"]) == 32
    assert "person" not in row["group_id"]


def test_connected_families_share_the_smallest_person():
    assert connected(np.array([0, 1, 1, 2]), np.array([2, 2, 0, 1]), 3, 3).tolist() == [0, 0, 1]


def test_it_writes_split_and_fold_and_says_who_was_seen_before(town, kit, specs):
    town.family(day=FIRST).family(day=TEST)
    town.family(kit.Member("new", "carer", 300), name="newcomers", day=TEST)
    town.family(kit.Member("outside", "carer", 300), name="outside", day=FIRST, in_cohort=False)
    edition = town.edition()
    done = assign_folds(edition, spec=specs["maltreatment"], training=[FIRST], test=TEST)
    assert (done.groups, done.test_families, done.test_families_seen, done.largest_share) == (2, 2, 1, 1.0)
    with edition.connect() as lake:
        rows = lake.table("outcomes.fold", part="maltreatment").order_by("as_of", "family_id").to_pyarrow().to_pylist()
    assert [(row["as_of"], row["family_id"], row["split"]) for row in rows] == [
        (FIRST, "family", "training"),
        (TEST, "family", "test"),
        (TEST, "newcomers", "test"),
    ]
    assert rows[0]["fold"] == rows[1]["fold"]


@pytest.mark.parametrize("training", [[], [TEST], [FIRST, date(2024, 1, 1)]])
def test_a_test_date_that_is_not_last_is_refused(town, specs, training):
    with pytest.raises(UsageError, match="after every training date"):
        assign_folds(town.edition(), spec=specs["maltreatment"], training=training, test=TEST)


def test_half_brothers_in_two_households_and_a_family_over_the_years_are_one_group():
    """Two mothers, one father, who never lived with both at once; and the elder son's own family years later."""
    ties = [(FIRST, "first", who) for who in ("mother", "father", "son")]
    ties += [(SECOND, "second", who) for who in ("stepmother", "father", "half-brother")]
    ties += [(TEST, "grown", who) for who in ("son", "wife", "grandson")]
    rows = divided([*ties, (FIRST, "strangers", "somebody")])
    assert len(set(rows[rows.family_id != "strangers"].group_id)) == 1
    assert rows.group_id.nunique() == 2


def test_a_lodger_joins_nobody(empty_town, kit, specs):
    for name, child in (("one", "girl"), ("other", "boy")):
        members = kit.Member(f"mother of {child}", "carer", 400), kit.Member(child, "child", 90)
        empty_town.family(*members, kit.Member("lodger", "adult", 300), name=name, day=FIRST)
    empty_town.family(day=TEST)
    done = assign_folds(empty_town.edition(), spec=specs["maltreatment"], training=[FIRST], test=TEST)
    assert done.groups == 3


def bridged(families, others):
    """One person who is in many families, each with a child of its own, and strangers."""
    ties = [(FIRST, f"f{n}", who) for n in range(families) for who in ("bridge", f"child-{n}")]
    return ties + [(FIRST, f"o{n}", f"p{n}") for n in range(others)]


def test_a_person_who_ties_too_much_together_is_named():
    ties = bridged(25, 1_000)
    with pytest.raises(ContractError, match=r"25 families are one group with 2.4%.*bridge \(in 25 families\)"):
        refuse_large_groups(folds_of(ties, test=TEST, folds=5), ties)


@pytest.mark.parametrize(("families", "others"), [(24, 0), (25, 1_225)])
def test_a_large_family_of_a_small_place_and_a_small_share_pass(families, others):
    ties = bridged(families, others)
    refuse_large_groups(folds_of(ties, test=TEST, folds=5), ties)


def test_the_largest_share_is_said():
    assert "the largest has 1.25%" in str(FoldsAssigned(7, 0.0125, 10, 4))
