"""Every mark of the specification becomes a check, and evidence that is missing is never a pass."""

from datetime import date

import pandas as pd
import pytest

from csps.approval.marks import Result
from csps.approval.run import run_checks
from csps.store import Edition, Lake

VERSION = "0123456789abcdef"
WHICH = {"model": "maltreatment", "model_version": VERSION}


@pytest.fixture
def edition(tmp_path):
    return Edition(Lake(tmp_path / "lake"), date(2026, 11, 16))


def metrics(kit, instead=None):
    return pd.DataFrame([WHICH | row for row in kit.metric_rows(instead)])


def group_metrics(kit, spec, groups=("a", "b")):
    return pd.DataFrame([WHICH | row for row in kit.group_rows(spec, groups)])


@pytest.fixture
def write(edition, spec, kit):
    """A function that writes good figures, save what is given."""

    def written(*, overall=None, groups=None):
        part = f"maltreatment/{VERSION}"
        edition.write("assurance.metric", metrics(kit) if overall is None else overall, part=part)
        edition.write("assurance.group_metric", group_metrics(kit, spec) if groups is None else groups, part=part)

    return written


@pytest.fixture
def checked(edition, spec, write):
    """A function that writes good figures, save what is given, and gives the checks."""

    def run(version=VERSION, **rows):
        write(**rows)
        return run_checks(edition, spec=spec, version=version).checks

    return run


def test_a_good_model_passes_every_check(checked, spec):
    checks = checked()
    assert len(checks) == 5 + 4 * len(spec.fairness.comparisons())
    assert {check.result for check in checks} == {Result.PASSED}
    assert len({check.name for check in checks}) == len(checks)


def test_checks_are_written_for_the_version(checked, edition):
    checks = checked()
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
    checks = run_checks(edition, spec=spec, version=VERSION).checks
    assert {check.result for check in checks} == {Result.COULD_NOT_JUDGE}
    assert {check.found for check in checks} == {"not measured"}


def test_evidence_about_another_version_is_no_evidence(checked):
    assert {check.result for check in checked(version="f" * 16)} == {Result.COULD_NOT_JUDGE}


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
def test_each_mark_can_be_missed_by_itself(checked, kit, figure, bad, name):
    checks = checked(overall=metrics(kit, {figure: bad}))
    assert [check.name for check in checks if check.result is Result.MISSED] == [name]


def test_one_group_alone_is_no_comparison(checked, spec, kit):
    checks = checked(groups=group_metrics(kit, spec, groups=("a",)))
    assert {check.result for check in checks[5:]} == {Result.COULD_NOT_JUDGE}


@pytest.mark.parametrize(
    ("spoilt", "name"),
    [
        (("auc_gap", 0.081), "AUC by ethnicity"),
        (("missed_gap", 0.101), "Missed families by ethnicity"),
        (("wrongly_listed_gap", 0.101), "Wrongly listed families by ethnicity"),
        (("observed_to_expected", 1.26), "Observed over expected by ethnicity"),
    ],
)
def test_each_mark_of_fairness_can_be_missed_by_itself(checked, spec, kit, spoilt, name):
    metric, bad = spoilt
    groups = group_metrics(kit, spec)
    one = (groups.metric == metric) & (groups.grouping == "ethnicity") & (groups.group_name == "a")
    groups.loc[one, ["estimate", "low_together", "high_together"]] = bad, bad, bad + 0.1
    assert [check.name for check in checked(groups=groups) if check.result is Result.MISSED] == [name]
