"""How many families a list would have found and missed, in words; a count is never made more exact than it is."""

from __future__ import annotations

from datetime import date

from csps.assurance.summary import found_sentences, rules_sentence, whom_sentence
from csps.store.judged_by import JudgedBy


def rows(**precision):
    size = {"families": 2_000, "outcomes": 40}
    figures = [
        {"subject": name, "metric": "precision_at_capacity", "estimate": value} for name, value in precision.items()
    ]
    return [size | row for row in (*figures, {"subject": "model", "metric": "auc", "estimate": 0.8})]


def test_found_missed_and_listed_in_vain_add_up():
    said = found_sentences(rows(model=0.45, rule=0.2, logistic=0.4), capacity=20, horizon_weeks=52)
    assert "To 40 of the 2,000 it happened within 52 weeks (2.0 of 100)." in said
    assert "A list of the 20 families with the highest scores would have named 9 of these 40 and missed 31" in said
    assert "to 11 on it, it did not happen" in said
    assert said.endswith(
        "would have named 4 by counting by hand (the simple rule) and 8 by a plain formula (the logistic baseline)."
    )


def test_equal_scores_at_the_end_of_a_list_make_a_count_about():
    said = found_sentences(rows(model=0.45, rule=0.1733, logistic=0.4), capacity=20, horizon_weeks=52)
    assert "about 3 by counting by hand" in said


def test_a_list_longer_than_the_families_is_as_long_as_they_are():
    said = found_sentences(rows(model=0.02, rule=0.02, logistic=0.02), capacity=5_000, horizon_weeks=26)
    assert "A list of the 2,000 families" in said
    assert "named 40 of these 40 and missed 0" in said


def test_whom_it_had_met_is_said_where_it_is_known():
    assert "; 3 of them are families without anybody it learnt from" in whom_sentence(date(2025, 11, 17), 10, 3)
    assert "met" not in whom_sentence(date(2025, 11, 17), 10, None)


def test_rules_are_named_only_where_a_model_rests_on_them():
    rules = JudgedBy("SF2022", "2022.1", 76, 34)
    assert str(rules) in rules_sentence(rules)
    assert rules_sentence(None) == ""
