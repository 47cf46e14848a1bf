"""Every mark of the specification becomes a check, and evidence that is missing is never a pass."""

from datetime import date

import pandas as pd
import pytest

from csps.approval.marks import Result
from csps.approval.run import run_checks
from csps.store import Edition, Lake

VERSION = "0123456789abcdef"
WHICH = {"model": "maltreatment", "model_version": VERSION}
SIZE = {"families": 900, "outcomes": 90}


@pytest.fixture
def edition(tmp_path):
    return Edition(Lake(tmp_path / "lake"), date(2026, 11, 16))


def metrics(**changes):
    good = {
        ("model", "auc"): (0.80, 0.77, 0.83),
        ("model", "calibration_slope"): (1.0, 0.9, 1.1),
        ("model", "calibration_intercept"): (0.0, -0.1, 0.1),
        ("model minus rule", "auc"): (0.1, 0.05, 0.15),
        ("model minus logistic", "auc"): (0.0, -0.01, 0.01),
    } | changes.get("instead", {})
    return pd.DataFrame(
        [
            WHICH | SIZE | {"subject": subject, "metric": metric, "estimate": e, "low": low, "high": high}
            for (subject, metric), (e, low, high) in good.items()
        ]
    )


def group_metrics(spec, groups=("a", "b")):
    values = {"auc_gap": 0.02, "missed_gap": 0.03, "wrongly_listed_gap": 0.0, "observed_to_expected": 1.0}
    return pd.DataFrame(
        [
            WHICH | SIZE | {"grouping": " x ".join(one.value for one in comparison), "group_name": group}
            | {"metric": metric, "estimate": value, "low": value - 0.05, "high": value + 0.05, "judged": True}
            for comparison in spec.fairness.comparisons() for group in groups for metric, value in values.items()
        ]
    )  # fmt: skip


def write(edition, spec, *, overall=None, groups=None):
    part = f"maltreatment/{VERSION}"
    edition.write("assurance.metric", metrics() if overall is None else overall, part=part)
    edition.write("assurance.group_metric", group_metrics(spec) if groups is None else groups, part=part)


def test_a_good_model_passes_every_check(edition, spec):
    write(edition, spec)
    checks = run_checks(edition, spec=spec, version=VERSION)
    comparisons = len(spec.fairness.comparisons())
    assert len(checks) == 5 + 4 * comparisons
    assert {check.result for check in checks} == {Result.PASSED}
    assert len({check.name for check in checks}) == len(checks)


def test_checks_are_written_for_the_version(edition, spec):
    write(edition, spec)
    checks = run_checks(edition, spec=spec, version=VERSION)
    with edition.connect() as lake:
        rows = lake.table("approval.check", part=f"maltreatment/{VERSION}").to_pyarrow().to_pylist()
    assert {row["check_name"] for row in rows} == {check.name for check in checks}
    auc = next(row for row in rows if row["check_name"] == "AUC")
    assert auc == WHICH | {
        "check_name": "AUC",
        "mark": "at least 0.650 at the worse end of the interval",
        "found": "0.800 (0.770 to 0.830)",
        "result": "passed",
    }


def test_without_evidence_nothing_could_be_judged(edition, spec):
    checks = run_checks(edition, spec=spec, version=VERSION)
    assert {check.result for check in checks} == {Result.COULD_NOT_JUDGE}
    assert {check.found for check in checks} == {"not measured"}


def test_evidence_about_another_version_is_no_evidence(edition, spec):
    write(edition, spec)
    checks = run_checks(edition, spec=spec, version="f" * 16)
    assert {check.result for check in checks} == {Result.COULD_NOT_JUDGE}


@pytest.mark.parametrize(
    ("figure", "bad", "name"),
    [
        (("model", "auc"), (0.7, 0.64, 0.76), "AUC"),
        (("model", "calibration_slope"), (1.0, 0.7, 1.3), "Calibration slope"),
        (("model", "calibration_intercept"), (0.2, 0.1, 0.31), "Calibration intercept"),
        (("model minus rule", "auc"), (0.05, 0.01, 0.09), "AUC above the simple rule's"),
        (("model minus logistic", "auc"), (0.0, -0.03, 0.03), "AUC above the logistic baseline's"),
    ],
)
def test_each_mark_can_be_missed_by_itself(edition, spec, figure, bad, name):
    write(edition, spec, overall=metrics(instead={figure: bad}))
    checks = run_checks(edition, spec=spec, version=VERSION)
    assert [check.name for check in checks if check.result is Result.MISSED] == [name]


def test_one_group_alone_is_no_comparison(edition, spec):
    write(edition, spec, groups=group_metrics(spec, groups=("a",)))
    checks = run_checks(edition, spec=spec, version=VERSION)
    assert {check.result for check in checks[5:]} == {Result.COULD_NOT_JUDGE}


@pytest.mark.parametrize(
    ("metric", "bad", "name"),
    [
        ("auc_gap", 0.081, "AUC by ethnicity"),
        ("missed_gap", 0.101, "Missed families by ethnicity"),
        ("wrongly_listed_gap", 0.101, "Wrongly listed families by ethnicity"),
        ("observed_to_expected", 1.26, "Observed over expected by ethnicity"),
    ],
)
def test_each_mark_of_fairness_can_be_missed_by_itself(edition, spec, metric, bad, name):
    groups = group_metrics(spec)
    groups.loc[
        (groups.metric == metric) & (groups.grouping == "ethnicity") & (groups.group_name == "a"), "estimate"
    ] = bad
    write(edition, spec, groups=groups)
    checks = run_checks(edition, spec=spec, version=VERSION)
    assert [check.name for check in checks if check.result is Result.MISSED] == [name]
