"""The catalogue holds together."""

import dataclasses
import re
import tomllib

import pytest

from csps.contracts.feature import Aggregation, Missing
from csps.contracts.lake import lake_tables
from csps.contracts.model import Purpose
from csps.domain.errors import ContractError
from csps.features import catalogue
from csps.features.listing import TOPICS, declarations, distinct

every_feature = pytest.mark.parametrize("feature", catalogue(), ids=lambda feature: feature.name)


def test_there_are_enough_features_over_all_agencies():
    assert len(catalogue()) >= 150
    agencies = {lake_tables()[source].agency for feature in catalogue() for source in feature.sources}
    delivering = {table.agency for name, table in lake_tables().items() if name.startswith("feeds.")}
    assert delivering - agencies == {"restrictions"}


@pytest.mark.parametrize("model", ["maltreatment", "eligibility"])
def test_every_family_of_features_that_a_model_names_is_there(model, repository):
    wanted = tomllib.loads((repository / "models" / model / "spec.toml").read_text())["feature_families"]
    topics = {feature.topic for feature in catalogue()}
    assert set(wanted) - topics == set()
    assert topics == {topic.TOPIC for topic in TOPICS}


def test_neither_nominations_nor_the_programme_reach_a_model(repository):
    for path in (repository / "models").glob("*/spec.toml"):
        assert not {"nominations", "programme"} & set(tomllib.loads(path.read_text())["feature_families"])


@every_feature
def test_a_feature_is_told_in_plain_english(feature):
    assert feature.question.endswith("?")
    assert re.fullmatch(r"[a-z0-9_]+", feature.name)
    for value in (None, 0, 1, 2, 1234):
        words = feature.said(value)
        assert words == words.strip()
        assert not re.search(r"[{}]|\bNone\b|  ", words), words
    is_age = feature.unit == "months" and "old" in feature.said(1234)
    assert ("102 years" if is_age else "1,234") in feature.said(1234) or feature.unit == "yes or no"


@every_feature
def test_what_an_empty_value_means_is_said_by_how_the_feature_is_made(feature):
    assert isinstance(feature.missing, Missing)
    if feature.name.endswith(("_weeks_since", "_weeks_open", "_weeks_over")):
        assert feature.missing is Missing.NEVER


def test_a_name_given_twice_is_refused():
    first = declarations()[0]
    with pytest.raises(ContractError, match=first.feature.name):
        distinct([first, first])


def test_two_kinds_of_one_name_are_refused():
    first = declarations()[0]
    (measure,) = first.measures
    other = dataclasses.replace(measure, kind=dataclasses.replace(measure.kind, first=True))
    again = dataclasses.replace(first, feature=dataclasses.replace(first.feature, name="other"), measures=(other,))
    with pytest.raises(ContractError, match=measure.kind.name):
        distinct([first, again])


def test_a_feature_that_may_be_empty_and_names_nobody_who_tells_why_is_refused():
    since = next(each for each in declarations() if each.feature.missing is Missing.NEVER)
    alone = dataclasses.replace(since, feature=dataclasses.replace(since.feature, told_by="nothing_such"))
    with pytest.raises(ContractError, match=f"{since.feature.name} can be empty, and nothing_such does not tell why"):
        distinct([alone])


def test_adding_up_over_two_windows_at_once_is_refused():
    worst = next(each for each in declarations() if each.feature.name == "most_police_incidents_52w")
    (measure,) = worst.measures
    shorter = dataclasses.replace(
        worst,
        feature=dataclasses.replace(worst.feature, name="most_police_incidents_13w"),
        measures=(dataclasses.replace(measure, weeks=13),),
    )
    with pytest.raises(ContractError, match=r"rows of feeds.police_incident are added up over windows of 13, 52 weeks"):
        distinct([worst, shorter])


def test_every_way_of_making_a_feature_is_used():
    assert {feature.aggregation for feature in catalogue()} == set(Aggregation)


def test_no_feature_is_for_anything_that_one_of_its_columns_is_not_for():
    for feature in catalogue():
        assert {Purpose.SCORING, Purpose.CASEWORK} <= feature.purposes, feature.name
