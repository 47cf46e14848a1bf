"""The truth as tables: what the page promises of them, and that they agree with each other."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from csps.synthetic.calendar import FOREVER, as_dates
from csps.synthetic.lives.path_rates import Path as Stage
from csps.synthetic.lives.safeguarding import CARE_HARM, CARE_OTHER
from csps.synthetic.truth.records import (
    recorded_maltreatment,
    write_families,
    write_guardians,
    write_people,
    write_story,
)

PAGE = Path(__file__).parents[4] / "docs" / "explanation" / "synthetic-borough.md"
ROW = re.compile(r"^\| `(\w+)\.parquet` \|[^|]*\|([^|]*)\|$", re.MULTILINE)
FOUND = {name: re.findall(r"`(\w+)`", cell) for name, cell in ROW.findall(PAGE.read_text(encoding="utf-8"))}
ELSEWHERE = {"risk"}  # see test_risk_by_quarter
EVER = np.datetime64(as_dates(FOREVER - 1))


def varied(town):
    """Give the small town, which lies in one fifth, dwellings of every fifth."""
    return dataclasses.replace(town, deprivation_quintile=(np.arange(len(town)) % 5 + 1).astype(np.int8))


@pytest.fixture(scope="module")
def truth(tmp_path_factory, watch):
    folder = tmp_path_factory.mktemp("truth")
    write_people(folder, dataclasses.replace(watch, town=varied(watch.town)))
    for write in (write_families, write_guardians, write_story):
        write(folder, watch.history)
    return {path.stem: pd.read_parquet(path, dtype_backend="pyarrow") for path in folder.iterdir()}


def days(column):
    """Give dates as day numbers, FOREVER where there is none."""
    numbers = pd.to_datetime(column).astype("datetime64[s]").to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(numbers), FOREVER, numbers.astype(np.int64))


def stays(frame):
    """Give a table of stays with its days as numbers."""
    return frame.assign(start=days(frame["from"]), end=days(frame["to"]))


def on(frame, day):
    rows = stays(frame)
    return rows[(rows["start"] <= day) & (rows["end"] > day)]


def test_every_file_on_the_page_is_written(truth):
    assert set(truth) == set(FOUND) - ELSEWHERE


@pytest.mark.parametrize(
    "name",
    sorted(set(FOUND) - ELSEWHERE),
)
def test_every_file_has_the_columns_that_the_page_names_in_its_order(truth, name):
    assert list(truth[name].columns) == FOUND[name]


def test_people_are_numbered_and_their_parents_are_older(truth, watch):
    people = truth["person"]
    assert people["person"].tolist() == list(range(len(watch.history.people["birth"])))
    born = days(people["born_on"])
    for parent, sex in (("mother", "F"), ("father", "M")):
        has = people[parent].notna().to_numpy()
        whose = people[parent][has].astype(int).to_numpy()
        assert has.any()
        assert set(people["sex"].iloc[whose]) == {sex}
        assert (born[has] - born[whose] > 12 * 365).all()
    assert (days(people["died_on"]) >= born).all()
    assert (days(people["left_on"]) >= days(people["arrived_on"])).all()
    assert set(people["deprivation_quintile"].dropna()) == {1, 2, 3, 4, 5}
    assert (people["forename"].str.len() > 0).all()


def test_the_quintile_is_that_of_the_last_home(truth, watch):
    here = truth["person"][days(truth["person"]["left_on"]) == FOREVER]
    homes, day = on(truth["home"], watch.calendar.end_day - 1), watch.calendar.end_day - 1
    members = on(truth["membership"], day)
    home_of = members[members["role"] != "second_home"].set_index("person")["family"]
    dwelling_of = homes.set_index("family")["dwelling"]
    dwelling = here["person"].map(home_of).map(dwelling_of)
    known = dwelling.notna()
    assert known.mean() > 0.95
    expected = varied(watch.town).deprivation_quintile[dwelling[known].astype(int)]
    assert (here["deprivation_quintile"][known].astype(int) == expected).all()


def test_nobody_lives_in_two_families_at_once_but_in_a_second_home(truth):
    rows = stays(truth["membership"])
    rows = rows[rows["role"] != "second_home"].sort_values(["person", "start", "end"])
    same = rows["person"].to_numpy()[1:] == rows["person"].to_numpy()[:-1]
    assert same.any()
    assert (rows["start"].to_numpy()[1:][same] >= rows["end"].to_numpy()[:-1][same]).all()
    assert (rows["start"] <= rows["end"]).all()


def test_a_second_home_is_another_one_and_has_children_only(truth, watch):
    rows = stays(truth["membership"])
    second = rows[rows["role"] == "second_home"]
    assert len(second) > 0
    births = watch.history.people["birth"][second["person"].astype(int)]
    assert (second["start"] - births < 18.1 * 365.25).all()
    both = second.merge(rows[rows["role"] == "child"], on="person", suffixes=("", "_first"))
    at_once = (both["start"] < both["end_first"]) & (both["start_first"] < both["end"])
    assert at_once.any()
    assert (both["family"] != both["family_first"])[at_once].all()


def test_a_family_lives_in_one_dwelling_at_a_time(truth):
    rows = stays(truth["home"]).sort_values(["family", "start", "end"])
    same = rows["family"].to_numpy()[1:] == rows["family"].to_numpy()[:-1]
    assert (rows["start"].to_numpy()[1:][same] >= rows["end"].to_numpy()[:-1][same]).all()


def test_what_ended_before_the_first_delivery_is_left_out(truth, watch):
    for name in ("membership", "home", "guardian"):
        assert (days(truth[name]["to"]) > watch.calendar.start_day).all(), name


def test_guardians_are_the_adults_in_charge_of_a_childs_home_on_those_days(truth, watch):
    start, end = watch.calendar.start_day, watch.calendar.end_day
    for day in range(start, end, 29):
        members = on(truth["membership"], day)
        children = members[members["role"].isin(["child", "second_home"])]
        adults = members[members["role"].isin(["carer", "partner"])]
        pairs = children.merge(adults, on="family", suffixes=("", "_adult"))
        expected = set(zip(pairs["person"], pairs["person_adult"], strict=True))
        guardians = on(truth["guardian"], day)
        assert set(zip(guardians["child"], guardians["guardian"], strict=True)) == expected
        assert len(expected) > 100


def test_guardians_are_grown_up_and_nobody_is_their_own(truth, watch):
    rows, births = stays(truth["guardian"]), watch.history.people["birth"]
    assert (rows["child"] != rows["guardian"]).all()
    assert (rows["start"] < rows["end"]).all()
    first = np.maximum(rows["start"], watch.calendar.start_day)
    assert ((first - births[rows["guardian"].astype(int)]) / 365.25 >= 15).all()


def test_the_story_is_what_was_lived(truth, watch):
    history = watch.history
    for name, log, family, columns in (
        ("harm", history.harms, "household", {"happened_on": "day"}),
        ("help", history.help, "household", {"from": "start", "to": "end"}),
    ):
        frame = truth[name]
        assert frame["family"].tolist() == log[family].tolist()
        for column, lived in columns.items():
            assert days(frame[column]).tolist() == np.minimum(log[lived], FOREVER).tolist()
    kinds = np.array(["", "early_help", "programme"])[history.help["kind"]]
    assert truth["help"]["kind"].tolist() == kinds.tolist()


def test_an_outcome_is_a_substantiated_enquiry_or_care_for_harm(watch):
    number = 5
    enquiries = {"household": np.arange(number), "end": 10 * np.arange(number), "outcome": np.array([-1, 0, 1, 2, 0])}
    care = {"household": np.array([3, 1]), "start": np.array([5, 7]), "cause": np.array([CARE_HARM, CARE_OTHER])}
    family, day = recorded_maltreatment(dataclasses.replace(watch.history, enquiries=enquiries, care=care))
    assert list(zip(family.tolist(), day.tolist(), strict=True)) == [(2, 20), (3, 5), (3, 30)]


def test_circumstances_stand_for_every_family_and_quarter_once(truth, watch):
    frame, snapshots = truth["circumstances"], watch.history.snapshots
    assert not frame.duplicated(["family", "quarter"]).any()
    found = set(zip(frame["family"], days(frame["quarter"]), strict=True))
    first_day = watch.calendar.first_day
    assert found == {(family, first_day(week)) for week, rows in snapshots.items() for family in rows["household"]}
    tops = {"money": 2, "mind": 2, "substance": 1, "conflict": 2, "housing": 1, "support": 1, "vulnerability": 3}
    for name, top in (tops | {"seen": 4, "frailty": 2, "helped": 2, "path": max(Stage)}).items():
        assert frame[name].between(0, top).all(), name
    assert (frame["support"] == 1).mean() > 0.5 > (frame["money"] > 0).mean(), "most are well and supported"
