"""The files: the same list four times, whole or not there, the same bytes for the same week."""

import csv
import io
from datetime import date

import pandas as pd
import pytest
from tests.factories import faulty_os

from csps.domain.errors import StorageError
from csps.store import files as store_files
from csps.worklist.files import write_files

WEEK = date(2026, 11, 16)


@pytest.fixture
def said(programme, specs):
    return {"as_of": WEEK, "programme": programme, "specs": specs}


@pytest.fixture
def put(publish, said, tmp_path):
    """A function that publishes a week and writes its files."""

    def written(of_100, name="lists", **more):
        with publish(of_100, **more) as lake:
            return write_files(lake, tmp_path / name, **said)

    return written


def test_text_and_parquet_hold_the_same_rows(put):
    files = put({"aa": 16, "bb": 3, "cc": 40}, eligibility={"aa": 7}, met={"bb": [("SF1.1", 1)]})
    table = pd.read_parquet(files.parquet)
    read = list(csv.DictReader(io.StringIO(files.text.read_bytes().decode("utf-8-sig"), newline="")))
    assert files.families == len(table) == len(read) == 3
    assert list(table.columns) == list(read[0])
    for name in table.columns:
        values = ["" if pd.isna(value) else value for value in table[name]]
        assert [row[name] for row in read] == [
            str(int(value)) if isinstance(value, float) else str(value) for value in values
        ]


def test_all_four_are_written_and_nothing_else(put):
    files = put({"aa": 16})
    assert sorted(path.name for path in files.page.parent.iterdir()) == [
        "weekly-list.csv", "weekly-list.html", "weekly-list.parquet", "weekly-list.xlsx",
    ]  # fmt: skip
    assert {path.parent for path in (files.page, files.workbook, files.text, files.parquet)} == {files.page.parent}


def test_what_is_half_written_lies_where_the_next_run_sweeps_and_never_beside_the_list(
    publish, said, tmp_path, monkeypatch
):
    seen, finish = [], store_files.Sink.finish

    def looked(sink):
        seen.append((sink.path.parent, sorted(path.suffix for path in (tmp_path / "lists").iterdir())))
        finish(sink)

    with publish({"aa": 16}) as lake:
        monkeypatch.setattr(store_files.Sink, "finish", looked)
        write_files(lake, tmp_path / "lists", **said)
        assert {folder for folder, _ in seen} == {lake.aside}
    assert [suffixes for _, suffixes in seen] == [
        [], [".parquet"], [".csv", ".parquet"], [".csv", ".parquet", ".xlsx"],
    ]  # fmt: skip


def test_the_same_week_has_the_same_bytes(put):
    first, second = put({"aa": 16, "bb": 3}), put({"aa": 16, "bb": 3}, name="again")
    for one, other in zip(sorted(first.page.parent.iterdir()), sorted(second.page.parent.iterdir()), strict=True):
        assert one.read_bytes() == other.read_bytes()


def test_no_name_of_anybody_is_in_any_file(put, kit):
    files = put({"aa": 16}, restrictions=[kit.restriction("aa", "REFUGE")])
    for path in files.page.parent.iterdir():
        assert b"REFUGE" not in path.read_bytes()


class FullDisk(faulty_os.FaultyOs):
    CHANGING = frozenset({"replace"})


def refuse(*_):
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_disk_that_refuses_leaves_every_file_as_it_was_or_as_it_will_be(publish, said, tmp_path, monkeypatch, at):
    folder = tmp_path / "lists"
    with publish({"aa": 16}) as lake:
        new = {path.name: path.read_bytes() for path in write_files(lake, folder, **said).page.parent.iterdir()}
        for name in new:
            (folder / name).write_bytes(b"as it was")
        monkeypatch.setattr(store_files, "os", FullDisk(refuse, at))
        with pytest.raises(StorageError, match="No space left on device"):
            write_files(lake, folder, **said)
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert found.keys() == new.keys()
    assert sorted(found[name] == new[name] for name in new) == [False] * (5 - at) + [True] * (at - 1)
    assert all(found[name] in (new[name], b"as it was") for name in new)
