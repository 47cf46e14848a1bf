"""What was known about each family on each date."""

import dataclasses
import random
from datetime import timedelta

import pytest
from tests.factories.known_town import DAY, KnownTown

from csps.contracts.feature import Missing
from csps.contracts.lake import lake_tables
from csps.domain.errors import UsageError
from csps.features import catalogue, check_parity, compute_features
from csps.features.listing import declarations
from csps.features.matrix import Matrix
from csps.features.readable import readable
from csps.features.source import HOUSES
from csps.settings import Use

TABLES = sorted({table for feature in catalogue() for table in feature.sources} - HOUSES)
PEOPLE = ("mother", "uncle", "teenager", "child", "baby")


def a_row(name, chance, day, known_on):
    """Make a row of a table that is about somebody of the family, with everything that may be said said at random."""
    contract = lake_tables()[name]
    row = {"known_on": known_on}
    for column in contract.columns:
        if column.codes is not None and column.type.value == "code":
            row[column.name] = chance.choice(column.codes.valid_on(day))
        elif column.type.value == "codes":
            row[column.name] = [chance.choice(column.codes.values)]
        elif column.type.value == "integer" and column.name != "line":
            least = column.minimum or 0
            row[column.name] = chance.randint(least, min(least + 9, column.maximum or least + 9))
        elif column.type.value == "flag":
            row[column.name] = chance.random() < 0.5
        elif column.name.endswith(("_ref", "_id", "reg")) and column.type.value == "text":
            row[column.name] = f"{chance.randint(0, 5)}"
    if contract.happened_on:
        row[contract.happened_on] = day
    if contract.person:
        row["person"] = chance.choice(PEOPLE)
    row.pop("record_id", None)
    row.pop("person_id", None)
    return row


def history(seed, *, future):
    """Make rows of every table, and where wanted as many that happened or became known after the day."""
    chance = random.Random(seed)
    rows = {name: [] for name in TABLES}
    later = random.Random(f"{seed}/later")
    for name in TABLES:
        for _ in range(6):
            day = DAY - timedelta(days=chance.randint(0, 900))
            rows[name].append(a_row(name, chance, day, min(DAY, day + timedelta(days=chance.randint(0, 60)))))
        if future:
            day = DAY - timedelta(days=later.randint(-90, 900))
            known_on = DAY + timedelta(days=later.randint(1, 90))
            rows[name].append(a_row(name, later, day, max(day, known_on)))
            changed = {
                column: DAY for column in (lake_tables()[name].happened_on, lake_tables()[name].ended_on) if column
            }
            rows[name].append({**rows[name][0], **changed, "known_on": known_on})
    return rows


def distinct_keys(name, rows):
    """Drop rows whose key another one has already: a delivery holds each once."""
    key = [{"record_id": "person", "person_id": "person"}.get(column, column) for column in lake_tables()[name].key]
    found = {}
    for row in rows:
        found.setdefault(tuple(row.get(column) for column in key), row)
    return found.values()


def town_of(folder, rows):
    town = KnownTown(folder, week=DAY + timedelta(days=200)).family()
    for name, given in rows.items():
        town.add(name, *distinct_keys(name, given))
    return town


def all_values(town, engine="duckdb", there=None):
    with town.edition().connect(engine) as lake:
        matrix = Matrix(lake, [DAY], there=frozenset(TABLES if there is None else there) | HOUSES)
        return matrix.on(DAY).read_all().sort_by("family_id")


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_known_later_or_happens_later_changes_no_feature(seed, tmp_path):
    before = all_values(town_of(tmp_path / "before", history(seed, future=False)))
    after = all_values(town_of(tmp_path / "after", history(seed, future=True)))
    assert before.equals(after)
    said = [name for name in before.column_names if before[name][0].as_py() not in (None, 0)]
    assert len(said) > 60, "a history in which little happens proves little"


def test_an_absent_feed_empties_its_features_and_no_others(tmp_path):
    town = town_of(tmp_path, history(4, future=False))
    without = all_values(town, there=set(TABLES) - {"feeds.police_incident"}).to_pylist()[0]
    for declared in declarations():
        feature = declared.feature
        if declared.partial and feature.missing is Missing.NOTHING_HAPPENED:
            assert without[feature.name] is not None
        elif "feeds.police_incident" in feature.sources and not declared.partial:
            assert without[feature.name] is None
    assert without["antisocial_behaviour_52w"] is not None


