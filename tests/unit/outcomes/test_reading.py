"""Which tables a line reads."""

import pytest

from csps.contracts.lake import lake_tables
from csps.outcomes.reading import tables_of
from csps.outcomes.rule_sets import SF2022, TFP2015

LINES = {line.id: line for line in (*TFP2015.lines, *SF2022.lines)}


@pytest.mark.parametrize(
    ("line", "tables"),
    [
        ("SF6.5", ()),
        ("SF6.2", ("feeds.ssd_missing",)),
        ("SF1.1", ("feeds.school_attendance",)),
        ("SF6.3", ("feeds.ssd_assessment_factors", "feeds.ssd_cin_assessments")),
        ("TF6.c", ("families.membership", "feeds.health_flag")),
        (
            "SF10.2",
            (
                "feeds.council_tax_account",
                "feeds.council_tax_arrears",
                "feeds.debt_case",
                "feeds.housing_rent_account",
                "feeds.housing_tenancy_member",
            ),
        ),
    ],
)
def test_a_line_reads_what_its_rule_asks_for(line, tables):
    assert tables_of(LINES[line]) == tables


def test_every_line_reads_declared_tables_or_says_what_is_lacking():
    for line in LINES.values():
        assert set(tables_of(line)) <= set(lake_tables())
        assert tables_of(line) or line.lacking
