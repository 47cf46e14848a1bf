"""Weeks are published whole, one after another, by one writer at a time."""

import threading

import pytest

from csps.domain.errors import BusyError, ContractError, IntegrityError, StorageError, UsageError


def publish(lake, kit, week, rows=None):
    rows = kit.RICH if rows is None else rows
    manifest = lake.prepare(week, [lake.write(kit.TINY, rows)], versions={"vault": 2})
    lake.publish(manifest)
    return manifest


def test_making_a_lake_touches_nothing(lake):
    assert lake.current() is None
    assert list(lake.history()) == []
    assert not lake.path.exists()


def test_a_week_follows_the_one_before(published, kit):
    first = published.current()
    second = publish(published, kit, kit.WEEK)
    assert second.previous == first.name
    assert list(published.history()) == [second, first]
    assert published.manifest(kit.EARLIER) == first
    assert published.manifest(kit.WEEK) == published.current() == second
    assert (second.versions, second.parts["feeds.tiny"]["whole"].rows) == ({"vault": 2}, 4)


def test_another_process_reads_what_was_published(published, kit):
    assert kit.make_lake(published.path).current() == published.current()


def test_the_same_week_twice_is_the_same_bytes(published, kit):
    publish(published, kit, kit.WEEK)
    once = kit.listing(published.path)
    publish(published, kit, kit.WEEK)
    assert kit.listing(published.path) == once


def test_a_week_may_be_replaced_and_the_old_one_is_swept(published, kit):
    publish(published, kit, kit.WEEK, kit.rows({}, {}))
    second = publish(published, kit, kit.WEEK)
    assert [manifest.week for manifest in published.history()] == [kit.WEEK, kit.EARLIER]
    assert published.current() == second
    assert published.sweep() == 2  # the manifest and the snapshot of the first attempt


def test_weeks_do_not_go_back(published, kit):
    publish(published, kit, kit.WEEK)
    with pytest.raises(UsageError, match="2026-11-16 is already"):
        published.publish(published.prepare(kit.EARLIER, []))


def test_a_manifest_prepared_too_early_is_refused(published, kit):
    stale = kit.make_lake(published.path.parent / "elsewhere").prepare(kit.WEEK, [])
    with pytest.raises(UsageError, match="prepared before another was published"):
        published.publish(stale)


def test_a_week_that_was_not_published(published, kit):
    with pytest.raises(UsageError, match="2026-11-16 was never published"):
        published.manifest(kit.WEEK)


def test_an_unknown_table_is_refused(lake, kit):
    with pytest.raises(ContractError, match=r"no table 'feeds\.other'"):
        lake.write("feeds.other", kit.RICH)


def test_a_table_may_be_named(lake, kit):
    assert lake.write("feeds.tiny", kit.RICH) == lake.write(kit.TINY, kit.RICH)


def test_what_is_not_named_is_invisible_and_swept(published, kit):
    before = kit.listing(published.path)
    loose = published.write(kit.TINY, kit.RICH)
    (published.path / ".writing" / "999999999-dead.aside").mkdir()
    (published.path / "manifests" / "1-x.aside").write_text("half a mani")
    assert published.current().parts["feeds.tiny"]["whole"] != loose
    assert published.sweep() == 3
    assert kit.listing(published.path) == before
    assert published.sweep() == 0


def test_a_sweep_leaves_a_living_readers_folder(published):
    import os

    mine = published.path / ".writing" / f"{os.getpid()}-x.aside"
    mine.mkdir()
    assert published.sweep() == 0
    assert mine.exists()


def test_a_snapshot_that_was_swept_cannot_be_published(published, kit):
    manifest = published.prepare(kit.WEEK, [published.write(kit.TINY, kit.RICH)])
    published.sweep()
    with pytest.raises(IntegrityError, match="is missing"):
        published.publish(manifest)
    assert published.current().week == kit.EARLIER


@pytest.mark.parametrize("work", ["lock", "write", "publish", "sweep"])
def test_the_second_writer_is_told_at_once(published, kit, work):
    other = kit.make_lake(published.path)
    manifest = other.prepare(kit.WEEK, [])
    before = kit.listing(published.path)
    calls = {
        "lock": lambda: other.lock().__enter__(),
        "write": lambda: other.write(kit.TINY, kit.RICH),
        "publish": lambda: other.publish(manifest),
        "sweep": other.sweep,
    }
    with published.lock():
        with pytest.raises(BusyError, match="Another run holds"):
            calls[work]()
        assert kit.listing(published.path) == before
        published.write(kit.TINY, kit.RICH)
    assert other.sweep() == 1


