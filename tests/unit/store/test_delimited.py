"""Columns become delimited text or Parquet, the same bytes every time."""

import csv
import errno
import io
import os
from datetime import date

import numpy as np
import pyarrow.parquet as pq
import pytest

from csps.domain.errors import StorageError, UsageError
from csps.store import Coded, Written, delimited, files, write_csv, write_parquet

NAT = np.datetime64("NaT")

COLUMNS = {
    "id": np.array([1, -2, 30_000_000_000]),
    "name": Coded(np.array([1, -1, 0], np.int8), ["O'Hara, Ann", 'the "Hall"']),
    "born": np.array(["2016-02-29", "NaT", "1890-12-31"], "datetime64[D]"),
    "paid": np.ma.array([5, 6, 7], mask=[False, True, False]),
    "flag": np.array([True, False, True]),
    "share": np.array([0.1, np.nan, 2.0]),
    "note": np.array(["two\nlines", None, "Ünal"], object),
    "plain": np.array(["a", "b", "c"]),
}


def read(path, encoding="utf-8", **options):
    return list(csv.reader(io.StringIO(path.read_bytes().decode(encoding), newline=""), **options))


def test_fields_are_quoted_only_where_they_must_be(tmp_path):
    path = tmp_path / "a.csv"
    written = write_csv(path, COLUMNS)
    assert path.read_text() == (
        "id,name,born,paid,flag,share,note,plain\n"
        '1,"the ""Hall""",2016-02-29,5,true,0.1,"two\nlines",a\n'
        "-2,,,,false,,,b\n"
        '30000000000,"O\'Hara, Ann",1890-12-31,7,true,2,Ünal,c\n'
    )
    assert written == Written(rows=3, bytes=path.stat().st_size)


@pytest.mark.parametrize("delimiter", [",", "|", ";", "\t", "^"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_each_habit_of_an_agency_can_be_read_back(tmp_path, delimiter, encoding):
    path = tmp_path / "a.csv"
    note = np.array([f"a{delimiter}b", "€ 5", 'x"'], object)
    write_csv(
        path, {"note": note, "born": COLUMNS["born"]},
        delimiter=delimiter, encoding=encoding, newline="\r\n", date_format="%d/%m/%Y",
    )  # fmt: skip
    want = [["note", "born"], *zip(note, ["29/02/2016", "", "31/12/1890"], strict=True)]
    assert read(path, encoding, delimiter=delimiter) == [list(row) for row in want]


def test_blocks_leave_no_seam(tmp_path, monkeypatch):
    columns = {name: np.tile(c, 50) for name, c in COLUMNS.items() if not isinstance(c, Coded | np.ma.MaskedArray)}
    columns["name"] = Coded(np.arange(150) % 3 - 1, ["a", "b"])
    write_csv(tmp_path / "whole.csv", columns, encoding="utf-16")
    monkeypatch.setattr(delimited, "ROWS_PER_BLOCK", 7)
    write_csv(tmp_path / "cut.csv", columns, encoding="utf-16")
    assert (tmp_path / "whole.csv").read_bytes() == (tmp_path / "cut.csv").read_bytes()
    assert len(read(tmp_path / "cut.csv", "utf-16")) == 151


def test_a_lone_missing_field_is_not_an_empty_line(tmp_path):
    write_csv(tmp_path / "a.csv", {"x": Coded(np.array([0, -1]), ["v"])})
    assert (tmp_path / "a.csv").read_text() == 'x\nv\n""\n'


def test_no_rows_are_a_header(tmp_path):
    empty = {"a": np.array([], np.int64), "b": Coded(np.array([], int), []), "c": np.array([], "datetime64[D]")}
    assert write_csv(tmp_path / "a.csv", empty | {"d,e": np.array([], object)}) == Written(0, 12)
    assert (tmp_path / "a.csv").read_text() == 'a,b,c,"d,e"\n'
    write_parquet(tmp_path / "a.parquet", empty)
    assert [str(kind) for kind in pq.read_schema(tmp_path / "a.parquet").types] == ["int64", "string", "date32[day]"]


def test_days_all_missing_and_a_day_far_away(tmp_path):
    columns = {"a": np.array([NAT, NAT], "datetime64[D]"), "b": np.array(["9999-12-31", "0001-01-01"], "datetime64[D]")}
    write_csv(tmp_path / "a.csv", columns, date_format="%d.%m.%y")
    assert (tmp_path / "a.csv").read_text() == "a,b\n,31.12.99\n,01.01.01\n"


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({}, "without columns"),
        ({"a": np.arange(2), "b": np.arange(3)}, "different lengths"),
        ({"a": np.array([1j])}, "column a holds complex"),
        ({"a": np.array(["2026-01-01T10:00"], "datetime64[s]")}, "only days"),
        ({"a": np.array(["12000-01-01"], "datetime64[D]")}, "outside the years"),
        ({"a": Coded(np.array([2]), ["x", "y"])}, "outside its vocabulary of 2"),
        ({"a": Coded(np.array([-2]), ["x", "y"])}, "outside its vocabulary"),
    ],
)
def test_what_cannot_be_written_is_refused_and_the_old_file_stays(tmp_path, columns, told):
    path = tmp_path / "a.csv"
    path.write_text("old")
    with pytest.raises(UsageError, match=f"(?i){told}"):
        write_csv(path, columns)
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("a.csv", "old")]


def test_a_character_the_encoding_cannot_hold(tmp_path):
    with pytest.raises(UsageError, match=r"a\.csv holds a character that cp1252 cannot hold"):
        write_csv(tmp_path / "a.csv", {"a": np.array(["Łódź"])}, encoding="cp1252")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [write_csv, write_parquet])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_the_kth_step_fails_and_the_old_file_stays(tmp_path, kit, monkeypatch, write, number):
    def strike(name, real, args, kwargs):
        raise OSError(number, os.strerror(number))

    path = tmp_path / "a"
    for k in range(1, 100):
        path.write_text("old")
        faulty = kit.FaultyOs(strike, k)
        monkeypatch.setattr(files, "os", faulty)
        try:
            write(path, COLUMNS)
        except StorageError:
            if "replace" not in faulty.calls[:-1]:  # before the rename everything is as it was
                assert path.read_text() == "old"
            assert [p.name for p in tmp_path.iterdir()] == ["a"]
        else:
            break
    assert k >= 6


def test_parquet_keeps_types_and_missing_values(tmp_path):
    path = tmp_path / "a.parquet"
    written = write_parquet(path, COLUMNS)
    table = pq.read_table(path)
    kinds = ["int64", "string", "date32[day]", "int64", "bool", "double", "string", "string"]
    assert [str(kind) for kind in table.schema.types] == kinds
    assert table.to_pylist()[1] == dict(zip(COLUMNS, [-2, None, None, None, False, None, None, "b"], strict=True))
    assert table.to_pylist()[2]["born"] == date(1890, 12, 31)
    assert written == Written(3, path.stat().st_size)


def test_the_same_columns_are_the_same_bytes(tmp_path):
    for write in (write_csv, write_parquet):
        write(tmp_path / "one", COLUMNS)
        write(tmp_path / "two", COLUMNS)
        assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
