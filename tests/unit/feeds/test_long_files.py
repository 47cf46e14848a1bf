"""Long files are read a stretch at a time, and come to the same as a file that is read whole."""

import dataclasses

import pytest

from csps.feeds import long_files
from csps.feeds.drop_box import Found
from csps.feeds.long_files import LongFile, is_long
from csps.feeds.rules.delivery import missing_column, quotes, short
from csps.settings.arrivals import ExpectedRows
from csps.settings.feed_words import Format

WHOLE = 1 << 25


def found(path, size, digest="0" * 64, day=None):
    return Found(path, "p/a.csv", digest, size, day)


@pytest.fixture
def outcome(tmp_path, kit, programmes, monkeypatch):
    """Take files in, in stretches of a size, and give everything that it leaves in the lake and the vault."""

    def of(stretch, spoil):
        monkeypatch.setattr(long_files, "STRETCH", stretch)
        folder = tmp_path / f"stretches of {stretch}"
        folder.mkdir()
        return left_by(kit.Office(folder, programmes(("feeds.police_incident", "feeds.ssd_person"))), spoil)

    return of


def left_by(office, spoil):
    place = spoil(office)
    office.run()
    tables = ("police_incident", "ssd_person", "load", "finding", "rejected", "filled", "pattern")
    lake = {name: office.table(f"feeds.{name}") for name in tables}
    hashes = {one.table: one.sha256 for one in office.lake.current().snapshots}
    with office.vault() as vault:
        return lake, hashes, vault.rejected(place).to_pylist(), vault.identities().to_pylist(), vault.archived(place)


def with_faults(kit):
    def spoil(office):
        rows = office.rows("feeds.police_incident", 60)
        rows[7] = rows[7] | {"incident_type": "ZZ"}
        rows[20] = rows[20] | {"surname": '=Amina "the\nfirst"'}
        rows[50] = rows[50] | {"incident_id": None}
        text = kit.as_text([*rows, rows[3] | {"sex": None}, rows[4]], office.programme.feeds["police_incident"])
        office.drop("ssd_person", kit.SUNDAY, office.rows("feeds.ssd_person", 5))
        return office.drop("police_incident", kit.SUNDAY, text + "too,few\n\n")

    return spoil


@pytest.mark.parametrize("stretch", [300, 5000])
def test_whatever_the_size_of_a_stretch_the_result_is_the_same(outcome, kit, stretch):
    whole = outcome(WHOLE, with_faults(kit))
    assert len(whole[2]) == 5, "a code, a key that is missing, two that come twice, and a row of two values"
    assert outcome(stretch, with_faults(kit)) == whole


def test_a_file_that_is_wrong_far_down_leaves_nothing(outcome, kit):
    def spoil(office):
        text = kit.as_text(office.rows("feeds.police_incident", 60), office.programme.feeds["police_incident"])
        return office.drop("police_incident", kit.SUNDAY, text + 'a,"b"c\n')

    cut = outcome(500, spoil)
    assert cut == outcome(WHOLE, spoil)
    assert (cut[0]["police_incident"], cut[0]["load"][0]["state"]) == ([], "refused")


def test_a_file_is_long_that_is_larger_than_a_stretch(tmp_path):
    assert is_long(found(tmp_path, WHOLE + 1))
    assert not is_long(found(tmp_path, WHOLE))


def test_what_waited_in_the_archive_is_read_in_stretches_too(office):
    long = LongFile(found(None, 5), office.programme.feeds["ssd_mother"], released=True, content=b"a\n1\n2")
    assert list(long.blocks(2)) == [b"a\n", b"1\n", b"2"]
    assert long.is_text()


def test_what_keeps_it_out_is_noted(tmp_path, office):
    feed = dataclasses.replace(office.programme.feeds["ssd_mother"], expected_rows=ExpectedRows(least=2, most=3))
    head = "moth_table_id,moth_person_id,moth_childs_person_id\n"
    for text, rule in (
        (head + "1,2,3\n", short.RULE),
        ("a,b\n1,2\n", missing_column.RULE),
        (head + '1,"2\n', quotes.RULE),
    ):
        path = tmp_path / "a.csv"
        path.write_text(text)
        long = LongFile(
            found(path, len(text), long_files.hashlib.sha256(text.encode()).hexdigest()), feed, released=False
        )
        list(long.stretches())
        assert long.noticed[0].rule is rule
        assert not long.has_changed


def test_a_file_that_changed_meanwhile_gives_nothing(tmp_path, office):
    path = tmp_path / "a.csv"
    path.write_text("a\n")
    long = LongFile(found(path, 2), office.programme.feeds["ssd_mother"], released=False)
    assert list(long.stretches()) == []
    assert long.has_changed


def test_only_plain_text_is_read_so(tmp_path, office):
    feed, path = office.programme.feeds["ssd_mother"], tmp_path / "a.csv"
    path.write_text("a\n")
    assert LongFile(found(path, 2), feed, released=False).is_text()
    assert not LongFile(found(path, 2), dataclasses.replace(feed, format=Format.PARQUET), released=False).is_text()
    path.write_bytes(b"PK\x03\x04")
    assert not LongFile(found(path, 4), feed, released=False).is_text()
