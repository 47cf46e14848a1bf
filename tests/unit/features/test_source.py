"""What features may not see is refused when it is declared."""

import pytest

from csps.contracts.lake import lake_tables
from csps.contracts.model import Sensitivity
from csps.domain.errors import ContractError
from csps.features.listing import declarations
from csps.features.source import HOUSES, Source, Via


@pytest.mark.parametrize(
    ("table", "column", "why"),
    [
        ("feeds.ssd_person", "pers_sex", "protected attribute"),
        ("feeds.ssd_person", "pers_ethnicity", "protected attribute"),
        ("feeds.ssd_cin_plans", "cinp_cin_plan_team", "not there for scoring"),
        ("feeds.police_incident", "surname", "has no column"),
    ],
)
def test_a_column_that_is_not_for_scoring_is_refused(table, column, why):
    with pytest.raises(ContractError, match=why):
        Source(table=table, reads=(column,))


@pytest.mark.parametrize(
    "table",
    [
        "feeds.restriction",
        "assurance.protected_attribute",
        "feeds.ssd_disability",
        "outcomes.family_outcome",
        "scoring.score",
    ],
)
def test_a_table_that_features_may_not_see_is_refused(table):
    with pytest.raises(ContractError, match=r"may not read|not there for scoring|protected"):
        Source(table=table)


def test_an_unknown_table_is_refused():
    with pytest.raises(ContractError, match=r"there is no table feeds\.nothing"):
        Source(table="feeds.nothing")


def test_what_says_whose_a_row_is_is_looked_at_as_well():
    with pytest.raises(ContractError, match=r"feeds.marac_case.sex is a protected attribute"):
        Source(table="feeds.housing_rent_account", via=Via(table="feeds.marac_case", on=(("tenancy_ref", "sex"),)))


def test_no_declared_source_reads_a_protected_column():
    read = {
        (source.table, name)
        for each in declarations()
        for source in {measure.kind.source for measure in each.measures}
        for name in source.reads
    }
    assert read
    assert not [pair for pair in read if lake_tables()[pair[0]][pair[1]].sensitivity is Sensitivity.PROTECTED]


def test_tables_are_named_with_the_one_through_which_people_are_found():
    source = Source(
        table="feeds.housing_rent_account",
        via=Via(table="feeds.housing_tenancy_member", on=(("tenancy_ref", "tenancy_ref"),)),
    )
    assert source.tables == ("feeds.housing_rent_account", "feeds.housing_tenancy_member")
    assert set(HOUSES) == {"families.family", "families.membership"}
