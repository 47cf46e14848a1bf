"""Marks that any model reaches, for towns too small to judge one by: what is tried there is the path and its words.

A town a tenth of the demonstration's has a handful of outcomes to be tested on.
"""

MARKS = """[pass_marks]
demonstration = true
fixed_on = 2026-11-30
owner = "Tests"
review_on = 2027-11-15
confidence = 0.9
judged_at = "estimate"
auc_at_least = 0.5
calibration_slope = { least = -50.0, most = 50.0 }
calibration_intercept = { least = -5.0, most = 5.0 }
better_than_rule_by = -0.5
better_than_logistic_by = -0.5

[pass_marks.groups]
judged_at = "estimate"
smallest_families = 1
smallest_outcomes = 1
auc_gap_at_most = 1.0
missed_gap_at_most = 1.0
wrongly_listed_gap_at_most = 1.0
observed_to_expected = { least = 0.0, most = 99.0 }

[pass_marks.printed]
average_precision = 0.65
source = "Tests"
"""
