"""How features are declared, and what their reasons say."""

import pytest

from csps.contracts.feature import Aggregation, Missing
from csps.contracts.model import Purpose, Sensitivity
from csps.domain.errors import ContractError
from csps.features.declaration import Noun, change, counts, declared, longest, now, since_end, slope, trend, weeks_since
from csps.features.kind import WHOLE_PAST, Kind
from csps.features.source import Source

KIND = Kind(name="calls", source=Source(table="feeds.police_incident", thing=("incident_id",)))
CALL = Noun("call")


def test_counts_have_a_feature_for_each_window():
    features = [each.feature for each in counts("police", KIND, CALL, 13, 104, WHOLE_PAST)]
    assert [feature.name for feature in features] == ["calls_13w", "calls_104w", "calls_ever"]
    assert [feature.window_weeks for feature in features] == [13, 104, None]
    assert features[1].said(2) == "2 calls in the last 2 years"
    assert features[1].said(1) == "1 call in the last 2 years"
    assert features[0].said(0) == "no call in the last 3 months"


def test_a_change_is_more_or_fewer():
    feature = change("police", KIND, CALL).feature
    assert feature.said(2) == "2 more calls in the last 3 months than in the 3 before"
    assert feature.said(-3) == "3 fewer calls in the last 3 months than in the 3 before"
    assert feature.said(0) == "as many calls in the last 3 months as in the 3 before"


def test_never_is_said_apart_from_nought():
    since, lasting = (
        weeks_since("police", KIND, CALL, told_by="calls_ever").feature,
        longest("police", KIND, "a call").feature,
    )
    assert (since.missing, lasting.missing) == (Missing.NEVER, Missing.NEVER)
    assert since.said(None) == "no call on record"
    assert since.said(0) == "a call within the last week"
    assert since.said(7) == "the latest call was 7 weeks ago"
    assert lasting.said(1) == "a call for 1 week"


def test_what_is_going_on_says_now():
    assert now("police", KIND, Noun("child", "children")).feature.said(3) == "3 children now"


def test_a_trend_is_a_slope_over_four_quarters():
    feature = trend("police", KIND, CALL)
    assert [(each.after, each.weeks) for each in feature.measures] == [(0, 13), (13, 26), (26, 39), (39, 52)]
    assert feature.feature.said(0.5) == "0.5 calls more each quarter over the last 12 months"
    assert feature.feature.said(-2) == "2 calls fewer each quarter over the last 12 months"
    assert feature.formula is slope


def test_what_is_over_says_for_how_long():
    feature = since_end("police", KIND, "call", told_by="calls_ever").feature
    assert (feature.name, feature.missing) == ("calls_weeks_over", Missing.NEVER)
    assert feature.said(3) == "the latest call ended 3 weeks ago"


def test_a_feature_is_as_sensitive_as_what_it_looks_at_and_may_be_used_for_no_more():
    domestic = Kind(name="domestic", source=Source(table="feeds.police_incident", reads=("incident_type",)))
    feature = now("police", domestic, CALL).feature
    assert feature.sensitivity is Sensitivity.CRIMINAL
    assert Purpose.SCORING in feature.purposes
    assert Purpose.LINKAGE not in feature.purposes


def test_a_formula_without_words_is_refused():
    measures = trend("police", KIND, CALL).measures
    with pytest.raises(ContractError, match="calls_odd has a formula without words"):
        declared(
            "police",
            "calls_odd",
            measures,
            slope,
            question="?",
            phrases=None,
            unit="calls",
            aggregation=Aggregation.TREND,
        )
