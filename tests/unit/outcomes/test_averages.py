"""Attendance averaged over school terms."""

from datetime import date

from csps.outcomes.averages import averages
from csps.outcomes.evidence import Evidence
from csps.store.people import people_on


def test_an_average_counts_from_the_end_of_a_term_to_the_end_of_the_next(town, kit):
    town.add("feeds.school_attendance", *kit.attendance("child", 62, 2))
    with town.edition().connect() as lake:
        rows = averages(Evidence(lake, people_on(lake, kit.DAY), kit.DAY), terms=2)
        found = [
            (row["since"], row["until"], row["absent"] / row["possible"])
            for row in rows.order_by("since").to_pyarrow().to_pylist()
        ]
    assert [row[0] for row in found] == [date(2025, 4, 21), date(2025, 9, 1), date(2026, 1, 1)]
    assert [row[1] for row in found[:2]] == [row[0] for row in found[1:]]
    assert found[2][1] > kit.DAY
    assert {row[2] for row in found} == {0.2}
