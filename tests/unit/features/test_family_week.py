"""The contract of the table."""

from csps.contracts.model import Sensitivity
from csps.features import catalogue, family_week_table


def test_it_has_a_column_for_each_feature():
    table = family_week_table()
    assert table.column_names == ("as_of", "family_id", *(feature.name for feature in catalogue()))
    assert table.key == ("as_of", "family_id")


def test_a_column_has_the_features_type_unit_and_question_and_is_held_to_be_sensitive():
    table = family_week_table()
    for feature in catalogue():
        column = table[feature.name]
        assert (column.type, column.unit, column.meaning) == (feature.type, feature.unit, feature.question)
        assert column.sensitivity is Sensitivity.SPECIAL
