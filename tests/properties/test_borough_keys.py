"""Deliveries carry no hidden key: nothing delivered gives away who a line is truly about, or with whom they live."""

from __future__ import annotations

import csv
import dataclasses

import numpy as np
import pyarrow.parquet as pq
import pytest

import csps.synthetic.run as make
from csps.synthetic.agencies.schedule import feed_style
from csps.synthetic.profile import load_profile

ENOUGH = 60  # persons in a column before an order among them means anything
DISTINCT = 40


@pytest.fixture(scope="module")
def truth_and_drop_box(tmp_path_factory):
    """Make a small borough with a short past, and without the true probabilities, which take the longest."""
    profile = dataclasses.replace(load_profile("inner-london"), burn_in_weeks=6)
    with pytest.MonkeyPatch.context() as changed:
        changed.setattr(make, "load_profile", lambda _: profile)
        changed.setattr(make, "write_risk", lambda path, *_: path.write_bytes(b"left out in this test"))
        made = make.make_borough(tmp_path_factory.mktemp("made") / "borough", residents=800, weeks=16, seed=3)
    return made.truth, made.workspace / "deliveries"


@pytest.fixture(scope="module")
def lines(truth_and_drop_box):
    """The true persons of each table's lines, by the table's name."""
    truth, _ = truth_and_drop_box
    return {path.stem: pq.read_table(path).to_pandas() for path in sorted((truth / "lines").glob("*.parquet"))}


@pytest.fixture(scope="module")
def columns(truth_and_drop_box, lines):
    """Every column of every table that names persons: its values, and the true persons of the same lines."""
    _, drop_box = truth_and_drop_box
    found = {}
    for table, known in lines.items():
        style, delivered = feed_style(f"feeds.{table}"), {}
        for delivery in known["delivery"].unique():
            with (drop_box / delivery).open(encoding=style.encoding, newline="") as file:
                delivered[delivery] = list(csv.reader(file, delimiter=style.delimiter))
        for one in known.itertuples():
            header, row = delivered[one.delivery][0], delivered[one.delivery][one.line - 1]
            for column, value in zip(header, row, strict=True):
                values, persons = found.setdefault((table, one.role, column), ([], []))
                values.append(value)
                persons.append(one.person)
    return found


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
