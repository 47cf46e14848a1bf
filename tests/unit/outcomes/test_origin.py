"""Where evidence is written."""

import ibis
import pytest

from csps.outcomes.evidence import Evidence
from csps.outcomes.findings import often_suspended
from csps.outcomes.origin import ORIGIN, counting
from csps.store.people import people_on


def test_rows_keep_where_they_are_written_and_say_nothing_where_they_do_not():
    rows = ibis.table({"family_id": "string", "person_id": "string", "line": "int64", "happened": "date"}, name="rows")
    made = counting(rows, rows.happened, ibis.null("date"))
    assert made.columns == ("family_id", "person_id", *ORIGIN, "since", "until")
    assert {str(kind) for kind in (made.schema()["since"], made.schema()["until"])} == {"date"}


@pytest.mark.parametrize(("row_by_row", "found"), [(False, {(3, None)}), (True, {(1, "a"), (1, "b"), (1, "c")})])
def test_rows_are_added_up_or_given_one_by_one(town, kit, row_by_row, found):
    town.add(
        "feeds.school_exclusion",
        *(
            {"person": "teenager", "exclusion_type": "SUSP", "start_date": kit.ago(week), "exclusion_id": name}
            | {"sessions": 2, "delivery": name}
            for week, name in ((30, "a"), (20, "b"), (10, "c"))
        ),
    )
    with town.edition().connect() as lake:
        evidence = Evidence(lake, people_on(lake, kit.DAY), kit.DAY, row_by_row=row_by_row)
        rows = often_suspended(evidence).to_pyarrow().to_pylist()
    assert {(row["summed"], row["delivery"] if row_by_row else None) for row in rows} == found
    assert {row["first_on"] for row in rows} == (
        {kit.ago(30), kit.ago(20), kit.ago(10)} if row_by_row else {kit.ago(30)}
    )
