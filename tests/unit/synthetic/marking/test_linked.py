"""Links in a lake are held against the true persons of the lines that their records came from."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from csps.contracts import columns as c
from csps.contracts.catalogue import table
from csps.contracts.model import Table
from csps.store import Lake
from csps.synthetic.marking.folders import Folder, delivered_files
from csps.synthetic.marking.linked import groups_of, link_marks
from csps.synthetic.marking.persons import LINKS, lend_true_records

LIKE = table("feeds.police_incident")


def declared(name, key, *columns):
    return Table(
        name=name,
        agency="csps",
        meaning="For this test.",
        row="one row per record",
        key=(key,),
        columns=columns,
        retention=LIKE.retention,
        purposes=LIKE.purposes,
    )


INCIDENTS = declared(
    "feeds.police_incident",
    "line_id",
    c.text("line_id", "Key.", required=True),
    c.text("record_id", "Pseudonym."),
    c.text("delivery", "File."),
    c.count("line", "Line.", "line number"),
    c.text("month_of_birth", "Month."),
)
RECORD_LINK = declared(
    LINKS, "record_id", c.text("record_id", "Pseudonym.", required=True), c.text("person_id", "Person.")
)


def incidents(made):
    """The police's rows as the lake would hold them, under made-up pseudonyms."""
    with Folder(made.workspace) as seen:
        files = delivered_files(made.workspace)["feeds.police_incident"]
        seen.deliver("feeds.police_incident", files, {"reference": "nominal_id", "born": "date_of_birth"})
        rows = seen.ask("SELECT reference, born, file, line FROM delivered ORDER BY file, line")
    dated = ~np.ma.getmaskarray(rows["born"])
    return pd.DataFrame(
        {
            "line_id": [f"{file}:{line}" for file, line in zip(rows["file"], rows["line"], strict=True)],
            "record_id": [f"r-{reference}" for reference in rows["reference"]],
            "delivery": rows["file"].astype(str),
            "line": rows["line"].astype(np.int64),
            "month_of_birth": pd.Series(np.where(dated, "2000-01", None), dtype=object),
        }
    )


def true_persons(made, frame):
    with Folder(made.truth) as true:
        rows = true.ask(
            "SELECT delivery, line, person FROM read_parquet(?)", [str(true.path / "lines/police_incident.parquet")]
        )
    known = dict(zip(zip(rows["delivery"], rows["line"], strict=True), rows["person"].tolist(), strict=True))
    return {
        record: known[delivery, line]
        for record, delivery, line in zip(frame["record_id"], frame["delivery"], frame["line"], strict=True)
    }


def marks(made, frame, links):
    lake = Lake(made.workspace / "lake", tables={one.name: one for one in (INCIDENTS, RECORD_LINK)})
    rows = pd.DataFrame({"record_id": list(links), "person_id": list(links.values())}, dtype=object)
    snapshots = [lake.write(INCIDENTS, frame), lake.write(RECORD_LINK, rows)]
    lake.publish(lake.prepare(date(2026, 11, 16), snapshots))
    with Folder(made.workspace) as seen, Folder(made.truth) as true:
        lend_true_records(seen, true, lake, lake.current())
        return link_marks(seen, true, lake, lake.current(), "2026-11-16")


def test_perfect_links_get_full_marks(spoilt):
    frame = incidents(spoilt)
    truth = true_persons(spoilt, frame)
    found = marks(spoilt, frame, {record: f"p-{person}" for record, person in truth.items()})
    assert (found.records, found.unlinked) == (len(truth), 0)
    assert found.overall.right == found.overall.true == found.overall.claimed
    for groups in found.groups.values():
        assert sum(group.true for group in groups.values()) == found.overall.true


def test_one_person_for_all_is_seen_as_that(spoilt):
    frame = incidents(spoilt)
    truth = true_persons(spoilt, frame)
    found = marks(spoilt, frame, dict.fromkeys(truth, "p-all"))
    number = len(truth)
    assert found.overall.claimed == number * (number - 1) / 2
    assert found.overall.right == found.overall.true
    assert found.with_birth.claimed + found.without_birth.claimed == found.overall.claimed
    for groups in found.groups.values():
        assert sum(group.claimed for group in groups.values()) == pytest.approx(found.overall.claimed)


def test_records_without_a_link_are_persons_of_their_own(spoilt):
    frame = incidents(spoilt)
    truth = true_persons(spoilt, frame)
    found = marks(spoilt, frame, {"r-nobody-knows": "p-1"})
    assert (found.records, found.unlinked) == (len(truth), len(truth))
    assert (found.overall.claimed, found.overall.right) == (0, 0)


def test_groups_are_named_for_people_to_read():
    people = {
        "ethnicity": np.array(["WBRI", "BAFR", "CHNE", "NOBT"], dtype=object),
        "sex": np.array(["F", "M", "F", "M"], dtype=object),
        "quintile": np.ma.masked_array([1, 5, 3, 0], mask=[False, False, False, True]),
        "age": np.array([4.9, 5.0, 17.9, 65.0]),
    }
    found = groups_of(people, np.array([3, 2, 1, 0]))
    assert found["ethnicity"].tolist() == ["not stated", "other", "Black", "White"]
    assert found["age"].tolist() == ["65 and over", "11 to 17", "5 to 10", "0 to 4"]
    assert found["deprivation"].tolist() == ["no address", "3", "5, least", "1, most"]
    assert found["sex"].tolist() == ["M", "F", "M", "F"]
