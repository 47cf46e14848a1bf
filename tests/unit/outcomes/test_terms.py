"""School terms, and for which days an average over them is the latest."""

from datetime import date

from csps.outcomes.evidence import Evidence
from csps.outcomes.terms import averages, terms_between
from csps.store.people import people_on


def test_terms_that_are_cut_off_are_left_out():
    spans = terms_between(date(2025, 1, 15), date(2026, 1, 20)).spans
    assert [span[0].isoformat() for span in spans] == ["2025-04-21", "2025-09-01"]
    assert spans[-1][1] == date(2025, 12, 31)


def test_a_week_is_in_the_term_of_its_monday():
    weeks = terms_between(date(2025, 8, 1), date(2026, 1, 20)).weeks()
    assert weeks["monday"][0] == date(2025, 9, 1)
    assert weeks["monday"][-1] == date(2025, 12, 29)
    assert set(weeks["term"]) == {0}


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
