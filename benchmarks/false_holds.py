"""How many deliveries of an ordinary town are held although nothing is odd: week by week, as they came.

    csps synthetic make TOWN --residents 20000
    python benchmarks/false_holds.py TOWN/workspace SCRATCH 104

Takes the history in as one run, then each of the last weeks by itself, as a council would, and prints a line for each: how
many deliveries were taken in, their rows, what was held or refused with its rule, and which feeds were late. The drop box is
emptied on the way, as after a weekly run: give it a copy.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

from csps.contracts.catalogue import all_tables
from csps.feeds import take_in
from csps.feeds.drop_box import clear_drop_box
from csps.feeds.ledger import State, settled_files
from csps.keys import DataKey, LocalKeyWrapper, PseudonymKey
from csps.settings import read_programme
from csps.store import Edition, Lake
from csps.vault import Vault, VaultKeys

LAST = date(2026, 11, 16)


def week_by_week(workspace: Path, scratch: Path, weeks: int) -> None:
    """Take in the history and then the last weeks, one after another."""
    programme, deliveries = read_programme(workspace, all_tables()), workspace / "deliveries"
    lake, keys = Lake(scratch / "lake"), VaultKeys(LocalKeyWrapper(DataKey.new()), PseudonymKey.new())
    taken = kept_out = 0
    generation = 0
    for number in range(weeks, -1, -1):
        week = LAST - timedelta(weeks=number)
        with lake.lock(), Vault.open(scratch / "vault", keys=keys, generation=generation) as vault:
            edition = Edition(lake, week)
            done = take_in(edition, vault, deliveries=deliveries, programme=programme)
            edition.publish()
            generation = vault.generation
            with lake.connect() as published:
                gone = settled_files(published, vault)
        clear_drop_box(deliveries, gone)
        out = [(load.feed, str(load.rule)) for load in done.loads if load.state is not State.TAKEN_IN]
        late = [feed.feed for feed in done.feeds if feed.is_late]
        print(week, done.deliveries(State.TAKEN_IN), done.read, done.rejected, out, late, flush=True)
        if number < weeks:
            taken, kept_out = taken + done.deliveries(State.TAKEN_IN), kept_out + len(out)
    print(f"{taken:,} deliveries taken in after the history, {kept_out:,} held, refused or repeated")


if __name__ == "__main__":
    week_by_week(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
