"""The agencies together: every table of the feeds comes from one of them, and the seed decides what it says."""

from __future__ import annotations

from collections import Counter

import pytest

from csps.synthetic.agencies.batch import Batch, Stream
from csps.synthetic.agencies.everyone import WATCHED, WATCHERS

STREAMED_WEEKS = 6
by_watcher = pytest.mark.parametrize("place", range(len(WATCHERS)), ids=lambda place: WATCHERS[place].__name__)


def seen_by(watch):
    """Let every agency watch, in the order of the house; of a stream the first weeks are read."""
    seen = []
    for look in WATCHERS:
        batches = []
        for said in look(watch):
            if isinstance(said, Batch):
                batches.append(said)
            else:
                batches += [batch for _, batch in zip(range(STREAMED_WEEKS), said.weeks(), strict=False)]
        seen.append(batches)
    return seen


@pytest.fixture(scope="module")
def seen(watch):
    return seen_by(watch)


@pytest.fixture(scope="module")
def seen_again(same_watch):
    return seen_by(same_watch)


@pytest.fixture(scope="module")
def seen_elsewhere(another_watch):
    return seen_by(another_watch)


def test_every_table_of_the_feeds_is_delivered_by_exactly_one_watcher(seen):
    deliverers = Counter(table for batches in seen for table in {batch.table for batch in batches})
    assert deliverers == dict.fromkeys(WATCHED, 1)


def test_a_watcher_says_a_table_once_unless_it_comes_week_by_week(watch):
    for look in WATCHERS:
        whole = [said.table for said in look(watch) if isinstance(said, Batch)]
        assert len(set(whole)) == len(whole), look.__name__


def test_nobody_is_asked_twice():
    assert len(set(WATCHERS)) == len(WATCHERS)


def test_only_attendance_is_too_long_to_be_held(watch):
    streams = [said for look in WATCHERS for said in look(watch) if not isinstance(said, Batch)]
    assert [stream.table for stream in streams] == ["feeds.school_attendance"]
    assert all(isinstance(stream, Stream) for stream in streams)


@by_watcher
def test_the_same_seed_gives_the_same_rows(seen, seen_again, said_alike, place):
    assert len(seen[place]) == len(seen_again[place]) > 0
    assert [one.table for one, other in zip(seen[place], seen_again[place], strict=True) if said_alike(one, other)] == [
        batch.table for batch in seen[place]
    ]


def test_another_seed_gives_other_rows(seen, seen_elsewhere, said_alike):
    alike = [
        one.table
        for here, there in zip(seen, seen_elsewhere, strict=True)
        for one, other in zip(here, there, strict=False)
        if len(one) and len(other) and said_alike(one, other)
    ]
    assert alike == []
