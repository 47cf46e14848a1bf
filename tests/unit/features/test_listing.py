"""The catalogue holds together."""

import dataclasses
import re
import tomllib

import pytest

from csps.contracts.feature import Missing
from csps.contracts.lake import lake_tables
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
    assert "1,234" in feature.said(1234) or feature.unit == "yes or no"


@every_feature
def test_what_an_empty_value_means_is_said_by_how_the_feature_is_made(feature):
    assert isinstance(feature.missing, Missing)
    if feature.name.endswith(("_weeks_since", "_weeks_open")):
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
