"""What is done with each file before it is opened."""

import dataclasses
from datetime import date, timedelta

import pytest

from csps.feeds.arrival import Arrival, arrivals_of
from csps.feeds.drop_box import Found
from csps.feeds.ledger import State
from csps.feeds.rules.delivery import encoding, late, no_date, same_bytes, same_day
from csps.settings.feed_words import Decision

WEEK = date(2026, 11, 9)
DAY = date(2026, 11, 8)


@pytest.fixture
def feed(office):
    return dataclasses.replace(office.programme.feeds["police_incident"], late_after_days=14)


def file(place="p/a.csv", digest="a", day=DAY):
    return Found(None, place, digest * 64, 1, day)


def line(place="p/a.csv", digest="a", day=DAY, state=State.TAKEN_IN, rule=None):
    arrival = Arrival(file(place, digest, day), place, day, state, rule)
    return arrival.load("police_incident", "feeds.police_incident", WEEK)


def judged(feed, *files, before=()):
    return [(a.delivery, a.state, a.rule, a.notes) for a in arrivals_of(feed, files, before, WEEK).new]


def test_a_new_file_is_taken_in(feed):
    assert judged(feed, file()) == [("p/a.csv", State.TAKEN_IN, None, ())]


def test_a_file_of_a_later_week_waits(feed):
    sorted_out = arrivals_of(feed, [file(day=WEEK), file("p/b.csv", "b", WEEK + timedelta(1))], (), WEEK)
    assert ([a.delivery for a in sorted_out.new], [f.place for f in sorted_out.waiting]) == (["p/a.csv"], ["p/b.csv"])


def test_a_file_that_still_lies_there_is_known(feed):
    sorted_out = arrivals_of(feed, [file()], [line()], WEEK)
    assert (sorted_out.new, sorted_out.known) == ([], [file()])


def test_the_same_bytes_for_the_same_day_are_repeated(feed):
    expected = [("p/b.csv", State.REPEATED, same_bytes.RULE, ())]
    assert judged(feed, file("p/b.csv"), before=[line()]) == expected
    assert judged(feed, file(), file("p/b.csv"))[1:] == expected


def test_the_same_bytes_for_another_day_are_news(feed):
    """A header alone says that nothing happened, every week anew."""
    assert judged(feed, file("p/b.csv", "a", DAY + timedelta(1)), before=[line()])[0][1] is State.TAKEN_IN


def test_another_file_for_the_same_day_follows_the_feeds_rule(feed):
    hold = dataclasses.replace(feed, when_restated=Decision.HOLD)
    let_pass = dataclasses.replace(feed, when_restated=Decision.PASS)
    other = file("p/b.csv", "b")
    assert judged(hold, other, before=[line()]) == [("p/b.csv", State.HELD, same_day.RULE, ())]
    assert judged(let_pass, other, before=[line()]) == [("p/b.csv", State.TAKEN_IN, None, (same_day.RULE,))]
    assert arrivals_of(let_pass, [other], [line()], WEEK).new[0].restates


def test_a_gap_before_a_file_follows_the_feeds_rule(feed):
    hold = dataclasses.replace(feed, when_late=Decision.HOLD)
    gap = line(day=DAY - timedelta(15))
    new = file("p/b.csv", "b")
    assert judged(hold, new, before=[gap]) == [("p/b.csv", State.HELD, late.RULE, ())]
    assert judged(feed, new, before=[gap]) == [("p/b.csv", State.TAKEN_IN, None, (late.RULE,))]
    assert judged(hold, new, before=[line(day=DAY - timedelta(14))])[0][1] is State.TAKEN_IN


def test_a_file_without_a_date_is_refused(feed):
    assert judged(feed, file(day=None)) == [("p/a.csv", State.REFUSED, no_date.RULE, ())]


def test_other_bytes_under_an_old_name_get_a_name_of_their_own(feed):
    refused = line(state=State.REFUSED, rule=encoding.RULE)
    assert judged(feed, file(digest="b"), before=[refused]) == [("p/a.csv@bbbbbbbb", State.TAKEN_IN, None, ())]
    renamed = dataclasses.replace(line(digest="b"), delivery="p/a.csv@bbbbbbbb")
    assert arrivals_of(feed, [file(digest="b")], [refused, renamed], WEEK).new == []


def test_a_held_file_is_looked_at_again_and_is_no_news_while_it_is_held(feed):
    held = line(digest="a", state=State.HELD, rule=late.RULE)
    first = line("p/0.csv", "0", DAY - timedelta(30))
    hold = dataclasses.replace(feed, when_late=Decision.HOLD)
    (again,) = arrivals_of(hold, [file()], [first, held], WEEK).new
    assert again.is_no_news
    (passed,) = arrivals_of(feed, [file()], [first, held], WEEK).new
    assert (passed.state, passed.is_no_news) == (State.TAKEN_IN, False)


def test_what_is_kept_in_the_archive(feed):
    states = {state: Arrival(file(), "p/a.csv", DAY, state).is_to_be_kept for state in State}
    assert states == {State.TAKEN_IN: True, State.REFUSED: True, State.HELD: True, State.REPEATED: False}


def test_a_held_file_lies_in_the_archive_and_passes_once_somebody_lets_it_in(feed):
    hold = dataclasses.replace(feed, when_late=Decision.HOLD)
    first, held = line("p/0.csv", "0", DAY - timedelta(30)), line(state=State.HELD, rule=late.RULE)
    (again,) = arrivals_of(hold, [], [first, held], WEEK).new
    assert (again.file.archived_as, again.is_no_news, again.is_to_be_kept) == ("p/a.csv", True, False)
    (passed,) = arrivals_of(hold, [], [first, held], WEEK, {("p/a.csv", "a" * 64)}).new
    assert (passed.state, passed.notes, passed.is_released) == (State.TAKEN_IN, (late.RULE,), True)
    taken = dataclasses.replace(line(), delivery="p/a.csv@aaaaaaaa")
    assert arrivals_of(hold, [], [first, held, taken], WEEK).new == []


def test_a_file_under_the_same_path_for_the_same_day_corrects_it_from_the_week_on(feed):
    (found,) = arrivals_of(feed, [file(digest="b")], [line(), line("p/c.csv", "c", WEEK)], WEEK + timedelta(7)).new
    assert (found.corrects, found.later) == (("p/a.csv",), ("p/c.csv",))
    assert (found.known_on, found.rows_known_on) == (DAY, WEEK + timedelta(7))


def test_a_second_correction_of_one_day_in_one_week_waits(feed):
    before = [line(), line("p/b.csv", "b")]
    assert [one.place for one in arrivals_of(feed, [file("p/c.csv", "c")], before, WEEK).waiting] == ["p/c.csv"]
    assert arrivals_of(feed, [file("p/c.csv", "c")], before, WEEK + timedelta(7)).waiting == []
    assert arrivals_of(feed, [file("p/b.csv", "b")], before, WEEK).known == [file("p/b.csv", "b")]
