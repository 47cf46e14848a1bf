"""What everybody sees of a feature."""

import pytest

from csps.contracts.feature import Feature, Missing, Phrases, State
from csps.contracts.model import Type
from csps.domain.errors import ContractError


def feature(**more):
    told = {
        "name": "calls",
        "topic": "police",
        "question": "How many calls were there?",
        "phrase": "{value} calls",
        "type": Type.INTEGER,
        "unit": "calls",
        "sources": ("feeds.police_incident",),
    }
    return Feature(**(told | more))


@pytest.mark.parametrize("kind", [Type.TEXT, Type.CODE, Type.DATE, Type.FLAG])
def test_a_feature_is_a_number(kind):
    with pytest.raises(ContractError, match="a feature is a number"):
        feature(type=kind)


@pytest.mark.parametrize("weeks", [0, -13])
def test_a_window_of_no_time_is_refused(weeks):
    with pytest.raises(ContractError, match="calls looks back"):
        feature(window_weeks=weeks)


def test_an_empty_value_is_not_said_to_be_none():
    assert feature().said(None) == feature().said(float("nan")) == "not known: how many calls were there?"


PHRASES = Phrases(many="{value} more", one="one more", none="no more", empty="unknown", fewer="{value} fewer")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (3, "3 more"),
        (1, "one more"),
        (0, "no more"),
        (-2, "2 fewer"),
        (None, "unknown"),
        (1234, "1,234 more"),
        (6.34, "6.3 more"),
        (63.4, "63 more"),
        (1.0, "one more"),
    ],
)
def test_a_value_is_said_in_its_own_words(value, words):
    assert feature(phrases=PHRASES).said(value) == words


def test_three_ways_of_saying_nothing_are_three():
    count, since = feature(), feature(missing=Missing.NEVER)
    amount = feature(missing=Missing.NOT_KNOWN)
    assert (count.state(0), count.state(2)) == (State.NOTHING_HAPPENED, State.SOMETHING)
    assert (since.state(None), since.state(0)) == (State.NOTHING_HAPPENED, State.SOMETHING)
    assert (amount.state(float("nan")), amount.state(0)) == (State.NOT_KNOWN, State.SOMETHING)
    assert {each.state(None, absent=True) for each in (count, since, amount)} == {State.ABSENT}


def test_what_never_happened_is_not_said_of_a_source_that_did_not_arrive():
    never = Phrases(many="{value} weeks ago", one="last week", none="this week", empty="no call on record")
    since = feature(missing=Missing.NEVER, phrases=never)
    assert since.said(None) == "no call on record"
    silent = since.as_absent()
    assert silent.said(None) == "not known, because nothing was delivered: how many calls were there?"
    assert (silent.missing, silent.said(3)) == (Missing.NOT_KNOWN, "3 weeks ago")
