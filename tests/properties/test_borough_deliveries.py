"""For any rows known on any days: each extract holds the last version of what became known since the one before."""

import csv
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from csps.contracts.catalogue import table as contract
from csps.contracts.model import Type
from csps.synthetic.agencies.batch import Batch, constant
from csps.synthetic.agencies.schedule import extraction_days, feed_style
from csps.synthetic.calendar import Calendar, as_dates
from csps.synthetic.deliveries import Deliveries
from csps.synthetic.lives.population import NOBODY

CALENDAR = Calendar(date(2026, 11, 16), weeks=9, burn_in=0)
TABLE = "feeds.police_asb"  # monthly; its key is asb_id
DAYS = extraction_days(CALENDAR, "monthly").tolist()
# key, day on which the version is known (also before the first extract and after the last), person
VERSION = st.tuples(
    st.integers(0, 4), st.integers(CALENDAR.start_day - 40, CALENDAR.end_day + 10), st.sampled_from([NOBODY, 0, 1, 2])
)


def said(versions):
    """Make the batch of the versions; each says its own number in the column for the postcode."""
    rows = len(versions)
    keys, known, persons = (np.array(column, dtype=np.int64) for column in np.array(versions).reshape(-1, 3).T)
    columns = {
        column.name: as_dates(known) if column.type is Type.DATE else constant("x", rows)
        for column in contract(TABLE).columns
    }
    columns["asb_id"] = np.array([f"R{key}" for key in keys], dtype=object)
    columns["postcode"] = np.array([str(row) for row in range(rows)], dtype=object)
    return Batch(TABLE, columns, known, {"nominal_id": persons})


def expected(versions):
    """Say by looking at one row after the other which versions each extract holds."""
    last = [{} for _ in DAYS]
    for row, (key, known, _) in enumerate(versions):
        extract = next((place for place, day in enumerate(DAYS) if known <= day), None)
        if extract is None:
            continue
        before = last[extract].get(key)
        if before is None or versions[before][1] <= known:
            last[extract][key] = row
    return {
        feed_style(TABLE).file(str(as_dates([day])[0])): set(rows.values())
        for day, rows in zip(DAYS, last, strict=True)
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(VERSION, max_size=25))
def test_each_extract_holds_the_last_versions_and_the_truth_knows_their_persons(versions):
    with tempfile.TemporaryDirectory() as name:
        box, truth = Path(name) / "box", Path(name) / "truth"
        box.mkdir()
        truth.mkdir()
        deliveries = Deliveries(box, CALENDAR)
        deliveries.take(said(versions))
        deliveries.lines.write(truth)
        found = {}
        for path in box.rglob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                found[path.relative_to(box).as_posix()] = [int(row["postcode"]) for row in csv.DictReader(file)]
        lines = pd.read_parquet(truth / "police_asb.parquet")
    assert {file: set(rows) for file, rows in found.items()} == expected(versions)
    assert all(len(rows) == len(set(rows)) for rows in found.values())
    assert sorted(lines[["delivery", "line", "person"]].itertuples(index=False, name=None)) == sorted(
        (file, line, versions[row][2])
        for file, rows in found.items()
        for line, row in enumerate(rows, start=2)
        if versions[row][2] != NOBODY
    )
