"""Columns by what they hold."""

from csps.contracts.catalogue import delivered_tables
from csps.contracts.model import Identity
from csps.pipeline.quality.groups import group_of


def test_every_column_has_one_of_few_groups():
    groups = {group_of(column) for table in delivered_tables().values() for column in table.columns}
    assert groups <= {
        "names", "dates of birth", "addresses", "contacts", "identifying numbers", "free text",
        "days", "codes", "yes or no", "numbers", "references",
    }  # fmt: skip


def test_what_identifies_is_never_put_with_what_does_not():
    for table in delivered_tables().values():
        for column in table.columns:
            if column.identity is Identity.NHS_NUMBER:
                assert group_of(column) == "identifying numbers"
