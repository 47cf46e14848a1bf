"""Frames that cannot be linked are refused in words that say what to do."""

from __future__ import annotations

import pandas as pd
import pytest

from csps.domain.errors import UsageError
from csps.linkage.frames.roles import columns_by_role

FRAME = pd.DataFrame({"record_id": ["a", "b"], "name": ["x", "y"]})


@pytest.mark.parametrize(
    ("records", "columns", "words"),
    [
        (FRAME, {"name": "nickname"}, "No such role: nickname"),
        (FRAME, {"full_name": "name"}, "turn it round"),
        (FRAME, {"dob": "date_of_birth"}, "no column dob"),
        (FRAME.drop(columns="record_id"), {"name": "full_name"}, "no column record_id"),
        (FRAME, {}, "No column is said"),
        (FRAME, {"name": "source"}, "No column is said"),
        (FRAME.assign(record_id=["a", "a"]), {"name": "full_name"}, "2 records share"),
        (FRAME.assign(record_id=["a", None]), {"name": "full_name"}, "1 records have no"),
        (pd.concat([FRAME, FRAME[["name"]]], axis=1), {"name": "full_name"}, "twice"),
    ],
)
def test_a_frame_that_cannot_be_linked_is_refused(records, columns, words):
    with pytest.raises(UsageError, match=words):
        columns_by_role(records, columns)


def test_several_columns_may_share_a_role_and_keep_their_order():
    frame = FRAME.assign(line_2="", line_1="")
    found = columns_by_role(frame, {"line_1": "address_line", "line_2": "address_line", "name": "full_name"})
    assert found["address_line"] == ["line_1", "line_2"]
