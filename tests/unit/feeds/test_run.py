"""Taking in a drop box: nothing lost, nothing twice, nothing in the clear, and the same bytes every time."""

import csv
import io
import os
import random
import shutil
import signal
import warnings
from datetime import date

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Type
from csps.domain.errors import CspsError, DeliveryError
from csps.feeds import delivery_rows, one_feed
from csps.feeds.drop_box import clear_drop_box
from csps.feeds.ledger import State, settled_files
from csps.settings.feed_words import Decision
from csps.store import Edition

CANARY = "Zzyzxqua"


def fill(office, day, seed=0, n=8):
    for name, feed in office.programme.feeds.items():
        office.drop(name, day, office.rows(feed.table, n, seed))


# --- An ordinary course of weeks -----------------------------------------------------------------------------------


def test_a_first_week_takes_everything_in(office, kit):
    fill(office, kit.SUNDAY)
    intake = office.run()
    assert (intake.read, intake.accepted, intake.rejected) == (40, 40, 0)
    assert intake.deliveries(State.TAKEN_IN) == len(office.table("feeds.load")) == 5
    assert office.lake.current().versions == {"vault": 1}
    with office.vault() as vault:
        assert vault.identities().num_rows == 32  # all tables but the mothers hold identities


def test_a_second_week_adds_a_part(office, kit):
    fill(office, kit.SUNDAY)
    office.run()
    fill(office, kit.NEXT_SUNDAY, seed=1)
    office.run(kit.NEXT_WEEK)
    manifest = office.lake.current()
    assert list(manifest.parts["feeds.ssd_mother"]) == ["2026-11-09", "2026-11-16"]
    assert (manifest.rows("feeds.ssd_mother"), manifest.versions["vault"]) == (16, 2)


def test_a_week_taken_in_again_changes_nothing(office, kit):
    fill(office, kit.SUNDAY)
    office.run()
    before = office.lake.current()
    intake = office.run()
    assert office.lake.current() == before
    assert [feed.known for feed in intake.feeds] == [1] * 5


def test_what_comes_later_in_the_same_week_is_a_part_of_its_own(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 3))
    office.run()
    office.drop("ssd_person", kit.SUNDAY, office.rows("feeds.ssd_person", 3))
    office.run()
    manifest = office.lake.current()
    assert "2026-11-09.2" in manifest.parts["feeds.ssd_person"]
    assert list(manifest.parts["feeds.load"]) == ["2026-11-09", "2026-11-09.2"]


def test_files_of_a_later_week_are_left_for_it(office, kit):
    office.drop("ssd_mother", kit.NEXT_SUNDAY, office.rows("feeds.ssd_mother", 3))
    assert sum(feed.waiting for feed in office.run().feeds) == 1
    assert office.table("feeds.load") == []
    assert office.run(kit.NEXT_WEEK).accepted == 3


def test_an_empty_drop_box_gives_empty_tables(office):
    intake = office.run()
    assert (intake.read, intake.loads) == (0, ())
    assert {snapshot.rows for snapshot in office.lake.current().snapshots} == {0}
    assert all(feed.is_late for feed in intake.feeds)


def test_the_drop_box_is_cleared_of_what_was_published_and_of_nothing_else(office, kit):
    fill(office, kit.SUNDAY)
    office.run()
    late = office.drop("ssd_mother", kit.NEXT_SUNDAY, office.rows("feeds.ssd_mother", 3, 7))
    with office.vault() as vault, office.lake.connect() as lake:
        assert clear_drop_box(office.deliveries, settled_files(lake, vault)) == 5
    assert [path.relative_to(office.deliveries).as_posix() for path in office.deliveries.rglob("*.csv")] == [late]


def test_a_quiet_week_is_not_taken_for_the_quiet_week_before(office, kit):
    """Both are the same bytes: only the one that was taken in may leave the drop box."""
    office.drop("ssd_mother", kit.SUNDAY, [])
    office.run()
    office.drop("ssd_mother", kit.NEXT_SUNDAY, [])
    with office.vault() as vault, office.lake.connect() as lake:
        assert clear_drop_box(office.deliveries, settled_files(lake, vault)) == 1
    assert office.run(kit.NEXT_WEEK).deliveries(State.TAKEN_IN) == 1


