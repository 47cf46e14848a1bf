"""A file whose rows are read as numbers comes to the same as one that is read row by row, to the byte."""

import dataclasses

import pytest
from tests.factories.corruption import corrupted

from csps.feeds import coded_rows, long_files, one_feed
from csps.feeds.coded_rows import may_be_coded
from csps.settings.arrivals import ExpectedRows
from csps.settings.feed_words import Encoding

FEED, TABLE = "school_attendance", "feeds.school_attendance"


@pytest.fixture
def outcome(tmp_path, kit, programmes, monkeypatch):
    """Take a file in, one way or the other, and give everything that it leaves in the lake and the vault."""

    def of(way, spoil, stretch=400, most_values=1 << 20):
        monkeypatch.setattr(long_files, "STRETCH", stretch)
        monkeypatch.setattr(coded_rows, "MOST_VALUES", most_values)
        monkeypatch.setattr(one_feed, "may_be_coded", may_be_coded if way == "numbers" else lambda *_: False)
        folder = tmp_path / f"{way} {stretch} {most_values}"
        folder.mkdir()
        office = kit.Office(folder, programmes((TABLE, "feeds.ssd_person")))
        place = spoil(office)
        office.run()
        tables = (FEED, "load", "finding", "rejected", "filled", "pattern")
        with office.lake.connect() as held:
            lake = {name: held.table_or_empty(f"feeds.{name}").to_pyarrow().to_pylist() for name in tables}
        hashes = {(one.table, one.part): one.sha256 for one in office.lake.current().snapshots}
        with office.vault() as vault:
            kept = None if lake["load"][0]["state"] == "refused" else vault.archived(place)
            return lake, hashes, vault.rejected(place).to_pylist(), kept

    return of


@pytest.fixture
def read_as_numbers(monkeypatch):
    """Count the files that were read as numbers."""
    seen = []
    made = coded_rows.CodedRows.write
    monkeypatch.setattr(coded_rows.CodedRows, "write", lambda rows, part: seen.append(part) or made(rows, part))
    return seen


def attendance(office, n=80):
    """Give rows of few pupils, each key once."""
    rows = office.rows(TABLE, n)
    for place, row in enumerate(rows):
        row["pupil_id"] = f"P{(place * 7) % 11}"
    return list(
        {
            tuple(row[name] for name in ("pupil_id", "estab", "week_start", "register_code")): row for row in rows
        }.values()
    )


def faulty(kit, more=""):
    def spoil(office):
        rows = attendance(office)
        feed = office.programme.feeds[FEED]
        rows[3] = rows[3] | {"register_code": "?"}
        rows[9] = rows[9] | {"sessions": 12}
        rows[17] = rows[17] | {"estab": "=1+1", "register_code": "?"}
        rows[30] = rows[30] | {"pupil_id": None}
        rows[31] = rows[31] | {"pupil_id": "Zo\N{LATIN SMALL LETTER E WITH DIAERESIS}"}
        text = kit.as_text([*rows, rows[5] | {"sessions": 1}, rows[6], rows[5]], feed)
        return office.drop(FEED, kit.SUNDAY, (text + more).encode(feed.encoding))

    return spoil


def dropped(data, kit):
    return lambda office: office.drop(FEED, kit.SUNDAY, data)


@pytest.mark.parametrize(
    ("stretch", "more"),
    [
        (250, 'too,few\n\n"P1","12"\n'),
        pytest.param(700, '"P1","12"\n', marks=pytest.mark.slow),
        pytest.param(1000, "\n\n", marks=pytest.mark.slow),
    ],
)
def test_both_ways_leave_the_same(outcome, kit, read_as_numbers, stretch, more):
    found = outcome("numbers", faulty(kit, more), stretch)
    assert len(read_as_numbers) == 1
    other = outcome("rows", faulty(kit, more), stretch)
    for mine, theirs in zip(found[0].values(), other[0].values(), strict=True):
        assert mine == theirs
    assert found == other
    assert len(found[2]) >= 7
    assert {row["rule"] for row in found[2]} >= {"unknown code", "above the most", "required", "key given twice"}


@pytest.mark.slow
def test_line_ends_of_two_marks(outcome, kit, read_as_numbers):
    def spoil(office):
        feed = office.programme.feeds[FEED]
        text = kit.as_text(attendance(office), feed).replace("\n", "\r\n")
        return office.drop(FEED, kit.SUNDAY, text + "x,y\r\n")

    assert outcome("numbers", spoil) == outcome("rows", spoil)
    assert len(read_as_numbers) == 1


@pytest.mark.slow
@pytest.mark.parametrize("encoding", [Encoding.UTF_16, Encoding.WINDOWS, Encoding.UTF_8_MARKED])
def test_other_letters(outcome, kit, read_as_numbers, encoding):
    def spoil(office):
        office.change(FEED, encoding=encoding)
        return faulty(kit)(office)

    assert outcome("numbers", spoil) == outcome("rows", spoil)
    assert len(read_as_numbers) == 1


def test_a_file_that_is_held_leaves_no_row(outcome, kit):
    def spoil(office):
        office.change(FEED, expected_rows=ExpectedRows(least=200, most=300))
        return faulty(kit)(office)

    found = outcome("numbers", spoil)
    assert found == outcome("rows", spoil)
    assert (found[0][FEED], found[0]["load"][0]["state"]) == ([], "held")


@pytest.mark.slow
def test_a_file_that_is_wrong_far_down_leaves_nothing(outcome, kit):
    found = outcome("numbers", faulty(kit, 'P1,"2"x,3\n'))
    assert found == outcome("rows", faulty(kit, 'P1,"2"x,3\n'))
    assert found[0]["load"][0]["state"] == "refused"


@pytest.mark.slow
def test_spoilt_files_come_to_the_same_both_ways(outcome, kit):
    clean = []

    def kept(office):
        place = faulty(kit)(office)
        clean.append((office.deliveries / place).read_bytes())
        return place

    outcome("rows", kept)
    for number, (name, data) in enumerate(corrupted(clean[0], 24, "numbers")):
        spoil = dropped(data, kit)
        assert outcome("numbers", spoil, 300 + number) == outcome("rows", spoil, 300 + number), name


def test_too_many_different_values_go_the_other_way(outcome, kit, read_as_numbers):
    assert outcome("numbers", faulty(kit), most_values=5) == outcome("rows", faulty(kit))
    assert read_as_numbers == []


def test_only_one_long_file_without_identities_is_read_so(office, kit, monkeypatch):
    monkeypatch.setattr(long_files, "STRETCH", 10)
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 5))
    office.drop("ssd_person", kit.SUNDAY, office.rows("feeds.ssd_person", 5))
    for name, expected in (("ssd_mother", True), ("ssd_person", False)):
        with office.workplace(name) as place:
            path = office.path(name, kit.SUNDAY)
            arrival = kit.arrival(f"p/{name}.csv")
            file = dataclasses.replace(arrival.file, path=path, size=path.stat().st_size)
            arrival = dataclasses.replace(arrival, file=file)
            assert may_be_coded(place, [arrival]) is expected
            assert not may_be_coded(place, [arrival, arrival])
            assert not may_be_coded(place, [dataclasses.replace(arrival, corrects=("p/b.csv",))])
            monkeypatch.setattr(type(place.vault), "has_erased", True)
            assert not may_be_coded(place, [arrival])
            monkeypatch.undo()
            monkeypatch.setattr(long_files, "STRETCH", 10)