def test_it_writes_a_part_for_each_date_and_says_what_was_absent(town, kit, programme):
    town.family(day=kit.ago(13)).add(
        "feeds.debt_case", {"person": "mother", "balance_date": kit.ago(5), "known_on": kit.ago(4)}
    )
    edition = town.edition()
    done = compute_features(edition, dates=[kit.ago(13), kit.DAY], programme=programme)
    assert done.families == {kit.ago(13): 1, kit.DAY: 1}
    assert "debts_52w" in done.absent[kit.ago(13)]  # the feed had not begun
    assert "debts_52w" not in done.absent[kit.DAY]
    with edition.connect() as lake:
        assert lake.table("features.family_week", part=kit.DAY.isoformat()).debts_52w.to_pyarrow().to_pylist() == [1]


def test_a_feed_that_fell_silent_is_empty_and_not_nought(town, kit, programme):
    """Two dates, one before the silence and one in it, from one telling."""
    town.family(day=kit.ago(13))
    feed = next(name for name, each in programme.feeds.items() if each.table == "feeds.debt_case")
    town.add("feeds.debt_case", {"person": "mother", "balance_date": kit.ago(20), "known_on": kit.ago(14)})
    load = {"feed": feed, "table_name": "feeds.debt_case", "known_on": kit.ago(14), "state": "taken in"}
    town.add("feeds.load", {"delivery": "debt.csv", **load})
    edition = town.edition()
    done = compute_features(edition, dates=[kit.ago(13), kit.DAY], programme=programme)
    assert "debts_52w" not in done.absent[kit.ago(13)]
    assert "debts_52w" in done.absent[kit.DAY]
    assert f"feeds.debt_case had fallen silent on {kit.DAY}: its latest delivery is of {kit.ago(14)}" in str(done)
    with edition.connect() as lake:
        found = {
            day: lake.table("features.family_week", part=day.isoformat()).debts_52w.to_pyarrow().to_pylist()
            for day in (kit.ago(13), kit.DAY)
        }
        states = lake.table("features.source_state", part=kit.DAY.isoformat()).to_pyarrow().to_pylist()
    assert found == {kit.ago(13): [1], kit.DAY: [None]}
    (state,) = (row for row in states if row["table_name"] == "feeds.debt_case")
    assert (state["state"], state["latest_on"]) == ("silent", kit.ago(14))
    assert check_parity(edition, day=kit.DAY, programme=programme).families == 1


def test_a_feed_that_is_not_for_scoring_never_reaches_a_feature(town, kit, programme):
    feeds = {
        name: dataclasses.replace(feed, purposes=tuple(use for use in feed.purposes if use is not Use.SCORING))
        if feed.table == "feeds.debt_case"
        else feed
        for name, feed in programme.feeds.items()
    }
    refusing = dataclasses.replace(programme, feeds=feeds)
    town.add("feeds.debt_case", {"person": "mother", "balance_date": kit.ago(5)})
    edition = town.edition()
    with edition.connect() as lake:
        assert "feeds.debt_case" in readable(lake, programme, [kit.DAY]).there
        assert "feeds.debt_case" not in readable(lake, refusing, [kit.DAY]).there
    assert "debts_52w" in compute_features(edition, dates=[kit.DAY], programme=refusing).absent[kit.DAY]


def test_no_table_of_a_feed_of_several_that_is_not_for_scoring_reaches_a_feature(town, kit, programme):
    some = next(iter(programme.feeds.values()))
    several = ("feeds.debt_case", "feeds.police_asb")
    feed = dataclasses.replace(some, table=None, tables=several, purposes=(Use.LINKAGE, Use.EVALUATION))
    refusing = dataclasses.replace(programme, feeds={**programme.feeds, "several": feed})
    for table in several:
        town.add(table, {"person": "mother", ("balance_date" if "debt" in table else "asb_date"): kit.ago(5)})
    with town.edition().connect() as lake:
        assert set(several) <= readable(lake, programme, [kit.DAY]).there
        assert not set(several) & readable(lake, refusing, [kit.DAY]).there


def test_a_date_without_families_is_refused(town, kit, programme):
    with pytest.raises(UsageError, match="No families were formed for 2025-12-01"):
        compute_features(town.edition(), dates=[kit.ago(13)], programme=programme)
