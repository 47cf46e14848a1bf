"""The committed specifications, and every way to lose a key of one."""

from __future__ import annotations

import copy
import tomllib
from dataclasses import replace

import pytest

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Purpose
from csps.settings.faults import FaultyFileError
from csps.settings.model_spec import Event, Exclusion, ModelSpec, ProtectedGroup, read_model_spec
from csps.settings.pass_marks import JudgedAt
from csps.settings.reading import Document, Reader

NAMES = ("maltreatment", "eligibility")


def faults_in(values):
    try:
        Reader(ModelSpec).read(Document("spec.toml", values, ""))
    except FaultyFileError as refused:
        return {fault.path: str(fault) for fault in refused.faults}
    return {}


@pytest.fixture(params=NAMES)
def written(request, models):
    return tomllib.loads((models / request.param / "spec.toml").read_text(encoding="utf-8"))


def test_every_folder_of_a_model_has_its_specification(models):
    assert {path.parent.name for path in models.glob("*/spec.toml")} == set(NAMES)
    assert [read_model_spec(models / name).name for name in NAMES] == list(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_card_will_say_what_the_score_is_not(models, name):
    assert "service contact is not maltreatment" in read_model_spec(models / name).caveat.lower()


def test_the_maltreatment_model_asks_what_the_design_says(spec):
    assert spec.horizon_weeks == 52
    assert spec.outcome.events == (Event.PROTECTION_PLAN, Event.LOOKED_AFTER, Event.SECTION_47)
    assert spec.population.excludes == (Exclusion.UNDER_PLAN, Exclusion.LOOKED_AFTER)
    assert spec.pass_marks.judged_at is JudgedAt.WORSE_END
    assert spec.pass_marks.printed.average_precision == 0.65
    assert len(spec.fingerprint) == 64


def test_the_eligibility_model_asks_about_those_who_do_not_meet_it_yet(models):
    spec = read_model_spec(models / "eligibility" / "spec.toml")
    assert (spec.horizon_weeks, spec.outcome.events) == (26, (Event.THRESHOLD_MET,))
    assert spec.population.excludes == (Exclusion.THRESHOLD_MET,)


def test_a_model_rests_on_the_rules_by_what_it_forecasts_or_whom_it_leaves_out(models, spec):
    eligibility = read_model_spec(models / "eligibility")
    assert eligibility.rests_on_rules
    assert not spec.rests_on_rules
    assert replace(spec, population=eligibility.population).rests_on_rules
    assert replace(spec, outcome=eligibility.outcome).rests_on_rules


@pytest.mark.parametrize("name", NAMES)
def test_families_of_features_are_agencies_that_may_be_scored_on(models, name):
    scoring = {
        table.agency
        for table in delivered_tables().values()
        if any(Purpose.SCORING in table.purposes_of(column) for column in table.column_names)
    }
    assert set(read_model_spec(models / name).feature_families) <= scoring - {"restrictions", "nominations"} | {
        "family"
    }


def test_groups_are_crossed_where_it_says_so(spec):
    compared = spec.fairness.comparisons()
    assert compared[: len(spec.fairness.groups)] == tuple((group,) for group in spec.fairness.groups)
    assert (ProtectedGroup.ETHNICITY, ProtectedGroup.SEX) in compared
    assert len(compared) == 5 + 10


def test_any_key_removed_or_misspelt_is_missed(written):
    def walk(values, path=()):
        for key, value in values.items():
            yield (*path, key)
            if isinstance(value, dict):
                yield from walk(value, (*path, key))

    assert faults_in(written) == {}
    for path in list(walk(written)):
        spoilt = copy.deepcopy(written)
        holder = spoilt
        for step in path[:-1]:
            holder = holder[step]
        taken = holder.pop(path[-1])
        assert path in faults_in(spoilt), path
        holder[f"{path[-1]}x"] = taken
        assert {path, (*path[:-1], f"{path[-1]}x")} <= set(faults_in(spoilt)), path


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("outcome", "events"), ["protection plan"], 'did you mean "protection plan begins"?'),
        (("outcome", "events"), [], "it takes a list, each entry one of"),
        (("population", "excludes"), ["child looked after"] * 2, "stands there already; name it once"),
        (("fairness", "groups"), ["ethnicty"], 'did you mean "ethnicity"?'),
        (("feature_families",), ["Police"], "it takes a name of small letters"),
        (("learner", "algorithm"), "deep learning", 'is "deep learning"; it takes one of "gradient boosting"'),
        (("learner", "settings", "num_leaves"), {"start": 1, "least": 1, "most": 2}, "it must lie within 2 to 1024"),
        (("learner", "folds"), 1, "it takes a whole number from 2 to 20"),
        (("horizon_weeks",), 0, "it takes a whole number of weeks"),
        (("name",), "Maltreatment", "it takes a name of small letters"),
    ],
)
def test_a_specification_that_cannot_be_meant_is_refused(written, path, value, words):
    holder = written
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    ((found, said),) = faults_in(written).items()
    assert found[: len(path)] == path
    assert words in said
