"""`link_records` on frames of many shapes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from tests.factories.person_frames import COLUMNS, Town, f1

from csps.domain.errors import UsageError
from csps.linkage import link_records, waterfall

SHAPES = {
    "few faults": (2.0, 0.02, tuple(COLUMNS), 0.98),
    "many faults": (2.5, 0.15, tuple(COLUMNS), 0.93),
    "hardly any duplicates": (1.1, 0.05, tuple(COLUMNS), 0.85),  # 18 pairs: one more or less is two hundredths
    "many records each": (8.0, 0.1, tuple(COLUMNS), 0.95),
    "no home": (2.0, 0.05, ("given", "family", "born"), 0.93),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_persons_are_found_among_relatives_in_frames_of_many_shapes(shape):
    each, faults, columns, least = SHAPES[shape]
    records = Town(60 if each < 5 else 15, 3).records(each, faults)
    linked = link_records(records, {name: COLUMNS[name] for name in columns})
    assert f1(linked, records["truth"]) > least


def test_the_order_of_rows_and_of_columns_changes_nothing(town):
    records = town.records(2.0, 0.1)
    shuffled = records.sample(frac=1, random_state=5)
    linked = link_records(records, COLUMNS)
    again = link_records(shuffled[list(reversed(shuffled.columns))], COLUMNS)
    assert again.index.equals(shuffled.index)
    pd.testing.assert_frame_equal(again.sort_values("record_id"), linked.sort_values("record_id"), check_like=True)


def test_evidence_adds_up_and_says_why(town):
    records = town.records(2.0, 0.05)
    linked, evidence = link_records(records, COLUMNS, evidence=True)
    row = evidence[evidence["match_probability"] > 0.99].iloc[0]
    steps = waterfall(evidence, row["other_record_id"], row["record_id"])
    assert steps["total"].iloc[-1] == pytest.approx(row["match_weight"], abs=0.001)
    compared = ["first", "surname", "born", "home", "sex"]
    assert steps["step"].tolist() == ["any_two", *compared, "namesakes", "moved", "births_apart", "relatives"]
    assert row["because"].startswith("The same forename")
    together = evidence.merge(linked, on="record_id").merge(linked, left_on="other_record_id", right_on="record_id")
    sure = together[together["match_weight"] > 5]
    assert (sure["person_id_x"] == sure["person_id_y"]).mean() > 0.9


def test_a_father_and_a_son_of_one_name_at_one_home_are_two_people():
    """Nobody else lives with them here, so that nothing tells families from persons but the births."""
    draw = np.random.default_rng(4)
    fathers = Town(120, 4).people.iloc[::4].drop_duplicates(["street", "code"]).copy()
    sons = fathers.head(15).copy()
    for people, since in ((fathers, "1950-01-01"), (sons, "1980-01-01")):
        people.loc[:, "born"] = (np.datetime64(since) + draw.integers(0, 3_000, len(people))).astype(str)
    people = pd.concat([fathers, sons], ignore_index=True).assign(truth=lambda frame: frame.index)
    records = people.loc[np.repeat(people.index, draw.integers(1, 3, len(people)))].reset_index(drop=True)
    records["record_id"] = [f"r{number}" for number in records.index]
    linked = link_records(records, {name: COLUMNS[name] for name in ("given", "family", "born", "street", "code")})
    assert f1(linked, records["truth"]) > 0.98


def test_a_pair_without_evidence_is_refused(town):
    _, evidence = link_records(town.records(1.5, 0.05).head(20), COLUMNS, evidence=True)
    with pytest.raises(UsageError, match="no such pair"):
        waterfall(evidence, "r1", "nobody")


@pytest.mark.parametrize("rows", [0, 1])
def test_a_frame_with_nobody_to_compare_comes_back_as_it_is(town, rows):
    records = town.records(1.5, 0.05).head(rows)
    linked = link_records(records, COLUMNS)
    assert linked["person_id"].tolist() == records["record_id"].tolist()
    assert linked["match_probability"].tolist() == [1.0] * rows


def test_columns_that_hold_nothing_are_passed_over(town):
    records = town.records(2.0, 0.02).assign(nothing=None, gaps=np.nan, blank="")
    more = {"nothing": "identifier", "gaps": "email", "blank": "full_name"}
    assert f1(link_records(records, {**COLUMNS, **more}), records["truth"]) > 0.95
    empty = link_records(records, more)
    assert empty["person_id"].tolist() == records["record_id"].tolist()


def test_people_who_are_all_called_the_same_stay_apart_and_cost_no_more_than_others():
    records = pd.DataFrame({"record_id": range(4_000), "first": "John", "last": "Smith"})
    linked = link_records(records, {"first": "first_name", "last": "surname"})
    assert linked["person_id"].nunique() == 4_000


def test_a_number_in_common_does_not_join_people_who_have_nothing_else_in_common(town):
    records = town.records(2.0, 0.02)
    records["number"] = [f"N{truth:06d}" for truth in records["truth"]]
    one, other = records.index[records["truth"] == 0][0], records.index[records["truth"] == 101][0]
    records.loc[other, "number"] = records.loc[one, "number"]
    linked = link_records(records, {**COLUMNS, "number": "identifier"})
    assert linked.loc[one, "person_id"] != linked.loc[other, "person_id"]
    assert f1(linked, records["truth"]) > 0.97


def test_a_birth_in_the_future_is_a_slip_of_the_pen(town):
    records = town.records(2.0, 0.02, 0.0)
    row = records.index[records["truth"].duplicated(keep=False)][0]
    records.loc[row, "born"] = "2" + str(records.loc[row, "born"])[1:]
    linked = link_records(records, COLUMNS)
    same = records["truth"] == records.loc[row, "truth"]
    assert len(set(linked.loc[same, "person_id"])) == 1


def test_a_higher_threshold_links_no_more(town):
    records = town.records(2.0, 0.15)
    few = link_records(records, COLUMNS, threshold=0.999)["person_id"].nunique()
    many = link_records(records, COLUMNS, threshold=0.2)["person_id"].nunique()
    assert few >= many
    with pytest.raises(UsageError, match="between 0 and 1"):
        link_records(records, COLUMNS, threshold=1.0)


def test_lists_that_hold_everybody_once_are_linked_across_and_hardly_within():
    town = Town(150, 5)
    lists = [
        town.records(1.0, faults).drop_duplicates("truth").assign(of=name) for name, faults in (("a", 0), ("b", 0.1))
    ]
    records = pd.concat(lists, ignore_index=True)
    records["record_id"] = [f"r{number}" for number in range(len(records))]
    columns = {"given": "first_name", "family": "surname", "code": "postcode"}
    blind, linked = (link_records(records, chosen) for chosen in (columns, columns | {"of": "source"}))
    assert f1(linked, records["truth"]) > f1(blind, records["truth"])
    within = [each.assign(of=records["of"]).duplicated(["person_id", "of"]).mean() for each in (blind, linked)]
    assert within[1] < within[0]


def test_a_source_alone_tells_nobody():
    records = pd.DataFrame({"record_id": ["a", "b"], "of": ["x", "y"], "name": [None, None]})
    linked, evidence = link_records(records, {"of": "source", "name": "full_name"}, evidence=True)
    assert linked["person_id"].tolist() == ["a", "b"]
    assert len(evidence) == 0


def test_people_of_one_name_are_told_apart_by_the_figures_in_their_addresses():
    draw = np.random.default_rng(1)
    rows = []
    for person in range(300):
        first, last = draw.choice(["john", "mary", "ann"]), draw.choice(["smith", "jones"])
        mail = f"{first}.{last}{100 + person}@post.org"
        rows += [
            (person, first, last, mail),
            (person, first, last, mail.replace("post", "web") if person % 9 else mail),
        ]
    records = pd.DataFrame(rows, columns=["truth", "given", "family", "mail"])
    records["record_id"] = [f"r{number:03d}" for number in range(len(records))]
    linked = link_records(records, {"given": "first_name", "family": "surname", "mail": "email"})
    assert f1(linked, records["truth"]) > 0.98


def test_another_kind_of_id_and_index_come_back_as_they_were():
    records = pd.DataFrame(
        {"record_id": [7, 3], "name": ["Ann Lee", "ann lee"], "dob": ["1980-05-06", "06.05.1980"]}, index=["x", "y"]
    )
    linked = link_records(records, {"name": "full_name", "dob": "date_of_birth"})
    assert linked.index.tolist() == ["x", "y"]
    assert linked["person_id"].tolist() == [3, 3]


OWN = [f"a{number // 2}@mail.org" if number < 60 else f"b{number}@mail.org" for number in range(300)]


@pytest.mark.parametrize("role", ["email", "identifier"])
def test_records_of_which_nothing_is_known_but_an_address_or_number_of_somebodys_own_are_joined_by_it(role):
    records = pd.DataFrame({"record_id": [f"{number:03d}" for number in range(300)], "own": OWN})
    linked = link_records(records, {"own": role})
    assert linked["person_id"].nunique() == 270
    assert (linked["person_id"].iloc[:60:2].to_numpy() == linked["person_id"].iloc[1:60:2].to_numpy()).all()


@pytest.mark.parametrize("role", ["phone", "address_line"])
def test_a_telephone_or_a_home_alone_is_a_familys_and_joins_nobody(role):
    said = [f"0{1_712_345_000 + number // 4}" for number in range(300)]
    records = pd.DataFrame({"record_id": range(300), "said": said})
    assert link_records(records, {"said": role})["person_id"].nunique() == 300


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_a_word_for_not_known_joins_nobody(share):
    said = ["unknown@none.org" if number < 300 * share else f"b{number}@mail.org" for number in range(300)]
    records = pd.DataFrame({"record_id": range(300), "own": said})
    assert link_records(records, {"own": "email"})["person_id"].nunique() == 300


@pytest.mark.parametrize(("records", "columns"), [([1, 2], {}), (pd.DataFrame({"record_id": [1]}), ["first"])])
def test_what_is_no_frame_or_no_mapping_is_refused(records, columns):
    with pytest.raises(UsageError, match=r"no pandas frame|no mapping"):
        link_records(records, columns)


def test_a_parent_and_a_child_of_one_name_at_one_home_are_two_people_and_a_slip_makes_no_third():
    town = Town(250, 5)
    place = np.arange(len(town.people)) % 4
    years = np.where(place < 2, 1960, 2000) + np.arange(len(place)) % 15
    town.people["born"] = [f"{year}{born[4:]}" for year, born in zip(years, town.people["born"], strict=True)]
    town.people.loc[place == 2, "given"] = town.people.loc[place == 0, "given"].to_numpy()
    records = town.records(2.0, 0.03, 0.0)
    linked = link_records(records.drop(columns="truth"), COLUMNS)
    joined = records["truth"].groupby(linked["person_id"].to_numpy()).nunique()
    assert (joined > 1).sum() <= 3
    assert f1(linked, records["truth"]) > 0.97
