"""The marks of a specification as text, and the facts that no mark decides."""

from dataclasses import replace

from csps.approval.checks import judge_figures, marks_of


def test_every_mark_is_kept_as_text(spec):
    marks = marks_of(spec)
    assert marks["groups.auc_gap_at_most"] == "0.08"
    assert marks["calibration_slope.least"] == "0.75"
    assert marks["fixed_on"] == spec.pass_marks.fixed_on.isoformat()
    assert marks["fairness.crossed"] == "true"
    assert list(marks) == sorted(marks)


def test_a_changed_mark_changes_the_text(spec):
    other = replace(spec, pass_marks=replace(spec.pass_marks, auc_at_least=0.7))
    before, after = marks_of(spec), marks_of(other)
    assert {key for key in after if before[key] != after[key]} == {"auc_at_least"}


def test_groups_that_nobody_could_judge_are_a_fact_with_their_sizes(spec, kit):
    judged = judge_figures(spec, kit.metric_rows(), kit.group_rows(spec, small=("tiny", "wee")))
    assert {check.result.value for check in judged.checks} == {"passed"}
    assert len(judged.facts) == len(spec.fairness.comparisons())
    assert str(judged.facts[0]) == (
        "too small by ethnicity: tiny (12 families, 1 with the outcome), wee (12 families, 1 with the outcome)"
    )


def test_where_every_group_was_judged_there_is_nothing_to_acknowledge(spec, kit):
    assert judge_figures(spec, kit.metric_rows(), kit.group_rows(spec)).facts == ()


def test_a_figure_outside_its_mark_as_chance_may_explain_is_a_fact(spec, kit):
    rows = kit.group_rows(spec)
    for row in rows:
        if (row["grouping"], row["group_name"]) == ("sex", "b"):
            wide = {"observed_to_expected": (1.4, 0.9, 2.0), "auc_gap": (0.2, 0.0, 0.4)}.get(row["metric"])
            if wide:
                row["estimate"], row["low_together"], row["high_together"] = wide
    judged = judge_figures(spec, kit.metric_rows(), rows)
    assert {check.result.value for check in judged.checks} == {"passed"}
    (fact,) = judged.facts
    assert str(fact) == (
        "may be chance by sex: AUC behind a by more than 0.080: b 0.200 (0.000 to 0.400); Observed over expected outside "
        "0.800 to 1.250: b 1.400 (0.900 to 2.000)"
    )
