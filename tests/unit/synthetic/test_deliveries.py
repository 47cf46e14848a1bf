"""Deliveries: what an agency knows is cut into extracts, and the truth knows whom each line is about."""

from __future__ import annotations

import csv
from datetime import date

import numpy as np
import pandas as pd
import pytest

from csps.contracts.catalogue import table as contract
from csps.contracts.model import Type
from csps.store import Coded
from csps.synthetic.agencies.batch import Batch, constant
from csps.synthetic.agencies.police import watch_police
from csps.synthetic.agencies.schedule import extraction_days, feed_style
from csps.synthetic.calendar import Calendar, as_dates
from csps.synthetic.deliveries import HISTORY_DAYS, Counted, Deliveries, totals
from csps.synthetic.lives.population import NOBODY

CALENDAR = Calendar(date(2026, 11, 16), weeks=12, burn_in=0)
START = CALENDAR.start_day
MONTHLY, WEEKLY = "feeds.police_asb", "feeds.police_incident"  # the first lasts, the second is an event


def batch(table, known, persons, **columns):
    """Make rows of a table that say nothing but what the test needs."""
    known, rows = np.asarray(known, dtype=np.int64), len(known)
    blank = {
        Type.DATE: np.full(rows, np.datetime64("NaT"), dtype="datetime64[D]"),
        Type.FLAG: np.zeros(rows, dtype=bool),
        Type.INTEGER: np.zeros(rows, dtype=np.int64),
    }
    declared = contract(table)
    values = {column.name: blank.get(column.type, constant("x", rows)) for column in declared.columns}
    values[declared.happened_on] = as_dates(known)
    return Batch(table, values | columns, known, {declared.person: np.asarray(persons, dtype=np.int64)})


def numbered(values):
    return np.array([f"R{value}" for value in values], dtype=object)


def read(path, table=MONTHLY):
    style = feed_style(table)
    with path.open(encoding=style.encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=style.delimiter))


def delivered(folder, column="asb_id", table=MONTHLY):
    """Give what each file says in one column, in the order of its lines."""
    return {path.name: [row[column] for row in read(path, table)] for path in sorted(folder.rglob("*.csv"))}


def file_name(table, day):
    return feed_style(table).file(str(as_dates([day])[0])).rpartition("/")[2]


def true_lines(deliveries, folder, table):
    """Give delivery, line, role and person of every line."""
    folder.mkdir()
    deliveries.lines.write(folder)
    return list(pd.read_parquet(folder / f"{table.partition('.')[2]}.parquet").itertuples(index=False, name=None))


@pytest.fixture
def box(tmp_path):
    folder = tmp_path / "deliveries"
    folder.mkdir()
    return folder


@pytest.fixture
def deliveries(box):
    return Deliveries(box, CALENDAR)


def test_a_row_goes_out_with_the_first_extract_on_or_after_the_day_it_is_known(deliveries, box):
    days = extraction_days(CALENDAR, "monthly")
    known = [START - 900, START - 1, days[0], days[0] + 1, days[1] - 1, days[1], days[-1], days[-1] + 1]
    deliveries.send(batch(MONTHLY, known, range(8), asb_id=numbered(range(8))))
    found = {name: sorted(rows) for name, rows in delivered(box).items()}
    expected = {file_name(MONTHLY, day): [] for day in days}
    for number, extract in enumerate((0, 0, 0, 1, 1, 1, len(days) - 1)):
        expected[file_name(MONTHLY, days[extract])].append(f"R{number}")
    assert found == expected


def test_an_extract_holds_the_last_version_of_a_row_and_a_later_one_its_change(deliveries, box):
    days = extraction_days(CALENDAR, "monthly")
    known = [days[0] - 9, days[0] - 3, days[0] - 3, days[1]]
    what = np.array(["first", "second", "other", "third"], dtype=object)
    deliveries.send(batch(MONTHLY, known, [5, 5, 6, 5], asb_id=numbered([1, 1, 2, 1]), postcode=what))
    found = delivered(box, "postcode")
    assert sorted(found[file_name(MONTHLY, days[0])]) == ["other", "second"]
    assert found[file_name(MONTHLY, days[1])] == ["third"]
    assert sum(map(len, found.values())) == 3


def test_rows_are_the_same_only_if_their_whole_key_is(deliveries, box):
    keys = {
        "incident_id": numbered([1, 1, 1, 2, 1]),
        "nominal_id": Coded(np.array([0, 1, 0, 0, 0], dtype=np.int32), ["a", "b"]),
        "role": Coded(np.array([0, 0, 1, 0, 0], dtype=np.int32), ["x", "y"]),
    }
    deliveries.send(batch(WEEKLY, [START] * 5, range(5), **keys))
    rows = read(next(iter(sorted(box.rglob("*.csv")))), WEEKLY)
    found = sorted((row["incident_id"], row["nominal_id"], row["role"]) for row in rows)
    assert found == [("R1", "a", "x"), ("R1", "a", "y"), ("R1", "b", "x"), ("R2", "a", "x")]


def test_events_of_long_ago_are_not_sent_but_what_lasts_is(deliveries, box):
    known = [START - HISTORY_DAYS - 1, START - HISTORY_DAYS]
    for table, column in ((MONTHLY, "asb_id"), (WEEKLY, "incident_id")):
        deliveries.send(batch(table, known, [1, 2], **{column: numbered([1, 2])}))
    assert deliveries.counted[MONTHLY].lines == 2
    assert deliveries.counted[WEEKLY].lines == 1


