"""`form_families` on small frames."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from csps.domain.errors import UsageError
from csps.families import form_families

DAY = date(2026, 1, 1)


def people(*rows):
    """Give a frame of (person, birth, surname, place, from, to)."""
    names = ("person_id", "date_of_birth", "surname", "place", "from", "to")
    return pd.DataFrame([(*row, *(None,) * (6 - len(row))) for row in rows], columns=names)


def families(found, day="2026-01-01"):
    on = pd.Timestamp(day)
    held = found[~(found["from"] > on) & ~(found["to"] < on)]
    return sorted(sorted(held["person_id"][held["family_id"] == one]) for one in held["family_id"].unique())


OAKS = (("ann", "1985-03-01", "Oak", "1"), ("eva", "2012-04-01", "Oak", "1"), ("kit", "2015-09-01", "Oak", "1"))
ELMS = (("jan", "1980-03-01", "Elm", "1"), ("leo", "2010-04-01", "Elm", "1"))


def test_a_home_without_ties_is_one_family_with_its_carers():
    found = form_families(people(*OAKS), as_of=DAY)
    assert dict(zip(found["person_id"], found["role"], strict=True)) == {"ann": "carer", "eva": "child", "kit": "child"}
    assert found["from"].isna().all()
    assert found["to"].isna().all()
    assert set(found["evidence"]) == {"same address"}


def test_two_families_with_children_at_one_address_stay_apart():
    assert families(form_families(people(*OAKS, *ELMS), as_of=DAY)) == [["ann", "eva", "kit"], ["jan", "leo"]]


def test_adults_of_different_surnames_are_housemates_and_a_parents_partner_is_not():
    house = people(("ann", "1985-03-01", "Oak", "1"), ("jan", "1980-03-01", "Elm", "1"))
    assert families(form_families(house, as_of=DAY)) == []
    partner = people(*OAKS, ("jan", "1980-03-01", "Elm", "1"))
    assert families(form_families(partner, as_of=DAY)) == [["ann", "eva", "jan", "kit"]]


def test_in_a_crowded_home_only_ties_and_surnames_count():
    crowd = [(f"p{number}", "1990-01-01", f"Name{number}", "1") for number in range(9)]
    assert families(form_families(people(*OAKS, *crowd), as_of=DAY)) == [["ann", "eva", "kit"]]


def test_ties_join_people_of_different_names():
    crowd = [(f"p{number}", "1990-01-01", f"Name{number}", "1") for number in range(9)]
    ties = pd.DataFrame({"person": ["p1"], "other_person": ["eva"], "kind": ["Mother"]})
    found = form_families(people(*OAKS, *crowd), ties, as_of=DAY)
    assert families(found) == [["ann", "eva", "kit", "p1"]]
    assert found.set_index("person_id").loc["p1", ["role", "evidence"]].tolist() == ["carer", "parent and child"]


def test_who_moves_out_leaves_on_the_day_and_the_family_keeps_its_id():
    found = form_families(
        people(
            *OAKS, ("jon", "1983-01-01", "Oak", "1", "2010-01-01", "2020-06-30"), ("jon", None, None, "2", "2020-07-01")
        ),
        as_of=DAY,
    )
    jon = found[found["person_id"] == "jon"].sort_values("to")
    assert jon["to"].max().date() == date(2020, 6, 30)
    assert jon["role"].tolist() == ["adult", "carer"]  # nobody was there to be cared for before Eva was born
    assert families(found, "2020-06-30") == [["ann", "eva", "jon", "kit"]]
    assert families(found, "2020-07-01") == [["ann", "eva", "kit"]]
    assert len(set(found["family_id"])) == 1


def test_a_family_that_moves_together_keeps_its_id_and_one_that_parts_goes_on_where_the_children_are():
    def rows(name, born, new):
        return ((name, born, "Oak", "1", None, "2020-01-31"), (name, None, None, new, "2020-02-01"))

    moved = people(
        *rows("ann", "1985-01-01", "2"), *rows("eva", "2012-04-01", "2"), *rows("kit", "2015-09-01", "2"),
        *rows("jon", "1983-01-01", "3"), ("zoe", "2019-01-01", "Oak", "3", "2020-02-01"),
    )  # fmt: skip
    found = form_families(moved, as_of=DAY)
    assert families(found, "2020-01-31") == [["ann", "eva", "jon", "kit"]]
    assert families(found) == [["ann", "eva", "kit"], ["jon", "zoe"]]
    ids = found.groupby("person_id")["family_id"].nunique()
    assert ids[["ann", "eva", "kit"]].tolist() == [1, 1, 1]
    assert ids["jon"] == 2


def test_the_dead_stop_counting_the_day_after_and_children_grow_up():
    rows = people(*OAKS, ("jon", "1983-01-01", "Oak", "1", "2010-01-01")).assign(date_of_death=None)
    rows.loc[3, "date_of_death"] = "2021-05-05"
    found = form_families(rows, as_of=date(2031, 1, 1))
    assert found.loc[found["person_id"] == "jon", "to"].max().date() == date(2021, 5, 5)
    eva = found[found["person_id"] == "eva"].sort_values("from", na_position="first")
    assert eva["role"].tolist() == ["child", "adult"]
    assert eva["from"].dt.date.tolist()[1] == date(2030, 4, 1)
    assert len(set(eva["family_id"])) == 1


def test_a_child_with_a_stay_before_the_birth_is_expected():
    found = form_families(people(*OAKS, ("bud", "2020-05-01", "Oak", "1", "2020-02-01")), as_of=DAY)
    bud = found[found["person_id"] == "bud"].sort_values("from")
    assert bud["role"].tolist() == ["expected", "child"]
    assert bud["from"].dt.date.tolist() == [date(2020, 2, 1), date(2020, 5, 1)]


def test_people_without_a_home_live_with_those_they_are_tied_to():
    ties = pd.DataFrame({"person": ["ann"], "other_person": ["sam"], "kind": ["parent"]})
    found = form_families(people(*OAKS, ("sam", "2018-01-01", None, None)), ties, as_of=DAY)
    assert families(found) == [["ann", "eva", "kit", "sam"]]


def test_ages_and_addresses_of_other_names_are_read():
    frame = pd.DataFrame(
        {
            "id": [1, 2, 3],
            "years": [35, 8, 60],
            "line": ["1 Elm Row", "1, elm row", "2 Elm Row"],
            "pc": ["E1 1AA", "e11aa", "E1 1AA"],
        }
    )
    found = form_families(
        frame, columns={"id": "person_id", "years": "age", "line": "address_line", "pc": "postcode"}, as_of=DAY
    )
    assert families(found) == [[1, 2]]


def test_the_order_of_rows_changes_nothing_and_the_names_of_people_change_no_family():
    rows = people(*OAKS, *ELMS, ("jon", "1983-01-01", "Oak", "1", "2010-01-01", "2020-06-30"))
    found = form_families(rows, as_of=DAY)
    pd.testing.assert_frame_equal(form_families(rows.sample(frac=1, random_state=2), as_of=DAY), found)
    renamed = form_families(
        rows.assign(person_id=rows["person_id"].map(lambda name: f"{ord(name[-1])} {name}")), as_of=DAY
    )
    plain = [[name.partition(" ")[2] for name in names] for names in families(renamed)]
    assert sorted(map(sorted, plain)) == families(found)


def test_people_of_whom_no_home_is_known_live_with_those_they_are_tied_to():
    who = pd.DataFrame(
        {"person_id": ["ann", "eva", "jon"], "date_of_birth": ["1985-01-01", "2015-01-01", "1980-01-01"]}
    )
    ties = pd.DataFrame({"person": ["ann", "ann"], "other_person": ["eva", "jon"], "kind": ["mother", "partner"]})
    found = form_families(who, ties, as_of=DAY).set_index("person_id")
    assert len(set(found["family_id"])) == 1
    assert found["evidence"].to_dict() == {
        "ann": "parent and child",
        "eva": "parent and child",
        "jon": "named together",
    }
    assert form_families(who, as_of=DAY).empty


def test_nothing_comes_of_nobody():
    assert form_families(people(), as_of=DAY).empty
    lone = form_families(people(OAKS[0]), as_of=DAY)
    assert lone.columns.tolist() == ["family_id", "person_id", "role", "from", "to", "evidence"]
    assert lone.empty


@pytest.mark.parametrize(
    ("frame", "columns", "words"),
    [
        (people(*OAKS).drop(columns="person_id"), {}, "No column says person_id"),
        (people(*OAKS), {"surname": "name"}, "No such role: name"),
        (people(*OAKS), {"nothing": "surname"}, "Neither frame"),
        (people(*OAKS), ["surname"], "no mapping"),
        (pd.concat([people(*OAKS)] * 2, axis=1), {}, "twice or more"),
        (people((None, "1990-01-01")), {}, "Without a person_id is 1 row"),
        (people((" ", "1990-01-01"), ("", None)), {}, "Without a person_id are 2 rows"),
        (
            people(("ann", "1990-01-01", "Oak", "1", "soon"), ("eva", None, "Oak", "1", "")),
            {},
            "`from` of stays, 1 value is no day",
        ),
        (people(*[("ann", None, "Oak", "1", None, "31/02/2015")] * 2), {}, "`to` of stays, 2 values are no day"),
        (people(("ann", "1990-01-01", "Oak", "1", "2020-01-02", "2020-01-01")), {}, "Of stays, 1 ends before"),
    ],
)
def test_frames_that_make_no_sense_are_refused(frame, columns, words):
    with pytest.raises(UsageError, match=words):
        form_families(frame, columns=columns, as_of=DAY)


def test_an_unknown_kind_of_tie_is_refused_and_a_tie_to_nobody_passed_over():
    ties = pd.DataFrame({"person": ["ann"], "other_person": ["eva"], "kind": ["enemy"]})
    with pytest.raises(UsageError, match="unknown: 1, of 1 ties"):
        form_families(people(*OAKS), ties, as_of=DAY)
    strange = form_families(people(*OAKS), ties.assign(other_person="nobody", kind="parent"), as_of=DAY)
    assert families(strange) == [["ann", "eva", "kit"]]


def test_many_people_are_formed_at_once():
    count = 5_000
    frame = pd.DataFrame(
        {"person_id": range(count), "age": np.tile([35, 5], count // 2), "place": np.arange(count) // 2}
    )
    assert form_families(frame, as_of=DAY)["family_id"].nunique() == count // 2


def test_neighbourhoods_of_many_days_and_of_few_are_formed_as_each_is_by_itself():
    """Whoever has no more days is left out of the rounds; those who have must not be taken for somebody else then."""
    days = pd.date_range("2020-01-06", periods=7, freq="91D")
    moving = [
        {"person_id": name, "date_of_birth": born, "place": f"{name if name == 'zoe' and number % 2 else 'home'} {number}",
         "from": start, "to": end}
        for name, born in (("ann", "1985-03-02"), ("eva", "2016-07-01"), ("zoe", "1987-01-09"))
        for number, (start, end) in enumerate(zip(days, [*(days[1:] - pd.Timedelta(days=1)), None], strict=True))
    ]  # fmt: skip
    still = [
        {"person_id": name, "date_of_birth": born, "place": f"row {number}", "from": days[2], "to": None}
        for number in range(3)
        for name, born in ((f"bea {number}", "1990-05-05"), (f"yan {number}", "2020-08-01"))
    ]
    frames = [pd.DataFrame(rows) for rows in (moving, still, [*moving, *still])]
    ties = pd.DataFrame({"person": ["zoe"], "other_person": ["eva"], "kind": ["mother"]})
    told = [
        {tuple(map(str, row)) for row in form_families(frame, ties, as_of=DAY).itertuples(index=False)}
        for frame in frames
    ]
    assert told[0] | told[1] == told[2]
    assert len(told[0]) > 2
    assert len(told[1]) >= 6


@pytest.mark.parametrize("seed", range(4))
def test_on_every_day_families_are_those_of_whoever_lives_where_on_it(seed):
    """Only those whom a change reaches are formed anew; a frame of one day alone knows nothing of earlier ones."""
    chance, begin = np.random.default_rng(seed), pd.Timestamp("2022-01-01")
    ages = chance.integers(1, 60, 36)
    births = [begin - pd.Timedelta(days=365 * int(age) + 100) for age in ages]
    rows = []
    for who in range(36):
        moves = np.r_[0, np.sort(chance.choice(np.arange(1, 200), 3, replace=False)), 200]
        for first, after in pairwise(moves.tolist()):
            if chance.random() < 0.85:  # else nowhere for a while
                start, end = (begin + pd.Timedelta(days=int(day)) for day in (first, after - 1))
                rows.append((f"p{who}", births[who], f"name{who % 5}", int(chance.integers(0, 12)), start, end))
    frame = people(*rows).astype({"place": int})
    pairs = chance.integers(0, 36, (20, 2))
    pairs = pairs[ages[pairs[:, 0]] > ages[pairs[:, 1]] + 16]
    ties = pd.DataFrame(
        {"person": [f"p{who}" for who in pairs[:, 0]], "other_person": [f"p{who}" for who in pairs[:, 1]]}
    )
    ties["kind"] = "parent"
    found = form_families(frame, ties, as_of=date(2022, 12, 31))
    for number in range(0, 200, 5):
        day = begin + pd.Timedelta(days=number)
        there = frame[(frame["from"] <= day) & (frame["to"] >= day)].drop(columns=["from", "to"])
        alone = form_families(there, ties, as_of=day.date())
        assert families(found, day) == families(alone, day), day


def test_property_numbers_that_differ_in_the_last_figure_are_two_homes_though_one_is_missing():
    """A column of whole numbers with a gap is one of floats in pandas."""
    people = pd.DataFrame(
        {
            "person_id": ["ann", "eva", "bea", "kit", "lou"],
            "age": [40, 9, 41, 8, 7],
            "uprn": [100023456781, 100023456781, 100023456782, 100023456782, None],
        }
    )
    found = form_families(people)
    family = found.set_index("person_id")["family_id"]
    assert family["ann"] == family["eva"] != family["bea"] == family["kit"]


@pytest.mark.parametrize(("kind", "role"), [("son", "child"), ("foster child", "child"), ("wife", "adult")])
def test_relationships_as_a_census_words_them_are_known(kind, role):
    people = pd.DataFrame({"person_id": ["ann", "eva"], "place": ["elm", "elm"]})
    ties = pd.DataFrame({"person": ["eva"], "other_person": ["ann"], "kind": [kind]})
    found = form_families(people, ties).set_index("person_id")
    assert len(set(found["family_id"])) == 1
    assert found.loc["eva", "role"] == role


def test_ids_are_the_same_in_a_frame_of_ties_with_gaps():
    people = pd.DataFrame({"person_id": [1, 2, 3], "age": [40, 9, 8], "place": ["elm", None, None]})
    ties = pd.DataFrame({"person": [1, None, 1], "other_person": [2, 2, None], "kind": ["parent"] * 3})
    found = form_families(people, ties)
    assert found["person_id"].tolist() == [1, 2]


@pytest.mark.parametrize("given", [([1, 2],), (None,), (pd.DataFrame({"person_id": [1]}), [("1", "2")])])
def test_what_is_no_frame_is_refused(given):
    with pytest.raises(UsageError, match="pandas frames"):
        form_families(*given)
