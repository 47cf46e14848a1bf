"""Every family held back and every scored family is explained, in declared tables and the same bytes each time."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.domain.errors import ContractError, UsageError
from csps.explain import explain_held_back, explain_week


def rows_of(edition, table, part):
    with edition.connect() as lake:
        return lake.table(table, part=part).to_pyarrow().to_pandas()


@pytest.fixture
def held_back(edition, model, spec, asked, kit):
    kit.write_held_back(edition, spec, asked)
    asked_for = {"model": model, "version": kit.VERSION, "features": kit.FEATURES, "spec": spec, "test": kit.TEST}
    return explain_held_back(edition, **asked_for)


def test_families_held_back_are_those_the_model_is_about(held_back, edition, kit):
    reasons = rows_of(edition, "explain.reason", "maltreatment/held_back")
    assert held_back.families == reasons["family_id"].nunique() == kit.FAMILIES * 2 // 3
    assert held_back.reasons == len(reasons)
    assert set(reasons["population"]) == {"held_back"}
    assert set(reasons["as_of"]) == {kit.TEST}


def test_contributions_add_up_to_each_margin(held_back, edition, model, asked):
    long = rows_of(edition, "explain.contribution", "maltreatment/held_back")
    assert held_back.contributions == len(long)
    assert (long["contribution"] != 0).all()
    total = long.groupby("family_id")["contribution"].sum() + model.expected_margin
    places = [int(family[1:]) for family in total.index]
    assert total.to_numpy() == pytest.approx(model.margin(asked.iloc[places]), abs=5e-5)


def test_values_are_those_of_the_family_and_empty_where_not_known(held_back, edition, asked):
    long = rows_of(edition, "explain.contribution", "maltreatment/held_back")
    arrears = long[long["feature"] == "arrears"].set_index("family_id")["value"]
    theirs = asked["arrears"].iloc[[int(family[1:]) for family in arrears.index]].to_numpy()
    assert arrears.isna().any()
    assert arrears.to_numpy() == pytest.approx(theirs, nan_ok=True)


def test_places_count_from_one_without_gaps(held_back, edition):
    reasons = rows_of(edition, "explain.reason", "maltreatment/held_back")
    places = reasons.sort_values("place").groupby("family_id")["place"].apply(list)
    assert all(each == list(range(1, len(each) + 1)) for each in places)
    assert places.map(len).max() <= 5


def test_the_same_week_gives_the_same_bytes(edition, model, asked, kit):
    kit.write_week(edition, model, asked)

    def explained():
        explain_week(edition, models={model.name: (kit.VERSION, model)}, features=kit.FEATURES)
        parts = edition.manifest().parts
        label = f"maltreatment/{kit.WEEK.isoformat()}"
        return [parts[table][label].sha256 for table in ("explain.contribution", "explain.reason")]

    assert explained() == explained()


def test_only_scored_families_are_explained(edition, model, asked, kit):
    kit.write_week(edition, model, asked)
    told = explain_week(edition, models={model.name: (kit.VERSION, model)}, features=kit.FEATURES)
    assert told.families == 200
    reasons = rows_of(edition, "explain.reason", f"maltreatment/{kit.WEEK.isoformat()}")
    assert set(reasons["population"]) == {"week"}


def test_scores_of_another_version_are_not_explained(edition, model, asked, kit):
    kit.write_week(edition, model, asked, version="f" * 16)
    with pytest.raises(ContractError, match="200 scores of maltreatment are of another version"):
        explain_week(edition, models={model.name: (kit.VERSION, model)}, features=kit.FEATURES)


def test_a_scored_family_without_features_is_refused(edition, model, asked, kit):
    kit.write_week(edition, model, asked)
    edition.write("features.family_week", kit_features(asked[:150], kit), part=kit.WEEK.isoformat())
    with pytest.raises(UsageError, match="50 of 200 families have no features as of 2026-11-16"):
        explain_week(edition, models={model.name: (kit.VERSION, model)}, features=kit.FEATURES)


def kit_features(frame, kit):
    return frame.assign(as_of=kit.WEEK, family_id=[f"f{number:04d}" for number in range(len(frame))])


def test_a_feature_nobody_declared_has_no_words(edition, model, spec, asked, kit):
    kit.write_held_back(edition, spec, asked)
    with pytest.raises(ContractError, match="rests on 1 features that are not declared: unused"):
        explain_held_back(
            edition, model=model, version=kit.VERSION, features=kit.FEATURES[:-1], spec=spec, test=kit.TEST
        )


def test_without_models_nothing_is_explained(edition, kit):
    assert explain_week(edition, models={}, features=kit.FEATURES).families == 0


def test_what_was_not_delivered_is_not_said_to_be_nothing(edition, model, asked, kit):
    kit.write_week(edition, model, asked.assign(arrears=float("nan")))
    (arrears,) = (feature for feature in kit.FEATURES if feature.name == "arrears")
    states = pd.DataFrame(
        {
            "as_of": [kit.WEEK],
            "table_name": list(arrears.sources),
            "state": ["absent"],
            "first_known_on": [None],
            "latest_on": [None],
        },
        dtype=object,
    )
    edition.write("features.source_state", states, part=kit.WEEK.isoformat())
    explain_week(edition, models={model.name: (kit.VERSION, model)}, features=kit.FEATURES)
    reasons = rows_of(edition, "explain.reason", f"maltreatment/{kit.WEEK.isoformat()}")
    said = set(reasons.loc[reasons["feature"] == "arrears", "sentence"].str.rpartition(" (")[0])
    assert said == {"Not known, because nothing was delivered: how much rent is owed?"}
