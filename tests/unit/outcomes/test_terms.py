"""School terms in order."""

from datetime import date

from csps.outcomes.terms import terms_between


def test_terms_that_are_cut_off_are_left_out():
    spans = terms_between(date(2025, 1, 15), date(2026, 1, 20)).spans
    assert [span[0].isoformat() for span in spans] == ["2025-04-21", "2025-09-01"]
    assert spans[-1][1] == date(2025, 12, 31)


def test_a_week_is_in_the_term_of_its_monday():
    weeks = terms_between(date(2025, 8, 1), date(2026, 1, 20)).weeks()
    assert weeks["monday"][0] == date(2025, 9, 1)
    assert weeks["monday"][-1] == date(2025, 12, 29)
    assert set(weeks["term"]) == {0}
