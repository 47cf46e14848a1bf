"""Rows that are put aside come to the same as rows that stay in memory, to the byte."""

from dataclasses import replace

import pytest

from csps.feeds import long_files, one_feed
from csps.feeds.rows_aside import AsideRows
from csps.vault import erase_records

FEED, TABLE = "police_incident", "feeds.police_incident"
TABLES = (FEED, "load", "finding", "rejected", "filled", "pattern", "withdrawn")


@pytest.fixture
def outcome(tmp_path, kit, programmes, monkeypatch):
    """Let a story happen, one way or the other, and give everything that it leaves in the lake and the vault."""

    def of(way, story, stretch=1000):
        monkeypatch.setattr(long_files, "STRETCH", stretch)
        monkeypatch.setattr(one_feed, "STRETCH", stretch if way == "aside" else 1 << 40)
        folder = tmp_path / f"{way} {stretch}"
        folder.mkdir()
        office = kit.Office(folder, programmes((TABLE, "feeds.ssd_person")))
        story(office)
        with office.lake.connect() as held:
            lake = {name: held.table_or_empty(f"feeds.{name}").to_pyarrow().to_pylist() for name in TABLES}
        hashes = {(one.table, one.part): one.sha256 for one in office.lake.current().snapshots}
        with office.vault() as vault:
            deliveries = sorted({load["delivery"] for load in lake["load"] if load["state"] == "taken in"})
            kept = {name: (vault.archived(name), vault.rejected(name).to_pylist()) for name in deliveries}
            return lake, hashes, vault.identities().to_pylist(), kept

    return of


@pytest.fixture
def put_aside(monkeypatch):
    """Count the parts that were written from rows put aside."""
    seen = []
    made = AsideRows.write
    monkeypatch.setattr(AsideRows, "write", lambda rows, part: seen.append(part) or made(rows, part))
    return seen


def erase(office, kit, key):
    """Erase the records of the rows with a key of somebody."""
    with office.vault() as vault:
        gone = {row["record_id"] for row in vault.identities().to_pylist() if key in row["row_key"]}
        erase_records(vault, kit.KEYS.wrapper, sorted(gone), {}, lambda *_: None)


def same_both_ways(outcome, story, stretch=1000):
    found, other = outcome("aside", story, stretch), outcome("memory", story, stretch)
    for name in TABLES:
        assert found[0][name] == other[0][name], name
    assert found[1:] == other[1:]
    return found


def people(office, n, seed=0):
    """Give rows about few people, some of whom change."""
    rows = office.rows(TABLE, n, seed)
    for place, row in enumerate(rows):
        row["nominal_id"] = f"N{(place * 7) % 13}"
    return rows


def faulty(office, n=60):
    rows = people(office, n)
    rows[3] |= {"role": "?"}
    rows[9] |= {"nominal_id": None}
    rows[12] |= {"surname": "=1+1"}
    return [*rows, rows[5], rows[6] | {"outcome": None}, rows[5]]


def test_one_long_file(outcome, kit, put_aside):
    def story(office):
        office.drop(FEED, kit.SUNDAY, faulty(office))
        office.run()

    lake, _, identities, _ = same_both_ways(outcome, story)
    assert len(put_aside) == 1
    assert len(lake["rejected"]) >= 5
    assert identities


@pytest.mark.slow
def test_several_files_long_and_short_and_a_day_said_twice(outcome, kit):
    def story(office):
        rows, place = people(office, 90), office.path(FEED, kit.SUNDAY)
        office.drop(FEED, kit.SUNDAY, faulty(office))
        office.drop(FEED, kit.SUNDAY, rows[:3], path=place.with_name("police_incident_2026-11-8.csv"))
        again = [row | {"postcode": "E8 1AA"} for row in rows[20:80]]
        office.drop(FEED, kit.SUNDAY, again, path=place.with_name("police_incident_2026-11-008.csv"))
        office.drop(FEED, kit.NEXT_SUNDAY, rows[10:30])
        office.run(kit.NEXT_WEEK)

    lake, *_ = same_both_ways(outcome, story)
    assert {row["rule"] for row in lake["rejected"]} >= {"key given twice", "key taken in before"}


@pytest.mark.slow
def test_a_correction_of_a_long_file_after_a_later_day(outcome, kit):
    def story(office):
        rows = people(office, 60)
        office.drop(FEED, kit.SUNDAY, rows)
        office.run()
        office.drop(FEED, kit.NEXT_SUNDAY, rows[40:50])
        office.run(kit.NEXT_WEEK)
        office.drop(FEED, kit.SUNDAY, [row | {"surname": "Okoro"} for row in rows[5:]])
        office.run(kit.NEXT_WEEK.replace(day=23))

    lake, *_ = same_both_ways(outcome, story)
    assert len(lake["withdrawn"]) == 5
    assert {row["rule"] for row in lake["rejected"]} == {"key taken in before"}


@pytest.mark.slow
def test_a_file_that_is_held_leaves_no_row(outcome, kit):
    def story(office):
        usual = office.programme.feeds[FEED].expected_rows
        office.change(FEED, expected_rows=replace(usual, least=1, most=20))
        office.drop(FEED, kit.SUNDAY, people(office, 60))
        office.drop(FEED, kit.NEXT_SUNDAY, people(office, 15, seed=3))
        office.run(kit.NEXT_WEEK)

    lake, *_ = same_both_ways(outcome, story)
    assert sorted(load["state"] for load in lake["load"]) == ["held", "taken in"]


@pytest.mark.slow
def test_a_week_after_an_erasure(outcome, kit):
    def story(office):
        rows = people(office, 60)
        office.drop(FEED, kit.SUNDAY, rows)
        office.run()
        erase(office, kit, "2:N7,")
        office.drop(FEED, kit.NEXT_SUNDAY, [*faulty(office), rows[1]])
        office.run(kit.NEXT_WEEK)

    lake, _, identities, kept = same_both_ways(outcome, story)
    assert "erased" in " ".join(row["rule"] for row in lake["rejected"])
    assert all(b"N7" not in content for name, (content, _) in kept.items() if "11-15" in name)
    assert identities