def test_a_corrected_file_under_the_same_name_is_another_delivery(office, kit):
    place = office.drop("ssd_mother", kit.SUNDAY, b"\xff")
    office.run()
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 3))
    assert office.run(kit.NEXT_WEEK).accepted == 3
    states = {
        load["delivery"].partition("@")[0] + "@" * ("@" in load["delivery"]): load["state"]
        for load in office.table("feeds.load")
    }
    assert states == {place: "refused", f"{place}@": "taken in"}
    with office.vault() as vault, office.lake.connect() as lake:
        assert clear_drop_box(office.deliveries, settled_files(lake, vault)) == 1


# --- Files that are not as expected --------------------------------------------------------------------------------


def test_the_same_bytes_again_are_repeated(office, kit):
    rows = office.rows("feeds.ssd_mother", 3)
    office.drop("ssd_mother", kit.SUNDAY, rows)
    office.run()
    copy = office.path("ssd_mother", kit.SUNDAY).with_name("ssd_mother_2026-11-8.csv")
    office.drop("ssd_mother", kit.SUNDAY, rows, path=copy)
    intake = office.run(kit.NEXT_WEEK)
    assert (intake.deliveries(State.REPEATED), intake.read) == (1, 0)
    assert len(office.table("feeds.ssd_mother")) == 3


def test_another_file_for_the_same_day_is_held_until_the_council_lets_it_pass(office, kit):
    rows = office.rows("feeds.ssd_mother", 4)
    office.drop("ssd_mother", kit.SUNDAY, rows[:2])
    other = office.path("ssd_mother", kit.SUNDAY).with_name("ssd_mother_2026-11-8.csv")
    office.drop("ssd_mother", kit.SUNDAY, rows[2:], path=other)
    office.change("ssd_mother", when_restated=Decision.HOLD)
    first = office.run()
    assert first.accepted == 2
    assert office.run(kit.NEXT_WEEK).loads == ()
    with office.vault() as vault, office.lake.connect() as lake:
        assert settled_files(lake, vault) == {(load.place, load.sha256) for load in first.loads}
    office.change("ssd_mother", when_restated=Decision.PASS)
    assert office.run(kit.NEXT_WEEK).accepted == 2
    assert len(office.table("feeds.ssd_mother")) == 4


