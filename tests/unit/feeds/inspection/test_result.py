"""What an inspection found holds what is promised, and no more."""

from dataclasses import fields

from csps.feeds.inspection.result import Inspection, Proposal, TableFound


def test_the_keys_are_those_that_were_promised():
    assert [one.name for one in fields(Inspection)] == [
        "format",
        "encoding",
        "schema_year",
        "tables",
        "unknown_columns",
        "proposed_mapping",
        "likely_tables",
    ]
    assert [one.name for one in fields(TableFound)] == ["rows", "rejected", "findings"]
    assert [one.name for one in fields(Proposal)] == ["table", "column", "confidence", "by", "values"]
