"""Rows taken out of a lake's history: every week stays, without them, and nothing else differs."""

from datetime import timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown, Member

from csps.domain.errors import IntegrityError
from csps.store.forgetting import families_of, forget_rows, lines_about

LATER = DAY + timedelta(weeks=1)


@pytest.fixture
def lake(tmp_path):
    """Two published weeks; ann moved from one family to another."""
    for week, family in ((DAY, "one"), (LATER, "two")):
        town = KnownTown(tmp_path, week)
        town.family(Member("ann", "carer", 400), Member("kit", "child", 60), name=family, day=week)
        town.family(Member("ben", "carer", 500), name="other", day=week)
        rows = [{"person": who, "delivery": f"{week}.csv", "line": line} for line, who in enumerate(("ann", "ben"), 2)]
        town.add("feeds.police_incident", *rows)
        edition = town.edition()
        edition.rest_on("vault", 1)
        edition.publish()
    return town.lake


def rows(lake, table, week):
    with lake.connect(manifest=lake.manifest(week)) as seen:
        return seen.table(table).to_pyarrow().to_pylist()


def forget(lake, *names):
    noted = []
    with lake.lock():
        return forget_rows(lake, names, noted.append), noted


def test_the_rows_are_gone_from_every_week_and_the_others_are_not(lake):
    forgotten, (noted,) = forget(lake, "ann", "one")
    assert noted == forgotten
    for week in (DAY, LATER):
        assert [row["record_id"] for row in rows(lake, "feeds.police_incident", week)] == ["ben"]
        assert "ann" not in {row["person_id"] for row in rows(lake, "families.membership", week)}
    assert {row["family_id"] for row in rows(lake, "families.family", DAY)} == {"other"}
    assert {row["family_id"] for row in rows(lake, "families.family", LATER) if row["as_of"] == LATER} == {
        "other",
        "two",
    }
    assert [manifest.week for manifest in lake.history()] == [LATER, DAY]
    assert lake.current().versions == {"vault": 1}


def test_it_says_what_was_written_anew(lake):
    before = {manifest.week: manifest.name for manifest in lake.history()}
    forgotten, _ = forget(lake, "ann")
    after = {manifest.week: manifest.name for manifest in lake.history()}
    assert [(week, old, new) for week, old, new in forgotten.weeks] == [
        (week, before[week], after[week]) for week in (DAY, LATER)
    ]
    counted = {}
    for one in forgotten.snapshots:
        counted[one.table] = counted.get(one.table, 0) + one.rows
    assert counted["feeds.police_incident"] == 2


def test_old_files_are_gone(lake):
    forgotten, _ = forget(lake, "ann")
    left = {path.stem for path in lake.path.rglob("*.parquet")}
    assert not {one.before for one in forgotten.snapshots} & left
    assert {one.after for one in forgotten.snapshots} <= left


def test_done_again_it_changes_nothing(lake):
    forget(lake, "ann")
    name = lake.current().name
    forgotten, _ = forget(lake, "ann")
    assert (forgotten.snapshots, forgotten.weeks, lake.current().name) == ((), (), name)


def test_nobody_of_that_name_changes_nothing(lake):
    name = lake.current().name
    assert forget(lake, "nobody")[0].snapshots == ()
    assert lake.current().name == name


def test_a_damaged_snapshot_stops_it_before_anything_is_changed(lake):
    name = lake.current().name
    snapshot = lake.current().parts["feeds.police_incident"]["whole"]
    snapshot.file(lake.path).write_bytes(b"nothing")
    with pytest.raises(IntegrityError):
        forget(lake, "ann")
    assert lake.current().name == name


def test_lines_and_families_of_all_weeks_are_found(lake):
    assert lines_about(lake, ["ann"]) == {f"{week}.csv": frozenset({2}) for week in (DAY, LATER)}
    assert families_of(lake, "ann") == {"one", "two"}
    assert families_of(lake, "nobody") == frozenset()
