"""Deliveries carry no hidden key: nothing delivered gives away who a line is truly about, or with whom they live."""

from __future__ import annotations

import csv
import dataclasses
import hashlib
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import csps.synthetic.run as make
from csps.contracts.catalogue import table as contract
from csps.contracts.model import Type
from csps.synthetic.agencies.schedule import feed_style
from csps.synthetic.profile import load_profile

COMMITTED = Path(__file__).resolve().parents[2] / "data_synthetic"
ENOUGH = 60  # persons in a column before an order among them means anything
DISTINCT = 40
IN_BOTH = 40  # persons of two columns before a share of them means anything
SHARED = 0.1  # of them; two counters that both begin at 1 meet in a few
TELLING = 0.25  # different values for each person of a column; fewer are teams and house numbers, not keys


@pytest.fixture(scope="module")
def truth_and_drop_box(tmp_path_factory):
    """Make a small borough with a short past, and without the true probabilities, which take the longest."""
    profile = dataclasses.replace(load_profile("inner-london"), burn_in_weeks=6)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(make, "load_profile", lambda _: profile)
        changed.setattr(make, "write_risk", lambda path, *_: path.write_bytes(b"left out in this test"))
        made = make.make_borough(tmp_path_factory.mktemp("made") / "borough", residents=800, weeks=16, seed=3)
    return made.truth, made.workspace / "deliveries"


def lines_of(truth):
    """Give the true persons of each table's lines, by the table's name."""
    return {path.stem: pq.read_table(path).to_pandas() for path in sorted((truth / "lines").glob("*.parquet"))}


def columns_of(drop_box, lines):
    """Give every column of every table that names persons: its values, and the true persons of the same lines."""
    found = {}
    for table, known in lines.items():
        style, delivered = feed_style(f"feeds.{table}"), {}
        for delivery in known["delivery"].unique():
            with (drop_box / delivery).open(encoding=style.encoding, newline="") as file:
                delivered[delivery] = list(csv.reader(file, delimiter=style.delimiter))
        for delivery, line, role, person in known[["delivery", "line", "role", "person"]].itertuples(index=False):
            header, row = delivered[delivery][0], delivered[delivery][line - 1]
            for column, value in zip(header, row, strict=True):
                values, persons = found.setdefault((table, role, column), ([], []))
                values.append(value)
                persons.append(person)
    return found


@pytest.fixture(scope="module")
def lines(truth_and_drop_box):
    return lines_of(truth_and_drop_box[0])


@pytest.fixture(scope="module")
def columns(truth_and_drop_box, lines):
    return columns_of(truth_and_drop_box[1], lines)


@pytest.fixture(scope="module")
def committed():
    """The same of the committed borough, which is larger, so that many people are known to two agencies; no registers."""
    told = {table: rows for table, rows in lines_of(COMMITTED / "truth").items() if table != "school_attendance"}
    return columns_of(COMMITTED / "workspace" / "deliveries", told)


def numbers_in(values):
    """Read the digits of each value as one number, -1 where there is none."""
    digits = ["".join(letter for letter in value if letter.isdecimal()) for value in values]
    return np.array([int(text) if 0 < len(text) < 18 else -1 for text in digits])


def agreement(one, other):
    """Correlate two orders."""
    ranks = (np.unique(values, return_inverse=True)[1] for values in (one, other))
    return abs(np.corrcoef(*ranks)[0, 1])


def test_no_column_puts_people_in_their_true_order(columns):
    """Neither the number in a reference nor its text: people are numbered family by family."""
    looked_at = 0
    for where, (values, persons) in columns.items():
        distinct, first = np.unique(persons, return_index=True)
        texts = np.array(values)[first]
        for order in (texts, numbers_in(texts)):
            if len(distinct) >= ENOUGH and len(set(order)) >= DISTINCT:
                looked_at += 1
                assert agreement(order, distinct) < 0.8, where
    assert looked_at > 50