BAD_FILES = {
    "empty": (b"", "empty file"),
    "not UTF-8": (b"moth_table_id,moth_person_id,moth_childs_person_id\n1,2,\xe9\n", "encoding"),
    "a column missing": (b"moth_table_id,moth_person_id\n1,2\n", "missing column"),
    "a column twice": (b"moth_table_id,moth_person_id,moth_childs_person_id,moth_person_id\n", "column given twice"),
    "no first line": (b"M1,P1,P2\n", "missing column"),
    "a stray quote": (b'moth_table_id,moth_person_id,moth_childs_person_id\n1,2"",3\n', "quotes"),
    "an old Macintosh": (b"moth_table_id,moth_person_id,moth_childs_person_id\r1,2,3\r", "line ends"),
    "a picture": (bytes(range(256)) * 9, "encoding"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_and_the_others_are_taken_in(office, kit, kind):
    data, rule = BAD_FILES[kind]
    bad = office.drop("ssd_mother", kit.SUNDAY, data)
    office.drop("ssd_mother", kit.WEEK, office.rows("feeds.ssd_mother", 3))
    intake = office.run()
    assert (intake.accepted, intake.deliveries(State.REFUSED)) == (3, 1)
    found = [f for f in office.table("feeds.finding") if f["delivery"] == bad]
    assert {f["rule"] for f in found if f["effect"] == "file"} == {rule}


def test_a_header_alone_is_a_quiet_week(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, [])
    intake = office.run()
    assert (intake.deliveries(State.TAKEN_IN), intake.read) == (1, 0)
    assert office.table("feeds.ssd_mother") == []


def test_a_reference_with_another_date_of_birth_is_noted(office, kit):
    (row,) = office.rows("feeds.ssd_person", 1, pers_upn=None, pers_common_child_id=None, pers_dob=date(2010, 1, 2))
    office.drop("ssd_person", kit.SUNDAY, [row])
    office.run()
    office.drop("ssd_person", kit.NEXT_SUNDAY, [row | {"pers_dob": date(2010, 2, 1)}])
    assert office.run(kit.NEXT_WEEK).accepted == 1
    assert office.findings() == [(2, "pers_dob", "another date of birth", "trust")]


def test_a_missing_drop_box_is_said_and_changes_nothing(office):
    shutil.rmtree(office.deliveries)
    with pytest.raises(DeliveryError, match="no drop box"):
        office.run()
    assert office.lake.current() is None


def test_two_feeds_may_fill_one_table(office, kit, programmes):
    feed = office.programme.feeds["ssd_mother"]
    office.change("ssd_person", table=feed.table, pattern="other/mothers_*.csv", columns={}, codes={})
    office.drop("ssd_mother", kit.SUNDAY, office.rows(feed.table, 3))
    office.drop("ssd_person", kit.SUNDAY, office.rows(feed.table, 4, 1))
    assert office.run().accepted == 7
    assert len(office.table("feeds.ssd_mother")) == 7


# --- Nothing lost ----------------------------------------------------------------------------------------------------


def spoilt(text, chance, delimiter):
    """Damage some rows of a good file in one of many ways; the number of rows stays."""
    header, *rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    for _ in range(chance.randint(0, 6)):
        place = chance.randrange(len(rows))
        row = rows[place]
        column = chance.randrange(len(row))
        damage = chance.choice(["", "1899-12-31", "31/12/1899", "x", "999999999", "2099-01-01", "[", "a\nb", '"'])
        changed = [*row[:column], damage, *row[column + 1 :]]
        rows[place] = chance.choice([changed, row[:-1], [*row, ""], rows[0]])
    sink = io.StringIO()
    csv.writer(sink, delimiter=delimiter, lineterminator=chance.choice(["\n", "\r\n"])).writerows([header, *rows])
    return sink.getvalue() + chance.choice(["", "\n"])


@pytest.mark.parametrize("seed", range(4))
def test_accepted_and_rejected_rows_add_up_to_those_that_were_there(office, kit, seed):
    chance, expected = random.Random(seed), {}
    for name, feed in office.programme.feeds.items():
        text = kit.as_text(office.rows(feed.table, 25, seed), feed)
        expected[office.drop(name, kit.SUNDAY, spoilt(text, chance, feed.delimiter))] = 25
    intake = office.run()
    loads = {load["delivery"]: load for load in office.table("feeds.load")}
    assert {place: load["rows_read"] for place, load in loads.items()} == expected
    assert all(load["rows_accepted"] + load["rows_rejected"] == load["rows_read"] for load in loads.values())
    in_lake = sum(office.lake.current().rows(feed.table) for feed in office.programme.feeds.values())
    assert in_lake == intake.accepted == sum(expected.values()) - intake.rejected
    rejected = office.table("feeds.rejected")
    assert len(rejected) == intake.rejected
    found = {(f["delivery"], f["line"]) for f in office.table("feeds.finding") if f["effect"] == "row"}
    assert {(row["delivery"], row["line"]) for row in rejected} == found
    with office.vault() as vault:
        assert sum(vault.rejected(place).num_rows for place in expected) == intake.rejected
        for place in expected:
            assert vault.archived(place) == (office.deliveries / place).read_bytes()


# --- The same bytes --------------------------------------------------------------------------------------------------


def test_the_same_files_give_the_same_bytes_in_whatever_order_they_lie(tmp_path, kit, programmes, office, monkeypatch):
    (tmp_path / "other").mkdir()
    other = kit.Office(tmp_path / "other", office.programme)
    for one in (office, other):
        fill(one, kit.SUNDAY)
        fill(one, date(2026, 11, 1), seed=1)
    office.run()
    monkeypatch.setattr(one_feed, "BATCH_BYTES", 100)
    other.run()
    assert office.lake.current().to_bytes() == other.lake.current().to_bytes()


def test_a_run_that_is_killed_leaves_last_week_and_is_made_again_with_the_same_bytes(tmp_path, kit, office):
    fill(office, kit.SUNDAY)
    office.run()
    fill(office, kit.NEXT_SUNDAY, seed=1)
    shutil.copytree(tmp_path, tmp_path.with_name("undisturbed"))
    undisturbed = kit.Office.__new__(kit.Office)
    undisturbed.__dict__ |= office.__dict__
    undisturbed.folder = tmp_path.with_name("undisturbed")
    undisturbed.deliveries = undisturbed.folder / "deliveries"
    undisturbed.lake = type(office.lake)(undisturbed.folder / "lake")
    undisturbed.run(kit.NEXT_WEEK)
    published = office.lake.current()
    for moment in (1, 3, 5):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks beside threads
            child = os.fork()
        if child == 0:
            die_at_write(moment)
            try:
                office.run(kit.NEXT_WEEK)
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status)
        assert office.lake.current() == published
        with office.vault() as vault:
            assert vault.identities().num_rows == 32
    office.run(kit.NEXT_WEEK)
    assert office.lake.current().to_bytes() == undisturbed.lake.current().to_bytes()
    with office.vault() as vault, undisturbed.vault() as other:
        assert vault.identities() == other.identities()


def die_at_write(moment):
    """Kill this process at the n-th table that is written into the edition."""
    write, counted = Edition.write, []

    def deadly(self, *args, **kwargs):
        counted.append(1)
        if len(counted) == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self, *args, **kwargs)

    Edition.write = deadly


