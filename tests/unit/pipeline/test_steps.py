"""The order of the stages, as the house has it."""

from __future__ import annotations

from csps.contracts.catalogue import all_tables
from csps.domain.stages import PATH
from csps.pipeline.steps import TAKE_IN, TRAINING, WEEK

STAGES = [stage.name for stage in PATH]
TABLES = {*all_tables(), *(table for stage in PATH for table in stage.tables)}


def test_a_week_goes_down_the_path():
    assert [step.name for step in WEEK] == [
        "feeds", "privacy", "linkage", "families", "features", "outcomes", "progress", "parity", "scoring", "explain",
        "worklist",
    ]  # fmt: skip


def test_without_a_model_a_week_ends_before_features_are_held_against_their_rows_for_scoring():
    assert [*TAKE_IN] == [*WEEK[: len(TAKE_IN)]]
    assert [step.name for step in WEEK[len(TAKE_IN) :]][:2] == ["parity", "scoring"]


def test_training_goes_down_the_path_on_dates_of_the_past():
    assert [step.work.__name__ for step in TRAINING] == [
        "families", "features", "criteria", "outcomes", "attributes", "modelling", "explain", "assurance", "approval",
    ]  # fmt: skip


def test_steps_have_names_of_their_own_and_say_what_they_do():
    names = [step.name for step in (*WEEK, *TRAINING)]
    assert len(set(names)) == len(names)
    assert all(step.does for step in (*WEEK, *TRAINING))


def test_what_a_step_reads_is_a_table_or_a_stage():
    for step in (*WEEK, *TRAINING):
        for read in step.reads:
            assert read in TABLES or read.removesuffix(".") in STAGES, (step.name, read)


def test_a_step_of_the_week_reads_only_what_comes_before_it_on_the_path():
    for place, step in enumerate(WEEK):
        later = {each.name for each in WEEK[place + 1 :]}
        assert not {read.partition(".")[0] for read in step.reads} & later, step.name
