"""Findings say themselves."""

from csps.modelling.leakage.leak import Check, Leak, LeakReport


def test_a_report_names_each_column_once():
    one = Leak(check=Check.TOO_GOOD, column="a", figure=0.9, bound=0.8, words="w")
    other = Leak(check=Check.TIMING, column="a", figure=0.9, bound=0.8, words="w")
    rows = Leak(check=Check.ORDER, column="", figure=0.9, bound=0.8, words="w")
    report = LeakReport(leaks=(one, other, rows), asked={}, not_asked={}, rows=1, outcomes=1)
    assert report.columns == ("a",)
    assert not report.clean
    assert str(rows) == "rows: order of rows tells the outcome (w)"