def test_an_error_in_the_middle_leaves_the_vault_as_it_was(office, kit, monkeypatch):
    fill(office, kit.SUNDAY)

    def fail(*args, **kwargs):
        raise DeliveryError("No.")

    monkeypatch.setattr(delivery_rows.Split, "lake_rows", fail)
    with pytest.raises(CspsError, match="No"):
        office.run()
    with office.vault() as vault:
        assert (vault.newest, vault.identities().num_rows) == (0, 0)


# --- Nothing in the clear ----------------------------------------------------------------------------------------------


def plant(row, table, chance):
    """Put a name wherever somebody's could stand: into identities, references of persons, and one other column."""
    planted = dict(row)
    for column in table.columns:
        if column.identity is not None and column.type is Type.TEXT:
            planted[column.name] = f"{CANARY} {column.name}"
    other = chance.choice([column for column in table.columns if column.type not in (Type.TEXT, Type.CODES)] or [None])
    if other is not None and chance.random() < 0.5:
        planted[other.name] = f"{CANARY} in {other.name}"
    return planted


def everything_outside(office):
    """Give all text of the lake and of everything else that is no sealed file and no drop box."""
    files = (path for path in office.folder.rglob("*") if path.is_file() and office.deliveries not in path.parents)
    tables = [str(office.table(name)) for name in office.lake.current().parts]
    return "".join([*tables, *(path.read_bytes().decode("latin-1") for path in files)])


def plant_everywhere(office, kit):
    chance = random.Random(1)
    for name, feed in office.programme.feeds.items():
        table = delivered_tables()[feed.table]
        rows = [plant(row, table, chance) for row in office.rows(feed.table, 6)]
        text = kit.as_text(rows, feed)
        office.drop(name, kit.SUNDAY, text)
        office.drop(name, date(2026, 11, 7), f"{CANARY}{feed.delimiter}Smith\n")
        office.drop(name, date(2026, 11, 6), text.replace("\n", f"{feed.delimiter}{CANARY}\n", 1))
        office.drop(name, date(2026, 11, 5), text.encode("utf-16"))


def test_no_planted_name_is_found_outside_the_vault(office, kit):
    plant_everywhere(office, kit)
    said = str(office.run())
    with office.vault() as vault:
        assert CANARY in str(vault.identities().to_pylist())
    assert CANARY not in everything_outside(office) + said


@pytest.mark.slow
def test_no_planted_name_of_any_feed_is_found_outside_the_vault(tmp_path, kit, programmes, monkeypatch):
    monkeypatch.undo()
    office = kit.Office(tmp_path, programmes(tuple(delivered_tables())))
    plant_everywhere(office, kit)
    office.run()
    assert CANARY not in everything_outside(office)