def test_an_extract_with_nothing_to_say_has_only_a_header_and_so_has_every_one_of_an_empty_table(deliveries, box):
    deliveries.send(batch(WEEKLY, [], [], incident_id=numbered([])))
    files = sorted(box.rglob("*.csv"))
    assert [path.name for path in files] == [file_name(WEEKLY, day) for day in extraction_days(CALENDAR, "weekly")]
    header = ",".join(contract(WEEKLY).column_names) + "\r\n"
    assert {path.read_bytes().decode() for path in files} == {header}
    assert deliveries.counted[WEEKLY] == Counted(len(files), 0, len(files) * len(header))


def test_line_numbers_of_the_truth_lead_to_the_right_row(deliveries, box, tmp_path):
    days, rng, number = extraction_days(CALENDAR, "monthly"), np.random.default_rng(4), 400
    known = rng.integers(START - 20, days[-1] + 15, number)
    persons = np.where(rng.random(number) < 0.2, NOBODY, rng.integers(0, 90, number))
    what = np.array([f"person {person}" for person in persons], dtype=object)
    deliveries.send(batch(MONTHLY, known, persons, asb_id=numbered(rng.integers(0, 200, number)), postcode=what))
    files = {
        path.relative_to(box).as_posix(): path.read_text(encoding="utf-8").splitlines() for path in box.rglob("*.csv")
    }
    lines = true_lines(deliveries, tmp_path / "lines", MONTHLY)
    place = contract(MONTHLY).column_names.index("postcode")
    for delivery, line, role, person in lines:
        assert files[delivery][line - 1].split(",")[place] == f"person {person}"
        assert role == "nominal_id"
    named = [f"person {NOBODY}" not in line for rows in files.values() for line in rows[1:]]
    assert len(lines) == len(set(lines)) == sum(named) > 100
    assert not all(named)


def test_the_order_of_lines_does_not_tell_who_they_are_about(deliveries, box):
    number = 600
    known = np.repeat(extraction_days(CALENDAR, "monthly")[:2], number // 2)
    deliveries.send(batch(MONTHLY, known, range(number), asb_id=numbered(range(number))))
    for rows in list(delivered(box).values())[:2]:
        order = np.array([int(row[1:]) for row in rows])
        assert len(order) == number // 2
        assert abs(np.corrcoef(order, np.arange(len(order)))[0, 1]) < 0.25
        assert (np.abs(np.diff(order)) == 1).mean() < 0.05


def test_the_same_rows_make_the_same_files(tmp_path):
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        said = batch(MONTHLY, [START] * 50, range(50), asb_id=numbered(range(50)))
        Deliveries(tmp_path / name, CALENDAR).take(said)
        made.append({path.name: path.read_bytes() for path in (tmp_path / name).rglob("*.csv")})
    assert made[0] == made[1]


# --- a week at a time ---------------------------------------------------------------------------------------------------
class Weekly:
    """A table that comes week by week."""

    def __init__(self, *known):
        self._known = known

    def weeks(self):
        for number, known in enumerate(self._known):
            rows = range(100 * number, 100 * number + len(known))
            yield batch(WEEKLY, known, rows, incident_id=numbered(rows))


def test_a_stream_has_a_file_for_every_week_with_rows(deliveries, box, tmp_path):
    weeks = [START + 7 * week for week in range(CALENDAR.weeks)]
    deliveries.take(Weekly([weeks[0], weeks[0] + 6], [], [weeks[3] + 2], [weeks[11] + 6]))
    days = extraction_days(CALENDAR, "weekly")
    found = {name: sorted(rows) for name, rows in delivered(box, "incident_id", WEEKLY).items()}
    assert found == {
        file_name(WEEKLY, days[0]): ["R0", "R1"],
        file_name(WEEKLY, days[3]): ["R200"],
        file_name(WEEKLY, days[11]): ["R300"],
    }
    lines = true_lines(deliveries, tmp_path / "lines", WEEKLY)
    for delivery, line, _, person in lines:
        assert read(box / delivery, WEEKLY)[line - 2]["incident_id"] == f"R{person}"
    assert len(lines) == 4


def test_a_stream_leaves_out_what_was_known_before_or_is_known_after(deliveries, box):
    deliveries.take(Weekly([START - 3], [START, START - 1], [CALENDAR.end_day]))
    assert list(delivered(box, "incident_id", WEEKLY).values()) == [["R100"]]


@pytest.mark.parametrize("weeks", [[[START, START + 7]], [[START], [START + 1]], [[START + 7], [START]]])
def test_a_stream_that_does_not_come_a_week_at_a_time_is_refused(deliveries, weeks):
    with pytest.raises(ValueError, match=WEEKLY):
        deliveries.take(Weekly(*weeks))


# --- an agency ----------------------------------------------------------------------------------------------------------
def test_what_the_police_say_arrives_whole(watch, tmp_path):
    deliveries = Deliveries(tmp_path, watch.calendar)
    said = list(watch_police(watch))
    for part in said:
        deliveries.take(part)
    assert sorted(deliveries.counted) == sorted(part.table for part in said)
    whole = totals(deliveries.counted)
    files = list(tmp_path.rglob("*.csv"))
    assert (whole.files, whole.bytes) == (len(files), sum(path.stat().st_size for path in files))
    assert whole.lines == sum(len(path.read_bytes().splitlines()) - 1 for path in files) > 20
    (incidents,) = (part for part in said if part.table == WEEKLY)
    first = [path for path in files if path.name.startswith("police_incident")]
    found = [row["incident_id"] for path in first for row in read(path, WEEKLY)]
    column = incidents.columns["incident_id"]
    names = np.asarray(column.vocabulary, dtype=object)[column.indices] if isinstance(column, Coded) else column
    known, happened = incidents.known, np.asarray(incidents.columns["incident_date"]).astype(np.int64)
    sent = (known < watch.calendar.end_day) & (happened >= watch.calendar.start_day - HISTORY_DAYS)
    assert set(found) == set(names[sent])
