"""Segments follow one another; the end is found without reading the beginning."""

import pytest

from csps.domain.errors import IntegrityError, StorageError
from csps.journal import segments
from csps.journal.event import LINE_LIMIT
from csps.journal.segments import Tail, read_events, read_tail, segment_for, segment_paths


@pytest.fixture
def long(make, kit):
    """Nine events in segments of three."""
    line = 550  # bytes: two events are less, three are more
    journal = make("long", segment_bytes=3 * line - line)
    for _ in range(9):
        journal.append(kit.draft())
    return journal


def test_segments_are_named_by_their_first_event(long):
    names = [segments.first_number(path) for path in segment_paths(long.folder)]
    assert len(names) > 2
    assert names[0] == 1
    assert [event.number for event in long.events()] == list(range(1, 10))
    assert segment_for(long.folder, names[1]) == segment_paths(long.folder)[1]


@pytest.mark.parametrize("since", [1, 2, 4, 5, 9, 10, 50])
def test_reading_from_a_number_on(long, since):
    assert [event.number for event in long.events(since)] == list(range(since, 10))


def test_reading_from_a_number_on_opens_only_what_it_needs(long):
    segment_paths(long.folder)[0].write_bytes(b"ruined\n")
    assert [event.number for event in long.events(9)] == [9]
    with pytest.raises(IntegrityError):
        list(long.events())


def test_the_end_of_nothing(tmp_path):
    assert read_tail(tmp_path) == read_tail(tmp_path / "missing") == Tail()
    assert list(read_events([], 1)) == []
    assert segments.strangers(tmp_path / "missing") == []


def test_the_end_is_the_last_whole_event(filled, kit):
    path = kit.segment(filled)
    whole = path.stat().st_size
    assert read_tail(filled.folder).last.number == 6
    path.write_bytes(path.read_bytes() + b'{"actor":"half')
    tail = read_tail(filled.folder)
    assert (tail.last.number, tail.path, tail.whole, tail.torn) == (6, path, whole, b'{"actor":"half')


@pytest.mark.parametrize("torn", [b"", b"half a li"])
def test_the_end_may_lie_in_the_segment_before(long, torn):
    path = segment_for(long.folder, 10)
    path.write_bytes(torn)
    tail = read_tail(long.folder)
    assert (tail.last.number, tail.path, tail.whole, tail.torn) == (9, path, 0, torn)


def test_a_first_line_that_is_torn_follows_nothing(tmp_path):
    segment_for(tmp_path, 1).write_bytes(b"half")
    assert read_tail(tmp_path) == Tail(None, segment_for(tmp_path, 1), 0, b"half")


def test_a_whole_line_that_is_no_event_is_damage(filled, kit):
    path = kit.segment(filled)
    path.write_bytes(path.read_bytes() + b"{}\n")
    with pytest.raises(IntegrityError):
        read_tail(filled.folder)


def test_a_tail_longer_than_any_event_is_damage(filled, kit):
    path = kit.segment(filled)
    path.write_bytes(path.read_bytes() + b"x" * (LINE_LIMIT + 1))
    with pytest.raises(IntegrityError, match="more than one event could hold"):
        read_tail(filled.folder)


def test_a_gap_stops_the_reading(filled, kit):
    path = kit.segment(filled)
    lines = kit.lines(filled)
    path.write_bytes(b"".join(lines[:2] + lines[3:]))
    with pytest.raises(IntegrityError, match="Event 3 is not where it was"):
        list(filled.events())


def test_an_unfinished_line_is_no_event(filled, kit):
    path = kit.segment(filled)
    path.write_bytes(path.read_bytes()[:-1])
    assert [event.number for event in filled.events()] == [1, 2, 3, 4, 5]


def test_a_torn_tail_is_kept_and_cut(filled, kit):
    path = kit.segment(filled)
    before = path.read_bytes()
    path.write_bytes(before + b"half a li")
    segments.set_aside(filled.folder, read_tail(filled.folder))
    (kept,) = segments.untold(filled.folder)
    assert kept.read_bytes() == b"half a li"
    assert len(segments.torn_digest(kept)) == 64
    assert path.read_bytes() == before
    assert segments.strangers(filled.folder) == []


def test_what_does_not_belong_is_named(filled):
    (filled.folder / "notes.txt").write_text("x", encoding="utf-8")
    (filled.folder / "events-1.jsonl").write_text("x", encoding="utf-8")
    assert segments.strangers(filled.folder) == ["events-1.jsonl", "notes.txt"]


def test_a_segment_that_vanishes_while_it_is_read_is_a_refusal(filled, kit):
    paths = segment_paths(filled.folder)
    kit.segment(filled).unlink()
    with pytest.raises(StorageError, match="cannot be read"):
        list(read_events(paths, 1))
