"""The journal: added to and never changed; crashes, full disks and second writers leave it whole and say so."""

import errno
import os
import shutil
import signal
import threading
import warnings

import pytest

from csps.domain.errors import BusyError, IntegrityError, StorageError, UsageError
from csps.journal import files
from csps.journal.event import next_event
from csps.journal.head import Head, read_head, write_head
from csps.journal.kinds import Kind
from csps.journal.record import Journal
from csps.keys import files as key_files


def use(monkeypatch, faulty):
    """Let both small file modules meet the same operating system."""
    monkeypatch.setattr(files, "os", faulty)
    monkeypatch.setattr(key_files, "os", faulty)


def fail_with(number):
    def strike(name, real, args, kwargs):
        if name == "write":
            real(args[0], args[1][: len(args[1]) // 2])
        raise OSError(number, os.strerror(number))

    return strike


def die(name, real, args, kwargs):
    if name == "write":
        real(args[0], args[1][: len(args[1]) // 2])
    os.kill(os.getpid(), signal.SIGKILL)


def test_an_event_is_numbered_timed_and_chained(journal, kit):
    first, second = journal.append(kit.draft()), journal.append(kit.draft(Kind.MODEL_APPROVED), kit.KEY)
    assert list(journal.events()) == [first, second]
    assert second.previous == first.hash
    assert first.at < second.at
    assert journal.last() == second
    assert read_head(journal.places[0]) == Head(2, second.hash)
    journal.verify(kit.register).check_sound()


def test_nothing_written_is_nothing_read(journal):
    assert journal.last() is None
    assert list(journal.events()) == []
    assert journal.verify().is_sound


def test_a_second_place_inside_the_journal_is_none(tmp_path, kit):
    with pytest.raises(UsageError, match="outside the journal's own folder"):
        Journal(tmp_path / "journal", clock=kit.Clock(), places=[tmp_path / "journal" / "head"])


def test_a_refused_event_changes_nothing(filled, kit):
    before = kit.lines(filled)
    with pytest.raises(UsageError, match="needs their signature"):
        filled.append(kit.draft(Kind.MODEL_APPROVED))
    assert kit.lines(filled) == before


def test_a_torn_line_is_set_aside_and_told(filled, kit):
    path = kit.segment(filled)
    path.write_bytes(path.read_bytes() + b'{"actor":"half')
    assert not filled.verify().is_sound
    added = filled.append(kit.draft())
    told = next(event for event in filled.events(7))
    assert (told.draft.kind, told.draft.details["bytes"]) == (Kind.TAIL_SET_ASIDE, 14)
    assert added.number == 8
    assert [path.read_bytes() for path in filled.folder.glob("torn-*.told")] == [b'{"actor":"half']
    assert filled.verify(kit.register).is_sound
    assert [event.number for event in filled.events()] == list(range(1, 9))


def test_a_cut_that_looks_like_a_crash_is_found_by_the_second_place(filled, kit):
    path = kit.segment(filled)
    path.write_bytes(path.read_bytes()[:-20])  # event 6 had been acknowledged
    before = kit.lines(filled)
    with pytest.raises(IntegrityError, match=r"ends with event 5, and its head in the second place names event 6"):
        filled.append(kit.draft())
    assert kit.lines(filled) == before
    assert not filled.verify().is_sound


def test_a_journal_that_was_emptied_is_found_by_the_second_place(filled, kit):
    shutil.rmtree(filled.folder)
    with pytest.raises(IntegrityError, match="ends with event 0"):
        filled.append(kit.draft())
    assert not filled.verify().is_sound


def test_a_lost_second_place_is_renewed_by_somebody_who_signs(filled, kit):
    filled.places[0].unlink()
    with pytest.raises(IntegrityError, match="second place is missing"):
        filled.append(kit.draft())
    renewed = filled.renew_heads(kit.KEY, "The other machine was replaced.")
    assert (renewed.number, renewed.draft.kind) == (7, Kind.HEADS_RENEWED)
    assert filled.append(kit.draft()).number == 8
    assert filled.verify(kit.register).is_sound


def test_renewing_begins_a_journal_too(journal, kit):
    assert journal.renew_heads(kit.KEY, "The first second place.").number == 1


def test_several_places_are_all_written(make, kit, tmp_path):
    journal = make("two", places=[tmp_path / "one", tmp_path / "other"])
    journal.append(kit.draft())
    assert read_head(tmp_path / "one") == read_head(tmp_path / "other") == Head.of(journal.last())


@pytest.mark.parametrize("written", [True, False], ids=["written", "not written"])
def test_a_crash_between_announcing_and_confirming_is_settled(filled, kit, written):
    event = next_event(kit.draft(), filled.last(), kit.START, None)
    write_head(filled.places[0], Head.of(filled.last(), announced=event.hash))
    if written:
        files.append(kit.segment(filled), event.to_line())
    verification = filled.verify()
    assert verification.is_sound
    announced = [notice for notice in verification.notices if "announced and not confirmed" in notice.what]
    assert len(announced) == 1
    filled.append(kit.draft())
    assert [notice.where for notice in filled.verify(kit.register).notices if "head" in notice.where] == []


def test_another_event_than_the_one_announced_is_found(filled, kit):
    write_head(filled.places[0], Head.of(filled.last(), announced="0" * 64))
    files.append(kit.segment(filled), next_event(kit.draft(), filled.last(), kit.START, None).to_line())
    assert not filled.verify().is_sound
    with pytest.raises(IntegrityError):
        filled.append(kit.draft())


def test_events_added_past_the_journal_are_found(filled, make, kit):
    behind = filled.places[0].read_bytes()
    filled.append(kit.draft())
    filled.places[0].write_bytes(behind)
    with pytest.raises(IntegrityError):
        filled.append(kit.draft())
    assert "added past the journal" in filled.verify().findings[0].what


def test_a_head_that_cannot_be_written_is_said_and_caught_up(filled, kit, monkeypatch):
    monkeypatch.setattr(key_files, "os", kit.FaultyOs(fail_with(errno.EIO), 8))  # one to read, six to announce
    with pytest.raises(StorageError, match="The event was written as number 7; only its copy is missing"):
        filled.append(kit.draft())
    monkeypatch.setattr(key_files, "os", os)
    assert filled.last().number == 7
    assert filled.append(kit.draft()).number == 8
    assert filled.verify().is_sound


@pytest.fixture
def world(make, kit, tmp_path, monkeypatch):
    """A journal of two events whose third is torn, copied afresh for each attempt to add one."""
    seed = make("seed")
    for _ in range(2):
        seed.append(kit.draft())
    torn = kit.segment(seed)
    torn.write_bytes(torn.read_bytes() + b"half a li")

    def fresh():
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        shutil.copytree(seed.folder, tmp_path / "copy")
        shutil.copy(seed.places[0], tmp_path / "copy.head")
        return make("copy")

    counting = kit.FaultyOs()
    use(monkeypatch, counting)
    fresh().append(kit.draft())
    use(monkeypatch, os)
    fresh.steps = len(counting.calls)
    return fresh


def kinds(journal):
    return [event.draft.kind for event in journal.events()]


TORN_ONCE = [Kind.WEEK_STARTED, Kind.WEEK_STARTED, Kind.TAIL_SET_ASIDE]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO], ids=["full disk", "bad disk"])
def test_the_kth_call_fails(world, kit, monkeypatch, number):
    """Whatever fails, the next attempt works, every event is whole, and the torn tail is told."""
    assert world.steps >= 25
    for k in range(1, world.steps + 1):
        journal = world()
        use(monkeypatch, kit.FaultyOs(fail_with(number), k))
        with pytest.raises(StorageError) as refusal:
            journal.append(kit.draft())
        use(monkeypatch, os)
        added = "was written as number" in str(refusal.value)
        after = [kind for kind in kinds(journal) if kind is not Kind.TAIL_SET_ASIDE]
        assert len(after) in ((2, 3) if added else (2,)), k
        journal.append(kit.draft())
        assert Kind.TAIL_SET_ASIDE in kinds(journal)
        assert [path.read_bytes() for path in journal.folder.glob("torn-*.told")] == [b"half a li"]
        assert journal.verify(kit.register).findings == ()


def test_a_kill_at_every_call(world, kit, monkeypatch):
    """After a kill the journal holds what it held, or the new event as well; the next event repairs the rest."""
    for k in range(1, world.steps + 1):
        journal = world()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Python 3.12 warns of forks beside threads
            child = os.fork()
        if child == 0:
            use(monkeypatch, kit.FaultyOs(die, k))
            try:
                journal.append(kit.draft())
            finally:
                os._exit(1)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"the child was not killed at call {k}"
        assert kinds(journal)[:2] == TORN_ONCE[:2]
        journal.append(kit.draft())
        assert Kind.TAIL_SET_ASIDE in kinds(journal)
        assert journal.verify(kit.register).findings == ()


def test_writers_wait_for_each_other(make, kit):
    journals = [make("shared", patience=30.0) for _ in range(4)]
    threads = [
        threading.Thread(target=lambda journal=journal: [journal.append(kit.draft()) for _ in range(10)])
        for journal in journals
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [event.number for event in journals[0].events()] == list(range(1, 41))
    assert journals[0].verify().is_sound


def test_a_writer_waits_only_so_long(filled, kit):
    with files.exclusive(filled.folder / ".lock", 0):
        for busy in (lambda: filled.append(kit.draft()), filled.verify):
            with pytest.raises(BusyError, match=r"Nothing was changed. Wait a little"):
                busy()
        assert len(list(filled.events())) == 6  # readers do not wait
