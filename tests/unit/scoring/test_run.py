"""The families a model is about are scored in a fixed order, and nothing is written when anything is wrong."""

import numpy as np
import pytest

from csps.domain.errors import ContractError, UsageError
from csps.scoring.run import score_week

VERSION = "0123456789abcdef"


def score(edition, programme, **models):
    given = {name: (VERSION, model) for name, model in models.items()}
    return score_week(edition, models=given, programme=programme)


def rows(edition):
    with edition.connect() as lake:
        return lake.table("scoring.score").order_by("model", "place").to_pyarrow().to_pylist()


def test_families_are_scored_and_put_into_words(make, programme, kit):
    edition = make({"b": 40, "a": 2, "c": 7})
    scored = score(edition, programme, maltreatment=kit.Model())
    found = rows(edition)
    assert [(row["family_id"], row["place"], row["of_100"], row["band"]) for row in found] == [
        ("b", 1, 40, "very many signs"),
        ("c", 2, 7, "some signs"),
        ("a", 3, 2, "few signs"),
    ]
    assert {(row["as_of"], row["model"], row["model_version"]) for row in found} == {
        (kit.WEEK, "maltreatment", VERSION)
    }
    assert scored.families == {"maltreatment": 3}
    assert scored.bands["maltreatment"] == {
        "few signs": 1, "some signs": 1, "many signs": 0, "very many signs": 1,
    }  # fmt: skip
    assert str(scored) == "3 families scored for maltreatment."


def test_a_family_outside_the_population_is_not_scored(make, programme, kit):
    edition = make({"a": 1, "b": 2}, outside={"b"})
    score(edition, programme, maltreatment=kit.Model())
    assert [row["family_id"] for row in rows(edition)] == ["a"]


def test_each_model_has_places_of_its_own(make, programme, kit):
    edition = make({"a": 1, "b": 2}, models=("maltreatment", "eligibility"))
    score(edition, programme, maltreatment=kit.Model("calls"), eligibility=kit.Model("share"))
    places = [(row["model"], row["family_id"], row["place"]) for row in rows(edition)]
    assert places == [
        ("eligibility", "a", 1), ("eligibility", "b", 2), ("maltreatment", "b", 1), ("maltreatment", "a", 2),
    ]  # fmt: skip


def test_equal_scores_are_placed_by_pseudonym_whatever_the_order_they_came_in(make, programme, kit):
    edition = make({"c": 5, "a": 5, "b": 5})
    score(edition, programme, maltreatment=kit.Model())
    assert [row["family_id"] for row in rows(edition)] == ["a", "b", "c"]


def test_the_same_week_twice_is_the_same_bytes(make, programme, kit):
    edition = make({"c": 5, "a": 9, "b": 5})
    hashes = set()
    for _ in range(2):
        score(edition, programme, maltreatment=kit.Model())
        hashes.add(edition.manifest().parts["scoring.score"][kit.WEEK.isoformat()].sha256)
    assert len(hashes) == 1


def test_a_missing_value_is_handed_to_the_model_as_missing(make, programme, kit):
    class Knows(kit.Model):
        def score(self, frame):
            return np.where(np.isnan(frame.calls.to_numpy(dtype=float)), 0.5, 0.1)

    edition = make({"a": 1, "b": None})
    score(edition, programme, maltreatment=Knows())
    assert [row["family_id"] for row in rows(edition)] == ["b", "a"]


def test_a_feature_that_is_missing_is_named(make, programme, kit):
    with pytest.raises(ContractError, match=r"2 of 3 features are not in the table: arrears, visits"):
        score(make({"a": 1}), programme, maltreatment=kit.Model("calls", "arrears", "visits"))


def test_a_feature_of_another_type_is_named(make, programme, kit):
    with pytest.raises(ContractError, match="The feature note is of type"):
        score(make({"a": 1}), programme, maltreatment=kit.Model("note"))


@pytest.mark.parametrize("bad", [float("nan"), -0.01, 1.01, float("inf")])
def test_what_is_no_probability_is_not_published(make, programme, kit, bad):
    class Broken(kit.Model):
        def score(self, frame):
            return np.array([0.5, bad])

    edition = make({"a": 1, "b": 2})
    with pytest.raises(ContractError, match=r"gave 1 of 2 families what is no probability"):
        score(edition, programme, maltreatment=Broken())
    assert "scoring.score" not in edition.manifest()


def test_no_model_is_no_list_of_scores(make, programme):
    with pytest.raises(UsageError, match="no model to score with"):
        score(make({"a": 1}), programme)


def test_a_week_without_features_or_populations_says_which_stage_comes_first(make, programme, kit):
    edition = make({"a": 1})
    with pytest.raises(UsageError, match=r"no outcomes\.family_outcome for eligibility/2026-11-16.*`csps outcomes`"):
        score(edition, programme, eligibility=kit.Model())
    edition.remove("features.family_week")
    with pytest.raises(UsageError, match=r"no features\.family_week for 2026-11-16.*`csps features`"):
        score(edition, programme, maltreatment=kit.Model())


def test_a_week_in_which_nobody_is_scored_is_an_empty_table(make, programme, kit):
    edition = make({"a": 1}, outside={"a"})
    assert score(edition, programme, maltreatment=kit.Model()).families == {"maltreatment": 0}
    assert rows(edition) == []
