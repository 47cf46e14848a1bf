"""No factor was identified, and factors were."""

from csps.feeds.rules.row.no_factor_and_factors import RULE

CASES = [
    ({"cinf_assessment_factors_json": '["21"]'}, []),
    ({"cinf_assessment_factors_json": '["21", "1A"]'}, ["cinf_assessment_factors_json"]),
    ({"cinf_assessment_factors_json": '["1A", "2B"]'}, []),
]


def test_what_breaks_the_rule(row_breaks):
    rows, columns = zip(*CASES, strict=True)
    assert row_breaks(RULE, "feeds.ssd_assessment_factors", rows) == list(columns)
