"""Peak memory of long files whose table has identities: one file, several, a correction, and a week after an erasure.

    python benchmarks/long_files.py FOLDER ROWS [one|several|correction|erased]

Makes rows of police incidents about 300,000 people, and takes them in with `csps.feeds.take_in` from the drop box of an
empty workspace. What is measured is the last week of each story; a peak of memory can be measured once, so that each story
runs in a process of its own, and what comes before the last week in another. Prints one line of JSON.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import shutil
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import duckdb

from csps.contracts.catalogue import all_tables, delivered_tables
from csps.feeds import take_in
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.settings import read_programme
from csps.settings.feed_words import Encoding
from csps.store import Edition, Lake
from csps.synthetic.calendar import Calendar
from csps.synthetic.deliveries import Counted
from csps.synthetic.workspace_files import write_workspace_files
from csps.vault import Vault, VaultKeys, erase_records

if TYPE_CHECKING:
    from csps.settings import Programme

TABLE = delivered_tables()["feeds.police_incident"]
NAME = "police_incident"
PEOPLE = 300_000
DAY = date(2026, 11, 8)
KEYS = VaultKeys(LocalKeyWrapper(DataKey(bytes(range(32)))), PseudonymKey(bytes(range(1, 33))))


def make(path: Path, first: int, rows: int) -> None:
    """Write rows; one in a thousand has a role that nobody knows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    duckdb.connect(config={"threads": 2}).execute(
        f"""
        COPY (
            SELECT 'I' || i AS incident_id, 'N' || p AS nominal_id, 'Fore' || translate((p % 5003)::VARCHAR, '0123456789', 'abcdefghij') AS forename,
                'Sur' || translate((p % 20011)::VARCHAR, '0123456789', 'abcdefghij') AS surname, strftime(DATE '1950-01-01' + (p % 25000)::INT, '%Y-%m-%d') AS date_of_birth,
                (p % 300) || ' Long Street, Flat ' || (p % 17) AS address_line, 'E8 ' || (p % 9 + 1) || 'AA' AS postcode,
                (10000000000 + p % 120000)::VARCHAR AS uprn, ['M', 'F'][1 + p % 2] AS sex, 'W1' AS ethnicity,
                strftime(DATE '2022-01-03' + (i % 1700)::INT, '%Y-%m-%d') AS incident_date, 'THEFT' AS incident_type,
                CASE WHEN i % 1000 = 7 THEN '?' ELSE ['VICTIM', 'SUSPECT'][1 + i % 2] END AS role, 'false' AS domestic_flag,
                NULL AS outcome
            FROM (SELECT i, (i * 7919) % {PEOPLE} AS p FROM range({first}, {first + rows}) t(i))
        ) TO '{path}' (HEADER)
        """
    )


class Place:
    """A workspace in a folder, without the pipeline."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.deliveries = folder / "workspace" / "deliveries"
        self.deliveries.mkdir(parents=True, exist_ok=True)
        if not (folder / "workspace" / "programme.toml").exists():
            write_workspace_files(
                folder / "workspace", Calendar(DAY + timedelta(1), 20, 10), {TABLE.name: Counted(1, 1, 1)}
            )
        self.programme = as_written(read_programme(folder / "workspace", all_tables()))
        self.lake = Lake(folder / "lake")

    def drop(self, first: int, rows: int, day: date = DAY, more: str = "") -> None:
        """Put a file into the drop box."""
        path = self.deliveries / self.programme.feeds[NAME].pattern.replace("*", f"{day.isoformat()}{more}")
        path.unlink(missing_ok=True)
        make(path, first, rows)

    def vault(self) -> Vault:
        """Open the vault at the published generation."""
        current = self.lake.current()
        return Vault.open(
            self.folder / "vault", keys=KEYS, generation=current.versions.get("vault", 0) if current else 0
        )

    def week(self, week: date) -> dict[str, object]:
        """Take in what lies there, and publish."""
        began, used = time.monotonic(), time.process_time()
        with self.lake.lock(), self.vault() as vault:
            edition = Edition(self.lake, week)
            done = take_in(edition, vault, deliveries=self.deliveries, programme=self.programme)
            edition.publish()
        assert done.accepted, [load.rule for load in done.loads]
        return {
            "read": done.read,
            "rejected": done.rejected,
            "processor": round(time.process_time() - used, 1),
            "wall": round(time.monotonic() - began, 1),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }


def as_written(programme: Programme) -> Programme:
    """Let the feed be written as `make` writes it."""
    plain = {"delimiter": ",", "encoding": Encoding.UTF_8, "date_format": "%Y-%m-%d", "columns": {}, "codes": {}}
    feed = dataclasses.replace(programme.feeds[NAME], absent=(), **plain)
    feed = dataclasses.replace(feed, expected_rows=dataclasses.replace(feed.expected_rows, least=0, most=1 << 40))
    return dataclasses.replace(programme, feeds=MappingProxyType({NAME: feed}))


def apart(work: object) -> None:
    """Do something in another process, whose memory does not count."""
    if child := os.fork():
        assert os.waitpid(child, 0)[1] == 0
        return
    failed = 1
    try:
        work()
        failed = 0
    finally:  # it must not go on as the parent does
        os._exit(failed)


def story(folder: Path, rows: int, kind: str) -> dict[str, object]:
    """Let what comes before the last week happen, and measure that week."""
    first, second = DAY + timedelta(1), DAY + timedelta(8)
    place = Place(folder)
    if kind == "one":
        apart(lambda: place.drop(0, rows))
        return place.week(first)
    if kind == "several":
        for number in range(4):
            apart(lambda number=number: place.drop(number * rows // 4, rows // 4, DAY - timedelta(7 * number)))
        return place.week(first)
    if kind == "correction":
        apart(lambda: (place.drop(0, rows), place.week(first)))
        apart(lambda: place.drop(1000, rows))
        return place.week(second)
    apart(lambda: (place.drop(0, 1000), place.week(first), erase(place)))
    apart(lambda: place.drop(0, rows, DAY + timedelta(7)))
    return place.week(second)


def erase(place: Place) -> None:
    """Erase somebody."""
    with place.vault() as vault:
        gone = vault.identities()["record_id"][0].as_py()
        erase_records(vault, KEYS.wrapper, [gone], {}, lambda *_: None)


def main(arguments: list[str]) -> None:
    """Tell one story."""
    folder, rows, kind = Path(arguments[0]) / "long", int(arguments[1]), arguments[2]
    shutil.rmtree(folder, ignore_errors=True)
    try:
        print(json.dumps({"story": kind, "rows": rows, **story(folder, rows, kind)}))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:])