def test_of_eight_writers_at_once_each_works_or_is_busy(lake, kit):
    results = []
    barrier = threading.Barrier(8)

    def work():
        own = kit.make_lake(lake.path)
        barrier.wait()
        try:
            with own.lock():
                publish(own, kit, kit.WEEK)
                results.append("published")
        except BusyError:
            results.append("busy")

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert "published" in results
    assert lake.current().week == kit.WEEK


def test_readers_see_whole_weeks_while_one_is_published(published, kit):
    publish(published, kit, kit.WEEK)
    seen, stop = [], threading.Event()

    def read():
        while not stop.is_set():
            manifest = kit.make_lake(published.path).current()
            seen.append(manifest.parts["feeds.tiny"]["whole"].rows)

    reader = threading.Thread(target=read)
    reader.start()
    for size in (1, 2, 3, 4):
        publish(published, kit, kit.WEEK, kit.rows(*[{}] * size))
    stop.set()
    reader.join()
    assert seen
    assert set(seen) <= {1, 2, 3, 4}


def damage(path, at=-1):
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
@pytest.mark.parametrize("at", [0, 4, 40, 700, -9, -1])
def test_a_flipped_bit_in_a_snapshot_is_found(published, kit, at):
    snapshot = published.current().parts["feeds.tiny"]["whole"]
    damage(snapshot.file(published.path), at)
    fresh = kit.make_lake(published.path)
    with pytest.raises(IntegrityError, match=r"feeds\.tiny is damaged"):
        fresh.verified_file(snapshot)
    with pytest.raises(IntegrityError), fresh.connect() as connection:
        connection.table("feeds.tiny")
    with pytest.raises(IntegrityError):
        fresh.publish(fresh.prepare(kit.WEEK, [snapshot]))


def test_writing_the_same_rows_again_heals_a_damaged_snapshot(published, kit):
    snapshot = published.current().parts["feeds.tiny"]["whole"]
    damage(snapshot.file(published.path))
    assert published.write(kit.TINY, kit.rows({})) == snapshot
    assert published.verified_file(snapshot)


def test_every_flipped_bit_in_a_manifest_or_the_pointer_is_found(published):
    name = published.current().name
    for path in (published.path / "manifests" / f"{name}.json", published.path / "current"):
        whole = path.read_bytes()
        for at in range(len(whole) - 1):
            damage(path, at)
            with pytest.raises(IntegrityError):
                published.current()
            path.write_bytes(whole)
    assert published.current().name == name


def test_missing_files_are_found(published):
    manifest = published.current()
    (published.path / "manifests" / f"{manifest.name}.json").unlink()
    with pytest.raises(IntegrityError, match="is missing"):
        published.current()
    with pytest.raises(IntegrityError):
        published.sweep()
    assert manifest.parts["feeds.tiny"]["whole"].file(published.path).exists()


@pytest.mark.parametrize("what", ["snapshot", "manifest", "pointer"])
def test_what_cannot_be_read_is_a_storage_error(published, monkeypatch, what):
    from pathlib import Path

    manifest = published.current()
    snapshot = manifest.parts["feeds.tiny"]["whole"]
    ending = {"snapshot": ".parquet", "manifest": ".json", "pointer": "current"}[what]

    def broken(real):
        def call(path, *args, **kwargs):
            if path.name.endswith(ending):
                raise OSError(5, "Input/output error")
            return real(path, *args, **kwargs)

        return call

    monkeypatch.setattr(Path, "read_bytes", broken(Path.read_bytes))
    monkeypatch.setattr(Path, "open", broken(Path.open))
    published._verified.clear()
    with pytest.raises(StorageError, match="could not be read: Input/output error"):
        published.verified_file(snapshot) and published.current()


def test_without_tables_of_its_own_a_lake_knows_every_table_as_it_is_outside_the_vault(tmp_path):
    from csps.contracts.lake import lake_tables
    from csps.store import Lake

    assert [Lake(tmp_path).contract(name) for name in lake_tables()] == list(lake_tables().values())
    assert not [table.name for table in lake_tables().values() if table.identities]
