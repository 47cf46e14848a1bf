"""Headings of the return as a spreadsheet's owner writes them out."""

import pytest
from tests.factories.real_formats import SSDA903, ssda903

from csps.feeds.inspection.run import inspect
from csps.feeds.layouts.layout import compact
from csps.feeds.layouts.ssda903 import LAYOUTS
from csps.feeds.layouts.ssda903_spellings import SPELLINGS

WRITTEN_OUT = {heading: spelling for spelling, heading in reversed(SPELLINGS.items())}


def test_each_spelling_means_one_heading_of_the_return_and_is_none_itself():
    headings = {heading for layout in LAYOUTS for heading in layout.headings}
    assert set(SPELLINGS.values()) <= headings
    assert len({compact(spelling) for spelling in SPELLINGS}) == len(SPELLINGS)
    assert not {compact(spelling) for spelling in SPELLINGS} & {compact(heading) for heading in headings}


@pytest.mark.parametrize("module", SSDA903)
@pytest.mark.parametrize("renamed", [WRITTEN_OUT, {"CHILD": "child_unique_id", "DOB": "D.O.B."}])
def test_a_module_in_other_words_gives_the_same_tables(module, renamed):
    data = ssda903(module, 4)
    first, _, rows = data.decode().partition("\n")
    otherwise = ",".join(renamed.get(heading, heading) for heading in first.split(","))
    found, plain = inspect(f"{otherwise}\n{rows}".encode(), "x.csv"), inspect(data, "x.csv")
    assert (found.format, found.tables, found.unknown_columns) == ("ssda903", plain.tables, ())
    assert all(proposal.by == "names" for proposal in found.proposed_mapping.values())
    assert found.proposed_mapping[renamed["CHILD"]].column.endswith("_person_id")