def test_no_column_is_the_number_of_a_true_person_or_family(truth_and_drop_box, columns):
    truth, _ = truth_and_drop_box
    membership = pq.read_table(truth / "membership.parquet").to_pydict()
    family = dict(zip(membership["person"], membership["family"], strict=True))
    for where, (values, persons) in columns.items():
        numbers = numbers_in(values)
        for secret in (np.array(persons), np.array([family.get(person, -2) for person in persons])):
            if len(set(secret.tolist())) >= ENOUGH and len(set(numbers.tolist())) >= DISTINCT:
                assert (numbers == secret).mean() < 0.1, where
                assert len(set((numbers - secret).tolist())) > DISTINCT / 4, where  # nor the same with something added


def test_the_order_of_lines_does_not_follow_people_or_families(lines):
    looked_at = 0
    for table, known in lines.items():
        for (delivery, role), rows in known.groupby(["delivery", "role"], observed=True):
            if rows["person"].nunique() >= ENOUGH:
                looked_at += 1
                assert agreement(rows["line"].to_numpy(), rows["person"].to_numpy()) < 0.5, (table, delivery, role)
    assert looked_at > 10


def tokens(columns):
    """Give agency, column, person and value of every text that is no identity, as it stands and its digits alone.

    Only of columns whose values tell persons or families apart.
    """
    parts = []
    for (name, role, column), (values, persons) in columns.items():
        declared = contract(f"feeds.{name}")[column]
        if declared.type is Type.TEXT and declared.identity is None:
            agency, where = contract(f"feeds.{name}").agency, f"{name}.{column} of {role}"
            for form, texts in (
                ("", values),
                (", its digits", ["".join(filter(str.isdecimal, text)) for text in values]),
            ):
                parts.append(pd.DataFrame({"agency": agency, "where": where + form, "person": persons, "value": texts}))
    whole = pd.concat(parts, ignore_index=True).drop_duplicates()
    whole = whole[whole["value"] != ""]
    different = whole.groupby("where")[["value", "person"]].nunique()
    telling = different.index[different["value"] >= TELLING * different["person"]]
    return whole[whole["where"].isin(telling)]


def shared_by_two_agencies(columns):
    """Name pairs of columns of two agencies in which the same persons bear the same value, with the share of them.

    Returns:
        how many pairs of agencies know enough persons in common, and the pairs of columns.
    """
    told = tokens(columns)
    agency = told.drop_duplicates("where").set_index("where")["agency"]
    where = told.drop_duplicates(["where", "person"])[["where", "person"]].assign(there=1)
    there = where.pivot_table(index="person", columns="where", values="there", fill_value=0)
    both = (there.T @ there).rename_axis(index="one", columns="other").melt(ignore_index=False)
    both = both.set_index("other", append=True)["value"].loc[lambda number: number >= IN_BOTH]
    agencies = {
        tuple(sorted((agency[one], agency[other]))) for one, other in both.index if agency[one] != agency[other]
    }
    same = told.merge(told, on=["person", "value"], suffixes=("", "_other"))
    same = same[same["agency"] < same["agency_other"]].drop_duplicates(["where", "where_other", "person"])
    found = same.groupby(["where", "where_other"]).size()
    shares = {pair: count / both[pair] for pair, count in found.items() if pair in both.index}
    return len(agencies), {pair: share for pair, share in shares.items() if share >= SHARED}


def test_no_two_agencies_know_a_person_by_the_same_token(committed):
    looked_at, shared = shared_by_two_agencies(committed)
    assert looked_at > 20
    assert shared == {}


@pytest.mark.parametrize("prefixes", [("", ""), ("SC", "SCHOOL-")], ids=["the same text", "the same number"])
def test_a_token_that_two_agencies_shared_would_be_found(committed, prefixes):
    planted = dict(committed)
    wheres = [("ssd_person", "pers_person_id", "pers_person_id"), ("school_enrolment", "pupil_id", "pupil_id")]
    for where, prefix in zip(wheres, prefixes, strict=True):
        persons = committed[where][1]
        hashed = [int(hashlib.sha256(f"secret {person}".encode()).hexdigest()[:10], 16) for person in persons]
        planted[where] = ([f"{prefix}{number}" for number in hashed], persons)
    _, shared = shared_by_two_agencies(planted)
    assert shared
    for pair in shared:
        assert {where.partition(".")[0] for where in pair} == {where[0] for where in wheres}
    assert max(shared.values()) == 1
