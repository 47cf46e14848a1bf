"""Members whom nothing confirms are counted by what speaks against them."""

from datetime import date

import pyarrow as pa

from csps.contracts.lake import lake_tables
from csps.pipeline.quality.doubted import doubted_in
from csps.pipeline.quality.figures import Doubted
from csps.store import Edition, Lake
from csps.store.shapes import arrow_schema

WEEK = date(2026, 11, 16)
MEMBERS = {("one", "ann"): "carer", ("one", "eva"): "child", ("one", "kit"): "child", ("two", "jon"): "carer"}


def published(folder, doubts=None):
    edition = Edition(Lake(folder / "lake"), WEEK)
    keys = {"as_of": WEEK, "evidence": "own record"}
    tables = {"membership": [keys | _of(who) | {"role": role} for who, role in MEMBERS.items()]}
    if doubts is not None:
        tables["unconfirmed"] = [{"as_of": WEEK} | _of(who) | {"doubt": doubt} for who, doubt in doubts.items()]
    for name, rows in tables.items():
        schema = arrow_schema(lake_tables()[f"families.{name}"])
        edition.write(f"families.{name}", pa.Table.from_pylist(rows, schema), part=WEEK.isoformat())
    edition.publish()
    return edition.connect()


def _of(who):
    return {"family_id": who[0], "person_id": who[1]}


def test_children_carers_and_families_are_counted_by_doubt_in_one_order(tmp_path):
    off, old = "off every roll", "old word"
    doubts = {("one", "ann"): old, ("one", "eva"): off, ("one", "kit"): off, ("two", "jon"): old}
    with published(tmp_path, doubts) as lake:
        found = doubted_in(lake, WEEK)
    assert found == (Doubted(off, children=2, carers=0, families=1), Doubted(old, children=0, carers=2, families=2))


def test_where_nobody_looked_nothing_is_counted_and_that_is_not_nobody(tmp_path):
    with published(tmp_path) as lake:
        assert doubted_in(lake, WEEK) is None
    with published(tmp_path / "again", {}) as lake:
        assert doubted_in(lake, WEEK) == ()
