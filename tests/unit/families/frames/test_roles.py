"""Columns by role."""

from __future__ import annotations

import pandas as pd

from csps.families.frames.roles import PEOPLE, chosen, kinds_of


def test_columns_are_named_or_bear_the_name_of_a_role_and_address_lines_become_one():
    frame = pd.DataFrame(
        {"person_id": [1], "dob": ["2000-01-01"], "line1": ["Flat 1"], "line2": ["2 Elm Row"], "x": [0]}
    )
    columns = {"dob": "date_of_birth", "line1": "address_line", "line2": "address_line"}
    found = chosen(frame, columns, PEOPLE, ("person_id",))
    assert found.to_dict("list") == {
        "date_of_birth": ["2000-01-01"], "address_line": ["Flat 1 2 Elm Row"], "person_id": [1]
    }  # fmt: skip


def test_kinds_are_read_in_any_case():
    assert kinds_of(pd.Series(["Parent", " same_claim "])).tolist()[0][1:] == [1, 2]
