"""One feed taken in: what is sealed, what is written, and the totals."""

import hashlib

import pytest

from csps.domain.errors import IntegrityError
from csps.feeds import delivery_rows, one_feed
from csps.feeds.arrival import arrivals_of
from csps.feeds.drop_box import found_for, places_in
from csps.feeds.ledger import State
from csps.feeds.one_feed import take_in_feed
from csps.feeds.rules.delivery import encoding, short
from csps.settings.arrivals import ExpectedRows


def take(office, kit, name="ssd_mother"):
    with office.workplace(name) as place:
        found = found_for(place.feed, office.deliveries, places_in(office.deliveries))
        arrivals = arrivals_of(place.feed, found, (), kit.WEEK).new
        loads, written, _ = take_in_feed([place], arrivals, ["2026-11-09"])
        snapshot = written[0] if written else None
        archived = {load.delivery: place.vault.archived_hashes() for load in loads}
        return loads, snapshot, archived


def test_totals_of_every_file_reconcile(office, kit):
    rows = office.rows("feeds.ssd_mother", 6)
    rows[4]["moth_table_id"] = None
    office.drop("ssd_mother", kit.SUNDAY, rows)
    (load,), snapshot, _ = take(office, kit)
    assert (load.rows_read, load.rows_accepted, load.rows_rejected) == (6, 5, 1)
    assert (load.state, snapshot.rows, snapshot.part) == (State.TAKEN_IN, 5, "2026-11-09")


def test_many_small_batches_are_one_large_one(office, kit, monkeypatch):
    for day, seed in ((kit.SUNDAY, 1), (kit.WEEK, 2)):
        office.drop("ssd_mother", day, office.rows("feeds.ssd_mother", 6, seed))
    _, whole, _ = take(office, kit)
    monkeypatch.setattr(one_feed, "BATCH_BYTES", 1)
    _, cut, _ = take(office, kit)
    assert whole == cut


def test_a_refused_file_is_sealed_and_nothing_is_written(office, kit):
    office.drop("ssd_mother", kit.SUNDAY, b"moth_table_id\n\xff\n")
    (load,), snapshot, archived = take(office, kit)
    assert (load.state, load.rule, load.rows_read) == (State.REFUSED, encoding.RULE, 0)
    assert snapshot is None
    assert hashlib.sha256(b"moth_table_id\n\xff\n").hexdigest() in archived[load.delivery]


def test_a_held_file_is_sealed_and_may_leave_the_drop_box(office, kit):
    office.change("ssd_mother", expected_rows=ExpectedRows(least=5, most=9))
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 1))
    (load,), snapshot, archived = take(office, kit)
    assert (load.state, load.rule, snapshot) == (State.HELD, short.RULE, None)
    assert archived[load.delivery] == {load.sha256}


def test_totals_that_do_not_reconcile_stop_the_run(office, kit, monkeypatch):
    office.drop("ssd_mother", kit.SUNDAY, office.rows("feeds.ssd_mother", 3))
    monkeypatch.setattr(delivery_rows.Split, "lake_rows", lambda self: self._bench.stream(self.outside().limit(2)))
    with pytest.raises(IntegrityError, match="3 rows accepted, 2 in the lake"):
        take(office, kit)
